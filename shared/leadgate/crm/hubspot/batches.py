"""Many records in one request: reads, associations, and writes whose refusals are told record by record."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal, TypeVar

from leadgate.crm.hubspot.client import HubSpotClient
from leadgate.crm.hubspot.replies import Refusal, RefusedError, read_refusal
from leadgate.crm.hubspot.shapes import Answer, id_of, object_in, objects_in, properties_of, strange
from leadgate.crm.reading import Properties

ObjectType = Literal["contacts", "companies", "deals", "notes", "tasks", "calls", "emails", "meetings"]
Item = TypeVar("Item")

BATCH_LIMIT: Final = 100
ASSOCIATIONS_LIMIT: Final = 1_000
MOST_PAGES: Final = 20
MOST_COMPANIES: Final = 10


def chunks(items: Sequence[Item], size: int = BATCH_LIMIT) -> Iterator[Sequence[Item]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def read_records(
    client: HubSpotClient, kind: ObjectType, ids: Sequence[str], properties: Sequence[str]
) -> dict[str, Properties]:
    """Id → properties, in the order of `ids`; records that are gone are left out."""
    call = f"POST {kind}/batch/read"
    found: dict[str, Properties] = {}
    for part in chunks(list(dict.fromkeys(ids))):
        body = {"properties": list(properties), "inputs": [{"id": one} for one in part]}
        answer = client.post("objects", f"{kind}/batch/read", body)
        found |= {id_of(one, call): properties_of(one, call) for one in objects_in(answer, "results", call)}
    return {one: found[one] for one in dict.fromkeys(ids) if one in found}


def associated(client: HubSpotClient, start: ObjectType, record_id: str, end: ObjectType, most: int) -> tuple[str, ...]:
    """Ids of the newest records associated with one: the highest `most` ids, newest first."""
    call = f"POST {start}/{end}/batch/read"
    found: set[str] = set()
    after: str | None = None
    for _ in range(MOST_PAGES):
        given = {"id": record_id} if after is None else {"id": record_id, "after": after}
        answer = client.post("associations", f"{start}/{end}/batch/read", {"inputs": [given]})
        results = objects_in(answer, "results", call)
        found |= {id_of(to, call, "toObjectId") for result in results for to in objects_in(result, "to", call)}
        after = next((cursor for result in results if (cursor := next_page(result, call))), None)
        if after is None:
            break
    return newest(found, most)


def associated_all(
    client: HubSpotClient, start: ObjectType, ids: Sequence[str], end: ObjectType
) -> dict[str, tuple[str, ...]]:
    """Id → ids of all records associated with it, the oldest first; of those that have none, nothing."""
    call = f"POST {start}/{end}/batch/read"
    found: dict[str, set[str]] = {}
    left = [{"id": one} for one in dict.fromkeys(ids)]
    for _ in range(MOST_PAGES):
        following = []
        for part in chunks(left, ASSOCIATIONS_LIMIT):
            answer = client.post("associations", f"{start}/{end}/batch/read", {"inputs": list(part)})
            for result in objects_in(answer, "results", call):
                one = id_of(object_in(result, "from", call), call)
                found.setdefault(one, set()).update(
                    id_of(to, call, "toObjectId") for to in objects_in(result, "to", call)
                )
                if after := next_page(result, call):
                    following.append({"id": one, "after": after})
        left = following
        if not left:
            break
    return {one: newest(ends, len(ends))[::-1] for one, ends in found.items()}


def newest(ids: Iterable[str], most: int) -> tuple[str, ...]:
    """HubSpot counts its ids upwards, so a higher one is a newer record."""
    return tuple(sorted(set(ids), key=lambda one: (len(one), one), reverse=True)[:most])


def next_page(result: Answer, call: str) -> str | None:
    """Where the next page begins; None on the last one."""
    following = object_in(object_in(result, "paging", call), "next", call)
    return str(following["after"]) if following.get("after") else None


def contacts_with(client: HubSpotClient, email: str) -> list[str]:
    """Ids of the contacts with this address: one at most, for HubSpot keeps addresses apart."""
    call = "POST contacts/batch/read"
    inputs = {"idProperty": "email", "inputs": [{"id": email}], "properties": ["email"]}
    return [
        id_of(one, call) for one in objects_in(client.post("objects", "contacts/batch/read", inputs), "results", call)
    ]


def companies_at(client: HubSpotClient, domain: str) -> list[str]:
    """Ids of the companies with this domain, the newest first. HubSpot's search lags a little behind its records."""
    call = "POST companies/search"
    asked = {
        "filterGroups": [{"filters": [{"propertyName": "domain", "operator": "EQ", "value": domain}]}],
        "properties": ["domain"],
        "limit": MOST_COMPANIES,
    }
    found = objects_in(client.post("objects", "companies/search", asked), "results", call)
    return list(newest((id_of(one, call) for one in found), MOST_COMPANIES))


def update_records(
    client: HubSpotClient, kind: ObjectType, changes: Mapping[str, Mapping[str, str]]
) -> dict[str, Refusal | None]:
    """Write properties of many records; for each whether it was refused. One bad record does not stop the others."""
    outcome: dict[str, Refusal | None] = {}
    for part in chunks(list(changes)):
        outcome |= _update(client, kind, {one: changes[one] for one in part})
    return outcome


def _update(
    client: HubSpotClient, kind: ObjectType, changes: Mapping[str, Mapping[str, str]]
) -> dict[str, Refusal | None]:
    inputs = [{"id": one, "objectWriteTraceId": one, "properties": changes[one]} for one in changes]
    try:
        answer = client.post("objects", f"{kind}/batch/update", {"inputs": inputs})
    except RefusedError as error:
        if len(changes) == 1:
            return dict.fromkeys(changes, error.refusal)
        return _in_halves(client, kind, changes)
    return _outcome(kind, changes, answer)


def _outcome(kind: ObjectType, changes: Mapping[str, Mapping[str, str]], answer: Answer) -> dict[str, Refusal | None]:
    """Of each record whether it was refused. A merged one is answered under another id, so the count must tell."""
    call = f"POST {kind}/batch/update"
    written = [id_of(one, call) for one in objects_in(answer, "results", call)]
    listed = objects_in(answer, "errors", call) if answer.get("errors") else ()
    refusals = [read_refusal(error) for error in listed]
    named = {one: refusal for refusal in refusals for one in refusal.ids if one in changes}
    unnamed = next((refusal for refusal in refusals if not refusal.ids), None)
    if unnamed is None and len(written) + len(named) < len(changes):
        raise strange(f"{len(written)} of {len(changes)} records", call)
    return {one: named.get(one) or (None if one in written else unnamed) for one in changes}


def _in_halves(
    client: HubSpotClient, kind: ObjectType, changes: Mapping[str, Mapping[str, str]]
) -> dict[str, Refusal | None]:
    """A batch that is refused as a whole names no record: halve it until the bad one stands alone."""
    ids = list(changes)
    outcome: dict[str, Refusal | None] = {}
    for part in (ids[: len(ids) // 2], ids[len(ids) // 2 :]):
        outcome |= _update(client, kind, {one: changes[one] for one in part})
    return outcome
