"""What a rep is handed with a lead: points with their sources, alerts with their ends, the seats at the table."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Sourced:
    """Something a rep may say, and where it comes from. signals: ids, oldest first; at: when the newest occurred."""

    text: str
    source: str = ""
    at: datetime | None = None
    signals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alert:
    """What is urgent. since: when it came up; expires_at: when it is urgent no more, None while it stands as it is."""

    text: str
    since: datetime | None = None
    expires_at: datetime | None = None
    signals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SeatAtTable:
    """A seat of the buying committee. people: lead ids, the most engaged first. active: whether one of them is.

    ask: who can introduce whoever is missing or silent there, empty where nobody can; introduction: the same in words.
    """

    name: str
    required: bool
    people: tuple[str, ...] = ()
    active: bool = False
    ask: str = ""
    introduction: str = ""


@dataclass(frozen=True, slots=True)
class Handoff:
    """What a rep gets beside recommendation and stakeholders: each point with its source, each alert with its end."""

    key_signals: tuple[Sourced, ...] = ()
    talking_points: tuple[Sourced, ...] = ()
    alerts: tuple[Alert, ...] = ()
    seats: tuple[SeatAtTable, ...] = ()
