"""Salesforce's change events: by Event Relay on an EventBridge bus, at least once, in any order.

An event is only a trigger: the record is read again, so what an event says is kept as evidence and never believed.
One event may be about many records. A gap event says that a record changed and not how; an overflow says only that
more has changed than could be told, and then the CRM is asked who has.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, Literal

from leadgate.crm.changes import Changes, read_each, read_milliseconds, short_text
from leadgate.crm.salesforce.ids import HEARD, OWNER, PREFIXES, full_id, our_id, sweep_id
from leadgate.crm.salesforce.own_user import CLIENT
from leadgate.domain.signals import Signal
from leadgate.errors import BadInputError

Event = Mapping[str, Any]

MAX_BODY_BYTES: Final = 1_200_000  # An event holds at most a megabyte.
MAX_EVENTS: Final = 1_000
MAX_FIELDS: Final = 20
OWN_PREFIX: Final = "Leadgate_"
# What Salesforce itself changes with every write.
_SYSTEM: Final = ("LastModifiedDate", "LastModifiedById", "SystemModstamp", "LastActivityDate")
_VERBS: Final = {
    "CREATE": "creation",
    "UPDATE": "",
    "DELETE": "deletion",
    "UNDELETE": "restore",
    "GAP_CREATE": "creation",
    "GAP_UPDATE": "gap",
    "GAP_DELETE": "deletion",
    "GAP_UNDELETE": "restore",
    "GAP_OVERFLOW": "overflow",
}
_CLIENT: Final = re.compile(r"client=([^;,\s]+)")


def parse_events(body: bytes, user_id: str | None, received_at: datetime) -> Changes:
    """One event or a list of them. user_id: our own user's, None where it is unknown.

    Raises BadInputError for a body that is neither.
    """

    def read(event: Any) -> Iterable[Signal] | Literal["own", "other"]:
        header, payload = _parts(event)
        if header.get("entityName") not in HEARD:
            return "other"
        return "own" if _is_own(header, user_id) else _read(header, payload, _replay_id(event), received_at)

    return read_each(_events(body), read)


def _events(body: bytes) -> Sequence[Any]:
    if len(body) > MAX_BODY_BYTES:
        raise BadInputError("body", f"at most {MAX_BODY_BYTES} bytes are allowed")
    try:
        content = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadInputError("body", "a change event in JSON is needed") from error
    events = content if isinstance(content, list) else [content]
    if len(events) > MAX_EVENTS:
        raise BadInputError("body", f"at most {MAX_EVENTS} events are allowed at once")
    return events


def _parts(event: Any) -> tuple[Event, Event]:
    """(header, payload): Event Relay puts both under `payload`, AppFlow right into `detail`."""
    detail = event.get("detail") if isinstance(event, Mapping) else None
    if not isinstance(detail, Mapping):
        raise BadInputError("detail", "is required: a change event of Salesforce's")
    payload = detail.get("payload", detail)
    header = payload.get("ChangeEventHeader") if isinstance(payload, Mapping) else None
    if not isinstance(header, Mapping):
        raise BadInputError("detail.payload.ChangeEventHeader", "is required: an object")
    return header, payload


def _replay_id(event: Event) -> str | None:
    detail = event["detail"]
    return short_text(detail.get("replayId", event.get("replayId")))


def _is_own(header: Event, user_id: str | None) -> bool:
    """Our own write coming back: by our user, in our client's name where one is told, and only what we write."""
    client = _CLIENT.search(str(header.get("changeOrigin") or ""))
    if client and client[1] != CLIENT:
        return False
    if user_id and full_id(str(header.get("commitUser") or "")) != user_id:
        return False
    if not user_id and not client:
        return False
    if header.get("entityName") == "Task":
        return True
    fields = [str(one) for one in _listed(header, "changedFields")]
    return header.get("changeType") == "UPDATE" and bool(fields) and all(map(_is_our_field, fields))


def _is_our_field(name: str) -> bool:
    return name.startswith(OWN_PREFIX) or name == OWNER or name in _SYSTEM


def _read(header: Event, payload: Event, replay_id: str | None, received_at: datetime) -> Iterator[Signal]:
    change = str(header.get("changeType"))
    if change not in _VERBS:
        raise BadInputError("changeType", f"{', '.join(_VERBS)} are known")
    occurred_at = read_milliseconds(header.get("commitTimestamp"), received_at)
    doubt = {} if occurred_at else {"occurred_at_doubtful": True}
    origin = {"change_source": short_text(header["changeOrigin"])} if header.get("changeOrigin") else {}
    replay = {"replay_id": replay_id} if replay_id else {}
    for record_id, lead_id, account_id in _concerned(header, payload, change, occurred_at or received_at):
        for name, facts in _facts(header, payload, change):
            yield Signal(
                id=":".join(("salesforce", str(header["entityName"]), record_id, *_key(header), change, *name)),
                kind="crm_change",
                occurred_at=occurred_at or received_at,
                received_at=received_at,
                lead_id=lead_id,
                account_id=account_id,
                source="salesforce",
                properties={**facts, **origin, **replay, **doubt},
            )


def _concerned(
    header: Event, payload: Event, change: str, at: datetime
) -> Iterator[tuple[str, str | None, str | None]]:
    """(Salesforce's id, lead id, account id) of every record of the event."""
    ids = _listed(header, "recordIds")
    entity = str(header["entityName"])
    if change == "GAP_OVERFLOW" or any(str(one).endswith("*") for one in ids):
        yield "all", None, sweep_id(entity, at)
        return
    if not ids:
        raise BadInputError("recordIds", "is required: a list of record ids")
    for one in dict.fromkeys(str(one) for one in ids):
        ours = our_id(one)
        if ours is None or PREFIXES[one[:3]] != entity.lower():
            raise BadInputError("recordIds", f"an id of a {entity} is needed")
        yield one, *_ends(ours, entity, payload)


def _ends(ours: str, entity: str, payload: Event) -> tuple[str | None, str | None]:
    """(lead id, account id): a person is a lead; a task is its person's, where that is told."""
    if entity in ("Lead", "Contact"):
        return ours, None
    who = our_id(str(payload.get("WhoId") or "")) if entity == "Task" else None
    return (who, None) if who else (None, ours)


def _facts(header: Event, payload: Event, change: str) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any]]]:
    """(what tells signals of one event apart, facts): one for each field of an update, else one for the change."""
    entity = str(header["entityName"])
    if entity in ("Task", "Individual"):  # what it says of the person is read from the record
        yield (), {"property": entity.lower(), "value": _VERBS[change] or "change"}
        return
    fields = [str(one) for one in _listed(header, "changedFields") if str(one) not in _SYSTEM][:MAX_FIELDS]
    if change != "UPDATE" or not fields:
        yield (), {"property": _VERBS[change] or "update"}
        return
    for name in fields:
        yield (short_text(name) or "",), {"property": short_text(name), "value": short_text(_value(payload, name))}


def _value(payload: Event, path: str) -> Any:
    """`Name.LastName` stands inside the compound field `Name`."""
    value: Any = payload
    for step in path.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _listed(header: Event, name: str) -> Sequence[Any]:
    value = header.get(name)
    return value if isinstance(value, list) else ()


def _key(header: Event) -> tuple[str, str]:
    """The same for every delivery of one event: commit numbers are not unique, and too large for JSON readers."""
    key, number = short_text(header.get("transactionKey")), short_text(header.get("sequenceNumber"))
    if not key or not number:
        raise BadInputError("transactionKey", "is required, with a sequenceNumber")
    return key[:80], number[:20]
