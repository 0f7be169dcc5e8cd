"""I5, Q3, L10: a no that still stands, of the lead or of the rep who had it."""

from collections.abc import Iterable
from typing import Final

from leadgate.domain.case import Case
from leadgate.domain.hearing import words_of
from leadgate.domain.putting_off import is_for_now, revisits
from leadgate.domain.signals import Signal, newest
from leadgate.domain.words import days_ago, quoted

_NO_HOLDS_DAYS: Final = 180.0


def standing_no(case: Case) -> Signal | None:
    """A no, of the lead or of the rep who had it, that is newer than any yes; one for now holds until its date (Q3)."""
    said = [s for s in case.dossier.own("sales_activity") if s.text("result") in ("not_interested", "timing")]
    in_words = (case.heard.no.signal,) if case.heard.no else ()
    last = newest((*said, *in_words, *case.dossier.own("email_unsubscribe"), *_rejections(case)))
    if last is None or not _still_holds(case, last):
        return None
    yes = newest(_yeses(case))
    return last if yes is None or yes.occurred_at <= last.occurred_at else None


def _rejections(case: Case) -> Iterable[Signal]:
    """L10: a rep looked at the lead and sent it back."""
    return (signal for signal in case.dossier.own("outcome") if signal.text("type") == "rejected")


def _yeses(case: Case) -> Iterable[Signal]:
    yield from case.asked
    yield from (s for s in case.dossier.own("sales_activity") if s.text("result") == "interested")
    yield from (s for s in case.dossier.own("outcome") if s.text("type") in ("accepted", "opportunity_created"))
    for one in case.heard.said:
        reply = case.heard.replies.get(one.signal.id)
        if reply and reply.kind == "for":
            yield one.signal


def _still_holds(case: Case, no: Signal) -> bool:
    revisit_at = revisits(case).get(no.id)
    return case.age_days(no) <= _NO_HOLDS_DAYS if revisit_at is None else case.dossier.as_of < revisit_at


def no_in_words(case: Case, no: Signal) -> str:
    """Who said it, when, and in their own words where there are any."""
    when = days_ago(case.age_days(no))
    if no.kind == "email_unsubscribe":
        return f"unsubscribed {when}"
    if no.kind == "outcome":
        return f"rejected by sales {when}" + (f": {no.text('reason')}" if no.text("reason") else "")
    if no.text("result") == "not_interested":
        return f"said that they are not interested, {when}"
    if not is_for_now(case, no):
        how = f"do not contact: wrote {when}" if case.heard.leave_alone(no) else f"turned us down {when}:"
        return f"{how} {quoted(words_of(no))}"
    revisit_at = revisits(case).get(no.id)
    until = f"; to be asked again on {revisit_at.date()}" if revisit_at else ""
    return f"said that now is not the time, {when}{until}"
