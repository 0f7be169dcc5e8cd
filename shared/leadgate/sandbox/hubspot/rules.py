"""Validation rules an admin of the portal has set: HubSpot refuses writes that break them, in the admin's words.

The code a real portal answers is undocumented; clients should go by the message.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from .errors import Issue, Json, invalid
from .object_types import object_type

RULE_CODE = "PROPERTY_VALIDATION_RULE"
_KINDS = ("regex", "required", "refuse")


@dataclass(frozen=True)
class Rule:
    """`regex`: the whole value must match `pattern`. `required`: may not be cleared or left out of a creation.

    `refuse`: nobody may write it (with a `pattern`: no value that matches).
    """

    type_name: str
    property_name: str
    kind: str
    message: str
    pattern: str = ""

    def breaks(self, value: str) -> bool:
        if self.kind == "required":
            return value == ""
        matches = re.fullmatch(self.pattern, value) is not None
        if self.kind == "regex":
            return value != "" and not matches
        return matches or not self.pattern


def rule_from_json(body: Json) -> Rule:
    """From `{"objectType", "propertyName", "kind", "pattern"?, "message"?}`. Raises ApiError."""
    kind, pattern = str(body.get("kind", "")), str(body.get("pattern", ""))
    if kind not in _KINDS:
        raise invalid(f"rule kind must be one of {', '.join(_KINDS)}")
    try:
        re.compile(pattern)
    except re.error as error:
        raise invalid(f"rule pattern {pattern!r} is no regular expression: {error}") from error
    return Rule(
        type_name=object_type(str(body.get("objectType", ""))).name,
        property_name=str(body.get("propertyName", "")),
        kind=kind,
        message=str(body.get("message", "The value breaks a validation rule.")),
        pattern=pattern,
    )


def broken_rules(rules: list[Rule], type_name: str, values: Mapping[str, str], *, creating: bool) -> list[Issue]:
    issues = []
    for rule in rules:
        if rule.type_name != type_name:
            continue
        value = values.get(rule.property_name)
        if value is None and not (creating and rule.kind == "required"):
            continue
        if rule.breaks(value or ""):
            issues.append(Issue(rule.property_name, RULE_CODE, rule.message))
    return issues
