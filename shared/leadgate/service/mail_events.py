"""What comes back of our mail: replies, bounces, complaints. Each becomes a signal of the lead it was written to.

Whose it is is told by the id of the message it is about, which nobody else knows; what names none of ours is dropped.
"""

import base64
import binascii
import email
import email.policy
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any, Final, Literal

from leadgate.domain import reading
from leadgate.domain.ids import content_id
from leadgate.domain.reading import clean
from leadgate.domain.signals import Signal
from leadgate.errors import BadInputError
from leadgate.ports import Ports
from leadgate.service.keep_signals import keep_signals
from leadgate.service.mailing import suppress
from leadgate.service.unsubscribing import recall_mailing, unsubscribe

Kind = Literal["reply", "bounce", "complaint", "nothing"]
_KINDS: Final = ("reply", "bounce", "complaint")
_ID: Final = re.compile(r"<([^<>\s]{3,300})>")
_MOST_CHARACTERS: Final = 20_000


@dataclass(frozen=True, slots=True)
class MailEvent:
    """about: ids of our messages that it may be about, without brackets. nothing: a delay, an automaton's answer."""

    kind: Kind
    about: Sequence[str]
    text: str = ""


def read_event(content: Mapping[str, Any]) -> MailEvent:
    """`{"kind", "message_id", "text"?}`, `{"raw_base64"}` of a whole message, or what SES tells through SNS."""
    if "raw_base64" in content:
        try:
            return read_message(base64.b64decode(reading.text(content, "raw_base64"), validate=True))
        except (binascii.Error, ValueError) as error:
            raise BadInputError("raw_base64", "base64 of a message is needed") from error
    if "eventType" in content or "notificationType" in content:
        return _of_ses(content)
    kind = reading.required_text(content, "kind")
    if kind not in _KINDS:
        raise BadInputError("kind", f"{', '.join(_KINDS)} are allowed")
    about = reading.required_text(content, "message_id").strip("<>")
    return MailEvent(kind, (about,), reading.text(content, "text"))  # type: ignore[arg-type]  # one of _KINDS


def read_message(raw: bytes) -> MailEvent:
    """A message that came to our mailbox: a report of RFC 3464, a complaint of RFC 5965, an automaton's, or a reply."""
    message = email.message_from_bytes(raw, policy=email.policy.default)
    about = tuple(_ids_in(message))
    report = str(message.get_param("report-type", "")) if message.get_content_type() == "multipart/report" else ""
    if report == "delivery-status":
        return MailEvent("bounce" if _failed_for_good(message) else "nothing", about)
    if report == "feedback-report":
        return MailEvent("complaint", about)
    if str(message.get("Auto-Submitted", "no")).strip().lower() != "no":
        return MailEvent("nothing", about)
    return MailEvent("reply", about, _text_of(message))


def keep_event(event: MailEvent, ports: Ports) -> bool:
    """Whether it was about a message of ours, and is kept. Twice is once."""
    number = next(filter(None, (_mailing_of(one, ports) for one in event.about)), None)
    mailing = recall_mailing(number, ports) if number else None
    if mailing is None or number is None or event.kind == "nothing":
        return False
    if event.kind == "complaint":
        return unsubscribe(number, ports, via="complaint")
    if event.kind == "bounce":
        suppress(str(mailing["address"]), ports)
    now, text = ports.clock.now(), clean(event.text)[:_MOST_CHARACTERS]
    properties = {"text": text} if event.kind == "reply" else {}
    signal_id = content_id("mail", number, event.kind, text)
    lead_id = str(mailing["lead_id"])
    keep_signals((Signal(signal_id, f"email_{event.kind}", now, now, lead_id, None, "mail", properties),), ports)
    return True


def _mailing_of(message_id: str, ports: Ports) -> str | None:
    """SES adds a domain of its own to the id that it gave."""
    for name in (message_id, message_id.partition("@")[0]):
        found = ports.store.recall(f"message:{name}")
        if found is not None:
            return str(found["mailing"])
    return None


def _of_ses(content: Mapping[str, Any]) -> MailEvent:
    kind = str(content.get("eventType") or content.get("notificationType"))
    if kind == "Received":  # by a receipt rule, with the whole message
        raw = str(content.get("content") or "")
        return read_message(raw.encode("utf-8", "surrogateescape"))
    about = (str(reading.an_object(content.get("mail") or {}, "mail").get("messageId") or ""),)
    if kind == "Bounce":
        bounce = reading.an_object(content.get("bounce") or {}, "bounce")
        return MailEvent("bounce" if bounce.get("bounceType") == "Permanent" else "nothing", about)
    return MailEvent("complaint" if kind == "Complaint" else "nothing", about)


def _failed_for_good(message: EmailMessage) -> bool:
    """By the status of any recipient: action `failed` and a class of 5 (RFC 3463)."""
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            for block in part.iter_parts() if part.is_multipart() else ():
                status, action = str(block.get("Status", "")), str(block.get("Action", "")).lower()
                if action == "failed" and status.strip().startswith("5"):
                    return True
    return False


def _ids_in(message: EmailMessage) -> Iterator[str]:
    """What it answers, and what the message that is enclosed was called."""
    for name in ("In-Reply-To", "References"):
        yield from _ID.findall(str(message.get(name, "")))
    for part in message.walk():
        if part is message:
            continue
        kind = part.get_content_type()
        if kind == "text/rfc822-headers":
            yield from _ID.findall(_header(str(part.get_payload()), "message-id"))
        elif part.get("Message-ID"):
            yield from _ID.findall(str(part["Message-ID"]))


def _header(block: str, name: str) -> str:
    return " ".join(line for line in block.splitlines() if line.lower().startswith(f"{name}:"))


def _text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain", "html"))
    if body is None:
        return ""
    try:
        text = str(body.get_content())
    except (LookupError, UnicodeError, KeyError):  # a character set that nobody knows
        return ""
    return re.sub(r"<[^>]*>", " ", text) if body.get_content_type() == "text/html" else text
