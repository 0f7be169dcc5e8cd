"""An org from a seed file, so that a sandbox starts with records in it.

`{"records": {"Lead": [{"Id"?, "LastName", …, "CreatedDate"?, "Later"?}]}, "fields": {"Account": {"Tier__c":
{metadata}}}, "rules": [{"object", "field", "message"}], "tracked": ["Lead.Status"], "hidden": ["LeadHistory"]}`; every
key may be missing. Records may name others made before them. Later: what was written afterwards, oldest first, as
`{"At": instant, "Status": …}`; a lead that names a `ConvertedContactId` there is converted then.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from leadgate.sandbox.clock import Clock, parse_instant
from leadgate.sandbox.seed_file import SeedError, a_list, an_object, check_keys

from .custom_fields import add_field
from .errors import ApiError, Json
from .ids import full_id
from .org import Actor, Org, Row, Rule
from .schema import SObject
from .values import checked, stamp
from .writing import convert, create, put_system

_KEYS: Final = ("records", "fields", "rules", "tracked", "hidden")
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
    org.tracked = {str(one) for one in a_list("tracked", content.get("tracked", []))}
    org.hidden = {str(one) for one in a_list("hidden", content.get("hidden", []))}
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
    values = {name: value for name, value in given.items() if name not in ("Id", "CreatedDate", "Later", _CONVERTED)}
    system = {name: values.pop(name) for name in list(values) if (f := kind.find(name)) and not f.writable}
    created_at = parse_instant(str(given.get("CreatedDate", "")))
    row = create(org, kind, values, Actor(org.admin.user_id), fixed, created_at)
    row |= system
    if "Later" not in given:  # nothing is told of its past, so it was written just now
        row |= dict.fromkeys(("LastModifiedDate", "SystemModstamp"), stamp(org.clock.now()))
    if given.get(_CONVERTED):
        _convert(org, row, given, None)
    for number, later in enumerate(a_list("Later", given.get("Later", []))):
        _write_later(org, kind, row, f"Later[{number}]", an_object(f"Later[{number}]", later))


def _write_later(org: Org, kind: SObject, row: Row, place: str, given: Json) -> None:
    at = parse_instant(str(given.get("At", "")))
    if at is None:
        raise SeedError(f"{place}.At", "an instant such as 2026-09-30T14:02:00Z is needed")
    if given.get(_CONVERTED):
        _convert(org, row, given, at)
        return
    fields = {name: kind.find(name) for name in given if name != "At"}
    values = {found.name: checked(found, given[name]) for name, found in fields.items() if found}
    if len(values) < len(fields):
        raise SeedError(place, f"{kind.name} has not all of these fields: {', '.join(fields)}")
    put_system(org, kind, row, values, org.admin, at)


def _convert(org: Org, row: Row, given: Json, at: datetime | None) -> None:
    contact = org.get(org.schema.get("Contact"), str(given[_CONVERTED]))
    convert(org, row, contact, given.get("ConvertedOpportunityId"), org.admin, at)


def _placed(place: str, do: Any, *arguments: Any) -> Any:
    """What the org would refuse, told with its place in the seed."""
    try:
        return do(*arguments)
    except ApiError as error:
        raise SeedError(f"{place}.{error.fields[0]}" if error.fields else place, error.message) from error
    except SeedError as error:
        raise SeedError("", f"{place}.{error}") from error
