"""Make and break associations: primaries, the properties that follow from them, and what is told about it."""

from .association_types import AssociationType
from .errors import not_found
from .links import End
from .object_types import object_type
from .records import Fact, Source
from .state import State
from .writing import put_system


def associate(
    state: State, start: End, end: End, kinds: list[AssociationType], source: Source
) -> list[AssociationType]:
    """Associate two records; answers all the types they are now associated by.

    The first company of a contact or deal becomes its primary one; a labelled association is also a plain one.
    """
    for one in (start, end):
        if state.find(*one) is None:
            raise not_found(f"{one[0]} with id {one[1]} does not exist", {"objectId": [one[1]]})
    wanted = list(dict.fromkeys([*kinds, state.links.default(start[0], end[0])]))
    primary = _primary_type(state, start[0], end[0])
    if primary and (primary in kinds or not _has_primary(state, start, end)):
        _demote(state, start, end, source)
        wanted.append(primary)
    for kind in dict.fromkeys(wanted):
        if state.links.add(start, end, kind):
            _announce(state, start, end, kind, source, removed=False)
    _follow_primary(state, start, end, source)
    return next(types for other, types in state.links.of(start, end[0]) if other == end[1])


def dissociate(state: State, start: End, end: End, kinds: list[AssociationType] | None, source: Source) -> None:
    for kind in state.links.remove(start, end, kinds):
        _announce(state, start, end, kind, source, removed=True)
    _follow_primary(state, start, end, source)


def _primary_type(state: State, from_type: str, to_type: str) -> AssociationType | None:
    return next((kind for kind in state.links.between(from_type, to_type) if kind.is_primary), None)


def _sides(start: End, end: End) -> tuple[End, str]:
    """The record that has a primary, and the type of the other: a contact or deal has one company."""
    return (end, start[0]) if start[0] == "companies" else (start, end[0])


def _has_primary(state: State, start: End, end: End) -> bool:
    owner, other_type = _sides(start, end)
    return state.links.primary(owner, other_type) is not None


def _demote(state: State, start: End, end: End, source: Source) -> None:
    owner, other_type = _sides(start, end)
    held = state.links.primary(owner, other_type)
    kind = _primary_type(state, owner[0], other_type)
    if held and kind and {(other_type, held), owner} != {start, end}:
        dissociate(state, owner, (other_type, held), [kind], source)


def _follow_primary(state: State, start: End, end: End, source: Source) -> None:
    owner, other_type = _sides(start, end)
    record = state.find(*owner)
    if record and owner[0] == "contacts" and other_type == "companies":
        put_system(state, record, "associatedcompanyid", state.links.primary(owner, other_type) or "", source)


def _announce(state: State, start: End, end: End, kind: AssociationType, source: Source, *, removed: bool) -> None:
    """Both ends hear of it, each from its own side."""
    if kind.label and not kind.is_primary:
        return
    for one, other in ((start, end), (end, start)):
        name = f"{object_type(one[0]).singular}_to_{object_type(other[0]).singular}".upper()
        details = {
            "associationType": name,
            "fromObjectId": int(one[1]),
            "toObjectId": int(other[1]),
            "associationRemoved": removed,
            "isPrimaryAssociation": kind.is_primary,
        }
        state.publish(Fact("associationChange", one[0], one[1], state.now(), source, details))
