"""Answering a SOQL query from the records: filters, relationships up and down, order, and `COUNT()`."""

import re
from collections.abc import Callable, Iterable
from typing import Any, Final

from leadgate.sandbox.clock import parse_instant

from .errors import Json, no_object, refused
from .histories import field_definitions
from .ids import full_id
from .org import Org, Row
from .schema import Field, SObject
from .soql import Comparison, Logic, Ordering, Path, Query

_ORDERED: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


class Reader:
    """Queries as one user may see the org. deleted: records of the recycle bin too (`queryAll`)."""

    def __init__(self, org: Org, user_id: str, base: str, *, deleted: bool = False, tooling: bool = False) -> None:
        self._org = org
        self._user_id = user_id
        self._base = base
        self._deleted = deleted
        self._tooling = tooling

    def run(self, query: Query) -> tuple[int, list[Json]]:
        """(how many, the records). Raises ApiError for objects and fields the user cannot see."""
        kind = self._org.schema.get(query.source, tooling=self._tooling)
        if kind.name in self._org.hidden and self._user_id == self._org.integration_user:
            raise no_object(kind.name)
        rows = self._rows(kind, query)
        if query.counted:
            return len(rows), []
        for item in query.items:
            self._check(kind, item)
        return len(rows), [self._render(kind, row, query.items) for row in rows]

    def _rows(self, kind: SObject, query: Query, more: Callable[[Row], bool] = lambda _: True) -> list[Row]:
        holds = self._condition(kind, query.where)
        rows = [row for row in self._candidates(kind, query.where) if more(row) and holds(row)]
        for ordering in reversed(query.order):
            rows = self._ordered(kind, rows, ordering)
        end = None if query.limit is None else query.offset + query.limit
        return rows[query.offset : end]

    def _candidates(self, kind: SObject, where: Any) -> Iterable[Row]:
        """All records, or the one that is asked for by its id."""
        held = self._org.records[kind.name]
        if kind.name == "FieldDefinition":
            rows: Iterable[Row] = field_definitions(self._org)
        elif isinstance(where, Comparison) and where.path == ("Id",) and where.operator == "=":
            found = held.get(full_id(str(where.value)) or "")
            rows = [found] if found else []
        else:
            rows = held.values()
        return [row for row in rows if self._deleted or not row["IsDeleted"]]

    def _condition(self, kind: SObject, where: Any) -> Callable[[Row], bool]:
        if where is None:
            return lambda _: True
        if isinstance(where, Logic):
            parts = [self._condition(kind, part) for part in where.parts]
            if where.kind == "not":
                return lambda row: not parts[0](row)
            together = all if where.kind == "and" else any
            return lambda row: together(part(row) for part in parts)
        return self._comparison(kind, where)

    def _comparison(self, kind: SObject, where: Comparison) -> Callable[[Row], bool]:
        one = self._field(kind, where.path)
        if one.type == "longtextarea" or (one.type == "textarea" and one.length > 255):
            raise refused("INVALID_FIELD", f"field '{one.name}' can not be filtered in a query call")
        wanted = self._wanted(one, where.value)
        matches = _matcher(one, where.operator, wanted)
        return lambda row: matches(self._value(kind, row, where.path))

    def _wanted(self, one: Field, value: Any) -> Any:
        if isinstance(value, Query):
            _, found = self.run(value)
            (path,) = value.items
            return {_plain(one, _at(record, path)) for record in found}
        if isinstance(value, tuple):
            return {_plain(one, part) for part in value}
        return _plain(one, value)

    def _ordered(self, kind: SObject, rows: list[Row], ordering: Ordering) -> list[Row]:
        one = self._field(kind, ordering.path)
        keyed = [(self._value(kind, row, ordering.path), row) for row in rows]
        known = [pair for pair in keyed if pair[0] is not None]
        known.sort(key=lambda pair: _plain(one, pair[0]), reverse=ordering.descending)
        unknown = [row for value, row in keyed if value is None]
        ranked = [row for _, row in known]
        return ranked + unknown if ordering.nulls_last else unknown + ranked

    def _check(self, kind: SObject, item: Any) -> None:
        if isinstance(item, Query):
            self._child(kind, item)
        else:
            self._field(kind, item)

    def _child(self, kind: SObject, query: Query) -> tuple[SObject, str]:
        child = kind.child(query.source)
        if child is None:
            raise refused(
                "INVALID_TYPE", f"Didn't understand relationship '{query.source}' in FROM part of query call."
            )
        return self._org.schema.get(child[0]), child[1]

    def _field(self, kind: SObject, path: Path) -> Field:
        """The field at the end of a path. Raises ApiError where the user sees none."""
        *steps, last = path
        for step in steps:
            reference = kind.by_relationship(step)
            if reference is None:
                problem = f"Didn't understand relationship '{step}' in field path."
                raise refused("INVALID_FIELD", problem)
            kind = self._org.schema.get(reference.targets[0])
        found = kind.find(last)
        if found is None or not self._org.visible(kind, found, self._user_id):
            raise refused("INVALID_FIELD", _no_such_column(last, kind.name))
        return found

    def _value(self, kind: SObject, row: Row | None, path: Path) -> Any:
        *steps, last = path
        for step in steps:
            kind, row = self._parent(kind, row, step)
        found = kind.find(last)
        return row.get(found.name) if row and found else None

    def _parent(self, kind: SObject, row: Row | None, step: str) -> tuple[SObject, Row | None]:
        reference = kind.by_relationship(step)
        assert reference is not None
        parent_id = row.get(reference.name) if row else None
        target = self._org.schema.by_prefix(parent_id) if parent_id else None
        kind = target or self._org.schema.get(reference.targets[0])
        return kind, self._org.find(kind.name, parent_id) if parent_id else None

    def _render(self, kind: SObject, row: Row, items: Iterable[Any]) -> Json:
        url = f"{self._base}/sobjects/{kind.name}/{row['Id']}"
        record: Json = {"attributes": {"type": kind.name, "url": url}}
        for item in items:
            if isinstance(item, Query):
                record[item.source] = self._children(kind, row, item)
            else:
                self._put(record, kind, row, item)
        return record

    def _children(self, kind: SObject, row: Row, query: Query) -> Json | None:
        child, key = self._child(kind, query)
        for item in query.items:
            self._check(child, item)
        rows = self._rows(child, query, lambda one: one[key] == row["Id"])
        if not rows:
            return None
        records = [self._render(child, one, query.items) for one in rows]
        return {"totalSize": len(records), "done": True, "records": records}

    def _put(self, record: Json, kind: SObject, row: Row, path: Path) -> None:
        """A value in its place; a parent that is not there is null as a whole."""
        for step in path[:-1]:
            reference = kind.by_relationship(step)
            assert reference is not None
            kind, parent = self._parent(kind, row, step)
            if parent is None:
                record[reference.relationship] = None
                return
            url = f"{self._base}/sobjects/{kind.name}/{parent['Id']}"
            record = record.setdefault(reference.relationship, {"attributes": {"type": kind.name, "url": url}})
            row = parent
        found = kind.find(path[-1])
        if found:
            record[found.name] = row.get(found.name)


