"""What a CRM tells of changes: read into signals, whatever words the CRM has for them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from leadgate.crm.fields import clean_text
from leadgate.domain.signals import Signal

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
