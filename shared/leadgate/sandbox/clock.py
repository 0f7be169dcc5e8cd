"""Time as a sandbox sees it: injected, so that a test can move it."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """An aware UTC instant."""


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class MovedClock:
    """Stands still until somebody moves it."""

    def __init__(self, at: datetime) -> None:
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        return self._at

    def advance(self, seconds: float) -> None:
        self._at += timedelta(seconds=seconds)


def iso(instant: datetime) -> str:
    """As CRMs print instants: UTC, milliseconds, no fraction when it is zero."""
    utc = instant.astimezone(UTC)
    milliseconds = utc.microsecond // 1000
    fraction = f".{milliseconds:03d}" if milliseconds else ""
    return f"{utc:%Y-%m-%dT%H:%M:%S}{fraction}Z"


def epoch_milliseconds(instant: datetime) -> int:
    return round(instant.timestamp() * 1000)


def parse_instant(text: str) -> datetime | None:
    """Epoch milliseconds or ISO 8601 (no zone means UTC); None if it is neither."""
    try:
        if text.lstrip("-").isdigit():
            return datetime.fromtimestamp(int(text) / 1000, tz=UTC)
        parsed = datetime.fromisoformat(text)
    except (ValueError, OverflowError, OSError):
        return None
    return parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed.astimezone(UTC)