def _at(record: Json, path: Path) -> Any:
    for step in path:
        record = record[step] if record else record
    return record


def _plain(one: Field, value: Any) -> Any:
    """Comparable: text without case, instants as such."""
    if value is None or isinstance(value, bool):
        return value
    if one.type == "datetime":
        at = parse_instant(str(value))
        if at is None:
            raise refused("INVALID_FIELD", f"value of filter criterion for field '{one.name}' must be of type dateTime")
        return at
    if one.type in ("reference", "id"):
        return full_id(str(value)) or str(value)
    return value.casefold() if isinstance(value, str) else value


def _matcher(one: Field, operator: str, wanted: Any) -> Callable[[Any], bool]:
    if operator == "like":
        pieces = re.findall(r"\\[%_]|.", str(wanted), re.DOTALL)
        text = "".join(_PIECES.get(one, re.escape(one[-1])) for one in pieces)
        pattern = re.compile(text, re.DOTALL | re.IGNORECASE)
        return lambda value: value is not None and pattern.fullmatch(str(value)) is not None
    if operator in ("in", "not in"):
        return lambda value: (_plain(one, value) in wanted) == (operator == "in")
    if operator in ("=", "!=", "<>"):
        return lambda value: (_plain(one, value) == wanted) == (operator == "=")
    compare = _ORDERED[operator]
    return lambda value: value is not None and wanted is not None and compare(_plain(one, value), wanted)


_PIECES: Final = {"%": ".*", "_": "."}


def _no_such_column(name: str, type_name: str) -> str:
    return (
        f"\nNo such column '{name}' on entity '{type_name}'. If you are attempting to use a custom field, be sure to"
        " append the '__c' after the custom field name. Please reference your WSDL or the describe call for the"
        " appropriate names."
    )
