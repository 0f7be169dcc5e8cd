"""HubSpot's webhooks: changes of contacts, companies and deals, at least once, in any order, up to 100 a request.

A change is only a trigger: the record is read again, so what an event says is kept as evidence and never believed.
Both dialects are read: `contact.propertyChange` and the generic `object.propertyChange` with an `objectTypeId`.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final, Literal

from leadgate.crm.changes import Changes, read_each, read_milliseconds, short_text
from leadgate.crm.fields import PREFIX
from leadgate.crm.hubspot.ids import Kind, our_id
from leadgate.crm.hubspot.mapping import OWNER
from leadgate.domain.ids import content_id
from leadgate.domain.signals import Signal
from leadgate.errors import BadInputError

Event = Mapping[str, Any]

MAX_BODY_BYTES: Final = 5 * 1024 * 1024
MAX_EVENTS: Final = 1_000  # HubSpot's guide promises at most a hundred.

_KINDS: Final[Mapping[str, Kind]] = {
    "contact": "contact",
    "company": "company",
    "deal": "deal",
    "0-1": "contact",
    "0-2": "company",
    "0-3": "deal",
}
# The event's verb → how the change is called in the signal; a change of a property is called by its name.
_VERBS: Final[Mapping[str, str]] = {
    "creation": "creation",
    "deletion": "deletion",
    "privacyDeletion": "privacy_deletion",
    "restore": "restore",
    "merge": "merge",
    "associationChange": "association",
    "propertyChange": "",
}
_PAIR: Final = re.compile(r"(\w+?)_TO_([A-Z0-9]+)")


def parse_changes(body: bytes, app_id: str, received_at: datetime) -> Changes:
    """app_id: our own app's id, "" where it is unknown. Raises BadInputError for a body that is no list of changes."""

    def read(event: Any) -> Iterable[Signal] | Literal["own", "other"]:
        if not isinstance(event, dict):
            raise BadInputError("", "a change is a JSON object")
        if _is_own(event, app_id):
            return "own"
        return "other" if _is_of_others(event) else _read(event, received_at)

    return read_each(_events(body), read)


def _events(body: bytes) -> list[Any]:
    if len(body) > MAX_BODY_BYTES:
        raise BadInputError("body", f"at most {MAX_BODY_BYTES} bytes are allowed")
    try:
        events = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadInputError("body", "a JSON list of changes in UTF-8 is needed") from error
    if not isinstance(events, list):
        raise BadInputError("body", "a JSON list of changes is needed")
    if len(events) > MAX_EVENTS:
        raise BadInputError("body", f"at most {MAX_EVENTS} changes are allowed in one request")
    return events


def _is_own(event: Event, app_id: str) -> bool:
    """Our own write coming back: by our app, to what we write (`appId` is the subscriber, no author).

    As long as nobody knows our app's id, an integration that writes one of our own fields is taken for us.
    """
    if event.get("changeSource") != "INTEGRATION":
        return False
    name = str(event.get("propertyName") or "")
    if not app_id:
        return name.startswith(PREFIX)
    if str(event.get("sourceId")) != app_id:
        return False
    return name.startswith(PREFIX) or name == OWNER or _subject_and_verb(event)[1] == "associationChange"


def _is_of_others(event: Event) -> bool:
    """An association that names both its ends, and one of them is nothing that we follow."""
    subject, verb = _subject_and_verb(event)
    if verb != "associationChange":
        return False
    ends = _pair(event, subject)
    return all(ends) and not all(end in _KINDS for end in ends)


def _read(event: Event, received_at: datetime) -> Iterator[Signal]:
    subject, verb = _subscription(event)
    occurred_at = read_milliseconds(event.get("occurredAt"), received_at)
    facts = _facts(event, verb) | ({} if occurred_at else {"occurred_at_doubtful": True})
    concerned = list(_concerned(event, subject, verb))
    for number, (lead_id, account_id, more) in enumerate(concerned):
        key = _key(event)
        yield Signal(
            id=key if number == 0 else f"{key}:{number}",
            kind="crm_change",
            occurred_at=occurred_at or received_at,
            received_at=received_at,
            lead_id=lead_id,
            account_id=account_id,
            source="hubspot",
            properties={**facts, **more},
        )


def _subscription(event: Event) -> tuple[Kind, str]:
    """What it is about, and what happened."""
    subject, verb = _subject_and_verb(event)
    if subject not in _KINDS or verb not in _VERBS:
        raise BadInputError("subscriptionType", "no change of a contact, company or deal that we know")
    return _KINDS[subject], verb


