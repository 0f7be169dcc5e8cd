"""Properties and their groups: what a portal's objects may hold."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from leadgate.sandbox.clock import iso

from .errors import ApiError, Json, not_found


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    display_order: int = -1
    hidden: bool = False
    description: str = ""

    def body(self) -> Json:
        return {
            "label": self.label,
            "value": self.value,
            "description": self.description,
            "displayOrder": self.display_order,
            "hidden": self.hidden,
        }


@dataclass(frozen=True)
class Property:
    name: str
    label: str
    type: str = "string"
    field_type: str = "text"
    group_name: str = ""
    options: tuple[Option, ...] = ()
    description: str = ""
    has_unique_value: bool = False
    read_only: bool = False
    hubspot_defined: bool = False
    hidden: bool = False
    form_field: bool = False
    display_order: int = -1
    references: str | None = None
    """`OWNER`, `PIPELINE` or `STAGE`: its values live elsewhere (HubSpot's externalOptions)."""
    created_at: datetime | None = None
    updated_at: datetime | None = None
    archived_at: datetime | None = None

    def body(self) -> Json:
        answer: Json = {
            "name": self.name,
            "label": self.label,
            "type": self.type,
            "fieldType": self.field_type,
            "description": self.description,
            "groupName": self.group_name,
            "options": [option.body() for option in self.options],
            "displayOrder": self.display_order,
            "calculated": False,
            "externalOptions": self.references is not None,
            "hasUniqueValue": self.has_unique_value,
            "hidden": self.hidden,
            "hubspotDefined": self.hubspot_defined,
            "formField": self.form_field,
            "archived": self.archived_at is not None,
            "modificationMetadata": {
                "archivable": not self.hubspot_defined,
                "readOnlyDefinition": self.hubspot_defined,
                "readOnlyOptions": self.hubspot_defined,
                "readOnlyValue": self.read_only,
            },
        }
        stamps = {"createdAt": self.created_at, "updatedAt": self.updated_at, "archivedAt": self.archived_at}
        answer |= {name: iso(at) for name, at in stamps.items() if at is not None}
        if self.references == "OWNER":
            answer["referencedObjectType"] = "OWNER"
        return answer


@dataclass(frozen=True)
class Group:
    name: str
    label: str
    display_order: int = -1

    def body(self) -> Json:
        return {"name": self.name, "label": self.label, "displayOrder": self.display_order, "archived": False}


class Schema:
    """The properties and groups of every object type."""

    def __init__(self) -> None:
        self._properties: dict[str, dict[str, Property]] = {}
        self._groups: dict[str, dict[str, Group]] = {}

    def add_standard(self, type_name: str, groups: Iterable[Group], properties: Iterable[Property]) -> None:
        self._groups[type_name] = {group.name: group for group in groups}
        self._properties[type_name] = {item.name: item for item in properties}

    def find(self, type_name: str, name: str) -> Property | None:
        """None when unknown or archived. Names are lower case; the API forgives capitals."""
        found = self._properties[type_name].get(name.lower())
        return found if found and found.archived_at is None else None

    def get(self, type_name: str, name: str, *, archived: bool = False) -> Property:
        found = self._properties[type_name].get(name.lower())
        if found is None or (found.archived_at is not None) != archived:
            raise not_found(f"Property with name '{name}' does not exist", {"propertyName": [name]})
        return found

    def all(self, type_name: str, *, archived: bool = False) -> list[Property]:
        return [item for item in self._properties[type_name].values() if (item.archived_at is not None) == archived]

    def add(self, type_name: str, item: Property) -> Property:
        if self.find(type_name, item.name):
            raise ApiError(
                409,
                f"A property named '{item.name}' already exists.",
                "OBJECT_ALREADY_EXISTS",
                sub_category="Properties.PROPERTY_EXISTS",
                context={"name": [item.name]},
            )
        self.group(type_name, item.group_name)
        self._properties[type_name][item.name] = item
        return item

    def put(self, type_name: str, item: Property) -> Property:
        """Replace a property's definition."""
        self._properties[type_name][item.name] = item
        return item

    def archive(self, type_name: str, name: str, at: datetime) -> None:
        item = self.get(type_name, name)
        if item.hubspot_defined:
            raise ApiError(400, f"Property '{name}' cannot be archived.", "VALIDATION_ERROR")
        self.put(type_name, replace(item, archived_at=at))

    def groups(self, type_name: str) -> list[Group]:
        return list(self._groups[type_name].values())

    def group(self, type_name: str, name: str) -> Group:
        found = self._groups[type_name].get(name)
        if found is None:
            raise not_found(f"Property group with name '{name}' does not exist", {"groupName": [name]})
        return found

    def add_group(self, type_name: str, group: Group) -> Group:
        if group.name in self._groups[type_name]:
            raise ApiError(
                409,
                f"A property group named '{group.name}' already exists.",
                "OBJECT_ALREADY_EXISTS",
                sub_category="Properties.GROUP_EXISTS",
                context={"name": [group.name]},
            )
        return self.put_group(type_name, group)

    def put_group(self, type_name: str, group: Group) -> Group:
        self._groups[type_name][group.name] = group
        return group

    def remove_group(self, type_name: str, name: str) -> None:
        self.group(type_name, name)
        used = [item.name for item in self.all(type_name) if item.group_name == name]
        if used:
            raise ApiError(400, f"Property group '{name}' is not empty.", "VALIDATION_ERROR", context={"names": used})
        del self._groups[type_name][name]
