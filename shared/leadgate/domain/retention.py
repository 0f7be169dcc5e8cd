"""How long what is known of people is kept, by kind of signal; what is older is not read, and then deleted."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Annotated, Final

from pydantic import Field

from leadgate.domain.section import Section
from leadgate.domain.signals import KIND_BY_NAME, Signal

KeptDays = Annotated[int, Field(ge=1, le=36_500)]
# What somebody looked at is stale sooner than what they said; how it ended teaches for years.
_DAYS: Final[Mapping[str, int]] = {
    "page_view": 730,
    "email_open": 365,
    "email_click": 730,
    "review_site_visit": 730,
    "category_surge": 365,
    "social_engagement": 730,
    "job_posting": 730,
    "contract": 1_825,
    "outcome": 1_825,
}


class Retention(Section):
    signal_days: Mapping[str, KeptDays] = Field(
        dict(_DAYS), description="Kind of signal → days after which it is not read any more, and deleted."
    )
    other_days: KeptDays = Field(1_095, description="The same for all other kinds.")
    deleted_days: KeptDays = Field(
        90, description="Days after which the history of a person who was deleted in the CRM is erased."
    )

    def expires_at(self, signal: Signal) -> datetime:
        """The instant from which it is read no more; the end of time where the calendar has no such day."""
        days = self.signal_days.get(signal.kind, self.other_days)
        try:
            return signal.occurred_at + timedelta(days=days)
        except OverflowError:
            return datetime.max.replace(tzinfo=signal.occurred_at.tzinfo)

    def readable(self, signals: Iterable[Signal], now: datetime) -> tuple[Signal, ...]:
        return tuple(signal for signal in signals if self.expires_at(signal) > now)

    @property
    def unknown_kinds(self) -> tuple[str, ...]:
        return tuple(kind for kind in self.signal_days if kind not in KIND_BY_NAME)


DEFAULT_RETENTION: Final = Retention()
