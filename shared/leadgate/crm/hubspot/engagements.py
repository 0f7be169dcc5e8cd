"""What HubSpot keeps of dealings with a person, as signals: dated properties of the contact, and engagements.

A signal is known from the moment its record, or the property's version, was written; what was edited into a record
later is not seen before.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final

from leadgate.crm.hubspot.mapping import RECORD_SIGNALS
from leadgate.crm.hubspot.notes import MARK
from leadgate.crm.hubspot.versions import Kind, Versioned
from leadgate.crm.reading import first_text, read_instant
from leadgate.crm.text import words_of
from leadgate.domain.signals import Signal

# (kind, property with its time, our property, property that fills it), each version of the time another occurrence.
DATED: Final = (
    *RECORD_SIGNALS,
    ("email_open", "hs_email_last_open_date", "campaign", "hs_email_last_email_name"),
    ("form_submission", "recent_conversion_date", "form", "recent_conversion_event_name"),
    ("form_submission", "first_conversion_date", "form", "first_conversion_event_name"),
)
DATED_NAMES: Final = tuple(name for _, at, _, fact in DATED for name in (at, fact) if name)
ENGAGEMENTS: Final[Mapping[Kind, tuple[str, ...]]] = {
    "calls": ("hs_timestamp", "hs_call_body", "hs_call_disposition", "hs_call_direction"),
    "emails": ("hs_timestamp", "hs_email_direction", "hs_email_subject", "hs_email_text"),
    "meetings": ("hs_timestamp", "hs_meeting_start_time", "hs_meeting_outcome", "hs_internal_meeting_notes"),
    "notes": ("hs_timestamp", "hs_note_body"),
}
# Outcomes of calls that every portal has; those of its own have ids of its own, and say nothing here.
DISPOSITIONS: Final = {
    "f240bbac-87c9-4f6e-bf70-924b57d47db7": "connected",
    "a4c4c377-d246-4b32-a13b-75a56a4cd0ff": "connected",
    "73a0d17f-1163-4015-bdd5-ec830791da20": "no_answer",
    "b2cf5968-551e-4856-9783-52b3da59a7d0": "no_answer",
    "9d9162e7-6cf3-4944-bf63-4dff82258764": "no_answer",
}
# In a form's name, the first that is found; HubSpot's forms have names only their makers know.
FORM_WORDS: Final = (
    ("demo", "demo_request"),
    ("pricing", "pricing_request"),
    ("quote", "pricing_request"),
    ("trial", "trial"),
    ("contact", "contact_sales"),
    ("webinar", "webinar"),
    ("newsletter", "newsletter"),
    ("subscri", "newsletter"),
    ("support", "support"),
    ("career", "careers"),
    ("job", "careers"),
    ("download", "content"),
    ("guide", "content"),
    ("paper", "content"),
    ("book", "content"),
)
_TOGETHER: Final = timedelta(seconds=5)
"""Properties that HubSpot writes at once may differ by a moment."""


def dated_signals(person_id: str, person: Versioned, at: datetime) -> Iterator[Signal]:
    """What properties of the contact tell of what the person did, as it was known at an instant."""
    found: dict[str, Signal] = {}
    for kind, at_name, name, fact in DATED:
        for since, text in person.versions.get(at_name, ()):
            occurred_at = read_instant(text)
            if since > at or occurred_at is None or occurred_at > at:
                continue
            known_by = min(since + _TOGETHER, at)
            value = (person.value_at(fact, known_by) or "") if fact else ""
            if kind == "page_view" and not value:
                continue
            facts = _facts(kind, name, value, person.value_at("message", known_by) or "")
            signal_id = f"{person_id}:{kind}:{occurred_at:%Y%m%dT%H%M%S}"
            found[signal_id] = Signal(signal_id, kind, occurred_at, since, person_id, None, "hubspot", facts)
    yield from found.values()
    yield from _unsubscribed(person_id, person, at)


def _facts(kind: str, name: str | None, value: str, message: str) -> dict[str, str]:
    if kind == "form_submission":
        return {"form": form_of(value), **({"message": message} if message else {})}
    return {name: value} if name and value else {}


def form_of(name: str) -> str:
    """Our word for a form by its name: `Pricing page: Request a demo` → demo_request. The page's name counts last."""
    page, _, form = name.lower().rpartition(":")
    named = (kind for text in (form, page) for word, kind in FORM_WORDS if word in text)
    return next(named, "other")


def _unsubscribed(person_id: str, person: Versioned, at: datetime) -> Iterator[Signal]:
    for since, text in person.versions.get("hs_email_optout", ()):
        if since <= at and text == "true":
            signal_id = f"{person_id}:email_unsubscribe:{since:%Y%m%dT%H%M%S}"
            yield Signal(signal_id, "email_unsubscribe", since, since, person_id, None, "hubspot", {})


def engagement_signal(person_id: str, kind: Kind, record: Versioned, at: datetime) -> Signal | None:
    """None for what had not happened, was not known yet, or tells nothing: drafts, cancelled meetings, our own note."""
    if record.created_at > at:
        return None
    then = record.properties_at(at)
    time_names = ("hs_meeting_start_time", "hs_timestamp") if kind == "meetings" else ("hs_timestamp",)
    occurred_at = read_instant(first_text(then, time_names))
    found = _READ[kind](then)
    if occurred_at is None or occurred_at > at or found is None:
        return None
    name, facts = found
    told = {key: value for key, value in facts.items() if value}
    return Signal(f"hubspot:{kind}:{record.id}", name, occurred_at, record.created_at, person_id, None, "hubspot", told)


Found = tuple[str, dict[str, str]] | None


def _call(then: Mapping[str, str | None]) -> Found:
    result = DISPOSITIONS.get(then.get("hs_call_disposition") or "", "")
    return "sales_activity", {"type": "call", "result": result, "text": words_of(then.get("hs_call_body") or "")}


def _email(then: Mapping[str, str | None]) -> Found:
    direction, text = then.get("hs_email_direction"), words_of(then.get("hs_email_text") or "")
    if direction == "INCOMING_EMAIL":
        return "email_reply", {"text": text}
    return ("sales_activity", {"type": "email"}) if direction == "EMAIL" else None


def _meeting(then: Mapping[str, str | None]) -> Found:
    outcome = then.get("hs_meeting_outcome") or ""
    if outcome in ("CANCELED", "RESCHEDULED"):
        return None
    result = {"COMPLETED": "connected", "NO_SHOW": "no_answer"}.get(outcome, "")
    text = words_of(then.get("hs_internal_meeting_notes") or "")
    return "sales_activity", {"type": "meeting", "result": result, "text": text}


def _note(then: Mapping[str, str | None]) -> Found:
    body = then.get("hs_note_body") or ""
    if MARK in body or not body.strip():
        return None
    return "sales_activity", {"type": "note", "text": words_of(body)}


_READ: Final = {"calls": _call, "emails": _email, "meetings": _meeting, "notes": _note}
