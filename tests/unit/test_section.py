"""The frame of settings: strict, and refusing by full path with what is allowed."""

from typing import Any

import pytest
from pydantic import Field

from leadgate.domain.section import Section, leaves, validated
from leadgate.domain.settings import Settings
from leadgate.errors import BadInputError


class Depth(Section):
    metres: float = Field(1.5, ge=0, le=10)


class Pool(Section):
    name: str = "pool"
    depth: Depth = Depth()
    ladders: tuple[str, ...] = ()
    open_hours: int = 8


REFUSED: list[tuple[str, dict[str, Any], str, str]] = [
    ("a misspelt key", {"nmae": "x"}, "nmae", "no such setting; did you mean name?"),
    ("a misspelt key further in", {"depth": {"meters": 1}}, "depth.meters", "did you mean metres?"),
    ("a key like no other", {"zzz": 1}, "zzz", "allowed are depth, ladders, name, open_hours"),
    ("too much", {"depth": {"metres": 11}}, "depth.metres", "less than or equal to 10 (got 11)"),
    ("too little", {"depth": {"metres": -1}}, "depth.metres", "greater than or equal to 0"),
    ("text for a number", {"depth": {"metres": "deep"}}, "depth.metres", "number"),
    ("a number in text", {"open_hours": "8"}, "open_hours", "integer"),
    ("a broken number", {"open_hours": 8.5}, "open_hours", "integer"),
    ("text for a list", {"ladders": "one"}, "ladders", "list"),
    ("a number in a list of text", {"ladders": ["a", 7]}, "ladders.1", "string"),
    ("a value for a group", {"depth": 7}, "depth", "object"),
    ("null", {"name": None}, "name", "string"),
    ("infinity", {"depth": {"metres": float("inf")}}, "depth.metres", ""),
]


@pytest.mark.parametrize(("tree", "path", "said"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_a_setting_is_refused_by_its_path(tree: dict[str, Any], path: str, said: str) -> None:
    with pytest.raises(BadInputError) as refused:
        validated(Pool, tree)
    assert refused.value.path == path
    assert said in refused.value.problem
    assert "\n" not in str(refused.value)


def test_several_problems_are_told_at_once() -> None:
    with pytest.raises(BadInputError) as refused:
        validated(Pool, {"open_hours": "x", "depth": {"metres": 99}, "nmae": 1})
    for path in ("open_hours", "depth.metres", "nmae"):
        assert path in str(refused.value)


def test_what_is_not_set_is_the_default() -> None:
    assert validated(Pool, {"depth": {}}) == Pool()
    assert validated(Pool, {"depth": {"metres": 2}}).depth.metres == 2


def test_whole_numbers_are_numbers() -> None:
    assert validated(Depth, {"metres": 2}).metres == 2.0


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Pool().name = "other"  # type: ignore[misc]  # what is tested


def test_leaves_are_every_setting_by_its_path() -> None:
    assert dict(leaves(Pool())) == {"name": "pool", "depth.metres": 1.5, "ladders": [], "open_hours": 8}


def tree_of(found: dict[str, Any]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for path, value in found.items():
        *groups, name = path.split(".")
        node = tree
        for group in groups:
            node = node.setdefault(group, {})
        node[name] = value
    return tree


def test_the_leaves_of_all_settings_read_back_to_the_same() -> None:
    settings = validated(Settings, {"market": {"industries": ["retail"]}, "autonomy": "act", "currency": "EUR"})
    assert validated(Settings, tree_of(dict(leaves(settings)))) == settings
