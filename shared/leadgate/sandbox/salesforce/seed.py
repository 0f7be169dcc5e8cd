"""An org from a seed file, so that a sandbox starts with records in it.

`{"records": {"Lead": [{"Id"?, "LastName", …, "CreatedDate"?}]}, "fields": {"Account": {"Tier__c": {metadata}}},
"rules": [{"object", "field", "message"}]}`; every key may be missing. Records may name others made before them.
"""

from collections.abc import Mapping
from typing import Any, Final

from leadgate.sandbox.clock import Clock, parse_instant
from leadgate.sandbox.seed_file import SeedError, a_list, an_object, check_keys

from .custom_fields import add_field
from .errors import ApiError, Json
from .ids import full_id
from .org import Actor, Org, Rule
from .schema import SObject
from .values import stamp
from .writing import convert, create

_KEYS: Final = ("records", "fields", "rules")
_ORDER: Final = ("User", "Group", "Account", "Contact", "Lead", "Opportunity", "OpportunityContactRole", "Campaign")
_CONVERTED: Final = "ConvertedContactId"


def seeded_org(content: Mapping[str, Any], clock: Clock | None = None) -> Org:
    """Raises SeedError, naming the place, for what no org can hold."""
    check_keys("", dict(content), _KEYS)
    org = Org(clock)
    for object_name, fields in an_object("fields", content.get("fields", {})).items():
        for name, metadata in an_object(f"fields.{object_name}", fields).items():
            _placed(f"fields.{object_name}.{name}", add_field, org, object_name, name, metadata)
            org.open_fields.add(f"{object_name}.{name}")
    records = an_object("records", content.get("records", {}))
    for object_name in sorted(records, key=lambda name: _ORDER.index(name) if name in _ORDER else len(_ORDER)):
        kind = _placed(f"records.{object_name}", org.schema.get, object_name)
        for number, given in enumerate(a_list(f"records.{object_name}", records[object_name])):
            place = f"records.{object_name}[{number}]"
            _placed(place, _seed, org, kind, an_object(place, given))
    for number, given in enumerate(a_list("rules", content.get("rules", []))):
        org.rules.append(_rule(f"rules[{number}]", an_object(f"rules[{number}]", given)))
    return org


def _rule(place: str, given: Json) -> Rule:
    try:
        return Rule(**given)
    except TypeError as error:
        raise SeedError(place, "object, field and message are needed") from error


def _seed(org: Org, kind: SObject, given: Json) -> None:
    fixed = full_id(str(given["Id"])) if "Id" in given else None
    if "Id" in given and (fixed is None or not fixed.startswith(kind.prefix)):
        raise SeedError("Id", f"an id of 15 or 18 characters that begins with {kind.prefix} is needed")
    values = {name: value for name, value in given.items() if name not in ("Id", "CreatedDate", _CONVERTED)}
    system = {name: values.pop(name) for name in list(values) if (f := kind.find(name)) and not f.writable}
    row = create(org, kind, values, Actor(org.admin.user_id), fixed)
    created_at = parse_instant(str(given.get("CreatedDate", "")))
    row |= system | ({"CreatedDate": stamp(created_at)} if created_at else {})
    if given.get(_CONVERTED):
        convert(org, row, org.get(org.schema.get("Contact"), str(given[_CONVERTED])), None, org.admin)


def _placed(place: str, do: Any, *arguments: Any) -> Any:
    """What the org would refuse, told with its place in the seed."""
    try:
        return do(*arguments)
    except ApiError as error:
        raise SeedError(f"{place}.{error.fields[0]}" if error.fields else place, error.message) from error
    except SeedError as error:
        raise SeedError("", f"{place}.{error}") from error
