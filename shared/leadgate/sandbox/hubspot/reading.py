"""Records as the API answers them."""

from collections.abc import Sequence
from dataclasses import dataclass

from leadgate.sandbox.clock import iso

from .errors import Json
from .object_types import ObjectType, object_type
from .records import Record
from .state import State


@dataclass(frozen=True)
class View:
    """What a reader asked to see of each record."""

    properties: Sequence[str] = ()
    with_history: Sequence[str] = ()
    associations: Sequence[str] = ()


def render(state: State, kind: ObjectType, record: Record, view: View) -> Json:
    """Unknown properties are passed over in silence; known ones without a value are null."""
    answer: Json = {
        "id": record.id,
        "properties": _properties(state, kind, record, view),
        "createdAt": iso(record.created_at),
        "updatedAt": iso(record.updated_at),
        "archived": record.archived_at is not None,
    }
    if record.archived_at is not None:
        answer["archivedAt"] = iso(record.archived_at)
    if view.with_history:
        answer["propertiesWithHistory"] = {
            name: [value.body() for value in record.history.get(name, [])[: kind.kept_versions]]
            for name in _known(state, kind, view.with_history)
        }
    if view.associations:
        answer["associations"] = _associations(state, kind, record, view.associations)
    return answer


def render_written(state: State, kind: ObjectType, record: Record, written: Sequence[str]) -> Json:
    """The answer to a write: what was written, and the stamps."""
    return render(state, kind, record, View(properties=(*kind.default_properties, *written)))


def _properties(state: State, kind: ObjectType, record: Record, view: View) -> dict[str, str | None]:
    asked = view.properties or kind.default_properties
    names = dict.fromkeys((*_known(state, kind, asked), *_known(state, kind, view.with_history), *kind.stamps))
    return {name: record.value(name) for name in names}


def _known(state: State, kind: ObjectType, names: Sequence[str]) -> list[str]:
    return [name.lower() for name in names if state.schema.find(kind.name, name)]


def _associations(state: State, kind: ObjectType, record: Record, asked: Sequence[str]) -> Json:
    answer: Json = {}
    for name in asked:
        other = object_type(name)
        results = [
            {"id": other_id, "type": _association_name(kind, other, label)}
            for other_id, types in state.links.of((kind.name, record.id), other.name)
            for label in [item.label for item in types]
        ]
        if results:
            answer[other.name] = {"results": results}
    return answer


def _association_name(kind: ObjectType, other: ObjectType, label: str | None) -> str:
    """`contact_to_company` is the primary one; the plain one is `contact_to_company_unlabeled` where there are both."""
    plain = f"{kind.singular}_to_{other.singular}"
    if label == "Primary":
        return plain
    if label:
        return label.lower().replace(" ", "_")
    return f"{plain}_unlabeled" if {kind.name, other.name} & {"companies"} else plain
