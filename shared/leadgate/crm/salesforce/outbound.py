"""Outbound messages: SOAP from a workflow, up to a hundred notifications, sent again until they are acknowledged.

A notification is only a trigger: it holds what the record is now, and that is read again.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Final
from xml.etree.ElementTree import Element

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from leadgate.crm.changes import Changes, short_text
from leadgate.crm.salesforce.ids import full_id, our_id
from leadgate.domain.signals import Signal
from leadgate.errors import BadInputError, UnverifiedError

_SOAP: Final = "{http://schemas.xmlsoap.org/soap/envelope/}"
_OUTBOUND: Final = "{http://soap.sforce.com/2005/09/outbound}"
ACKNOWLEDGED: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>'
    '<notificationsResponse xmlns="http://soap.sforce.com/2005/09/outbound"><Ack>true</Ack></notificationsResponse>'
    "</soapenv:Body></soapenv:Envelope>"
)


def is_outbound(body: bytes) -> bool:
    return body.lstrip()[:1] == b"<"


def parse_outbound(body: bytes, organization_id: str, received_at: datetime) -> Changes:
    """organization_id: of the org that may send, "" for any. Raises BadInputError for what is no such message."""
    notifications = _notifications(body)
    sender = full_id(_text(notifications, f"{_OUTBOUND}OrganizationId"))
    if organization_id and sender != full_id(organization_id):
        raise UnverifiedError("OrganizationId", "is that of another org")
    signals: list[Signal] = []
    unreadable: list[tuple[dict[str, str], str]] = []
    for notification in notifications.findall(f"{_OUTBOUND}Notification"):
        try:
            signals += _read(notification, received_at)
        except BadInputError as error:
            unreadable.append(({"notification": _text(notification, f"{_OUTBOUND}Id")}, str(error)))
    return Changes(tuple(signals), unreadable=tuple(unreadable))


def _notifications(body: bytes) -> Element:
    try:
        root = fromstring(body, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise BadInputError("body", "an outbound message (SOAP) without DTD and entities is needed") from error
    found = root.find(f"{_SOAP}Body/{_OUTBOUND}notifications")
    if found is None:
        raise BadInputError("body", "Body/notifications is required in an outbound message")
    return found


def _read(notification: Element, received_at: datetime) -> Iterator[Signal]:
    notification_id = short_text(_text(notification, f"{_OUTBOUND}Id"))
    record = notification.find(f"{_OUTBOUND}sObject")
    if not notification_id or record is None:
        raise BadInputError("Notification", "an Id and an sObject are required")
    yield trigger_signal(_id_of(record), f"salesforce:outbound:{notification_id}", "outbound_message", received_at)


def _id_of(record: Element) -> str:
    """Fields are in the org's own namespace, which depends on the kind of WSDL."""
    return next((one.text or "" for one in record if one.tag.rpartition("}")[2] == "Id"), "")


def trigger_signal(record_id: str, key: str, source: str, received_at: datetime) -> Signal:
    """A record changed, nothing more is told. Raises BadInputError for the id of what we do not follow."""
    ours = our_id(record_id)
    if ours is None:
        raise BadInputError("Id", "the id of a Lead, Contact, Account, Opportunity or Task is needed")
    is_person = ours.split(":")[1] in ("lead", "contact")
    return Signal(
        id=f"{key}:{full_id(record_id)}",
        kind="crm_change",
        occurred_at=received_at,
        received_at=received_at,
        lead_id=ours if is_person else None,
        account_id=None if is_person else ours,
        source="salesforce",
        properties={"property": source},
    )


def _text(element: Element, name: str) -> str:
    return (element.findtext(name) or "").strip()
