"""One criterion of fit, and the news that several of them read."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Literal

from leadgate.domain.dossier import Dossier
from leadgate.domain.signals import Signal

Group = Literal["company", "role", "technology", "timing"]
NEWS_DAYS: Final = 180


@dataclass(frozen=True, slots=True)
class FitPart:
    """A criterion: its id (F1 …), the part of fit it belongs to, the score 0–100, and why in words."""

    id: str
    group: Group
    score: float
    text: str
    signals: tuple[str, ...] = ()


def recent_news(dossier: Dossier, *types: str) -> tuple[Signal, ...]:
    """News of these types that still means something, oldest first."""
    news = dossier.every("news")
    if not news:
        return ()
    since = dossier.as_of - timedelta(days=NEWS_DAYS)
    return tuple(s for s in news if s.occurred_at >= since and s.text("type") in types)


def headline(signal: Signal) -> str:
    return signal.text("headline") or signal.text("type").replace("_", " ")