def _subject_and_verb(event: Event) -> tuple[str, str]:
    """In HubSpot's words: `subscriptionType` in bodies, `eventType` in its table; generic ones name a type id."""
    name = str(event.get("subscriptionType") or event.get("eventType") or "")
    subject, _, verb = name.partition(".")
    if subject == "object":
        subject = str(event.get("objectTypeId") or event.get("fromObjectTypeId") or "")
    return subject, verb


def _facts(event: Event, verb: str) -> dict[str, Any]:
    """property and value of the signal, and who made the change where that is told."""
    facts: dict[str, Any] = {"property": _VERBS[verb] or _text(event, "propertyName")}
    if verb == "propertyChange":
        facts["value"] = short_text(event.get("propertyValue"))
    if event.get("changeSource"):
        facts["change_source"] = short_text(event["changeSource"])
    return facts


def _concerned(event: Event, subject: Kind, verb: str) -> Iterator[tuple[str | None, str | None, Mapping[str, Any]]]:
    """(lead id, account id, more facts) of every record that the change concerns."""
    if verb == "merge":
        yield from _merged(event, subject)
    elif verb == "associationChange":
        yield _associated(event, subject)
    else:
        yield *_ends((subject, _number(event, "objectId"))), {}


def _merged(event: Event, subject: Kind) -> Iterator[tuple[str | None, str | None, Mapping[str, Any]]]:
    """First the record that is left, which may have a new id; then those that are gone, each told where it went."""
    primary = _number(event, "primaryObjectId" if event.get("primaryObjectId") else "objectId")
    left = _number(event, "newObjectId") if event.get("newObjectId") else primary
    listed = event.get("mergedObjectIds")
    others = [str(one) for one in (listed if isinstance(listed, list) else ()) if _is_id(str(one))]
    gone = [one for one in dict.fromkeys((primary, *others)) if one != left]
    yield *_ends((subject, left)), {"value": [our_id(subject, one) for one in gone]}
    for one in gone:
        yield *_ends((subject, one)), {"value": our_id(subject, left)}


def _associated(event: Event, subject: Kind) -> tuple[str | None, str | None, Mapping[str, Any]]:
    """Both ends are in one signal: the contact as its lead, the company (or deal) as its account."""
    start, end = (_KINDS.get(name) for name in _pair(event, subject))
    if start is None or end is None:
        raise BadInputError("associationType", "no association of contacts, companies or deals")
    ends = _ends((start, _number(event, "fromObjectId")), (end, _number(event, "toObjectId")))
    return *ends, {"value": "removed" if event.get("associationRemoved") is True else "added"}


def _pair(event: Event, subject: str) -> tuple[str, str]:
    """What the two ends are, in HubSpot's words; empty where that is not told."""
    match = _PAIR.match(str(event.get("associationType") or ""))
    if match:
        return match[1].lower(), match[2].lower()
    return subject, str(event.get("toObjectTypeId") or "")


def _ends(*records: tuple[Kind, str]) -> tuple[str | None, str | None]:
    """(lead id, account id): a contact is a lead; of a company and a deal the company is the account."""
    ids = {kind: our_id(kind, number) for kind, number in reversed(records)}
    return ids.get("contact"), ids.get("company") or ids.get("deal")


def _key(event: Event) -> str:
    """The same for every delivery of one event: `eventId` alone is not unique, `attemptNumber` grows."""
    names = ("portalId", "subscriptionId", "objectId", "eventId", "occurredAt")
    if any(event.get(name) in (None, "") for name in names if name != "objectId"):
        return f"hubspot:{content_id({name: value for name, value in event.items() if name != 'attemptNumber'})}"
    record = event.get("objectId") or event.get("primaryObjectId") or _pair_key(event)
    parts = {name: event.get(name) for name in names} | {"objectId": record}
    return ":".join(("hubspot", *(_short_id(parts[name]) for name in names)))


def _pair_key(event: Event) -> str:
    return f"{event.get('fromObjectId')}-{event.get('toObjectId')}"


def _short_id(value: Any) -> str:
    text = str(value)
    return text if text.isascii() and len(text) <= 40 else content_id(text)


def _number(event: Event, name: str) -> str:
    """An id of HubSpot's as text."""
    value = event.get(name)
    text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    if not _is_id(text):
        raise BadInputError(name, "an id of HubSpot's is needed: a whole number")
    return text


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 20 and not text.startswith("0")


def _text(event: Event, name: str) -> str:
    value = event.get(name)
    if not isinstance(value, str) or not value:
        raise BadInputError(name, "is required: text that is not empty")
    return short_text(value) or ""
