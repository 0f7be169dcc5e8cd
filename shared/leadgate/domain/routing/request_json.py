"""A routing request as a JSON object, and back, so that an assignment can be worked out again."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from leadgate.domain import reading
from leadgate.domain.reading import render_instant
from leadgate.domain.routing.request import RoutingRequest


def render_request(request: RoutingRequest) -> Mapping[str, Any]:
    """Every field under its own name; those that are empty are left out."""
    named = {one.name: getattr(request, one.name) for one in fields(RoutingRequest)}
    filled = {name: list(value) if isinstance(value, tuple) else value for name, value in named.items() if value}
    return {**filled, "score": request.score, "as_of": render_instant(request.as_of)}


def kept_request(value: object) -> RoutingRequest:
    """What `render_request` made. Raises BadInputError where it is nothing of the kind."""
    row = reading.an_object(value, "request")
    known = {one.name for one in fields(RoutingRequest)}
    given: dict[str, Any] = {
        name: tuple(found) if isinstance(found, list) else found for name, found in row.items() if name in known
    }
    given["as_of"] = reading.required_instant(row, "as_of")
    return RoutingRequest(**given)
