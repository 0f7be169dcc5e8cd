"""Keys of a dossier that nobody reads: named with the nearest known one, and never refused.

What a later version will read, an earlier one ignores; but a misspelt key is evidence that is lost without a word.
"""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from leadgate.domain.dossier import Account, Colleague, Dossier, Lead, Opportunity
from leadgate.domain.reading import field_names
from leadgate.domain.signals import Signal

OUTCOME: Final = "outcome"
"""Beside what a dossier holds: what became of it, for training."""
_PARTS: Final[Mapping[str, type]] = {"lead": Lead, "account": Account}
_LISTS: Final[Mapping[str, type]] = {"colleagues": Colleague, "signals": Signal, "opportunities": Opportunity}


@dataclass(frozen=True, slots=True)
class UnknownKey:
    """path: such as `signals[].occured_at`. nearest: the known key that it looks like; None for none."""

    path: str
    nearest: str | None

    @property
    def words(self) -> str:
        meant = f"; did you mean {self.nearest}?" if self.nearest else ""
        return f"{self.path}: no such key, so it is ignored{meant}"


def unknown_keys(row: Mapping[str, Any]) -> tuple[UnknownKey, ...]:
    """Each once, in the order they stand. Inside `properties` everything is kept as it came."""
    return tuple(dict.fromkeys(_unknown(row)))


def _unknown(row: Mapping[str, Any]) -> Iterator[UnknownKey]:
    yield from _beside(row, (*field_names(Dossier), OUTCOME), "")
    for name, kind in _PARTS.items():
        yield from _beside(row.get(name), field_names(kind), f"{name}.")
    for name, kind in _LISTS.items():
        listed = row.get(name)
        for one in listed if isinstance(listed, list) else ():
            yield from _beside(one, field_names(kind), f"{name}[].")


def _beside(row: Any, known: tuple[str, ...], prefix: str) -> Iterator[UnknownKey]:
    if not isinstance(row, Mapping):
        return
    for key in row:
        if key not in known:
            close = difflib.get_close_matches(str(key).lower(), known, n=1)
            yield UnknownKey(f"{prefix}{key}", close[0] if close else None)
