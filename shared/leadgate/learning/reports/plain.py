"""Findings as JSON knows them."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from math import isfinite
from typing import Any, Final

import numpy as np

from leadgate.domain.reading import render_instant

_DIGITS: Final = 6


def plain(value: Any) -> Any:
    """Records as objects, instants as text, numbers to six significant digits, what is unknown as null."""
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple | np.ndarray):
        return [plain(inner) for inner in value]
    if isinstance(value, datetime):
        return render_instant(value)
    if isinstance(value, date):
        return value.isoformat()
    return _plain_number(value)


def _plain_number(value: Any) -> Any:
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        return float(f"{value:.{_DIGITS}g}") if isfinite(value) else None
    return value
