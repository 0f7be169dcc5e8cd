"""Writes down what was seen of a simulated lead."""

from datetime import datetime, timedelta
from random import Random
from typing import Any, Final

from leadgate.domain.signals import Signal
from leadgate.learning.simulation.chance import happens

# Feeds and batch imports tell late: share of signals and days of delay by source.
_LATE: Final = {"feed": (0.5, 4.0), "crm": (0.1, 2.0)}


class Pen:
    """One dossier's signals. What happened, or became known, after `as_of` is not written."""

    def __init__(self, rng: Random, as_of: datetime, lead_id: str, account_id: str) -> None:
        self.rng = rng
        self.as_of = as_of
        self.lead_id = lead_id
        self.account_id = account_id
        self.signals: list[Signal] = []

    def write(self, kind: str, days_ago: float, who: str | None, source: str = "web", **properties: Any) -> None:
        """who: a person's id; None for a fact about the company alone."""
        occurred_at = self.as_of - timedelta(seconds=round(days_ago * 86_400))
        received_at = occurred_at + self._delay(source)
        if received_at > self.as_of:
            return
        self.signals.append(
            Signal(
                id=f"{self.lead_id}/{len(self.signals)}",
                kind=kind,
                occurred_at=occurred_at,
                received_at=received_at,
                lead_id=who,
                account_id=self.account_id or None,
                source=source,
                properties=properties,
            )
        )

    def _delay(self, source: str) -> timedelta:
        share, most_days = _LATE.get(source, (0.0, 0.0))
        return timedelta(days=most_days * self.rng.random()) if happens(self.rng, share) else timedelta()
