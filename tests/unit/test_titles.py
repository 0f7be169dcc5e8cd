"""F6, F7, N2, N3: what a job title says. The table is `titles.toml`, by language."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadgate.domain.title_lexicon import SENIORITIES
from leadgate.domain.titles import UNREAD, read_title

TABLE = tomllib.loads((Path(__file__).parent / "titles.toml").read_text(encoding="utf-8"))
ROWS = [(title, reading) for readings in TABLE.values() for reading, titles in readings.items() for title in titles]
FUNCTIONS = set(
    "operations finance marketing sales engineering it product hr legal procurement executive support"
    " research education other".split()
)


def _with_marks(title: str, reading: str) -> tuple[str, str, set[str], set[str]]:
    """A mark may stand behind one title ("Student Recruiter -student") as well as in the row's reading."""
    seniority, function, *marks = reading.split()
    words = title.split(" ")
    while words[-1][:1] == "-" and words[-1][1:].isidentifier():
        marks.append(words.pop())
    wanted = {mark[1:] for mark in marks if mark[0] == "+"}
    unwanted = {mark[1:] for mark in marks if mark[0] == "-"}
    return " ".join(words), f"{seniority} {function}", wanted, unwanted


@pytest.mark.parametrize(("row", "reading"), ROWS, ids=[f"{title} is {reading}" for title, reading in ROWS])
def test_a_title_is_read(row: str, reading: str) -> None:
    title, expected, wanted, unwanted = _with_marks(row, reading)
    read = read_title(title)
    assert f"{read.seniority} {read.function}" == expected
    assert wanted <= read.markers
    assert not unwanted & read.markers


@pytest.mark.parametrize("nothing", [None, "", "   ", "—", "🙂"])
def test_no_title_is_unknown_and_not_zero(nothing: str | None) -> None:
    assert read_title(nothing) == UNREAD
    assert UNREAD.authority is None


MORE_AUTHORITY = [
    ("a chief has more than a vice president", "CFO", "VP Finance"),
    ("a vice president more than a director", "VP Finance", "Finance Director"),
    ("a director more than a manager", "Finance Director", "Finance Manager"),
    ("a manager more than an accountant", "Finance Manager", "Accountant"),
    ("a buyer more than a developer", "Buyer", "Developer"),
    ("a head of purchasing more than a product manager", "Einkaufsleiter", "Produktmanager"),
    ("an accountant more than an intern", "Accountant", "Intern"),
    ("a chief more than a chief's assistant", "CFO", "Assistant to the CFO"),
    ("a chief more than one who has left", "CFO", "Former CFO"),
    ("a chief more than one who looks for work", "CFO", "CFO | Open to work"),
    ("a director more than the deputy", "Directeur commercial", "Directeur commercial adjoint"),
    ("a director more than an associate director", "Director", "Associate Director"),
    ("an owner more than a board member", "Owner", "Board Member"),
    ("a director more than an account manager", "Sales Director", "Account Director"),
]


@pytest.mark.parametrize(("more", "less"), [row[1:] for row in MORE_AUTHORITY], ids=[row[0] for row in MORE_AUTHORITY])
def test_authority_follows_the_job(more: str, less: str) -> None:
    assert (read_title(more).authority or 0) > (read_title(less).authority or 0)


ALL_FUNCTIONS = [
    ("VP Sales & Marketing", ("sales", "marketing")),
    ("Marketing and Sales Director", ("marketing", "sales")),
    ("COO/CFO", ("operations", "finance")),
    ("Head of IT Procurement", ("procurement", "it")),
    ("Leiter Einkauf und Logistik", ("procurement", "operations")),
    ("Directeur achats et supply chain", ("procurement", "operations")),
    ("Responsable achats informatique", ("procurement", "it")),
    ("Leiter Vertrieb & Marketing bei Acme", ("sales", "marketing")),
    ("Head of Sales at Acme, Marketing Consultants", ("sales",)),
    ("R&D Manager", ("research", "engineering")),
]


@pytest.mark.parametrize(("title", "functions"), ALL_FUNCTIONS, ids=[title for title, _ in ALL_FUNCTIONS])
def test_all_functions_are_named_the_main_one_first(title: str, functions: tuple[str, ...]) -> None:
    assert read_title(title).functions == functions


@pytest.mark.parametrize("title", ["Directeur des achats", "Geschäftsführer Vertrieb", "VP Sales & Marketing"])
def test_case_accents_and_spaces_change_nothing(title: str) -> None:
    plain = title.replace("ä", "ae").replace("ü", "ue")
    assert read_title(f"  {plain.upper()}  ") == read_title(title)


@given(st.text(max_size=300))
def test_any_text_is_read_into_the_known_words(text: str) -> None:
    read = read_title(text)
    assert read.seniority in SENIORITIES
    assert read.functions
    assert read.functions[0] == read.function
    assert set(read.functions) <= FUNCTIONS
    assert read.authority is None or 0 <= read.authority <= 1


_WORDS = st.sampled_from(
    "CEO of to the Director Sales & / , | - Student Intern Assistant Former Retired Lead Partner Leiter at Acme".split()
)


@given(st.lists(_WORDS, max_size=9))
def test_known_words_in_any_order_are_read(words: list[str]) -> None:
    read = read_title(" ".join(words))
    assert set(read.functions) <= FUNCTIONS
