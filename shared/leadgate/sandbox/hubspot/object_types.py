"""The object types the sandbox holds, and what differs between them."""

from dataclasses import dataclass

from .errors import ApiError


@dataclass(frozen=True)
class ObjectType:
    name: str
    """As in paths: `contacts`."""
    singular: str
    type_id: str
    modified_property: str
    default_properties: tuple[str, ...]
    """What a read answers when no properties are asked for."""
    created_property: str = "createdate"
    required: tuple[str, ...] = ()
    has_webhooks: bool = False

    @property
    def stamps(self) -> tuple[str, ...]:
        """What every read answers, asked for or not."""
        return (self.created_property, self.modified_property, "hs_object_id")


OBJECT_TYPES = (
    ObjectType("contacts", "contact", "0-1", "lastmodifieddate", ("email", "firstname", "lastname"), has_webhooks=True),
    ObjectType("companies", "company", "0-2", "hs_lastmodifieddate", ("domain", "name"), has_webhooks=True),
    ObjectType(
        "deals",
        "deal",
        "0-3",
        "hs_lastmodifieddate",
        ("amount", "closedate", "dealname", "dealstage", "pipeline"),
        has_webhooks=True,
    ),
    ObjectType("notes", "note", "0-46", "hs_lastmodifieddate", (), "hs_createdate", ("hs_timestamp",)),
    ObjectType("tasks", "task", "0-27", "hs_lastmodifieddate", (), "hs_createdate", ("hs_timestamp",)),
    ObjectType("emails", "email", "0-49", "hs_lastmodifieddate", (), "hs_createdate", ("hs_timestamp",)),
)

_BY_NAME = {key: kind for kind in OBJECT_TYPES for key in (kind.name, kind.singular, kind.type_id)}


def object_type(name: str) -> ObjectType:
    """By plural, singular or type id, as the API accepts them."""
    found = _BY_NAME.get(name.lower())
    if found is None:
        raise ApiError(400, f"Unable to infer object type from: {name}", "VALIDATION_ERROR")
    return found
