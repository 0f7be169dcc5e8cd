"""F11–F15: why now. Each a score 0–100 with its reason, by dates that mean something at `as_of`."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from leadgate.domain.company_news import insolvent, taken_over
from leadgate.domain.dossier import Dossier
from leadgate.domain.fit_parts import FitPart, headline, recent_news
from leadgate.domain.profile import Profile
from leadgate.domain.reading import parse_instant
from leadgate.domain.signals import Signal, read_number
from leadgate.domain.titles import read_title
from leadgate.domain.words import counted, days_ago

_RENEWAL_DAYS: Final = 270
_RENEWED_DAYS: Final = 180
SOON_DAYS: Final = 120
_YEAR_END_MONTHS: Final = 2
_PLANNING_MONTHS: Final = range(3, 6)


def find_timing(dossier: Dossier, profile: Profile) -> tuple[FitPart, ...]:
    """What speaks for acting now, or for waiting; empty where nothing is known."""
    today, month = dossier.as_of.date(), profile.account.fiscal_year_end_month
    return (
        *_budget_cycle(today, month, profile),
        *_fiscal_year(today, month),
        *_renewal(dossier, profile),
        *_initiative(dossier),
        *_leadership(dossier, profile),
        *_incident(dossier, profile),
        *_growth(dossier),
        *_layoffs(dossier),
    )


def _budget_cycle(today: date, fiscal_month: int | None, profile: Profile) -> Iterable[FitPart]:
    """F11: budgets are made in the months before a year begins; one that was just closed is over."""
    named = read_number(profile.account.properties.get("budget_month"))
    if named is not None and named in range(1, 13):
        ahead = (int(named) - today.month) % 12
        score = 80.0 if ahead <= 2 else 55.0 if ahead <= 6 else 35.0
        words = _in_months(ahead)
        yield FitPart("F11", "timing", score, f"budget is decided {words}")
    elif fiscal_month is not None and _months_to(today, fiscal_month) in _PLANNING_MONTHS:
        yield FitPart("F11", "timing", 60.0, "next year's budget is being planned")


def _fiscal_year(today: date, month: int | None) -> Iterable[FitPart]:
    """F12: money is spent in the last months of a fiscal year and free again in the first."""
    if month is None:
        return
    left = _months_to(today, month)
    if left <= _YEAR_END_MONTHS:
        yield FitPart("F12", "timing", 65.0, f"fiscal year ends {_in_months(left)}")
    elif left == 11:
        yield FitPart("F12", "timing", 55.0, "fiscal year has just begun")
    else:
        yield FitPart("F12", "timing", 40.0, f"fiscal year ends {_in_months(left)}")


def _in_months(months: int) -> str:
    return "this month" if months == 0 else f"in {counted(months, 'month')}"


def _months_to(today: date, month: int) -> int:
    return (month - today.month) % 12


def days_to_renewal(dossier: Dossier, profile: Profile) -> tuple[float, Signal] | None:
    """Days to the next renewal with a rival within nine months, and the contract; None where there is none.

    While no rivals are set, any contract counts: nobody can tell which vendors are displaced.
    """
    coming = [(days, signal) for days, signal in _renewals(dossier, profile) if 0 <= days <= _RENEWAL_DAYS]
    return min(coming, key=lambda pair: (pair[0], pair[1].id), default=None)


def _renewals(dossier: Dossier, profile: Profile) -> list[tuple[float, Signal]]:
    """The newest contract with each vendor, with the days to its renewal, negative for the past."""
    newest = {s.text("vendor").casefold(): s for s in dossier.every("contract") if s.id not in profile.unrelated}
    dated = [(_days_until(dossier, signal), signal) for signal in newest.values()]
    return [(days, signal) for days, signal in dated if days is not None]


def _renewal(dossier: Dossier, profile: Profile) -> Iterable[FitPart]:
    """F13: the contract with a rival that renews next; one that has just renewed is out of reach for now."""
    coming = days_to_renewal(dossier, profile)
    if coming is not None:
        days, signal = coming
        when = "today" if days == 0 else f"in {counted(days, 'day')}"
        text = f"contract with {_vendor(signal)} renews {when}"
        yield FitPart("F13", "timing", 85.0 if days <= SOON_DAYS else 60.0, text, (signal.id,))
        return
    past = [(-days, signal) for days, signal in _renewals(dossier, profile) if -_RENEWED_DAYS <= days < 0]
    if past:
        ago, signal = min(past, key=lambda pair: (pair[0], pair[1].id))
        yield FitPart("F13", "timing", 20.0, f"contract with {_vendor(signal)} renewed {days_ago(ago)}", (signal.id,))


def _vendor(signal: Signal) -> str:
    return signal.text("vendor") or "another vendor"


def _incident(dossier: Dossier, profile: Profile) -> Iterable[FitPart]:
    """Q4: their vendor is in the news for the wrong reason; only where it is theirs."""
    vendors = {s.text("vendor").casefold() for s in dossier.every("contract") if s.text("vendor")}
    vendors |= {name.casefold() for name in profile.account.technologies}
    for signal in recent_news(dossier, "competitor_incident"):
        if any(vendor in headline(signal).casefold() for vendor in vendors):
            text = f"their vendor is in the news {_when(dossier, signal)}: {headline(signal)}"
            yield FitPart("F13", "timing", 75.0, text, (signal.id,))
            return


def _days_until(dossier: Dossier, signal: Signal) -> int | None:
    renews_at = parse_instant(signal.properties.get("renews_on"))
    return (renews_at.date() - dossier.as_of.date()).days if renews_at else None


def _initiative(dossier: Dossier) -> Iterable[FitPart]:
    found = recent_news(dossier, "initiative")
    if found:
        text = _told("initiative announced", dossier, found[-1])
        yield FitPart("F14", "timing", 85.0, text, tuple(s.id for s in found))


def _leadership(dossier: Dossier, profile: Profile) -> Iterable[FitPart]:
    """F15: a new leader who has a say in this: of the lead's own function, of finance or of the whole."""
    concerned = {*profile.person.reading.functions, "executive", "finance", "other"}
    found = tuple(
        signal
        for signal in recent_news(dossier, "leadership_change")
        if not signal.text("person_title") or read_title(signal.text("person_title")).function in concerned
    )
    if found:
        who = found[-1].text("person_title")
        told = f"new {who} {_when(dossier, found[-1])}" if who else _told("leadership change", dossier, found[-1])
        yield FitPart("F15", "timing", 80.0, told, tuple(s.id for s in found))


