"""What a machine did instead of a person: it is kept, and counts for nothing."""

import re
from dataclasses import replace
from datetime import time, timedelta
from typing import Final

from leadgate.domain.departures import says_they_left
from leadgate.domain.dossier import Dossier
from leadgate.domain.replies.reading import read_reply
from leadgate.domain.signals import Signal

_AGENTS: Final = re.compile(
    r"(?<!cu)bot\b|bots\b|spider|crawl|slurp|headless|phantomjs|selenium|puppeteer|playwright|python-requests|python-urllib"
    r"|curl/|wget/|httpclient|go-http|okhttp|aiohttp|axios/|node-fetch|libwww|^java/|mediapartners|archiver|scrapy|monitor|uptime|pingdom|lighthouse|preview|scanner|facebookexternalhit",
    re.IGNORECASE,
)
_HONEYPOTS: Final = ("honeypot", "_gotcha", "hp", "website_url_confirm")
_TELLING: Final = frozenset({"user_agent", "is_bot", "bot", *_HONEYPOTS})
_RUSH_PAGES: Final = 5
_RUSH: Final = timedelta(seconds=3)
# Security software opens and clicks every link of a mail within moments of its delivery.
_CLICK_RUSH: Final = 3


def find_machine_signals(signals: tuple[Signal, ...]) -> tuple[Signal, ...]:
    """Signals that no person made: a known agent, a filled honeypot, many pages or clicks within seconds.

    signals: sorted by time.
    """
    told = (s for s in signals if s.kind == "email_reply" or not _TELLING.isdisjoint(s.properties))
    by_reason = [signal for signal in told if _says_so(signal)]
    rushed = [*_rushes(signals, "page_view", _RUSH_PAGES), *_rushes(signals, "email_click", _CLICK_RUSH)]
    return tuple({signal.id: signal for signal in (*by_reason, *rushed)}.values())


def without_machines(dossier: Dossier) -> tuple[Dossier, tuple[Signal, ...]]:
    """The dossier as people made it, and what was left out of it."""
    machines = find_machine_signals(dossier.signals)
    if not machines:
        return dossier, ()
    gone = {signal.id for signal in machines}
    return replace(dossier, signals=tuple(s for s in dossier.signals if s.id not in gone)), machines


def _says_so(signal: Signal) -> bool:
    properties = signal.properties
    if signal.kind == "email_reply":
        said = signal.text("text")
        return bool(said) and (read_reply(said.strip()).kind == "automatic" or says_they_left(said))
    agent = properties.get("user_agent")
    if isinstance(agent, str) and _AGENTS.search(agent):
        return True
    if properties.get("is_bot") is True or properties.get("bot") is True:
        return True
    return signal.kind == "form_submission" and any(properties.get(name) for name in _HONEYPOTS)


def _has_only_a_date(signal: Signal) -> bool:
    """A page that was read for a while at midnight to the microsecond: an import knew the day, not the time."""
    return signal.occurred_at.time() == time() and (signal.number("seconds") or 0.0) > 0.0


def _rushes(signals: tuple[Signal, ...], kind: str, most: int) -> list[Signal]:
    """Signals of this kind of which one person made `most` or more within the rush."""
    made = [signal for signal in signals if signal.kind == kind]
    if not _rushed(made, most):  # not even all people together, which is how nearly all dossiers are
        return []
    by_person: dict[str | None, list[Signal]] = {}
    for signal in made:
        if not _has_only_a_date(signal):
            by_person.setdefault(signal.lead_id, []).append(signal)
    return [
        signal
        for group in by_person.values()
        for start in _rushed(group, most)
        for signal in group[start : start + most]
    ]


def _rushed(signals: list[Signal], most: int) -> list[int]:
    """The places from where on `most` signals lie within the rush."""
    ends = zip(signals, signals[most - 1 :], strict=False)
    return [start for start, (first, last) in enumerate(ends) if last.occurred_at - first.occurred_at <= _RUSH]
