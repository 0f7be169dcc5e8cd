"""Which record is associated with which, and by which types."""

from collections.abc import Iterator

from .association_types import AssociationType, standard_types
from .errors import ApiError, invalid

End = tuple[str, str]
"""(type name, record id)."""


class Links:
    """Both directions of every association, in the order they were made."""

    def __init__(self) -> None:
        self.types = standard_types()
        self._ends: dict[End, dict[End, list[AssociationType]]] = {}
        self._next_label_id = 28

    def between(self, from_type: str, to_type: str) -> list[AssociationType]:
        return [kind for kind in self.types if kind.from_type == from_type and kind.to_type == to_type]

    def default(self, from_type: str, to_type: str) -> AssociationType:
        for kind in self.between(from_type, to_type):
            if kind.label is None:
                return kind
        raise invalid(f"No default association type exists between {from_type} and {to_type}")

    def find(self, from_type: str, to_type: str, category: str, type_id: int) -> AssociationType:
        for kind in self.between(from_type, to_type):
            if kind.type_id == type_id and kind.category == category:
                return kind
        raise ApiError(
            400,
            f"Association type {type_id} with category {category} doesn't exist between {from_type} and {to_type}",
            "VALIDATION_ERROR",
            context={"type": [str(type_id)], "fromObjectType": [from_type], "toObjectType": [to_type]},
        )

    def of(self, start: End, to_type: str) -> list[tuple[str, list[AssociationType]]]:
        """The ids of one type associated with a record, each with the types it is associated by."""
        return [(end[1], kinds) for end, kinds in self._ends.get(start, {}).items() if end[0] == to_type]

    def all(self, start: End) -> list[tuple[End, list[AssociationType]]]:
        return [(end, list(kinds)) for end, kinds in self._ends.get(start, {}).items()]

    def inverse(self, kind: AssociationType) -> AssociationType:
        return self.find(kind.to_type, kind.from_type, kind.category, kind.inverse_id)

    def add(self, start: End, end: End, kind: AssociationType) -> bool:
        """Keep it, both ways. False if it was there before."""
        kinds = self._ends.setdefault(start, {}).setdefault(end, [])
        if kind in kinds:
            return False
        kinds.append(kind)
        self._ends.setdefault(end, {}).setdefault(start, []).append(self.inverse(kind))
        return True

    def remove(self, start: End, end: End, kinds: list[AssociationType] | None = None) -> list[AssociationType]:
        """Take types away, or all of them; answers those that were there."""
        held = self._ends.get(start, {}).get(end, [])
        gone = [kind for kind in held if kinds is None or kind in kinds]
        for kind in gone:
            self._drop(start, end, kind)
            if start != end or kind.type_id != kind.inverse_id:
                self._drop(end, start, self.inverse(kind))
        return gone

    def primary(self, start: End, to_type: str) -> str | None:
        return next((end for end, kinds in self.of(start, to_type) if any(kind.is_primary for kind in kinds)), None)

    def add_label(self, from_type: str, to_type: str, name: str, label: str, inverse: str) -> list[AssociationType]:
        """A label somebody made in this portal, both ways."""
        forth, back = self._next_label_id, self._next_label_id + 1
        self._next_label_id += 2
        made = [AssociationType(from_type, to_type, forth, back, label, name, "USER_DEFINED")]
        if from_type != to_type:
            made.append(AssociationType(to_type, from_type, back, forth, inverse, name, "USER_DEFINED"))
        else:
            made = [AssociationType(from_type, to_type, forth, forth, label, name, "USER_DEFINED")]
        self.types.extend(made)
        return made

    def _drop(self, start: End, end: End, kind: AssociationType) -> None:
        kinds = self._ends.get(start, {}).get(end, [])
        if kind in kinds:
            kinds.remove(kind)
        if not kinds:
            self._ends.get(start, {}).pop(end, None)

    def __iter__(self) -> Iterator[tuple[End, End, AssociationType]]:
        for start, ends in self._ends.items():
            for end, kinds in ends.items():
                for kind in kinds:
                    yield start, end, kind
