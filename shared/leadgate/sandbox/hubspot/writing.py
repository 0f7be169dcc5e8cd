"""Create and change records: first everything is checked, then everything is kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from leadgate.sandbox.clock import iso

from .errors import ApiError, Issue, invalid_properties
from .object_types import ObjectType, object_type
from .records import Fact, Record, Source, Value
from .rules import broken_rules
from .schema import Property
from .state import State, unique_key
from .values import keep_value

LIFECYCLE = (
    "subscriber",
    "lead",
    "marketingqualifiedlead",
    "salesqualifiedlead",
    "opportunity",
    "customer",
    "evangelist",
)


@dataclass
class Claims:
    """Unique values that earlier inputs of the same batch are about to hold."""

    taken: set[tuple[str, str]] = field(default_factory=set)


def check(
    state: State,
    kind: ObjectType,
    properties: Mapping[str, object],
    record: Record | None = None,
    claims: Claims | None = None,
    *,
    by_system: bool = False,
) -> dict[str, str]:
    """The values as they would be kept. Raises ApiError; changes nothing.

    record: the one to be changed, None for a creation. by_system: read-only properties may be written.
    """
    values: dict[str, str] = {}
    issues: list[Issue] = []
    for name, raw in properties.items():
        kept = _check_one(state, kind, name, raw, record, by_system=by_system)
        if isinstance(kept, Issue):
            issues.append(kept)
        else:
            values[name.lower()] = kept
    issues += _check_deal(state, values, record) if kind.name == "deals" else []
    issues += broken_rules(state.rules, kind.name, values, creating=record is None)
    if issues:
        raise invalid_properties(issues, state.portal_id)
    if record is None:
        _check_required(kind, values)
    _check_unique(state, kind, values, record, claims or Claims())
    return values


def create(
    state: State, kind: ObjectType, values: Mapping[str, str], source: Source, record_id: str | None = None
) -> Record:
    """Keep a new record of checked values."""
    now = state.now()
    record = Record(kind.name, record_id or state.new_id(), now, now)
    state.keep(record)
    stamps = {
        "hs_object_id": record.id,
        kind.created_property: iso(state.now()),
        "hs_object_source": source.type,
        "hs_object_source_id": source.id,
    }
    for name, text in stamps.items():
        record.put(name, Value(text, now, source))
    state.publish(Fact("creation", kind.name, record.id, now, source))
    _put(state, record, values, source)
    _touch(state, record, source)
    return record


def update(state: State, record: Record, values: Mapping[str, str], source: Source) -> Record:
    """Keep checked values of a record. What does not change leaves no trace, not even a new modification date."""
    if _put(state, record, values, source):
        _touch(state, record, source)
    return record


def put_system(state: State, record: Record, name: str, text: str, source: Source) -> None:
    """Keep a property that only HubSpot itself sets."""
    if _put(state, record, {name: text}, source):
        _touch(state, record, source)


def _check_one(
    state: State, kind: ObjectType, name: str, raw: object, record: Record | None, *, by_system: bool
) -> str | Issue:
    item = state.schema.find(kind.name, name)
    if item is None:
        return Issue(name, "PROPERTY_DOESNT_EXIST", f'Property "{name}" does not exist')
    writable = replace(item, read_only=item.read_only and not by_system)
    kept = keep_value(writable, raw, record.value(item.name) if record else None)
    if isinstance(kept, str) and kept and item.references == "OWNER":
        return _check_owner(state, item, kept)
    return kept


def _check_owner(state: State, item: Property, text: str) -> str | Issue:
    if not text.isdigit():
        return Issue(item.name, "INVALID_INTEGER", f"{text} was not a valid integer (for owner ID).")
    owner = state.owners.get(text)
    if owner is None or owner.archived:
        return Issue(item.name, "INVALID_OWNER_ID", f"Owner {text} does not exist")
    return text


def _check_deal(state: State, values: dict[str, str], record: Record | None) -> list[Issue]:
    """A stage must be one of its pipeline's; a deal without a pipeline goes into the default one."""
    if record is None and values.get("dealstage"):
        values.setdefault("pipeline", "default")
    pipeline_id = values.get("pipeline") or (record.value("pipeline") if record else None) or "default"
    pipeline = state.pipelines.get(pipeline_id)
    if pipeline is None:
        return [_not_an_option("pipeline", pipeline_id, list(state.pipelines))]
    stage_id = values.get("dealstage")
    if stage_id and pipeline.stage(stage_id) is None:
        return [_not_an_option("dealstage", stage_id, [stage.id for stage in pipeline.stages])]
    return []


