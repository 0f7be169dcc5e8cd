"""What a CRM tells of changes: read into signals, whatever words the CRM has for them."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Literal

from leadgate.crm.fields import clean_text
from leadgate.domain.signals import Signal
from leadgate.errors import BadInputError

MAX_VALUE_CHARACTERS: Final = 1_000
FIRST_YEAR: Final = datetime(1999, 1, 1, tzinfo=UTC)  # Before the oldest CRM on the web nothing can have happened.
CLOCK_SLACK: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Changes:
    """signals: one a change and record (one change may concern several). own: how many were our own, and dropped.

    other: how many were about records that we do not follow, and dropped. unreadable: (record, reason) of what nobody
    could read; the others are not held up by it. A change of a deal has the deal as its `account_id`: only the CRM
    knows whose it is, so whoever works on it asks `Crm.leads_of`.
    """

    signals: tuple[Signal, ...] = ()
    own: int = 0
    other: int = 0
    unreadable: tuple[tuple[Mapping[str, Any], str], ...] = ()


Read = Callable[[Any], "Iterable[Signal] | Literal['own', 'other']"]
"""One event → its signals, or why it is dropped. Raises BadInputError for one that nobody can read."""


def read_each(events: Iterable[Any], read: Read) -> Changes:
    """One event that nobody can read costs none of the others: it is kept as it came, with the reason."""
    signals: list[Signal] = []
    unreadable: list[tuple[Mapping[str, Any], str]] = []
    dropped = {"own": 0, "other": 0}
    for event in events:
        try:
            found = read(event)
            if isinstance(found, str):
                dropped[found] += 1
            else:
                signals += list(found)
        except BadInputError as error:
            unreadable.append((event if isinstance(event, dict) else {"event": event}, str(error)))
    return Changes(tuple(signals), dropped["own"], dropped["other"], tuple(unreadable))


def read_milliseconds(at: Any, received_at: datetime) -> datetime | None:
    """Epoch milliseconds; None where they are no sense: then it is when we knew, for the change itself is certain."""
    if isinstance(at, bool) or not isinstance(at, int | float | str):
        return None
    try:
        occurred_at = datetime.fromtimestamp(int(at) / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return occurred_at if FIRST_YEAR <= occurred_at <= received_at + CLOCK_SLACK else None


def short_text(value: Any) -> str | None:
    """Any value as text of bearable length that every store can keep."""
    if value is None:
        return None
    text = value if isinstance(value, str) else json.dumps(value)
    return clean_text(text)[:MAX_VALUE_CHARACTERS]
