"""What objects an org has and which fields: the standard ones, and those that were made."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from .errors import Json, no_object
from .standard_objects import CHILDREN, MADE, STANDARD, TOOLING

LONGEST = {"reference": 18, "picklist": 255, "id": 18}


@dataclass(frozen=True)
class Field:
    """length: the longest text. values: what a restricted picklist allows; empty for any."""

    name: str
    type: str
    length: int = 0
    targets: tuple[str, ...] = ()
    relationship: str = ""
    required: bool = False
    writable: bool = True
    custom: bool = False
    label: str = ""
    values: tuple[str, ...] = ()

    def describe(self) -> Json:
        return {
            "name": self.name,
            "label": self.label or self.name,
            "type": "textarea" if self.type == "longtextarea" else self.type,
            "length": self.length,
            "custom": self.custom,
            "createable": self.writable,
            "updateable": self.writable,
            "nillable": not self.required,
            "filterable": self.type != "longtextarea",
            "restrictedPicklist": bool(self.values),
            "picklistValues": [{"value": one, "label": one, "active": True} for one in self.values],
            "referenceTo": list(self.targets),
            "relationshipName": self.relationship or None,
        }


@dataclass
class SObject:
    """children: the relationship's name → (child object, its field)."""

    name: str
    prefix: str
    fields: dict[str, Field] = field(default_factory=dict)
    children: dict[str, tuple[str, str]] = field(default_factory=dict)
    tooling: bool = False

    def find(self, name: str) -> Field | None:
        """By name; case does not matter."""
        return self.fields.get(name) or next((f for f in self.fields.values() if f.name.lower() == name.lower()), None)

    def by_relationship(self, name: str) -> Field | None:
        return next(
            (f for f in self.fields.values() if f.relationship and f.relationship.lower() == name.lower()), None
        )

    def child(self, name: str) -> tuple[str, str] | None:
        return next((child for key, child in self.children.items() if key.lower() == name.lower()), None)


class Schema:
    def __init__(self) -> None:
        self.objects: dict[str, SObject] = {}
        for text, tooling in ((STANDARD, False), (TOOLING, True)):
            for one in _objects(text, tooling):
                self.objects[one.name] = one
        for entry in CHILDREN.replace("\n", "|").split("|"):
            if entry.strip():
                parent, child = (part.split(".") for part in entry.split())
                self.objects[parent[0]].children[parent[1]] = (child[0], child[1])

    def get(self, name: str, *, tooling: bool = False) -> SObject:
        """By name; case does not matter. Raises ApiError for an object the org has not."""
        found = next((one for key, one in self.objects.items() if key.lower() == name.lower()), None)
        if found is None or found.tooling != tooling:
            raise no_object(name)
        return found

    def by_prefix(self, record_id: str) -> SObject | None:
        return next((one for one in self.objects.values() if one.prefix == record_id[:3]), None)


def _objects(text: str, tooling: bool) -> Iterator[SObject]:
    lines = text.replace("\n  ", " ").strip().splitlines()
    for line in lines:
        head, _, rest = line.partition(":")
        prefix, name = head.split()
        made = SObject(name, prefix, tooling=tooling)
        made.fields["Id"] = Field("Id", "id", 18, writable=False)
        written, _, by_system = rest.partition("|")
        for words, writable in ((written, True), (f"{by_system} {MADE}", False)):
            for word in words.split():
                one = _field(word, writable)
                made.fields[one.name] = one
        yield made


def _field(word: str, writable: bool) -> Field:
    required = word.endswith("!")
    name, kind, *more = word.rstrip("!").split(":")
    if kind != "reference":
        length = int(more[0]) if more else LONGEST.get(kind, 0)
        return Field(name, kind, length, required=required, writable=writable)
    targets, _, relationship = more[0].partition(">")
    return Field(name, kind, 18, tuple(targets.split(",")), relationship, required, writable)
