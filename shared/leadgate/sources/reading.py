"""A payload → its records → signals that have no owner in the CRM yet, and what was not understood, field by field."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

import jmespath
from jmespath.exceptions import JMESPathError

from leadgate.crm.reading import read_domain
from leadgate.domain.ids import content_id
from leadgate.domain.reading import parse_instant, render_instant, shown
from leadgate.errors import BadInputError
from leadgate.http import json_of
from leadgate.sources.fields_read import fields_left
from leadgate.sources.mapping import Rule, SourceMapping

_NUMBER: Final = re.compile(r"\d{1,16}(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Whom:
    """As the payload names them. ids: of leads and accounts, in our words."""

    lead_ids: tuple[str, ...] = ()
    account_ids: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()

    @property
    def names_somebody(self) -> bool:
        return bool(self.lead_ids or self.account_ids or self.emails or self.domains)


@dataclass(frozen=True, slots=True)
class Problem:
    """path: in the payload's record, as the mapping writes it."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Understood:
    """What became of one record. signals: rows as POST /signals takes them, but for lead_id and account_id.

    left: fields that hold something and that the mapping does not read. ignored: by the mapping's own word.
    """

    number: int
    record: Mapping[str, Any]
    whom: Whom = Whom()
    signals: tuple[Mapping[str, Any], ...] = ()
    problems: tuple[Problem, ...] = ()
    left: tuple[str, ...] = ()
    ignored: bool = False


