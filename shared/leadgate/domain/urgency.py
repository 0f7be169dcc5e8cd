"""R11: what makes a lead urgent, by the triggers that the settings name."""

from collections.abc import Callable, Mapping
from typing import Final

from leadgate.domain.case import Case
from leadgate.domain.content import ASKING_FORMS
from leadgate.domain.signals import Signal, newest
from leadgate.domain.words import spoken


def urgency_of(case: Case) -> Signal | None:
    """The newest signal that makes this lead urgent; None if none does."""
    settings = case.settings.decision
    sent = (s for s in case.dossier.own("form_submission") if s.id not in case.heard.beside)
    forms = [s for s in sent if s.text("form") in settings.urgency]
    found = [s for trigger, find in _TRIGGERS.items() if trigger in settings.urgency for s in find(case)]
    recent = [s for s in (*forms, *found) if case.age_days(s) <= settings.urgency_days and not case.is_settled(s)]
    return newest(recent)


def _answers(case: Case) -> tuple[Signal, ...]:
    """Replies and talks with sales in our favour."""
    talks = (s for s in case.dossier.own("sales_activity") if s.text("result") == "interested")
    replies = (s for s in case.dossier.own("email_reply") if case.heard.is_answer(s))
    return (*replies, *(s for s in talks if s.id not in case.heard.refused))


def _customer_referrals(case: Case) -> tuple[Signal, ...]:
    given = (*case.dossier.every("referral"), *case.dossier.every("introduction_request"))
    return tuple(signal for signal in given if signal.text("referrer_kind") == "customer")


def _urgent_words(case: Case) -> tuple[Signal, ...]:
    """Words that call for a person at once (C6), and chats that did so."""
    call = case.heard.call
    return (*case.dossier.own("chat_escalation"), *((call,) if call else ()))


def _executives_on_pricing(case: Case) -> tuple[Signal, ...]:
    found = []
    for lead_id, signals in case.engaged_colleagues.items():
        if case.people[lead_id].reading.seniority in ("c_level", "vp"):
            lately = case.lately(signals, case.settings.decision.urgency_days)
            found += [s for s in lately if case.stage_of(s) in ("pricing", "implementation")]
    return tuple(found)


def _colleagues_who_ask(case: Case) -> tuple[Signal, ...]:
    asked = (s for signals in case.engaged_colleagues.values() for s in signals if s.text("form") in ASKING_FORMS)
    return tuple(asked)


def what_is_urgent(case: Case, signal: Signal) -> str:
    """The trigger, in a rep's words."""
    if signal.kind == "email_reply":
        return "reply to sales"
    if signal.lead_id and signal.lead_id in case.engaged_colleagues:
        what = f": {spoken(signal.text('form'))}" if signal.text("form") else f" on {case.stage_of(signal)}"
        return f"{case.people[signal.lead_id].title or 'a colleague'}{what}"
    return spoken(signal.text("form") or signal.kind)


_TRIGGERS: Final[Mapping[str, Callable[[Case], tuple[Signal, ...]]]] = {
    "reply": _answers,
    "customer_referral": _customer_referrals,
    "executive_on_pricing": _executives_on_pricing,
    "colleague_request": _colleagues_who_ask,
    "urgent_words": _urgent_words,
}
