"""Event relays: where the org's change events leave it. A relay is made stopped, and names its partner event source."""

import json
import re
from typing import Any, Final

from .errors import refused
from .events import CHANNEL_ID
from .ids import record_id
from .org import Org, Row

STATES: Final = ("RUN", "PAUSE", "STOP")
RECOVERIES: Final = ("LATEST", "EARLIEST")
_ARN: Final = re.compile(r"arn:aws:[A-Z]{2}(?:-[A-Z]+)+-\d:\d{12}")


def make_credential(row: Row, metadata: dict[str, Any]) -> None:
    """A legacy named credential; one for AWS names region and account, the region in capitals."""
    endpoint = str(metadata.get("endpoint") or "")
    if not (endpoint.startswith("https://") or _ARN.fullmatch(endpoint)):
        raise refused("FIELD_INTEGRITY_EXCEPTION", f"Endpoint needs to be in full URL form: {endpoint}", "Metadata")
    row |= {"DeveloperName": row["FullName"], "Endpoint": endpoint, "PrincipalType": metadata.get("principalType")}


def make_relay(org: Org, row: Row, metadata: dict[str, Any]) -> None:
    channel, destination = metadata.get("eventChannel"), str(metadata.get("destinationResourceName") or "")
    if channel not in {one["FullName"] for one in org.live("PlatformEventChannel")}:
        raise refused("INVALID_CROSS_REFERENCE_KEY", f"no channel named {channel}", "Metadata")
    credentials = {f"callout:{one['FullName']}" for one in org.live("NamedCredential")}
    if destination not in credentials:
        raise refused("INVALID_CROSS_REFERENCE_KEY", f"no named credential for {destination}", "Metadata")
    row |= {"DeveloperName": row["FullName"], "EventChannel": channel, "DestinationResourceName": destination}
    set_relay(row, {"state": "STOP", **metadata})
    _tell(org, row)


def set_relay(row: Row, metadata: dict[str, Any]) -> None:
    """Of a relay that is there, only its state and its option may change."""
    state, option = metadata.get("state", row["State"]), metadata.get("relayOption", row["RelayOption"])
    if state not in STATES:
        raise refused("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", f"bad value for state: {state}", "Metadata")
    if option is not None and _recovery(option) not in RECOVERIES:
        raise refused("FIELD_INTEGRITY_EXCEPTION", f"RelayOption is not valid: {option}", "Metadata")
    row |= {"State": state, "RelayOption": option}


def _recovery(option: Any) -> Any:
    try:
        read = json.loads(option)
    except (TypeError, ValueError):
        return None
    return read.get("ReplayRecovery") if isinstance(read, dict) else None


def _tell(org: Org, relay: Row) -> None:
    """What the org says of the relay's state of health."""
    kind = org.schema.get("EventRelayFeedback")
    source = f"aws.partner/salesforce.com/{org.org_id}/{CHANNEL_ID}"
    given = {"EventRelayConfigId": relay["Id"], "RemoteResource": source, "Status": "STOPPED"}
    made = record_id(kind.prefix, len(org.records[kind.name]) + 1)
    org.records[kind.name][made] = {**dict.fromkeys(kind.fields), **given, "Id": made, "IsDeleted": False}
