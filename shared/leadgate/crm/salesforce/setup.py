"""The org gets what Leadgate needs: its fields, a permission set for our user, change events, and where they go."""

from collections.abc import Iterator
from functools import partial

from simple_salesforce.format import format_soql

from leadgate.crm.salesforce import metadata
from leadgate.crm.salesforce.client import Row, SalesforceClient
from leadgate.crm.salesforce.ids import FOLLOWED
from leadgate.crm.salesforce.replies import THERE, RefusedError
from leadgate.crm.salesforce.setup_access import access_steps
from leadgate.crm.setup_steps import Step
from leadgate.ports.crm import EventsTo


def setup_steps(client: SalesforceClient, user_id: str, events_to: EventsTo | None) -> Iterator[Step]:
    """What the org still lacks. user_id: our own user, who gets the permission set."""
    definitions = metadata.field_definitions()
    for name in _missing_fields(client):
        yield _made(client, "CustomField", name, definitions[name], name)
    yield from access_steps(client, user_id)
    if not _found(client, "PlatformEventChannel", metadata.CHANNEL.removesuffix("__chn")):
        made = metadata.channel()
        yield _made(client, "PlatformEventChannel", metadata.CHANNEL, made, f"channel {metadata.CHANNEL}")
    for entity in _missing_members(client):
        name, made = metadata.channel_member(entity)
        yield _made(client, "PlatformEventChannelMember", name, made, f"change events of {entity}")
    if events_to:
        yield from _relay_steps(client, events_to)


def relay_advice(client: SalesforceClient) -> tuple[str, ...]:
    """What a person has to do yet for change events to arrive; nothing where there is no event relay."""
    relay = _relay(client)
    if relay is None:
        return ()
    soql = "SELECT RemoteResource FROM EventRelayFeedback WHERE EventRelayConfigId = {}"
    told = [str(row["RemoteResource"]) for row in client.query(format_soql(soql, relay["Id"])) if row["RemoteResource"]]
    if not told:
        return ("Salesforce has not named the partner event source yet: run this again in some minutes",)
    lines = [f"partner event source: {told[0]}", "give it to the stack as its parameter SalesforceEventSource"]
    if relay["State"] != "RUN":
        lines.append("then start the relay: run this again with --start-relay")
    return tuple(lines)


def _relay_steps(client: SalesforceClient, events_to: EventsTo) -> Iterator[Step]:
    if not _found(client, "NamedCredential", metadata.CREDENTIAL):
        made = metadata.credential(events_to.region, events_to.account)
        yield _made(client, "NamedCredential", metadata.CREDENTIAL, made, f"named credential {metadata.CREDENTIAL}")
    if _relay(client) is None:
        yield _made(client, "EventRelayConfig", metadata.NAME, metadata.event_relay(), f"event relay {metadata.NAME}")
    if events_to.start:
        relay = _relay(client)  # None in a dry run of an org that has none
        if relay is None or relay["State"] != "RUN":
            yield Step((f"event relay {metadata.NAME} started",), partial(_start, client, relay))


def _start(client: SalesforceClient, relay: Row | None) -> None:
    assert relay is not None
    client.update("EventRelayConfig", str(relay["Id"]), {"Metadata": {"state": "RUN"}}, tooling=True)


def _relay(client: SalesforceClient) -> Row | None:
    soql = format_soql("SELECT Id, State FROM EventRelayConfig WHERE DeveloperName = {}", metadata.NAME)
    found = client.query(soql, tooling=True)
    return found[0] if found else None


def _made(client: SalesforceClient, kind: str, full_name: str, made: metadata.Metadata, name: str) -> Step:
    return Step((name,), partial(_make, client, kind, {"FullName": full_name, "Metadata": made}))


def _make(client: SalesforceClient, kind: str, body: Row) -> None:
    """One that somebody else made meanwhile is as good."""
    try:
        client.create(kind, body, tooling=True)
    except RefusedError as error:
        if error.refusal.code not in THERE:
            raise RefusedError(f"{body['FullName']} ({error.refusal.words})", error.refusal) from error


def _missing_fields(client: SalesforceClient) -> list[str]:
    objects = sorted({name for names in metadata.OBJECTS.values() for name in names})
    soql = "SELECT TableEnumOrId, DeveloperName FROM CustomField WHERE TableEnumOrId IN {}"
    found = client.query(format_soql(soql, objects), tooling=True)
    present = {f"{row['TableEnumOrId']}.{row['DeveloperName']}__c" for row in found}
    return [name for name in metadata.field_definitions() if name not in present]


def _found(client: SalesforceClient, kind: str, developer_name: str) -> bool:
    soql = f"SELECT Id FROM {kind} WHERE DeveloperName = {{}}"  # noqa: S608 - an object of ours
    return bool(client.query(format_soql(soql, developer_name), tooling=True))


def _missing_members(client: SalesforceClient) -> list[str]:
    soql = "SELECT SelectedEntity FROM PlatformEventChannelMember WHERE EventChannel = {}"
    found = client.query(format_soql(soql, metadata.CHANNEL), tooling=True)
    present = {str(row["SelectedEntity"]).removesuffix("ChangeEvent") for row in found}
    return [entity for entity in FOLLOWED if entity not in present]
