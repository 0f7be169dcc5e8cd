"""A portal from a JSON file: what it holds before anybody calls.

`{"portalId", "groups": {"contacts": [...]}, "properties": {"contacts": [...]}, "owners": [...], "pipelines": [...],
"contacts": [{"id", "properties", "createdAt"?, "history"?}], "companies", "deals", "notes", "tasks", "calls", "emails",
"meetings",
"associations": [{"from": "contacts/501", "to": "companies/77", "typeId"?, "category"?}], "rules": [...],
"subscriptions": [{"subscriptionType", "propertyName"?}]}`; every key may be missing. A record's history is, by
property, what was written since its creation: `{"lifecyclestage": [{"value", "timestamp"}, …]}`, oldest first.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from leadgate.sandbox.clock import Clock, iso, parse_instant

from .associating import associate
from .errors import Json
from .events import Subscription, subscriptions_from
from .links import End
from .object_types import OBJECT_TYPES, ObjectType, object_type
from .people import Owner, Pipeline, Stage
from .property_routes import property_from
from .records import Record, Source, Value, crm_user
from .rules import rule_from_json
from .schema import Group
from .seed_file import check_seed, placed
from .shapes import whole
from .state import DEFAULT_PORTAL_ID, State
from .writing import check, create, with_derived

SEED_SOURCE = crm_user(1)


def seeded_state(content: Json, clock: Clock | None = None) -> State:
    """A portal with this content. Raises SeedError, naming the place, for what no portal can hold."""
    check_seed(content)
    state = State(clock, int(content.get("portalId", DEFAULT_PORTAL_ID)))
    _seed_schema(state, content)
    for body in content.get("owners", []):
        owner = _owner(body)
        state.owners[owner.id] = owner
    for body in content.get("pipelines", []):
        state.pipelines[str(body["id"])] = _pipeline(body)
    for kind in OBJECT_TYPES:
        for number, body in enumerate(content.get(kind.name, [])):
            with placed(f"{kind.name}[{number}]"):
                _seed_record(state, kind, body)
    for number, body in enumerate(content.get("associations", [])):
        with placed(f"associations[{number}]"):
            _seed_association(state, body)
    for number, body in enumerate(content.get("rules", [])):
        with placed(f"rules[{number}]"):
            state.rules.append(rule_from_json(body))
    return state


def seeded_subscriptions(content: Json) -> tuple[Subscription, ...] | None:
    """None when the seed says nothing of them."""
    if "subscriptions" not in content:
        return None
    with placed("subscriptions"):
        return subscriptions_from(content["subscriptions"])


def _seed_schema(state: State, content: Json) -> None:
    for name, groups in content.get("groups", {}).items():
        for number, body in enumerate(groups):
            with placed(f"groups.{name}[{number}]"):
                state.schema.add_group(object_type(name).name, Group(str(body["name"]), str(body["label"])))
    for name, properties in content.get("properties", {}).items():
        for number, body in enumerate(properties):
            with placed(f"properties.{name}[{number}]"):
                state.schema.add(object_type(name).name, property_from(state, body))


def _owner(body: Json) -> Owner:
    return Owner(
        id=str(body["id"]),
        email=str(body.get("email", "")),
        first_name=str(body.get("firstName", "")),
        last_name=str(body.get("lastName", "")),
        type=str(body.get("type", "PERSON")),
        user_id=body.get("userId"),
        archived=bool(body.get("archived")),
        teams=tuple(body.get("teams", ())),
    )


def _pipeline(body: Json) -> Pipeline:
    stages = tuple(
        Stage(
            str(stage["id"]),
            str(stage.get("label", stage["id"])),
            float(stage.get("probability", 0.5)),
            bool(stage.get("isClosed")),
            order,
        )
        for order, stage in enumerate(body.get("stages", []))
    )
    return Pipeline(str(body["id"]), str(body.get("label", body["id"])), stages)


def _seed_record(state: State, kind: ObjectType, body: Json) -> None:
    values = check(state, kind, body.get("properties", {}), by_system=True)
    fixed = state.claim_id(str(body["id"])) if "id" in body else None
    record = create(state, kind, values, _source(body), fixed)
    created_at = parse_instant(str(body.get("createdAt", "")))
    if created_at:
        _backdate(kind, record, created_at)
    for name, versions in body.get("history", {}).items():
        for version in versions:
            _write_later(state, kind, record, name, version)


def _write_later(state: State, kind: ObjectType, record: Record, name: str, version: Json) -> None:
    """What somebody wrote after the record was made; unique values are those it has in the end."""
    at = parse_instant(str(version["timestamp"]))
    assert at is not None  # checked with the seed
    values = check(state, kind, {name: version["value"]}, record, by_system=True)
    for one, text in with_derived(state, record, values).items():
        record.put(one, Value(text, at, SEED_SOURCE))
    if at > record.updated_at:
        record.updated_at = at
        record.put(kind.modified_property, Value(iso(at), at, SEED_SOURCE))


def _source(body: Json) -> Source:
    app_id: Any = body.get("appId")
    return Source("INTEGRATION", str(app_id)) if app_id else SEED_SOURCE


def _backdate(kind: ObjectType, record: Record, at: datetime) -> None:
    record.created_at = record.updated_at = at
    record.history = {name: [replace(value, at=at) for value in values] for name, values in record.history.items()}
    for name in (kind.created_property, kind.modified_property):
        record.history[name] = [replace(record.history[name][0], text=iso(at))]


def _seed_association(state: State, body: Json) -> None:
    start, end = _end(str(body["from"])), _end(str(body["to"]))
    kinds = []
    if "typeId" in body:
        category = str(body.get("category", "HUBSPOT_DEFINED"))
        kinds = [state.links.find(start[0], end[0], category, whole(body, "typeId", 0))]
    associate(state, start, end, kinds, SEED_SOURCE)
    _backdate_primary(state, start, end)


def _backdate_primary(state: State, start: End, end: End) -> None:
    """An association is as old as the younger of its records."""
    records = [found for one in (start, end) if (found := state.find(*one))]
    at = max(record.created_at for record in records)
    for record in records:
        held = record.history.get("associatedcompanyid")
        if record.type_name == "contacts" and held:
            held[0] = replace(held[0], at=min(at, held[0].at))


def _end(text: str) -> End:
    name, _, record_id = text.partition("/")
    return object_type(name).name, record_id