def _not_an_option(name: str, text: str, allowed: list[str]) -> Issue:
    return Issue(name, "INVALID_OPTION", f"{text} was not one of the allowed options: [{', '.join(allowed)}]")


def _check_required(kind: ObjectType, values: Mapping[str, str]) -> None:
    missing = [name for name in kind.required if not values.get(name)]
    if missing:
        message = f"Error creating {kind.singular.upper()}. Some required properties were not set."
        raise ApiError(400, message, "VALIDATION_ERROR", context={"properties": missing})


def _check_unique(
    state: State, kind: ObjectType, values: Mapping[str, str], record: Record | None, claims: Claims
) -> None:
    for name, text in _unique_values(state, kind.name, values):
        holder = state.holder(kind.name, name, text)
        if holder and (record is None or holder != record.id):
            raise _conflict(state, kind, name, text, holder, record)
        if (name, unique_key(text)) in claims.taken:
            raise _conflict(state, kind, name, text, "another input", record)
        claims.taken.add((name, unique_key(text)))


def _conflict(state: State, kind: ObjectType, name: str, text: str, holder: str, record: Record | None) -> ApiError:
    if name == "email":
        return ApiError(409, f"Contact already exists. Existing ID: {holder}", "CONFLICT")
    place = f"portalId={state.portal_id}, objectTypeId={kind.type_id}, propertyName={name}, value={text}"
    target = record.id if record else "0"
    message = f"Cannot set PropertyValueCoordinates{{{place}}} on {target}. {holder} already has that value."
    return ApiError(400, message, "VALIDATION_ERROR")


def _unique_values(state: State, type_name: str, values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, text in values.items():
        item = state.schema.find(type_name, name)
        if item and item.has_unique_value and text:
            yield name, text


def _put(state: State, record: Record, values: Mapping[str, str], source: Source) -> bool:
    now = state.now()
    changed = False
    for name, text in with_derived(state, record, values).items():
        if name == "lifecyclestage" and _is_backwards(record.value(name), text):
            continue
        if record.put(name, Value(text, now, source)):
            changed = True
            _announce(state, record, name, text, source)
    return changed


def _announce(state: State, record: Record, name: str, text: str, source: Source) -> None:
    item = state.schema.find(record.type_name, name)
    if item and item.has_unique_value:
        state.release(record, name)
        if text:
            state.claim(record, name, text)
    details = {"propertyName": name, "propertyValue": text}
    state.publish(Fact("propertyChange", record.type_name, record.id, state.now(), source, details))


def _is_backwards(held: str | None, wanted: str) -> bool:
    """HubSpot answers success and changes nothing; clearing it first is the way back."""
    if held not in LIFECYCLE or wanted not in LIFECYCLE:
        return False
    return LIFECYCLE.index(wanted) < LIFECYCLE.index(held)


def with_derived(state: State, record: Record, values: Mapping[str, str]) -> dict[str, str]:
    """Checked values, and what HubSpot works out from them."""
    return {**values, **_derived(state, record, values)}


def _derived(state: State, record: Record, values: Mapping[str, str]) -> dict[str, str]:
    """What HubSpot works out from a deal's stage."""
    stage_id = values.get("dealstage")
    if record.type_name != "deals" or not stage_id:
        return {}
    pipeline = state.pipelines[values.get("pipeline") or record.value("pipeline") or "default"]
    stage = pipeline.stage(stage_id)
    if stage is None:
        return {}
    won = stage.is_closed and stage.probability == 1.0
    return {
        "hs_is_closed": str(stage.is_closed).lower(),
        "hs_is_closed_won": str(won).lower(),
        "hs_deal_stage_probability": str(stage.probability),
    }


def _touch(state: State, record: Record, source: Source) -> None:
    record.updated_at = state.now()
    name = object_type(record.type_name).modified_property
    record.put(name, Value(iso(state.now()), record.updated_at, source))
