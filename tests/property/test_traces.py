"""Whatever JSON a person stands in, they are not in what is left, and what names nobody is left as it was."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from leadgate.domain.traces import Traces, without

JANE = Traces(
    ids=frozenset({"hubspot:contact:87654321"}),
    emails=frozenset({"jane.doe@acme.example"}),
    names=frozenset({("Jane", "Doe")}),
    phones=frozenset({"6145550173"}),
)
MENTIONS = ("hubspot:contact:87654321", "JANE.DOE@acme.example", "Jane Doe", "Doe, Jane", "(614) 555-0173", "87654321")
plain = st.text(alphabet="abc .,:;!?ÄŁ漢\n", max_size=12)
mention = st.tuples(plain, st.sampled_from(MENTIONS), plain).map(lambda parts: " ".join(parts))
scalar = st.none() | st.booleans() | st.integers(-99, 99) | plain


def json_of(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    keys = st.sampled_from(("text", "lead_id", "lead", "id", "colleagues", "signals", "x")) | texts
    return st.recursive(
        scalar | texts,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4),
        max_leaves=12,
    )


@given(json_of(mention))
def test_nothing_of_a_person_is_left(value: Any) -> None:
    left = json.dumps(without(value, JANE), ensure_ascii=False).lower()
    assert not any(word.lower() in left for word in MENTIONS)
    assert not JANE.mentioned_in(left)


@given(json_of(plain))
def test_what_names_nobody_is_left_as_it_was(value: Any) -> None:
    assert without(value, JANE) == value


@given(json_of(mention))
def test_erasing_again_changes_nothing(value: Any) -> None:
    once = without(value, JANE)
    assert without(once, JANE) == once
