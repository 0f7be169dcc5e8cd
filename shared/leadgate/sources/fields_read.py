"""Which fields of a record a mapping reads: what it does not read is shown, so that nobody loses it unknowingly."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import jmespath

from leadgate.sources.mapping import Rule, SourceMapping

Steps = tuple[str, ...]


def fields_left(record: Mapping[str, Any], mapping: SourceMapping) -> tuple[str, ...]:
    """Dotted paths of the record's filled leaves that no path of the mapping reaches, a list's place left out.

    A condition reads what it names, and nothing below that.
    """
    read = {steps for rule in mapping.signals for steps in _read_by(rule, (rule.id, rule.occurred_at))}
    asked = {steps for rule in mapping.signals for steps in _read_by(rule, (rule.when,), with_properties=False)}
    owner = mapping.owner
    for path in (owner.lead_id, owner.account_id, owner.email, owner.domain, *owner.ids.values()):
        read |= _steps(path) if path else set()
    asked |= _steps(mapping.ignored) if mapping.ignored else set()
    read.discard(())
    left = {
        steps for steps in _leaves(record) if steps not in asked and not any(steps[: len(one)] == one for one in read)
    }
    return tuple(sorted(".".join(steps) for steps in left))


def _read_by(rule: Rule, paths: tuple[str | None, ...], with_properties: bool = True) -> Iterator[Steps]:
    base = _steps(rule.each) if rule.each else set()
    for path in (*paths, *(rule.properties.values() if with_properties else ())):
        for steps in _steps(path) if path else ():
            if rule.each and steps[:1] == ("item",):
                yield from ((*start, *steps[1:]) for start in base)
            else:
                yield steps


@cache
def _steps(path: str) -> set[Steps]:
    """The field paths of an expression, indexes and filters left out."""
    return set(_walk(jmespath.compile(path).parsed, [()]))


def _walk(node: Mapping[str, Any], starts: list[Steps]) -> list[Steps]:
    """Where the node ends that begins at each of `starts`. A chain goes on where its last part ended."""
    kind, children = node["type"], node.get("children", [])
    if kind == "field":
        return [(*start, node["value"]) for start in starts]
    if kind == "literal":
        return []
    if kind in ("subexpression", "index_expression", "projection", "value_projection", "flatten", "pipe"):
        for child in children:
            starts = _walk(child, starts)
        return starts
    if kind == "filter_projection":
        base = _walk(children[0], starts)
        return _walk(children[1], base) + _walk(children[2], base)
    return [steps for child in children for steps in _walk(child, starts)] if children else starts


def _leaves(value: Any, before: Steps = ()) -> Iterator[Steps]:
    if isinstance(value, Mapping):
        for name, one in value.items():
            yield from _leaves(one, (*before, str(name)))
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(one, before)
    elif value not in (None, ""):
        yield before
