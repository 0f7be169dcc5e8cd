"""An assessment as the JSON object of `docs/schema/assessment.json`, and back."""

from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from leadgate.domain.account_report import AccountAssessment
from leadgate.domain.assessment import Assessment
from leadgate.domain.reading import field_names, render_instant
from leadgate.errors import BadInputError

_PLAIN = frozenset((str, int, float, bool, type(None)))
_FIRST = ("assessment_id", "lead_id", "as_of", "schema")


def render_account(assessment: AccountAssessment) -> dict[str, Any]:
    """The account's own assessment as a JSON object (`leadgate assess --account`)."""
    row: dict[str, Any] = _plain(assessment)
    return row


def render_assessment(assessment: Assessment) -> dict[str, Any]:
    row: dict[str, Any] = _plain(assessment)
    return {name: row[name] for name in _FIRST} | row


def _plain(value: Any) -> Any:
    kind: type = type(value)
    if kind in _PLAIN:  # nearly all are
        return value
    if is_dataclass(kind):
        return {name: _plain(getattr(value, name)) for name in field_names(kind)}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, datetime):
        return render_instant(value)
    return dict(value) if isinstance(value, Mapping) else value


def parse_assessment(row: Mapping[str, Any]) -> Assessment:
    """The assessment that `render_assessment` wrote. Raises BadInputError naming the field that does not fit."""
    try:
        return _adapter().validate_python(row)
    except ValidationError as error:
        first = error.errors()[0]
        raise BadInputError(".".join(map(str, first["loc"])), first["msg"]) from error


@cache
def _adapter() -> TypeAdapter[Assessment]:
    return TypeAdapter(Assessment)
