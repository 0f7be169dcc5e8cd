"""Q3: who said that now is not the time, to sales or in their own words, and when to ask again."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from leadgate.domain.case import Case
from leadgate.domain.hearing import No
from leadgate.domain.reading import parse_instant
from leadgate.domain.signals import Signal


def is_for_now(case: Case, no: Signal) -> bool:
    said = case.heard.no
    return no.text("result") == "timing" or (said is not None and said.signal is no and said.cue != "refusal")


def revisits(case: Case) -> Mapping[str, datetime]:
    """Signal id → when to ask again; only where a date is known."""
    sales = (s for s in case.dossier.own("sales_activity") if s.text("result") == "timing")
    named = {signal.id: parse_instant(signal.properties.get("revisit_on")) for signal in sales}
    if case.heard.no:
        named[case.heard.no.signal.id] = _until(case, case.heard.no)
    return {signal_id: at for signal_id, at in named.items() if at is not None}


def _until(case: Case, no: No) -> datetime | None:
    if no.days is not None:
        return no.signal.occurred_at + timedelta(days=no.days)
    return _next_fiscal_year(case, no.signal.occurred_at) if no.cue == "fiscal_year" else None


def _next_fiscal_year(case: Case, said_at: datetime) -> datetime | None:
    """The first day of the fiscal year after this; None where its end is not known."""
    month = case.profile.account.fiscal_year_end_month
    if month is None:
        return None
    months = said_at.year * 12 + said_at.month - 1 + (month - said_at.month) % 12 + 1
    return datetime(months // 12, months % 12 + 1, 1, tzinfo=UTC)