@dataclass(frozen=True, slots=True)
class _Made:
    signals: list[Mapping[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def records_of(body: bytes, mapping: SourceMapping) -> Sequence[Any]:
    """Raises BadInputError where it is not of the mapping's format, or has no records where the mapping says."""
    content: Any = _csv_rows(body) if mapping.format == "csv" else _json(body)
    found = jmespath.search(mapping.records, content)
    if isinstance(found, Mapping):
        return [found]
    if not isinstance(found, list):
        raise BadInputError("records", f"an object or a list is needed at {mapping.records}")
    return found


def understand(records: Sequence[Any], source: str, mapping: SourceMapping, now: datetime) -> Iterator[Understood]:
    """Each record in its order. now: when the payload came, for what says no time of its own."""
    for number, record in enumerate(records):
        if not isinstance(record, Mapping):
            value = {"value": record}
            yield Understood(number, value, problems=(Problem(mapping.records, "a record must be an object"),))
        else:
            yield _understand(number, record, source, mapping, now)


def _understand(
    number: int, record: Mapping[str, Any], source: str, mapping: SourceMapping, now: datetime
) -> Understood:
    if mapping.ignored and _search(mapping.ignored, record, []):
        return Understood(number, record, ignored=True)
    made = _Made()
    taken = [rule for rule in mapping.signals if rule.when is None or _search(rule.when, record, made.problems)]
    for rule in taken:
        for scope in _scopes(rule, record, made.problems):
            _make(rule, scope, source, mapping, now, made)
    if not taken and not made.problems:
        asked = " · ".join(rule.when or "" for rule in mapping.signals)
        made.problems.append(Problem("when", f"no rule takes this record; asked were {asked}"))
    whom = _whom(record, mapping, made.problems)
    left = fields_left(record, mapping)
    return Understood(number, record, whom, tuple(made.signals), tuple(made.problems), left)


def _scopes(rule: Rule, record: Mapping[str, Any], problems: list[Problem]) -> Iterator[Mapping[str, Any]]:
    if rule.each is None:
        yield record
        return
    items = _search(rule.each, record, problems)
    if items is None:
        problems.append(Problem(rule.each, "is missing: a list is needed"))
    elif not isinstance(items, list):
        problems.append(Problem(rule.each, f"a list is needed, not {shown(items)}"))
    else:
        yield from ({**record, "item": item} for item in items)


def _make(
    rule: Rule, scope: Mapping[str, Any], source: str, mapping: SourceMapping, now: datetime, made: _Made
) -> None:
    problems: list[Problem] = []
    properties = _properties(rule, scope, problems)
    occurred_at = _instant(rule, scope, mapping.times, now, problems)
    given = _search(rule.id, scope, problems) if rule.id else None
    if rule.id and given in (None, ""):
        problems.append(Problem(rule.id, "is missing: the id of the record"))
    made.problems.extend(problems)
    if problems:
        return
    when = render_instant(occurred_at)
    facts = (given, scope.get("item")) if rule.id else (properties, when if rule.occurred_at else None)
    signal_id = f"{source}:{given}:{rule.kind}" if rule.id and not rule.each else content_id(source, rule.kind, facts)
    made.signals.append(
        {"id": signal_id, "kind": rule.kind, "occurred_at": when, "source": source, "properties": properties}
    )


def _properties(rule: Rule, scope: Mapping[str, Any], problems: list[Problem]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, path in rule.properties.items():
        value = _search(path, scope, problems)
        table = rule.values.get(name)
        if value in (None, "", []):
            if name in rule.required:
                problems.append(Problem(path, f"is missing: {name} of a {rule.kind}"))
            continue
        if table is not None:
            value, told = _translated(value, table), value
            if value is None:
                allowed = ", ".join(table)
                problems.append(Problem(path, f"{shown(told)} has no word of ours; known are {allowed}"))
                continue
        found[name] = read_domain(value) if name == "domain" and isinstance(value, str) else value
    return found


def _translated(value: Any, table: Mapping[str, str]) -> str | None:
    words = {theirs.casefold(): ours for theirs, ours in table.items()}
    return words.get(str(value).strip().casefold(), table.get("*"))


def _instant(
    rule: Rule, scope: Mapping[str, Any], times: Sequence[str], now: datetime, problems: list[Problem]
) -> datetime:
    if rule.occurred_at is None:
        return now
    value = _search(rule.occurred_at, scope, problems)
    for form in times:
        at = _time(value, form)
        if at is not None:
            return at
    problems.append(Problem(rule.occurred_at, f"a time is needed ({' or '.join(times)}), not {shown(value)}"))
    return now


def _time(value: Any, form: str) -> datetime | None:
    if form == "iso":
        return parse_instant(value)
    text = str(value).strip()
    try:
        if form in ("seconds", "milliseconds"):
            scale = 1000 if form == "milliseconds" else 1
            number = not isinstance(value, bool) and _NUMBER.fullmatch(text)
            return datetime.fromtimestamp(float(text) / scale, UTC) if number else None
        at = datetime.strptime(text, form)  # noqa: DTZ007  # text without a zone is UTC, as everywhere
    except (ValueError, OverflowError, OSError):
        return None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def _whom(record: Mapping[str, Any], mapping: SourceMapping, problems: list[Problem]) -> Whom:
    owner = mapping.owner

    def texts(path: str | None) -> tuple[str, ...]:
        value = _search(path, record, problems) if path else None
        values = value if isinstance(value, list) else [value]
        found = (str(one).strip() for one in values if isinstance(one, str | int) and not isinstance(one, bool))
        return tuple(dict.fromkeys(filter(None, found)))

    by_crm = [(kind, f"{kind}:{one}") for kind, path in owner.ids.items() for one in texts(path)]
    accounts = ("hubspot:company", "salesforce:account")
    return Whom(
        lead_ids=(*texts(owner.lead_id), *(one for kind, one in by_crm if kind not in accounts)),
        account_ids=(*texts(owner.account_id), *(one for kind, one in by_crm if kind in accounts)),
        emails=texts(owner.email),
        domains=texts(owner.domain),
    )


def _search(path: str, scope: Mapping[str, Any], problems: list[Problem]) -> Any:
    try:
        return jmespath.search(path, scope)
    except (JMESPathError, TypeError, AttributeError) as error:
        problems.append(Problem(path, f"cannot be worked out: {' '.join(str(error).split())}"))
        return None


def _json(body: bytes) -> Any:
    """One value, or JSON Lines."""
    try:
        return json_of(body)
    except BadInputError:
        lines = [line for line in body.splitlines() if line.strip()]
        if len(lines) < 2:
            raise
    rows = []
    for number, line in enumerate(lines, 1):
        try:
            rows.append(json_of(line))
        except BadInputError as error:
            raise BadInputError(f"line {number}", error.problem) from error
    return rows


def _csv_rows(body: bytes) -> list[dict[str, Any]]:
    """By the names in its first line; an empty cell is an unknown. Comma, semicolon or tab, by the first line."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInputError("body", "CSV in UTF-8 is needed") from error
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise BadInputError("body", f"CSV is needed: {error}") from error
    for number, row in enumerate(rows, 1):
        if None in row:
            raise BadInputError(f"row {number}", "has more cells than the first line has names")
    return [{name: value or None for name, value in row.items()} for row in rows]
