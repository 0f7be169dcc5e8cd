"""By what a person may be known in anything that is kept, and how a record reads without them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

ERASED: Final = "[erased]"
_LONG_ENOUGH: Final = 8
"""Shorter ids of a CRM's own are found in fields for ids alone: anywhere else they may be any number."""
_APART: Final = r"[\s()./-]*"
"""What may stand between the digits of a phone number."""
_NAMED_BY: Final = ("id", "lead_id", "email")
_NAMED_IN_EVENTS: Final = frozenset(
    "objectId primaryObjectId newObjectId mergedObjectIds fromObjectId toObjectId"
    " Id recordIds record_id record_ids WhoId LeadId ContactId".split()
)
_GONE: Final = object()


@dataclass(frozen=True)
class Traces:
    """ids: ours, `hubspot:contact:501`, of the person and of all that were merged into them. names: (first, last).

    phones: digits alone, in every form that may stand somewhere (with and without the country's).
    """

    ids: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    names: frozenset[tuple[str, str]] = frozenset()
    phones: frozenset[str] = frozenset()

    def __or__(self, other: "Traces") -> "Traces":
        return Traces(
            self.ids | other.ids, self.emails | other.emails, self.names | other.names, self.phones | other.phones
        )

    @cached_property
    def crm_ids(self) -> frozenset[str]:
        """The ids as the CRM writes them."""
        return frozenset(one.rpartition(":")[2] for one in self.ids)

    @cached_property
    def needles(self) -> tuple[str, ...]:
        """What a search of raw bytes looks for."""
        names = (f"{first} {last}" for first, last in self.names)
        long_ids = (one for one in self.crm_ids if len(one) >= _LONG_ENOUGH)
        return tuple(sorted({*self.ids, *self.emails, *self.phones, *names, *long_ids}))

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        parts = [*map(_word, (*self.ids, *filter(lambda one: len(one) >= _LONG_ENOUGH, self.crm_ids)))]
        parts += [_word(email).replace("@", "(?:@|%40)") for email in self.emails]
        parts += [form for first, last in self.names if first and last for form in _name(first, last)]
        parts += [rf"(?<!\d){_APART.join(digits)}(?!\d)" for digits in self.phones]
        return re.compile("|".join(sorted(parts, key=len, reverse=True)), re.IGNORECASE) if parts else None

    def mentioned_in(self, text: str) -> bool:
        return self.pattern is not None and self.pattern.search(text) is not None

    def erased_from(self, text: str) -> str:
        return text if self.pattern is None else self.pattern.sub(ERASED, text)

    def is_named_by(self, value: object) -> bool:
        """Whether a value, as a whole, is an id of ours or an address of the person."""
        text = str(value).strip()
        return text in self.ids or text.casefold() in self.emails

    def is_crm_id(self, value: object) -> bool:
        return isinstance(value, int | str) and str(value).strip() in self.crm_ids


def without(value: Any, traces: Traces) -> Any:
    """JSON as it reads without the person: objects that are about them are out, their name is blanked in all text.

    None where the whole is about them.
    """
    left = _without(value, traces)
    return None if left is _GONE else left


def _without(value: Any, traces: Traces) -> Any:
    if isinstance(value, Mapping):
        return _GONE if _is_about(value, traces) else _inside(value, traces)
    if isinstance(value, list | tuple):
        found = (_without(inner, traces) for inner in value if not traces.is_named_by(inner))
        return [inner for inner in found if inner is not _GONE]
    return traces.erased_from(value) if isinstance(value, str) else value


def _inside(row: Mapping[str, Any], traces: Traces) -> Any:
    """An object whose lead is the person is about the person."""
    inside = {name: _without(inner, traces) for name, inner in row.items() if not traces.mentioned_in(str(name))}
    if inside.get("lead") is _GONE:
        return _GONE
    return {name: None if inner is _GONE else inner for name, inner in inside.items()}


def _is_about(row: Mapping[str, Any], traces: Traces) -> bool:
    """By what we call a person, or by what an event of a CRM does."""
    if any(traces.is_named_by(row[name]) for name in _NAMED_BY if row.get(name)):
        return True
    named = [inner for name, inner in row.items() if name in _NAMED_IN_EVENTS]
    flat = [one for inner in named for one in (inner if isinstance(inner, list) else [inner])]
    return any(traces.is_crm_id(one) for one in flat)


def _word(text: str) -> str:
    return rf"(?<![\w.+-]){re.escape(text)}(?![\w-])"


def _name(first: str, last: str) -> Iterable[str]:
    gap = r"(?:[\s+_.]|%20)+"
    parts = [gap.join(map(re.escape, part.split())) for part in (first, last)]
    yield rf"(?<!\w){parts[0]}{gap}{parts[1]}(?!\w)"
    yield rf"(?<!\w){parts[1]},{gap}{parts[0]}(?!\w)"
