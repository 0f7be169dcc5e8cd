"""The segments of a history: how each is pooled with the whole, and how its unseen leads were foretold by both.

Forecasts of unseen rows are those of folds or, in time, of one origin after another, each row by the newest fit before.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from leadgate.domain.assessment import LAYERS
from leadgate.learning.affine import level_of, loss_of
from leadgate.learning.basis import BoolArray, FloatArray, IntArray
from leadgate.learning.conversion import Conversion
from leadgate.learning.encoding import Categories, Field, categories_of
from leadgate.learning.families.additive import Additive, Table, calibrated
from leadgate.learning.levels import UNKNOWN_LEVEL
from leadgate.learning.measures import measure_probabilities
from leadgate.learning.pooling import Foretold, Moves, Variances, choose_variances, fit_moves
from leadgate.learning.splits import Split
from leadgate.learning.tables import Column


@dataclass(frozen=True)
class Segment:
    """One of them. rows, converted: of the whole history. own: 0–1, how much of its own it has.

    unseen: how its unseen rows were foretold, by the whole and by its own; None where there were none.
    """

    name: str
    rows: int
    converted: int
    own: float
    unseen: dict[str, Any] | None


@dataclass(frozen=True)
class Segments:
    """field, categories: of the column. moves: by place: kept levels, all others, unknown.

    segments: the most frequent first; last, those leads whose segment is unknown.
    """

    field: Field
    categories: Categories
    variances: Variances
    moves: Moves
    segments: tuple[Segment, ...]

    @property
    def known(self) -> Mapping[str, Any]:
        """As the manifest lists them (`leadgate.model.segments`)."""
        *named, unknown = self.segments
        said = {"column": self.field.name, "source": self.field.source, "moves": self.variances.words}
        return {**said, "known": {one.name: _counted(one) for one in named}, "unknown": _counted(unknown)}

    @property
    def figures(self) -> Mapping[str, Any]:
        """As `evaluation.json` has them."""
        slopes = dict(zip(LAYERS, self.moves.slope.T.tolist(), strict=True))
        places = {name: place for place, name in enumerate(self.categories.kept)}
        rows = []
        for one in self.segments:
            place = self.categories.size - 1 if one is self.segments[-1] else places.get(one.name)
            own = {"offset": 0.0, "slopes": dict.fromkeys(LAYERS, 0.0)}
            if place is not None:
                own = {
                    "offset": float(self.moves.offset[place]),
                    "slopes": {layer: by_place[place] for layer, by_place in slopes.items()},
                }
            rows.append({**asdict(one), **own})
        return {"column": self.field.name, "moves": self.variances.words, **asdict(self.variances), "segments": rows}


def _counted(one: Segment) -> dict[str, Any]:
    return {"outcomes": one.rows, "converted": one.converted, "own": one.own}


def fit_segments(table: Table, column: Column, conversion: Conversion) -> tuple[Conversion, Segments]:
    """The conversion with the level and the unseen forecasts of its segments; and these."""
    field = Field(column.name, column.source, column.layer, column.kind, column.levels)
    categories = categories_of(field, column.values)
    places, size = categories.places(column.values), categories.size
    rest = (len(categories.kept),)
    foretold = _foretold(table, places, conversion)
    measured = _measured(table, places, conversion)
    pairs = _pairs(foretold, measured, conversion)
    variances = choose_variances([fitted for fitted, _ in pairs], [judged for _, judged in pairs], size, rest)
    whole = np.concatenate([judged.log_odds for _, judged in pairs])
    rows = np.concatenate([judged.rows for _, judged in pairs])
    own = np.concatenate([_own(fit_moves(fitted, size, variances, rest), judged) for fitted, judged in pairs])
    order = np.argsort(rows, kind="stable")[np.searchsorted(np.sort(rows), conversion.unseen.rows)]
    unseen = replace(conversion.unseen, log_odds=own[order])
    moves = fit_moves(foretold, size, variances, rest)
    model = conversion.model
    means = model.linear_by_layer(table.values).mean(axis=0)
    model = calibrated(model, 1.0, _relevel(model, means, moves, table, places))
    described = _described(column, categories, table, moves, (rows, whole, own))
    pooled = Segments(field, categories, variances, moves, described)
    return replace(conversion, model=model, unseen=unseen), pooled


def _own(moves: Moves, rows: Foretold) -> FloatArray:
    """At the level the whole has, for only differences between segments are known of."""
    moved = moves.moved(rows.log_odds, rows.layers, rows.place)
    return moved + level_of(moved, _promised(rows.log_odds))


def _promised(log_odds: FloatArray) -> FloatArray:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(log_odds, -700, 700))), dtype=np.float64)


def _relevel(model: Additive, means: FloatArray, moves: Moves, table: Table, places: IntArray) -> float:
    """The shift after which all leads together are promised what the whole promises them."""
    log_odds = model.log_odds(table.values)
    moved = moves.moved(log_odds, model.by_layer(table.values, means), places)
    return level_of(moved, _promised(log_odds))


def _said(table: Table, places: IntArray, model: Additive, trained: IntArray, rows: IntArray, part: int) -> Foretold:
    """By a model that was fitted on the rows `trained`."""
    means = model.linear_by_layer(table.values[trained]).mean(axis=0)
    values = table.values[rows]
    parts = np.full(len(rows), part, dtype=np.int64)
    layers = model.by_layer(values, means)
    return Foretold(rows, model.log_odds(values), layers, places[rows], table.happened[rows], parts)


def _together(parts: list[Foretold]) -> Foretold:
    names = Foretold.__dataclass_fields__
    return Foretold(*(np.concatenate([getattr(one, name) for one in parts]) for name in names))


def _foretold(table: Table, places: IntArray, conversion: Conversion) -> Foretold:
    """Every row that any fit had not seen, once."""
    parts = []
    for part, split in enumerate(conversion.choice.splits if conversion.timed else conversion.splits):
        rows = split.foretold
        if conversion.timed:
            rows = rows[rows < _next_origin(conversion.choice.splits, part)]
        parts.append(_said(table, places, conversion.refit(split.trained), split.trained, rows, part))
    return _together(parts)


def _next_origin(splits: tuple[Split, ...], part: int) -> int:
    """The first row of the next origin: from there on a newer fit foretells."""
    return int(splits[part + 1].foretold[0]) if part + 1 < len(splits) else int(splits[part].foretold[-1]) + 1


def _measured(table: Table, places: IntArray, conversion: Conversion) -> Foretold:
    """The rows that the conversion is measured on, as it foretold them."""
    splits = enumerate(conversion.splits)
    return _together(
        [_said(table, places, conversion.refit(s.trained), s.trained, s.foretold, part) for part, s in splits]
    )


def _pairs(foretold: Foretold, measured: Foretold, conversion: Conversion) -> list[tuple[Foretold, Foretold]]:
    """What segments are fitted on and judged by: earlier and later rows in time, else other folds and one fold."""
    if conversion.timed:
        before = foretold.only(foretold.rows < measured.rows.min())
        return [(before if len(before) else measured.only(measured.rows < 0), measured)]
    parts: Iterator[BoolArray] = (measured.part == part for part in np.unique(measured.part))
    return [(measured.only(~part), measured.only(part)) for part in parts]


def _described(
    column: Column,
    categories: Categories,
    table: Table,
    moves: Moves,
    foretold: tuple[IntArray, FloatArray, FloatArray],
) -> tuple[Segment, ...]:
    """Of each value, and of leads whose segment is unknown; the most frequent first."""
    rows, whole, own = foretold
    values = np.where(np.isnan(column.values), len(column.levels), column.values)
    happened = table.happened[rows]
    found = []
    for level, name in enumerate((*column.levels, UNKNOWN_LEVEL)):
        mine, here = values == level, values[rows] == level
        unseen = _figures(whole[here], own[here], happened[here]) if here.any() else None
        share = float(moves.own[categories.place[level]])
        count, converted = int(mine.sum()), int(table.happened[mine].sum())
        found.append(Segment(name, count, converted, round(share, 4), unseen))
    return (*sorted(found[:-1], key=lambda segment: (-segment.rows, segment.name)), found[-1])


def _figures(whole: FloatArray, own: FloatArray, happened: FloatArray) -> dict[str, Any]:
    """By the whole alone, and with what is the segment's own."""
    return {"rows": len(happened), "whole": _measure(whole, happened), "own": _measure(own, happened)}


def _measure(log_odds: FloatArray, happened: FloatArray) -> dict[str, float | None]:
    """AUC is None where all rows have one outcome."""
    loss = round(loss_of(log_odds, happened), 5)
    if 0 < happened.mean() < 1:
        measured = asdict(measure_probabilities(log_odds, happened))
        return {name: measured[name] for name in ("auc", "brier", "calibration_error")} | {"log_loss": loss}
    chance = _promised(log_odds)
    brier, gap = float(((chance - happened) ** 2).mean()), float(abs(chance.mean() - happened.mean()))
    return {"auc": None, "brier": round(brier, 4), "calibration_error": round(gap, 4), "log_loss": loss}
