"""Q3: who said that now is not the time, to sales or in their own words, and when to ask again."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from leadgate.domain.case import Case
from leadgate.domain.reading import parse_instant
from leadgate.domain.signals import Signal


def words_put_off(case: Case) -> tuple[Signal, ...]:
    """The lead's last message, if by it we were put off until a time; as long as nothing about buying has followed."""
    return (case.heard.put_off.signal,) if case.heard.put_off else ()


def revisits(case: Case) -> Mapping[str, datetime]:
    """Signal id → when to ask again; only where a date is known."""
    sales = (s for s in case.dossier.own("sales_activity") if s.text("result") == "timing")
    named = {signal.id: parse_instant(signal.properties.get("revisit_on")) for signal in sales}
    put_off = case.heard.put_off
    if put_off:
        said_at = put_off.signal.occurred_at
        named[put_off.signal.id] = (
            _next_fiscal_year(case, said_at) if put_off.days is None else said_at + timedelta(days=put_off.days)
        )
    return {signal_id: at for signal_id, at in named.items() if at is not None}


def _next_fiscal_year(case: Case, said_at: datetime) -> datetime | None:
    """The first day of the fiscal year after this; None where its end is not known."""
    month = case.profile.account.fiscal_year_end_month
    if month is None:
        return None
    months = said_at.year * 12 + said_at.month - 1 + (month - said_at.month) % 12 + 1
    return datetime(months // 12, months % 12 + 1, 1, tzinfo=UTC)
