"""The association types HubSpot defines between the objects held here."""

from dataclasses import dataclass

from .errors import Json


@dataclass(frozen=True)
class AssociationType:
    from_type: str
    to_type: str
    type_id: int
    inverse_id: int
    label: str | None = None
    name: str = ""
    category: str = "HUBSPOT_DEFINED"

    @property
    def is_primary(self) -> bool:
        return self.label == "Primary" and self.category == "HUBSPOT_DEFINED"

    def body(self) -> Json:
        return {"category": self.category, "typeId": self.type_id, "label": self.label}

    def spec(self) -> Json:
        return {"associationCategory": self.category, "associationTypeId": self.type_id}


_PAIRS = (
    ("contacts", "companies", 279, 280, None),
    ("contacts", "companies", 1, 2, "Primary"),
    ("deals", "contacts", 3, 4, None),
    ("deals", "companies", 341, 342, None),
    ("deals", "companies", 5, 6, "Primary"),
    ("notes", "contacts", 202, 201, None),
    ("notes", "companies", 190, 189, None),
    ("notes", "deals", 214, 213, None),
    ("tasks", "contacts", 204, 203, None),
    ("tasks", "companies", 192, 191, None),
    ("tasks", "deals", 216, 215, None),
    ("emails", "contacts", 198, 197, None),
    ("emails", "companies", 186, 185, None),
    ("emails", "deals", 210, 209, None),
)
_WITHIN = (("contacts", 449), ("companies", 450), ("deals", 451))


def standard_types() -> list[AssociationType]:
    both = [
        way
        for start, end, forth, back, label in _PAIRS
        for way in (
            AssociationType(start, end, forth, back, label),
            AssociationType(end, start, back, forth, label),
        )
    ]
    return both + [AssociationType(name, name, type_id, type_id) for name, type_id in _WITHIN]
