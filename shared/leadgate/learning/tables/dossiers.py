"""JSON Lines of dossiers with outcomes as a table: features as they stood at each `as_of`, properties as they came.

`outcome` holds `converted`, and where known `won`, `amount` and `days`; what `leadgate crm import` writes.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, Final

import polars as pl

from leadgate.domain import reading
from leadgate.domain.dossier import Dossier
from leadgate.domain.dossier_json import parse_dossier
from leadgate.domain.settings import Settings
from leadgate.errors import BadInputError
from leadgate.learning.rows import FEATURE_NAMES, features_of
from leadgate.learning.tables.history import Roles
from leadgate.learning.tables.layers import FEATURES
from leadgate.model.inputs import ACCOUNT, LEAD

_BATCH: Final = 2000
_OUTCOMES: Final = ("converted", "won")
_NUMBERS: Final = ("amount", "days")
DOSSIER_ROLES: Final = Roles(
    "outcome.converted",
    time="as_of",
    won="outcome.won",
    amount="outcome.amount",
    days="outcome.days",
    id="lead_id",
)


def read_dossiers(path: Path, settings: Settings) -> pl.DataFrame:
    """One row a dossier. Raises BadInputError naming the line and the field."""
    parts = [_frame(batch, settings) for batch in _batches(_lines(path))]
    if not parts:
        raise BadInputError(str(path), "holds no dossiers: one JSON object a line is needed")
    return pl.concat(parts, how="diagonal")


def roles_of(frame: pl.DataFrame, layers: Mapping[str, Any]) -> Roles:
    """Which outcomes there are to learn from."""
    named = {name: column for name in ("won", "amount", "days") if _has(frame, column := f"outcome.{name}")}
    rest = tuple(f"outcome.{name}" for name in ("won", "amount", "days") if name not in named)
    plain = Roles(DOSSIER_ROLES.target, time="as_of", id="lead_id", exclude=rest, layers=dict(layers))
    return replace(plain, won=named.get("won"), amount=named.get("amount"), days=named.get("days"))


def _has(frame: pl.DataFrame, column: str) -> bool:
    return frame[column].drop_nulls().n_unique() > 1


def _lines(path: Path) -> Iterator[tuple[Dossier, Mapping[str, Any]]]:
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _parsed(line, f"{path} line {number}")
    except OSError as error:
        raise BadInputError(str(path), f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BadInputError(str(path), "must be UTF-8 text") from error


def _parsed(line: str, place: str) -> tuple[Dossier, Mapping[str, Any]]:
    try:
        row = reading.an_object(json.loads(line), "")
        outcome = reading.an_object(row.get("outcome") or {}, "outcome")
        return parse_dossier(row), _outcome(outcome)
    except (ValueError, RecursionError) as error:
        raise BadInputError(place, f"is no JSON object: {error}") from error
    except BadInputError as error:
        raise BadInputError(f"{place}: {error.path}" if error.path else place, error.problem) from error


def _outcome(row: Mapping[str, Any]) -> Mapping[str, Any]:
    flags = {f"outcome.{name}": reading.optional_flag(row, name) for name in _OUTCOMES}
    return {**flags, **{f"outcome.{name}": reading.number(row, name) for name in _NUMBERS}}


def _batches(rows: Iterator[tuple[Dossier, Mapping[str, Any]]]) -> Iterator[list[tuple[Dossier, Mapping[str, Any]]]]:
    while batch := list(islice(rows, _BATCH)):
        yield batch


def _frame(batch: Sequence[tuple[Dossier, Mapping[str, Any]]], settings: Settings) -> pl.DataFrame:
    dossiers = [dossier for dossier, _ in batch]
    matrix = features_of(dossiers, settings)
    columns = {f"{FEATURES}{name}": matrix[:, place] for place, name in enumerate(FEATURE_NAMES)}
    frame = pl.DataFrame({"lead_id": [d.lead.id for d in dossiers], "as_of": [d.as_of for d in dossiers], **columns})
    schema = {f"outcome.{name}": pl.Boolean for name in _OUTCOMES} | {
        f"outcome.{name}": pl.Float64 for name in _NUMBERS
    }
    outcomes = pl.DataFrame([dict(outcome) for _, outcome in batch], schema=schema)
    return pl.concat((frame, outcomes, _properties(dossiers)), how="horizontal")


def _properties(dossiers: Sequence[Dossier]) -> pl.DataFrame:
    """As text, which is what a webhook brings; lists and objects are no values."""
    rows = [
        {LEAD + name: value for name, value in dossier.lead.properties.items()}
        | {ACCOUNT + name: value for name, value in dossier.account.properties.items()}
        for dossier in dossiers
    ]
    names = dict.fromkeys(name for row in rows for name in row)
    return pl.DataFrame({name: pl.Series([_text(row.get(name)) for row in rows], dtype=pl.String) for name in names})


def _text(value: Any) -> str | None:
    return None if value is None or isinstance(value, (list, dict)) else str(value)
