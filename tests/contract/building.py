"""Valid things to put into adapters, each saying only what matters."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from leadgate.domain.signals import Signal
from leadgate.ports import Parked

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@dataclass
class FixedClock:
    at: datetime = NOON

    def now(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


def a_signal(signal_id: str = "s1", lead_id: str | None = "lead-1", **fields: Any) -> Signal:
    given: dict[str, Any] = {
        "kind": "page_view",
        "occurred_at": NOON,
        "received_at": NOON,
        "properties": {"url": "/pricing"},
    }
    return Signal(id=signal_id, lead_id=lead_id, **(given | fields))


def a_parked(parked_id: str, minutes: int = 0, **fields: Any) -> Parked:
    given: dict[str, Any] = {"source": "hubspot", "reason": "objectId: is required", "record": {"a": 1}}
    return Parked(id=parked_id, parked_at=NOON + timedelta(minutes=minutes), **(given | fields))
