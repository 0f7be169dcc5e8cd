"""`leadgate assess`: what files it reads, and the one line it says of those it cannot: file, line and field."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer import Typer
from typer.testing import CliRunner

from leadgate.cli.assess import assess_command
from leadgate.errors import BadInputError
from tests.builders import a_buyer, a_lead

APP = Typer()
APP.command()(assess_command)
BUYER, STRANGER = json.dumps(a_buyer().row()), json.dumps(a_lead("hubspot:contact:9").row())


def assess(*arguments: str | Path, stdin: bytes | None = None) -> list[dict[str, Any]]:
    """Rows of standard output. Raises what the command raises."""
    result = CliRunner().invoke(APP, [str(one) for one in arguments], input=stdin)
    if result.exception is not None:
        raise result.exception
    return [json.loads(line) for line in result.stdout.split("\n")[:-1]]


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str | bytes], Path]:
    def write(content: str | bytes) -> Path:
        path = tmp_path / "leads.jsonl"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


READABLE: list[tuple[str, str | bytes, int]] = [
    ("one object", BUYER, 1),
    ("one object over many lines", json.dumps(a_buyer().row(), indent=2), 1),
    ("JSON Lines", f"{BUYER}\n{STRANGER}\n", 2),
    ("JSON Lines with no last line end", f"{BUYER}\n{STRANGER}", 2),
    ("Windows line ends", f"{BUYER}\r\n{STRANGER}\r\n", 2),
    ("blank lines", f"\n{BUYER}\n\n   \n{STRANGER}\n\n", 2),
    ("a byte order mark", b"\xef\xbb\xbf" + BUYER.encode(), 1),
    ("a byte order mark before JSON Lines", b"\xef\xbb\xbf" + f"{BUYER}\n{STRANGER}".encode(), 2),
    ("one line", f"{BUYER}\n", 1),
    ("other line separators inside text", json.dumps(a_lead(title="a\u2028b\u0085c").row(), ensure_ascii=False), 1),
    ("the same in JSON Lines", "\n".join([json.dumps(a_lead(title="a\u2028b").row(), ensure_ascii=False)] * 2), 2),
    ("more than a batch", f"{STRANGER}\n" * 600, 600),
    ("emoji", json.dumps(a_lead(first_name="👩‍🔬", last_name="الأمين").row(), ensure_ascii=False), 1),
    ("a signal with nothing in it", '{"as_of": "2026-11-23", "lead": {"id": "x"}, "signals": [{}, {"kind": null}]}', 1),
    ("only what is required", '{"as_of": "2026-11-23T17:00:00Z", "lead": {"id": "x"}}', 1),
    ("all null", '{"as_of": "2026-11-23", "lead": {"id": 7, "email": null}, "account": null, "signals": null}', 1),
    ("unknown fields", '{"as_of": "2026-11-23", "lead": {"id": "x", "shoe": 43}, "weather": "fine"}', 1),
    ("huge numbers", '{"as_of": "2026-11-23", "lead": {"id": "x"}, "account": {"employees": 1e14}}', 1),
    ("in 1970", '{"as_of": "1970-01-01", "lead": {"id": "x"}}', 1),
    ("in 2200", '{"as_of": "2200-12-31T23:59:59Z", "lead": {"id": "x"}}', 1),
]


@pytest.mark.parametrize(("content", "count"), [row[1:] for row in READABLE], ids=[row[0] for row in READABLE])
def test_a_file_is_read(written: Callable[[str | bytes], Path], content: str | bytes, count: int) -> None:
    file = written(content)
    rows = assess(file)
    assert len(rows) == count
    assert rows == assess("-", stdin=file.read_bytes())


def test_several_files_come_in_order(tmp_path: Path) -> None:
    files = []
    for number in range(3):
        files.append(tmp_path / f"{number}.json")
        files[-1].write_text(json.dumps(a_lead(f"lead-{number}").row()))
    assert [row["lead_id"] for row in assess(*reversed(files))] == ["lead-2", "lead-1", "lead-0"]


def test_another_instant_may_be_asked_for(written: Callable[[str | bytes], Path]) -> None:
    file = written(BUYER)
    (row,) = assess(file, "--as-of", "2026-11-10T00:00:00Z")
    assert row["as_of"] == "2026-11-10T00:00:00Z"
    assert row["decision"]["score"] < assess(file)[0]["decision"]["score"]


def changed(**parts: Any) -> str:
    return json.dumps({**a_buyer().row(), **parts})


def of_size(employees: str) -> str:
    """As JSON itself could not say it."""
    return f'{{"as_of": "2026-11-23", "lead": {{"id": "x"}}, "account": {{"employees": {employees}}}}}'


SIGNAL = {"id": "s", "kind": "page_view", "occurred_at": "2026-11-01T00:00:00Z"}
BROKEN: list[tuple[str, str | bytes, tuple[str, ...]]] = [
    ("empty", "", ("is empty",)),
    ("blank", " \n \n", ("is empty",)),
    ("no JSON", "hello", ("line 1", "is no JSON")),
    ("cut off", BUYER[:200], ("line 1", "is no JSON")),
    ("broken on line 3", f"{BUYER}\n{STRANGER}\n{{\n{BUYER}", ("line 3",)),
    ("two on one line", f"{BUYER} {BUYER}", ("line 1",)),
    ("no UTF-8", b'{"lead": "\xff"}', ("UTF-8",)),
    ("UTF-16", BUYER.encode("utf-16"), ("UTF-8",)),
    ("nested without end", "[" * 100_000, ("is no JSON",)),
    ("a list", f"[{BUYER}]", ("object",)),
    ("a number", "7", ("object",)),
    ("null on line 2", f"{BUYER}\nnull", ("line 2", "object")),
    ("no lead", changed(lead=None), ("lead.id", "required")),
    ("a lead without id", changed(lead={"email": "x@y.example"}), ("lead.id", "required")),
    ("an empty id", changed(lead={"id": " "}), ("lead.id", "required")),
    ("a lead that is text", changed(lead="Jennifer"), ("lead", "object")),
    ("no as_of", changed(as_of=None), ("as_of", "required")),
    ("an as_of that is none", changed(as_of="soon"), ("as_of", "2026-11-23T17:00:00Z")),
    ("an as_of in numbers", changed(as_of=1795435200), ("as_of",)),
    ("a title that is a list", changed(lead={"id": "x", "title": ["CFO"]}), ("lead.title", "text")),
    ("employees in words", changed(account={"employees": "many"}), ("account.employees", "number")),
    ("fewer than no employees", changed(account={"employees": -1}), ("account.employees", "at least 0")),
    (
        "employees that are no number",
        of_size("NaN"),
        ("account.employees",),
    ),
    (
        "endless employees",
        of_size("1e999"),
        ("account.employees",),
    ),
    ("a month 13", changed(account={"fiscal_year_end_month": 13}), ("account.fiscal_year_end_month", "1 to 12")),
    ("a flag in words", changed(account={"is_customer": "yes"}), ("account.is_customer", "true")),
    ("signals that are an object", changed(signals={}), ("signals", "list")),
    ("a signal that is text", changed(signals=[SIGNAL, "x"]), ("signals[1]", "object")),
    ("a kind that is a list", changed(signals=[SIGNAL, {**SIGNAL, "kind": []}]), ("signals[1].kind", "text")),
    ("a time that is none", changed(signals=[{**SIGNAL, "occurred_at": "x"}]), ("signals[0].occurred_at", "instant")),
    ("in the year 1", changed(as_of="0001-01-01T00:00:00Z"), ("as_of", "from 1970")),
    ("in the year 9999", changed(as_of="9999-12-31T23:59:59Z"), ("as_of", "to 2200")),
    ("properties in a list", changed(signals=[{**SIGNAL, "properties": []}]), ("signals[0].properties", "object")),
    ("a colleague without id", changed(colleagues=[{"title": "CFO"}]), ("colleagues[0].id", "required")),
    ("a deal won perhaps", changed(opportunities=[{"id": "1", "won": "yes"}]), ("opportunities[0].won", "true")),
    ("a bad line among good ones", "\n".join([BUYER, STRANGER, changed(lead={}), BUYER]), ("line 3", "lead.id")),
]


@pytest.mark.parametrize(("content", "said"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_a_broken_file_is_named_with_line_and_field(
    written: Callable[[str | bytes], Path], content: str | bytes, said: tuple[str, ...]
) -> None:
    file = written(content)
    with pytest.raises(BadInputError) as refused:
        assess(file)
    line = str(refused.value)
    assert line.startswith(str(file))
    assert "\n" not in line
    for words in said:
        assert words in line


def test_what_is_no_file_is_named(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.json"):
        with pytest.raises(BadInputError, match="cannot be read") as refused:
            assess(path)
        assert str(path) in str(refused.value)


def test_an_instant_that_is_none_is_refused(written: Callable[[str | bytes], Path]) -> None:
    with pytest.raises(BadInputError, match="--as-of"):
        assess(written(BUYER), "--as-of", "yesterday")


def test_a_folder_that_is_no_bundle_is_refused(written: Callable[[str | bytes], Path], tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="--model: a bundle's folder is needed"):
        assess(written(BUYER), "--model", tmp_path)


def test_signals_that_cannot_count_are_told(written: Callable[[str | bytes], Path]) -> None:
    late, timeless = {**SIGNAL, "occurred_at": "2099-01-01T00:00:00Z"}, {"kind": "page_view"}
    file = written("\n".join([changed(signals=[SIGNAL, late]), changed(signals=[timeless])]))
    result = CliRunner().invoke(APP, [str(file)])
    assert len(result.stdout.splitlines()) == 2
    assert "2 signals were left out" in result.stderr
    assert "left out" not in CliRunner().invoke(APP, [str(written(BUYER))]).stderr
