"""A mapping file: which records of a payload are signals, of which kind, whom they are about, what they say.

Field paths are JMESPath (https://jmespath.org/specification.html), so a constant is `'text'` in quotes of its own.
"""

import tomllib
from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

import jmespath
from jmespath.exceptions import JMESPathError
from pydantic import AfterValidator, Field

from leadgate.domain.section import Section, validated
from leadgate.domain.signals import KIND_BY_NAME
from leadgate.errors import BadInputError

LEAD_FIELDS: Final = ("email", "first_name", "last_name", "title", "country", "region")
ACCOUNT_FIELDS: Final = (
    "name", "domain", "industry", "country", "region", "employees", "annual_revenue", "fiscal_year_end_month",
    "technologies",
)  # fmt: skip
_APPENDS: Final[Mapping[str, tuple[str, ...]]] = {
    "firmographic": ACCOUNT_FIELDS,
    "technographic": ("technologies",),
    "person_enrichment": LEAD_FIELDS,
}
_CRM_IDS: Final = (
    "hubspot:contact", "hubspot:company", "salesforce:lead", "salesforce:contact", "salesforce:account",
)  # fmt: skip


def _compiled(text: str) -> str:
    try:
        jmespath.compile(text)
    except JMESPathError as error:
        raise ValueError(f"a JMESPath is needed: {' '.join(str(error).split())}") from error
    return text


def _known_kind(name: str) -> str:
    if name not in KIND_BY_NAME:
        raise ValueError(f"one of {', '.join(sorted(KIND_BY_NAME))} is allowed")
    return name


def _known_time(form: str) -> str:
    if form not in ("iso", "seconds", "milliseconds") and "%" not in form:
        raise ValueError("iso, seconds, milliseconds, or a pattern such as %m/%d/%Y is allowed")
    return form


Path = Annotated[str, Field(min_length=1), AfterValidator(_compiled)]
Times = Annotated[tuple[Annotated[str, AfterValidator(_known_time)], ...], Field(min_length=1)]


class Owner(Section):
    """Whom a record is about: by our id, by an id of the CRM in use, by address, or by the company's domain.

    The first that gives something counts, in this order; each may give a list. ids: `hubspot:contact` → path.
    """

    lead_id: Path | None = None
    account_id: Path | None = None
    ids: Mapping[str, Path] = {}
    email: Path | None = None
    domain: Path | None = None


class Rule(Section):
    """Records for which `when` is true become signals of this kind.

    each: a list in the record; every element is a signal, and paths find it under `item`.
    id: what makes a repeat known; without one, the same content is the same signal. occurred_at: without one, the
    instant the payload came. values: property → value of the source → value of ours; `*` takes all others.
    """

    kind: Annotated[str, AfterValidator(_known_kind)]
    when: Path | None = None
    each: Path | None = None
    id: Path | None = None
    occurred_at: Path | None = None
    properties: Mapping[str, Path] = {}
    values: Mapping[str, Mapping[str, str]] = {}
    required: tuple[str, ...] = ()


class SourceMapping(Section):
    """One source. records: where in the payload its records stand; ignored: records that are knowingly left out."""

    label: Annotated[str, Field(min_length=1)]
    about: str = ""
    format: Literal["json", "csv"] = "json"
    records: Path = "@"
    ignored: Path | None = None
    times: Times = ("iso",)
    owner: Owner = Owner()
    signals: Annotated[tuple[Rule, ...], Field(min_length=1)]

    @property
    def kinds(self) -> tuple[str, ...]:
        """Of the signals that it makes, each once."""
        return tuple(dict.fromkeys(rule.kind for rule in self.signals))


def read_mapping(text: str) -> SourceMapping:
    """Raises BadInputError: where in the file, what is wrong, what is allowed."""
    try:
        tree: Mapping[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInputError("", f"TOML is needed: {error}") from error
    mapping = validated(SourceMapping, tree)
    for name in mapping.owner.ids:
        if name not in _CRM_IDS:
            raise BadInputError(f"owner.ids.{name}", f"one of {', '.join(_CRM_IDS)} is allowed")
    for number, rule in enumerate(mapping.signals):
        _check_properties(rule, f"signals.{number}")
    return mapping


def allowed_properties(kind: str) -> tuple[str, ...]:
    """Those of the table of kinds; for enrichment the fields of a lead or an account too."""
    return tuple(dict.fromkeys((*KIND_BY_NAME[kind].properties, *_APPENDS.get(kind, ()))))


def _check_properties(rule: Rule, place: str) -> None:
    allowed = allowed_properties(rule.kind)
    for name in rule.properties:
        if name not in allowed:
            raise BadInputError(f"{place}.properties.{name}", f"of a {rule.kind}, {', '.join(allowed)} are allowed")
    for group, names in (("values", tuple(rule.values)), ("required", rule.required)):
        for name in names:
            if name not in rule.properties:
                raise BadInputError(f"{place}.{group}.{name}", "is no property that this rule reads")
