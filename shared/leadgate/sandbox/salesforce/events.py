"""Change events as Event Relay puts them on an EventBridge bus."""

import uuid
from typing import Any, Final

from leadgate.sandbox.clock import epoch_milliseconds, iso

from .errors import Json
from .ids import record_id
from .org import Change, Commit, Org

CHANNEL_ID: Final = record_id("0YL", 7)
# Fields that stand inside a compound one: our name → (the compound, the part).
_COMPOUND: Final = {
    **{name: ("Name", name) for name in ("FirstName", "LastName", "Salutation")},
    **{name: ("Address", name) for name in ("Street", "City", "State", "PostalCode", "Country")},
    **{
        f"{kind}{name}": (f"{kind}Address", name)
        for kind in ("Mailing", "Billing")
        for name in ("Street", "City", "State", "PostalCode", "Country")
    },
}
_NEVER: Final = ("Id", "SystemModstamp", "IsDeleted", "CreatedById", "Name")


def events_of(org: Org, commit: Commit, first_replay_id: int) -> list[Json]:
    """The transaction's changes of objects that the org's channels select, one event each."""
    selected = {row["SelectedEntity"] for row in org.live("PlatformEventChannelMember")}
    changes = [one for one in commit.changes if f"{one.object}ChangeEvent" in selected]
    return [_event(org, commit, change, number, first_replay_id + number) for number, change in enumerate(changes)]


def _event(org: Org, commit: Commit, change: Change, number: int, replay_id: int) -> Json:
    header = _header(commit, change, number)
    return {
        "version": "0",
        "id": str(uuid.uuid5(uuid.NAMESPACE_OID, f"{org.org_id}:{replay_id}")),
        "detail-type": f"{change.object}ChangeEvent",
        "source": f"aws.partner/salesforce.com/{org.org_id}/{CHANNEL_ID}",
        "account": "123456789012",
        "time": iso(commit.at),
        "region": "eu-central-1",
        "resources": [],
        "detail": {
            "payload": {"ChangeEventHeader": header, **_values(org, change)},
            "schemaId": "sandbox",
            "replayId": str(replay_id),
        },
    }


def _header(commit: Commit, change: Change, number: int) -> Json:
    client = f";client={commit.actor.client}" if commit.actor.client else ""
    header: Json = {
        "entityName": change.object,
        "recordIds": list(change.ids),
        "changeType": change.type,
        "changeOrigin": f"{commit.actor.origin}{client}",
        "transactionKey": f"{uuid.uuid5(uuid.NAMESPACE_OID, str(commit.number))}",
        "sequenceNumber": number + 1,
        "commitTimestamp": epoch_milliseconds(commit.at),
        "commitNumber": 10**16 + commit.number,
        "commitUser": commit.actor.user_id,
        "changedFields": [],
    }
    if change.type == "UPDATE":
        names = [name for name in change.values if name not in _NEVER]
        header["changedFields"] = [".".join(_COMPOUND.get(name, (name,))) for name in names] + ["LastModifiedDate"]
    return header


def _values(org: Org, change: Change) -> Json:
    body: dict[str, Any] = {}
    for name, value in change.values.items():
        if name in _NEVER:
            continue
        whole, *part = _COMPOUND.get(name, (name,))
        if part:
            body.setdefault(whole, {})[part[0]] = value
        else:
            body[whole] = value
    if change.type in ("CREATE", "UPDATE"):
        body["LastModifiedDate"] = iso(org.clock.now())
    return body
