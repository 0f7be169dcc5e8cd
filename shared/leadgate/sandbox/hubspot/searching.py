"""Which records a search finds: groups of filters, a free text, one sort."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from leadgate.sandbox.clock import parse_instant

from .errors import Json, invalid
from .object_types import ObjectType, object_type
from .records import Record
from .schema import Property
from .shapes import objects, texts
from .state import State

Comparable = float | str
GROUP_LIMIT, FILTER_LIMIT, TOTAL_FILTER_LIMIT = 5, 6, 18
_TOKENS = re.compile(r"[^\w*]+")
_ASSOCIATION = "associations."
_SEARCHED = {
    "contacts": ("email", "firstname", "lastname", "company", "phone", "jobtitle"),
    "companies": ("name", "domain", "website", "phone"),
    "deals": ("dealname", "description"),
    "notes": ("hs_note_body",),
    "tasks": ("hs_task_subject", "hs_task_body"),
    "calls": ("hs_call_title", "hs_call_body"),
    "emails": ("hs_email_subject",),
    "meetings": ("hs_meeting_title", "hs_meeting_body"),
}


@dataclass(frozen=True)
class Filter:
    property: Property
    operator: str
    value: Any = None
    high_value: Any = None
    values: Sequence[Any] = ()


def find_records(state: State, kind: ObjectType, body: Json) -> list[Record]:
    """All that match, sorted (by id when no sort is given)."""
    groups = objects(body, "filterGroups")
    if len(groups) > GROUP_LIMIT:
        raise invalid(f"Too many filterGroups: at most {GROUP_LIMIT} are allowed")
    tests = [[_test(state, kind, item) for item in _filters(group)] for group in groups]
    if sum(len(group) for group in tests) > TOTAL_FILTER_LIMIT:
        raise invalid(f"Too many filters: at most {TOTAL_FILTER_LIMIT} are allowed in all")
    query = str(body.get("query") or "").lower()
    found = [
        record
        for record in state.all(kind.name)
        if (not tests or any(all(test(record) for test in group) for group in tests)) and _mentions(record, query)
    ]
    return _sorted(state, kind, found, _sorts(body))


def _filters(group: Mapping[str, Any]) -> Sequence[Json]:
    filters = objects(group, "filters")
    if len(filters) > FILTER_LIMIT:
        raise invalid(f"Too many filters in a group: at most {FILTER_LIMIT} are allowed")
    return filters


def _test(state: State, kind: ObjectType, body: Json) -> Callable[[Record], bool]:
    name, operator = str(body.get("propertyName", "")), str(body.get("operator", ""))
    compare = _OPERATORS.get(operator)
    if compare is None:
        raise invalid(f"Invalid filter operator: {operator}. Allowed: {', '.join(_OPERATORS)}")
    if name.startswith(_ASSOCIATION):
        return _association_test(state, kind, name, body)
    item = state.schema.find(kind.name, name)
    if item is None:
        raise invalid(f"There was a problem with the request: unknown property {name}", {"propertyName": [name]})
    _check_values(operator, body)
    asked = Filter(item, operator, body.get("value"), body.get("highValue"), texts(body, "values"))
    return lambda record: compare(asked, record.value(item.name))


def _check_values(operator: str, body: Json) -> None:
    needs = {"IN": "values", "NOT_IN": "values", "HAS_PROPERTY": None, "NOT_HAS_PROPERTY": None}.get(operator, "value")
    if needs and body.get(needs) in (None, "", []):
        raise invalid(f"operator {operator} requires {needs}")
    if operator == "BETWEEN" and body.get("highValue") is None:
        raise invalid("operator BETWEEN requires highValue")


def _association_test(state: State, kind: ObjectType, name: str, body: Json) -> Callable[[Record], bool]:
    other = object_type(name.removeprefix(_ASSOCIATION))
    wanted = set(texts(body, "values")) or {str(body.get("value"))}
    return lambda record: any(end in wanted for end, _ in state.links.of((kind.name, record.id), other.name))


def _comparable(item: Property, text: object) -> Comparable:
    if item.type in ("date", "datetime"):
        at = parse_instant(str(text))
        return at.timestamp() if at else str(text)
    if item.type == "number":
        try:
            return float(str(text))
        except ValueError:
            return str(text)
    return str(text).lower()


def _less(left: Comparable, right: Comparable) -> bool:
    if isinstance(left, float) and isinstance(right, float):
        return left < right
    return str(left) < str(right)


def _equal(asked: Filter, held: str | None) -> bool:
    return held is not None and _comparable(asked.property, held) == _comparable(asked.property, asked.value)


def _ordered(asked: Filter, held: str | None, *, low: object, strict: bool, below: bool) -> bool:
    if held is None:
        return False
    left, right = _comparable(asked.property, held), _comparable(asked.property, low)
    if left == right:
        return not strict
    return _less(left, right) if below else _less(right, left)


def _between(asked: Filter, held: str | None) -> bool:
    return _ordered(asked, held, low=asked.value, strict=False, below=False) and _ordered(
        asked, held, low=asked.high_value, strict=False, below=True
    )


def _among(asked: Filter, held: str | None) -> bool:
    wanted = {_comparable(asked.property, value) for value in asked.values}
    return held is not None and any(_comparable(asked.property, part) in wanted for part in (held, *held.split(";")))


def _contains(asked: Filter, held: str | None) -> bool:
    """Every token asked for, `*` standing for any letters, is a token of the value."""
    if held is None:
        return False
    tokens = [token for token in _TOKENS.split(held.lower()) if token]
    wanted = [token for token in _TOKENS.split(str(asked.value).lower()) if token]
    return all(any(_matches(want, token) for token in (*tokens, held.lower())) for want in wanted)


def _matches(pattern: str, token: str) -> bool:
    return re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), token) is not None


_OPERATORS: dict[str, Callable[[Filter, str | None], bool]] = {
    "EQ": _equal,
    "NEQ": lambda asked, held: held is not None and not _equal(asked, held),
    "LT": lambda asked, held: _ordered(asked, held, low=asked.value, strict=True, below=True),
    "LTE": lambda asked, held: _ordered(asked, held, low=asked.value, strict=False, below=True),
    "GT": lambda asked, held: _ordered(asked, held, low=asked.value, strict=True, below=False),
    "GTE": lambda asked, held: _ordered(asked, held, low=asked.value, strict=False, below=False),
    "BETWEEN": _between,
    "IN": _among,
    "NOT_IN": lambda asked, held: held is not None and not _among(asked, held),
    "HAS_PROPERTY": lambda _, held: held is not None,
    "NOT_HAS_PROPERTY": lambda _, held: held is None,
    "CONTAINS_TOKEN": _contains,
    "NOT_CONTAINS_TOKEN": lambda asked, held: not _contains(asked, held),
}


def _mentions(record: Record, query: str) -> bool:
    if not query:
        return True
    text = " ".join(record.value(name) or "" for name in _SEARCHED[record.type_name]).lower()
    return all(word in text for word in query.split())


def _sorts(body: Json) -> Sequence[Any]:
    """Objects or names, as the API takes both."""
    sorts = body.get("sorts") or []
    if isinstance(sorts, list) and all(isinstance(one, str) for one in sorts):
        return sorts
    return objects(body, "sorts")


def _sorted(state: State, kind: ObjectType, records: list[Record], sorts: Sequence[Any]) -> list[Record]:
    if not sorts:
        return records
    if len(sorts) > 1:
        raise invalid("Only one sort is allowed")
    name, descending = _sort(sorts[0])
    item = state.schema.find(kind.name, name)
    if item is None:
        raise invalid(f"There was a problem with the request: unknown property {name}", {"propertyName": [name]})
    having = [record for record in records if record.value(name) is not None]
    ordered = sorted(having, key=lambda record: _sort_key(item, record.value(name)), reverse=descending)
    return ordered + [record for record in records if record.value(name) is None]


def _sort_key(item: Property, text: str | None) -> tuple[bool, float, str]:
    value = _comparable(item, text)
    return (False, value, "") if isinstance(value, float) else (True, 0.0, value)


def _sort(body: object) -> tuple[str, bool]:
    """`-createdate`, `createdate`, or {propertyName, direction}."""
    if isinstance(body, dict):
        return str(body.get("propertyName", "")), str(body.get("direction", "")).upper() == "DESCENDING"
    text = str(body)
    return text.lstrip("-"), text.startswith("-")
