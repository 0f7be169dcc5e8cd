"""The one document of a store of bundles: what stands, and every change that led there."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from leadgate.errors import PermanentError
from leadgate.model.standing import Standing, parse_standing, render_standing


@dataclass(frozen=True)
class Register:
    standing: Standing = field(default_factory=Standing)
    events: tuple[Mapping[str, Any], ...] = ()


def parse_register(content: bytes | None, place: str) -> Register:
    """None: nothing was ever kept there. Raises PermanentError naming the place."""
    if content is None:
        return Register()
    try:
        row = json.loads(content)
        return Register(parse_standing(row["standing"]), tuple(row["events"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise PermanentError(f"{place} cannot be read as a register of models: {error}") from error


def render_register(register: Register) -> bytes:
    row = {"standing": render_standing(register.standing), "events": list(register.events)}
    return json.dumps(row, ensure_ascii=False, indent=1).encode()
