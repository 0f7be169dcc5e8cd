"""R11: what is urgent now, one line each with its end, the most urgent first."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from leadgate.domain.case import Case
from leadgate.domain.handed import Alert
from leadgate.domain.hearing import words_of
from leadgate.domain.signals import Signal
from leadgate.domain.timing import SOON_DAYS, days_to_renewal
from leadgate.domain.words import capital, counted, days_ago, quoted, spoken

_LATELY_DAYS: Final = 7.0


def find_alerts(case: Case) -> tuple[Alert, ...]:
    return tuple(alert for find in (_asked, _said, _executives, _renewals, _deals) for alert in find(case))


def asked_lately(case: Case) -> Signal | None:
    """The newest form that asks to buy, of the last week."""
    return case.asked[-1] if case.asked and case.age_days(case.asked[-1]) <= _LATELY_DAYS else None


def called_for(case: Case) -> Signal | None:
    """The newest message of the last week by which the lead has said enough to talk to a person (C6)."""
    call = case.heard.call
    return call if call is not None and case.age_days(call) <= _LATELY_DAYS else None


def _asked(case: Case) -> Iterable[Alert]:
    signal = asked_lately(case)
    if signal is not None:
        yield _lately(f"{capital(spoken(signal.text('form')))} {days_ago(case.age_days(signal))}", signal)


def _said(case: Case) -> Iterable[Alert]:
    signal = called_for(case)
    if signal is not None:
        yield _lately(f"Wrote {days_ago(case.age_days(signal))}: {quoted(words_of(signal))}", signal)


def _executives(case: Case) -> Iterable[Alert]:
    for lead_id, signals in case.engaged_colleagues.items():
        person = case.people[lead_id]
        recent = case.lately(signals, _LATELY_DAYS)
        looked = [(s, case.stage_of(s)) for s in recent if case.stage_of(s) in ("pricing", "implementation")]
        if looked and person.reading.seniority in ("c_level", "vp"):
            signal, stage = looked[-1]
            yield _lately(f"{person.title} looked at {stage} {days_ago(case.age_days(signal))}", signal)


def _renewals(case: Case) -> Iterable[Alert]:
    found = days_to_renewal(case.dossier, case.profile)
    if found is not None and found[0] <= SOON_DAYS:
        days, signal = found
        text = f"Contract with {signal.text('vendor') or 'another vendor'} renews in {counted(days, 'day')}"
        renewal = case.dossier.as_of.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=days + 1)
        yield Alert(text, signal.occurred_at, renewal, (signal.id,))


def _deals(case: Case) -> Iterable[Alert]:
    count = sum(deal.won is None for deal in case.dossier.deals)
    if count:
        yield Alert(f"{counted(count, 'open opportunity', 'open opportunities')} at this company")


def _lately(text: str, signal: Signal) -> Alert:
    """Urgent for a week after it happened."""
    return Alert(text, signal.occurred_at, signal.occurred_at + timedelta(days=_LATELY_DAYS), (signal.id,))