def _growth(dossier: Dossier) -> Iterable[FitPart]:
    """F5: money that was just raised, or a company that grows, buys what growth needs; one that was sold waits."""
    sold, broke = taken_over(dossier), insolvent(dossier)
    if sold is not None:
        yield FitPart("F5", "timing", 30.0, f"taken over {_when(dossier, sold)}: {headline(sold)}", (sold.id,))
    if broke is not None:
        yield FitPart("F5", "timing", 10.0, f"insolvent {_when(dossier, broke)}: {headline(broke)}", (broke.id,))
    found = [news for news in recent_news(dossier, "funding", "expansion", "acquisition") if news not in (sold, broke)]
    if found:
        text = f"growing, {_when(dossier, found[-1])}: {headline(found[-1])}"
        yield FitPart("F5", "timing", 75.0, text, tuple(s.id for s in found))


def _layoffs(dossier: Dossier) -> Iterable[FitPart]:
    found = recent_news(dossier, "layoffs")
    if found:
        yield FitPart("F5", "timing", 20.0, _told("layoffs", dossier, found[-1]), tuple(s.id for s in found))


def _told(what: str, dossier: Dossier, news: Signal) -> str:
    """`layoffs 3 weeks ago: …`, without the headline where there is none."""
    told = f"{what} {_when(dossier, news)}"
    return f"{told}: {news.text('headline')}" if news.text("headline") else told


def _when(dossier: Dossier, signal: Signal) -> str:
    return days_ago((dossier.as_of - signal.occurred_at).total_seconds() / 86_400)
