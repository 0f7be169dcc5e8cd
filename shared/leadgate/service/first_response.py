"""R12: a qualified lead that asked for something is answered, in the name of its rep: at once, once, or not at all.

Twice is worse than never here. So the answer is claimed in the store before it is sent; where nobody can tell whether
it left (a kill, a mail server that falls silent at the end), it is not sent again and a person is told.
"""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from leadgate.domain.ids import content_id
from leadgate.domain.quiet_hours import may_write_from
from leadgate.domain.reading import parse_instant, render_instant
from leadgate.errors import BadInputError, LeadgateError, NotYetError, RetryableError
from leadgate.ports import Parked, Ports
from leadgate.ports.crm import SentEmail
from leadgate.ports.outreach import Letter, MaybeSentError
from leadgate.service.answering_rules import Answerable, why_not
from leadgate.service.letters import Answer, language_of, recipient_zones, write_answer
from leadgate.service.mailing import send_letter
from leadgate.service.offering import booking_offer
from leadgate.service.templates import templates_of
from leadgate.service.unsubscribing import mailing_id, remember_mailing, unsubscribe_token

_logger = logging.getLogger(__name__)
_CLAIMED_FOR: Final = timedelta(minutes=10)
_LONGEST_WAIT: Final = timedelta(hours=6)

Row = Mapping[str, Any]


def answer_lead(lead_id: str, ports: Ports) -> bool:
    """Whether the lead has been answered by now. Raises NotYetError in the recipient's quiet hours."""
    key, now = f"answered:{lead_id}", ports.clock.now()
    held = ports.store.recall(key)
    if held is not None and held["state"] == "sending":
        return _left_open(lead_id, key, held, ports)
    if held is not None and held["state"] == "sent":
        _log_in_crm(lead_id, key, held, ports)
    found = why_not(lead_id, held, ports)
    if isinstance(found, str):
        _logger.info("lead %s is not answered: %s", lead_id, found)
        return False
    _wait_for_day(found, now, ports)
    return _answer(found, key, held, ports)


def _answer(found: Answerable, key: str, held: Row | None, ports: Ports) -> bool:
    settings, number = ports.settings.current(), mailing_id(found.lead_id, found.request.id, ports)
    letter = _letter(found, number, ports)
    row = {"request": found.request.id, "at": render_instant(ports.clock.now()), "message_id": letter.message_id}
    if settings.first_response.mode == "dry_run":
        ports.store.remember(key, {**row, "state": "dry_run", "subject": letter.subject, "text": letter.text})
        _logger.info("lead %s would be answered (dry run)", found.lead_id)
        return False
    mailing = {"lead_id": found.lead_id, "address": found.address, "language": language_of(found.assessment)}
    remember_mailing(number, mailing, ports)
    ports.store.remember(f"message:{letter.message_id}", {"mailing": number})
    claim = {**row, "state": "sending"}
    if not ports.store.swap(key, held, claim):
        raise RetryableError("another worker answers this lead", after_seconds=60)
    sent_id = _send(letter, found, key, (held, claim), ports)
    if sent_id is None:
        return False
    ports.store.remember(f"message:{sent_id}", {"mailing": number})
    sent: dict[str, Any] = {
        **row,
        "state": "sent",
        "sender": letter.sender,
        "subject": letter.subject,
        "text": letter.text,
    }
    sent |= {"recipient": letter.recipient, "owner": found.rep.id, "logged": False}
    ports.store.remember(key, sent)
    _log_in_crm(found.lead_id, key, sent, ports)
    return True


def _send(letter: Letter, found: Answerable, key: str, rows: tuple[Row | None, Row], ports: Ports) -> str | None:
    """The id of the message; None where it was refused for good or may have left. Else the claim is given back."""
    held, claim = rows
    try:
        return send_letter(letter, ports)
    except (BadInputError, ValueError) as error:
        problem = str(error) if isinstance(error, BadInputError) else "the letter cannot be addressed so"
        _give_up(found.lead_id, key, claim, "refused", problem, ports)
    except MaybeSentError:
        _give_up(
            found.lead_id, key, claim, "unknown", "the mail server fell silent: it may or may not have left", ports
        )
    except LeadgateError:
        ports.store.swap(key, claim, held or {"state": "none"})
        raise
    return None


def _left_open(lead_id: str, key: str, held: Row, ports: Ports) -> bool:
    """Somebody claimed it: is still at it, or has died since."""
    claimed_at = parse_instant(held.get("at")) or ports.clock.now()
    if ports.clock.now() - claimed_at < _CLAIMED_FOR:
        raise RetryableError("another worker answers this lead", after_seconds=_CLAIMED_FOR.total_seconds())
    _give_up(lead_id, key, held, "unknown", "broken off while it was sent: it may or may not have left", ports)
    return False


def _give_up(lead_id: str, key: str, held: Row, state: str, problem: str, ports: Ports) -> None:
    ports.store.remember(key, {**held, "state": state})
    fact = {"lead_id": lead_id, "request": held.get("request"), "problem": problem}
    reason = f"lead {lead_id} is not answered automatically: {problem}; its rep has it all the same"
    ports.store.park(Parked(content_id(fact), "first_response", reason, fact, ports.clock.now()))
    _logger.warning("%s", reason)


def _letter(found: Answerable, number: str, ports: Ports) -> Letter:
    settings, outreach = ports.settings.current(), ports.outreach
    now = ports.clock.now()
    domain = (settings.mail.sender or found.rep.email).rpartition("@")[2]
    answer = Answer(
        assessment=found.assessment,
        rep=found.rep,
        name=found.name,
        address=found.address,
        asked=found.request.text("form"),
        now=now,
        message_id=f"{number}@{domain}",
        offer=booking_offer(found.lead_id, found.assessment.lead.language, ports),
        unsubscribe_url=f"{outreach.public_url}/unsubscribe/{unsubscribe_token(number, ports)}",
    )
    return write_answer(answer, settings, templates_of(ports))


def _wait_for_day(found: Answerable, now: datetime, ports: Ports) -> None:
    """Looked at anew at least every few hours: much may have happened meanwhile."""
    settings = ports.settings.current()
    day = may_write_from(now, recipient_zones(found.assessment, settings), settings.first_response)
    if day > now:
        wait = min(day - now, _LONGEST_WAIT)
        raise NotYetError("it is quiet hours where the lead is", after_seconds=wait.total_seconds())


def _log_in_crm(lead_id: str, key: str, sent: Row, ports: Ports) -> None:
    if sent.get("logged"):
        return
    email = SentEmail(
        message_id=sent["message_id"],
        sender=sent["sender"],
        recipient=sent["recipient"],
        subject=sent["subject"],
        text=sent["text"],
        sent_at=parse_instant(sent["at"]) or ports.clock.now(),
        owner_id=sent["owner"],
    )
    ports.crm.log_email(lead_id, email)
    # What was written stands in the CRM from here on.
    ports.store.remember(
        key, {name: sent[name] for name in ("state", "request", "at", "message_id")} | {"logged": True}
    )
