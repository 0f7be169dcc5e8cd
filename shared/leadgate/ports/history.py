"""A CRM's past, read once: leads with all that is needed to see them as they stood at any instant."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from leadgate.domain.past import LeadPast


@dataclass(frozen=True, slots=True)
class HistoryBatch:
    """cursor: to read on from behind this batch. read: how many records of people it took."""

    cursor: str
    read: int
    pasts: tuple[LeadPast, ...]


class CrmHistory(Protocol):
    def total(self) -> int:
        """How many people there are to read, about."""

    def batches(self, cursor: str) -> Iterator[HistoryBatch]:
        """From where a cursor left off; "" for the beginning. Always in one order, each person once."""

    def notes(self) -> tuple[str, ...]:
        """What a person should know of what could not be read, and of what was taken for what."""

    @property
    def calls(self) -> int:
        """How many calls were made to the CRM so far."""
