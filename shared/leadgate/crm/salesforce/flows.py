"""Callouts of the org's own flows: `{"record_id": "00Q…"}`, or `record_ids` for several, signed by whoever sends."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from leadgate.crm.changes import Changes
from leadgate.crm.salesforce.outbound import trigger_signal
from leadgate.domain.ids import content_id
from leadgate.domain.signals import Signal
from leadgate.errors import BadInputError

MAX_RECORDS: Final = 1_000


def parse_callout(content: Any, delivery_id: str, received_at: datetime) -> Changes:
    """delivery_id: the same for every try of one callout. Raises BadInputError for a body that names no records."""
    signals: list[Signal] = []
    unreadable: list[tuple[Mapping[str, Any], str]] = []
    key = f"salesforce:flow:{content_id(delivery_id)}"
    for record_id in _record_ids(content):
        try:
            signals.append(trigger_signal(str(record_id), key, "flow", received_at))
        except BadInputError as error:
            unreadable.append(({"record_id": record_id}, str(error)))
    return Changes(tuple(signals), unreadable=tuple(unreadable))


def _record_ids(content: Any) -> list[Any]:
    if not isinstance(content, Mapping):
        raise BadInputError("body", 'an object such as {"record_id": "00Q…"} is needed')
    listed = content.get("record_ids", [content.get("record_id")])
    if not isinstance(listed, list) or not any(listed):
        raise BadInputError("record_id", "is required, or record_ids: a list of ids")
    if len(listed) > MAX_RECORDS:
        raise BadInputError("record_ids", f"at most {MAX_RECORDS} are allowed at once")
    return list(dict.fromkeys(str(one) for one in listed))
