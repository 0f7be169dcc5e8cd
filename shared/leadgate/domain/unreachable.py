"""N6: an address or a name that nobody can be reached by, or no person at all."""

from collections.abc import Iterable
from typing import Final

from leadgate.domain.case import Case, ids
from leadgate.domain.departures import says_they_left
from leadgate.domain.findings import Finding
from leadgate.domain.signals import Signal

# What a mailbox answers and the software that guards it clicks says nothing against who owns it.
_OF_MAILBOXES: Final = frozenset({"email_reply", "email_open", "email_click"})


def find_invalid_contact(case: Case) -> Iterable[Finding]:
    """N6: an address or a name that nobody can be reached by, or no person at all."""
    person = case.profile.person
    if case.profile.colleague_of_ours:
        yield Finding("N6", "invalid_contact", True, "the address is one of your own company", drawer="own_colleague")
    elif person.email_class == "invalid":
        yield Finding("N6", "invalid_contact", True, "the e-mail address cannot be one")
    elif person.email_class == "disposable":
        yield Finding("N6", "invalid_contact", True, "a disposable e-mail address")
    elif person.email_class == "role" and not (person.name or person.title):
        yield Finding("N6", "invalid_contact", not case.asks_to_buy, "a mailbox of no person, and no name is known")
    bounces = case.dossier.own("email_bounce")
    bounced = bool(bounces) and not _reached_since(case, bounces[-1])
    if bounced:
        yield Finding("N6", "invalid_contact", len(bounces) > 1, "mail to this address bounced", ids(bounces))
    yield from _left(case, bounced=bounced)
    if case.profile.placeholder_name:
        nobody = person.email_class in ("", "free")
        text = f"the name is a placeholder: {person.name}"
        yield Finding("N6", "invalid_contact", nobody, text, drawer="no_name")
    yield from _machine(case)


def _reached_since(case: Case, bounce: Signal) -> bool:
    """Whether a mail arrived, or the address was changed, after the bounce."""
    arrived = [s for kind in ("email_reply", "email_click", "email_open") for s in case.dossier.own(kind)]
    changed = [s for s in case.dossier.own("crm_change") if s.text("property") == "email"]
    return any(signal.occurred_at > bounce.occurred_at for signal in (*arrived, *changed))


def _left(case: Case, *, bounced: bool) -> Iterable[Finding]:
    """A reply said so, and nothing was heard of them since."""
    replies = (s for s in case.machines if s.kind == "email_reply" and s.lead_id == case.dossier.lead.id)
    notices = tuple(reply for reply in replies if says_they_left(reply.text("text")))
    if notices and not _reached_since(case, notices[-1]):
        yield Finding("N6", "invalid_contact", bounced, "a reply says that they have left the company", ids(notices))


def _machine(case: Case) -> Iterable[Finding]:
    theirs = (signal for signal in case.machines if signal.lead_id == case.dossier.lead.id)
    own = tuple(signal for signal in theirs if signal.kind not in _OF_MAILBOXES)
    forms = tuple(signal for signal in own if signal.kind == "form_submission")
    if own and not case.touches:
        yield Finding("N6", "invalid_contact", True, "all of its activity was a machine's", ids(own), "machine")
    elif forms and not case.dossier.own("form_submission"):
        yield Finding("N6", "invalid_contact", False, "its only form was filled in by a machine", ids(forms), "machine")
