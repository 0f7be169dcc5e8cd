"""Two records become one, and a person is forgotten."""

from .archiving import archive
from .associating import associate
from .errors import invalid
from .object_types import ObjectType
from .records import Fact, Record, Source
from .state import State
from .writing import put_system, update


def merge_records(state: State, kind: ObjectType, primary: Record, other: Record, source: Source) -> Record:
    """The primary record stays, under its own id; the other's id leads to it from now on.

    Its values win; what it lacks comes from the other one, with its associations. Webhooks: one merge, one
    deletion of the record that is gone, no property changes.
    """
    if primary.id == other.id:
        raise invalid("Cannot merge an object into itself.", {"objectId": [primary.id]})
    links = [(end, kinds) for end, kinds in state.links.all((kind.name, other.id)) if end[1] != primary.id]
    archive(state, other, source)
    moved = _moved(state, kind, primary, other)
    _quietly(state, primary, moved, source)
    for end, kinds in links:
        plain = [item for item in kinds if not item.is_primary]
        associate(state, (kind.name, primary.id), end, plain, source)
    for key, left in [*state.merged_into.items(), ((kind.name, other.id), other.id)]:
        if (key[0], left) == (kind.name, other.id):
            state.merged_into[key] = primary.id
    held = (record.value("hs_merged_object_ids") for record in (primary, other))
    merged = ";".join(filter(None, (*held, other.id)))
    put_system(state, primary, "hs_merged_object_ids", merged, source)
    details = {
        "primaryObjectId": int(primary.id),
        "mergedObjectIds": [int(other.id)],
        "newObjectId": int(primary.id),
        "numberOfPropertiesMoved": len(moved),
    }
    state.publish(Fact("merge", kind.name, primary.id, state.now(), source, details))
    return primary


def forget_person(state: State, record: Record, source: Source) -> None:
    """A privacy deletion: gone for good, and both a deletion and a privacy deletion are told."""
    archive(state, record, source)
    state.forget(record)
    state.publish(Fact("privacyDeletion", record.type_name, record.id, state.now(), source))


def _moved(state: State, kind: ObjectType, primary: Record, other: Record) -> dict[str, str]:
    moved = {}
    for name in other.history:
        text = other.value(name)
        item = state.schema.find(kind.name, name)
        if text and item and not item.read_only and primary.value(name) is None:
            moved[name] = text
    return moved


def _quietly(state: State, record: Record, values: dict[str, str], source: Source) -> None:
    with state.silence("propertyChange"):
        update(state, record, values, source)
