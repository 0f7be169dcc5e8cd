"""R7, R9: what speaks for the lead and what to talk about, each with its source."""

from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import urlsplit

from leadgate.domain.assessment import Pattern
from leadgate.domain.case import Case
from leadgate.domain.handed import Sourced
from leadgate.domain.signals import Signal, newest
from leadgate.domain.words import capital, counted, days_ago, duration, page_name, spoken

_KEY_SIGNALS: Final = 4
_TALKING_POINTS: Final = 5
_NAMED_BY: Final[Mapping[str, str]] = {
    "form_submission": "form",
    "content_download": "asset",
    "news": "headline",
    "category_surge": "topic",
    "event_attendance": "name",
    "review_site_visit": "site",
    "contract": "vendor",
    "job_posting": "title",
}
"""Which property says what a signal of the kind is about."""


def find_key_signals(case: Case, patterns: tuple[Pattern, ...]) -> tuple[Sourced, ...]:
    """R7: the strongest behaviour, with the signals that are its evidence."""
    strongest = sorted(patterns, key=lambda pattern: -pattern.strength)[:_KEY_SIGNALS]
    return tuple(_sourced(case, capital(pattern.text), pattern.signals) for pattern in strongest)


def find_talking_points(case: Case) -> tuple[Sourced, ...]:
    """R9: what the lead said hurts, what it read, the longest first, then what happened at the company."""
    points = [*_pains(case), *_longest_read(case), *_timing(case), *_surge(case)]
    return tuple(points[:_TALKING_POINTS])


def source_of(signal: Signal) -> str:
    """Where a fact comes from, in words: `page /docs/setup`, `form demo request`, `news Acme names a new VP`.

    A page is named without its query, which may hold what is personal.
    """
    if signal.kind == "page_view":
        return f"page {_path(signal.text('url'))}"
    what = signal.text(_NAMED_BY.get(signal.kind, ""))
    kind = "form" if signal.kind == "form_submission" else spoken(signal.kind)
    return f"{kind} {spoken(what) if kind == 'form' else what}".strip()


def _pains(case: Case) -> Iterable[Sourced]:
    pains = {
        mention.text: one.signal
        for one in case.heard.said
        for mention in one.reading.mentions
        if mention.kind == "pain" and not mention.negated
    }
    for pain, signal in list(pains.items())[-2:]:
        yield _sourced(case, f"What hurts: “{pain}”", (signal.id,))


def _longest_read(case: Case) -> Iterable[Sourced]:
    """Each page with buying content that was not left at once, with the time of all its views."""
    limit = case.settings.patterns.bounce.under_seconds
    views: dict[str, list[Signal]] = {}
    for signal in case.in_stage("evaluation", "pricing", "implementation", "competitive"):
        seconds = signal.number("seconds")
        if seconds is None or seconds >= limit:
            views.setdefault(page_name(signal), []).append(signal)
    spent = {name: sum(view.number("seconds") or 0.0 for view in its) for name, its in views.items()}
    for name in sorted(views, key=lambda name: (-spent[name], name))[:3]:
        read = f" for {duration(spent[name])}" if spent[name] else ""
        text = f"{capital(name)}: read{read}, last {days_ago(case.age_days(views[name][-1]))}"
        yield _sourced(case, text, tuple(view.id for view in views[name]))


def _timing(case: Case) -> Iterable[Sourced]:
    return (_sourced(case, capital(part.text), part.signals) for part in case.fit.parts if part.group == "timing")


def _surge(case: Case) -> Iterable[Sourced]:
    surges = case.dossier.every("category_surge")
    if surges and case.amount("surge_percent") > 0:
        strongest = max(surges, key=lambda s: (s.number("percent") or 0.0, s.id))
        percent = f"{strongest.number('percent') or 0:.0f}"
        yield _sourced(case, f"Their company's category research is up {percent} %", (strongest.id,))


def _sourced(case: Case, text: str, signal_ids: tuple[str, ...]) -> Sourced:
    """With the newest of its signals as its source; what no signal says comes from the record."""
    wanted = frozenset(signal_ids)
    found = [signal for signal in case.dossier.signals if signal.id in wanted] if wanted else []
    last = newest(found)
    if last is None:
        return Sourced(text, "CRM record")
    others = len(found) - 1
    more = f" and {counted(others, 'other signal')}" if others else ""
    return Sourced(text, f"{source_of(last)}{more}", last.occurred_at, signal_ids)


def _path(url: str) -> str:
    try:
        return urlsplit(url).path or "/"
    except ValueError:
        return "/"
