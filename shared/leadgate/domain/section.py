"""The frame of all settings: frozen, strict, and refusing what is misspelt by its full path."""

import difflib
import json
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from leadgate.errors import BadInputError

Model = TypeVar("Model", bound=BaseModel)

Share = Annotated[float, Field(ge=0, le=1)]
Score = Annotated[float, Field(ge=0, le=100)]
Days = Annotated[float, Field(gt=0, le=3650)]
Names = tuple[str, ...]


class Section(BaseModel):
    """A group of settings: default and range stand together with each."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


def validated(model: type[Model], tree: Mapping[str, Any]) -> Model:
    """The settings of a tree as TOML, JSON or SSM give it. Raises BadInputError: full path and what is allowed."""
    try:
        return model.model_validate_json(json.dumps(tree, default=str))
    except ValidationError as error:
        problems = [_problem(model, details) for details in error.errors()]
        first = problems[0]
        more = "".join(f"; {path}: {problem}" for path, problem in problems[1:4])
        raise BadInputError(first[0], first[1] + more) from error


def _problem(model: type[BaseModel], details: ErrorDetails) -> tuple[str, str]:
    path = ".".join(str(part) for part in details["loc"])
    if details["type"] == "extra_forbidden":
        return path, f"no such setting{_nearest(model, details['loc'])}"
    message = details["msg"]
    for theirs, ours in _OUR_WORDS:
        message = message.replace(theirs, ours)
    given = details["input"]
    said = "" if isinstance(given, dict | list) else f" (got {given!r})"
    plain = message[:1].lower() if message[1:2].islower() else message[:1]  # "A ≥ B" keeps its A
    return path, f"{plain}{message[1:]}{said}"


_OUR_WORDS = (
    ("Input should be", "must be"),
    ("a valid array", "a list"),
    ("a valid dictionary", "an object"),
    ("a valid ", "a "),
    ("Value error, ", ""),
)


def _nearest(model: type[BaseModel], location: tuple[int | str, ...]) -> str:
    allowed = _allowed_beside(model.model_json_schema(), location)
    close = difflib.get_close_matches(str(location[-1]), allowed, n=1)
    if close:
        return f"; did you mean {close[0]}?"
    return f"; allowed are {', '.join(sorted(allowed))}" if allowed else ""


def _allowed_beside(schema: Mapping[str, Any], location: tuple[int | str, ...]) -> list[str]:
    """Names that the object around `location` knows."""
    node: Mapping[str, Any] = schema
    for part in location[:-1]:
        node = _resolve(schema, _child(node, part))
    return list(node.get("properties", {}))


def _child(node: Mapping[str, Any], part: int | str) -> Mapping[str, Any]:
    if isinstance(part, int):
        found: Mapping[str, Any] = node.get("items", {})
    else:
        found = node.get("properties", {}).get(part) or node.get("additionalProperties") or {}
    return found


def _resolve(schema: Mapping[str, Any], node: Mapping[str, Any]) -> Mapping[str, Any]:
    for option in (node, *node.get("anyOf", ())):
        if "$ref" in option:
            target: Mapping[str, Any] = schema["$defs"][option["$ref"].rsplit("/", 1)[1]]
            return target
    return node


def leaves(section: BaseModel, prefix: str = "", only_given: bool = False) -> Iterator[tuple[str, Any]]:
    """Every setting as (dotted path, value as JSON knows it): one SSM parameter each.

    only_given: those that the tree named which it was read from, at their default or not.
    """
    for name, field in type(section).model_fields.items():
        if only_given and name not in section.model_fields_set:
            continue
        value = getattr(section, name)
        path = f"{prefix}{field.alias or name}"
        if isinstance(value, Section):
            yield from leaves(value, f"{path}.", only_given)
        else:
            yield path, json.loads(section.model_dump_json(include={name}, by_alias=True))[field.alias or name]
