"""From a history to all that a bundle holds: conversion; close, days and amount where there are rows for them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from leadgate.domain.assessment import LAYERS
from leadgate.learning.affine import affine_of
from leadgate.learning.basis import FloatArray
from leadgate.learning.choosing import Progress
from leadgate.learning.conversion import Conversion, fit_conversion
from leadgate.learning.encoding import Encoding, fields_of, values_of
from leadgate.learning.ensemble import fit_spread
from leadgate.learning.fairness.weighing import Parity
from leadgate.learning.families.additive import Additive, Table
from leadgate.learning.families.linear import blocks_of, design_of, fit_linear
from leadgate.learning.families.trees import Trees
from leadgate.learning.graph import Heads
from leadgate.learning.measures import measure_probabilities
from leadgate.learning.ranges import LEAST_ROWS, Numbers, fit_range
from leadgate.learning.segment_nodes import OFFSET, SegmentColumns, slope_use
from leadgate.learning.segments import Segments, fit_segments
from leadgate.learning.splits import repeated_folds
from leadgate.learning.tables import History
from leadgate.learning.terms import Columns, Terms, serve, terms_of_linear, tree_columns
from leadgate.model.bundle import BOUNDS

_CLOSE_RIDGE: Final = 30.0
_LEAST_OF_EACH: Final = 15
_ROUGH: Final = 50


@dataclass(frozen=True)
class Trained:
    """What was learned of a history. measured: head → figures on unseen rows. served: (n, S), the history as read."""

    heads: Heads
    columns: Columns
    encoding: Encoding
    conversion: Conversion
    measured: Mapping[str, Mapping[str, Any]]
    served: FloatArray
    notes: tuple[str, ...]
    segments: Segments | None = None


def train(
    history: History, seed: int, progress: Progress = lambda _done, _all: None, parity: Parity | None = None
) -> Trained:
    """The same history and seed give the same bits. Raises BadInputError where outcomes do not suffice.

    parity: what the groups of the history's rows are owed.
    """
    fields = fields_of(history.columns)
    table = Table(fields, values_of(history.columns), history.converted)
    conversion = fit_conversion(table, history.at is not None, seed, progress, parity)
    segments = None
    if history.segment is not None:
        conversion, segments = fit_segments(table, history.segment, conversion)
    model = conversion.model
    columns = Columns(fields_of(history.inputs))
    for number, field in enumerate(fields):
        if field.kind != "category":
            columns.place(number, "value")
    terms, trees = _conversion_terms(model, columns)
    others, measured, notes = _other_heads(history, table, model.encoding, columns, seed)
    others["log_odds_spread"], measured["spread"] = fit_spread(table, conversion, columns, seed)
    encoding, segment = model.encoding, None
    if segments is not None:
        encoding, segment = _with_segment(encoding, segments, columns)
    served = serve(columns, encoding, values_of(history.inputs))
    heads = _heads(columns, served, model, (terms, trees), others, segment)
    unseen = conversion.unseen
    of_conversion = {"conversion": vars_of(measure_probabilities(unseen.log_odds, unseen.happened))}
    if history.at is not None and not conversion.timed:
        notes = (
            *notes,
            "chosen and measured on folds: no instant has enough outcomes of both kinds before and after it",
        )
    rarer = int(min(history.converted.sum(), len(history) - history.converted.sum()))
    if rarer < _ROUGH:
        notes = (*notes, f"only {rarer} rows of the rarer outcome: the figures and the chances are rough")
    return Trained(heads, columns, encoding, conversion, of_conversion | measured, served, notes, segments)


def _heads(
    columns: Columns,
    served: FloatArray,
    model: Additive,
    conversion: tuple[Terms, Trees | None],
    others: dict[str, Terms],
    segment: SegmentColumns | None,
) -> Heads:
    terms, trees = conversion
    input_of = np.array([one.field for one in columns.made], dtype=np.int64)
    return Heads(
        conversion=terms,
        term_means=terms.added(served).mean(axis=0),
        layer_of=np.array([LAYERS.index(columns.fields[number].layer) for number in input_of], dtype=np.int64),
        input_of=input_of,
        trees=trees,
        trees_weight=model.trees_weight,
        others=others,
        segment=segment,
    )


def _with_segment(encoding: Encoding, segments: Segments, columns: Columns) -> tuple[Encoding, SegmentColumns]:
    """The encoding with the segment as its last field, and where its look-ups are served."""
    number, moves = len(encoding.fields), segments.moves
    offset = columns.place(number, OFFSET, moves.offset)
    slopes = [columns.place(number, slope_use(layer), moves.slope[:, place]) for place, layer in enumerate(LAYERS)]
    extended = Encoding(
        (*encoding.fields, segments.field), (*encoding.categories, segments.categories), (*encoding.looked_up, None)
    )
    layer = LAYERS.index(segments.field.layer)
    return extended, SegmentColumns(offset, np.array(slopes, dtype=np.int64), number, layer)


def vars_of(measured: Any) -> dict[str, Any]:
    return {name: getattr(measured, name) for name in measured.__dataclass_fields__}


def _conversion_terms(model: Additive, columns: Columns) -> tuple[Terms, Trees | None]:
    terms = Terms(model.shift)
    if model.linear is not None:
        linear = terms_of_linear(model.linear, model.linear_weight, "effect", columns)
        terms = Terms(linear.constant + model.shift, linear.terms)
    if model.trees is None or not model.trees.trees:
        base = model.trees_weight * model.trees.base if model.trees else 0.0
        return Terms(terms.constant + base, terms.terms), None
    places = tree_columns(model.encoding, columns)
    moved = tuple(replace(tree, feature=places[tree.feature]) for tree in model.trees.trees)
    return terms, replace(model.trees, trees=moved)


def _other_heads(
    history: History, table: Table, encoding: Encoding, columns: Columns, seed: int
) -> tuple[dict[str, Terms], dict[str, dict[str, Any]], tuple[str, ...]]:
    others: dict[str, Terms] = {}
    measured: dict[str, dict[str, Any]] = {}
    notes: list[str] = []
    if history.won is not None:
        close = _close(history, table, encoding, columns, seed)
        if close is None:
            notes.append(f"no close head: at least {_LEAST_OF_EACH} deals won and lost are needed")
        else:
            others["close_log_odds"], measured["close"] = close
    for head, numbers in (("days", _days(history, table)), ("amount", _amounts(history, table))):
        if numbers is None:
            continue
        if numbers.closed.sum() < LEAST_ROWS:
            notes.append(f"no {head} head: at least {LEAST_ROWS} rows with a number above 0 are needed")
            continue
        timed = history.at is not None
        bounds, measured[head] = fit_range(encoding, numbers, head, columns, timed, seed)
        others |= {f"log_{head}:{bound}": terms for bound, terms in zip(BOUNDS, bounds, strict=True)}
    return others, measured, tuple(notes)


def _close(
    history: History, table: Table, encoding: Encoding, columns: Columns, seed: int
) -> tuple[Terms, dict[str, Any]] | None:
    """Of leads that converted, where that leaves both outcomes; splines, calibrated on folds not trained on."""
    assert history.won is not None  # asked for only where the column is given
    known = ~np.isnan(history.won)
    among = known & (history.converted > 0)
    chosen = among if _enough(history.won[among]) else known
    won, values = history.won[chosen], table.values[chosen]
    if not _enough(won):
        return None
    blocks = blocks_of(encoding, values)
    design = design_of(blocks, values)
    (folds,) = repeated_folds(won, seed)[:1]
    unseen = np.empty(len(won))
    for fold in folds:
        fitted = fit_linear(blocks, design[fold.trained], won[fold.trained], _CLOSE_RIDGE)
        unseen[fold.foretold] = fitted.log_odds(values[fold.foretold])
    slope, shift = affine_of(unseen, won)
    terms = terms_of_linear(fit_linear(blocks, design, won, _CLOSE_RIDGE), slope, "close", columns)
    measured = vars_of(measure_probabilities(slope * unseen + shift, won))
    return Terms(terms.constant + shift, terms.terms), measured


def _enough(outcome: FloatArray) -> bool:
    return bool(min(outcome.sum(), len(outcome) - outcome.sum()) >= _LEAST_OF_EACH) if len(outcome) else False


def _days(history: History, table: Table) -> Numbers | None:
    """Open leads are known to take longer: those not yet won or lost or, where only that is known, not converted."""
    if history.days is None:
        return None
    closed = history.converted > 0 if history.won is None else ~np.isnan(history.won)
    chosen = history.days > 0
    return Numbers(table.values[chosen], history.days[chosen], closed[chosen].astype(np.float64))


def _amounts(history: History, table: Table) -> Numbers | None:
    """Of deals won where there are enough, else of leads that converted, else of all that have one."""
    if history.amount is None:
        return None
    positive = history.amount > 0
    won = positive & (history.won == 1.0) if history.won is not None else np.zeros(len(history), dtype=bool)
    converted = positive & (history.converted > 0)
    chosen = next((rows for rows in (won, converted) if rows.sum() >= LEAST_ROWS), positive)
    return Numbers(table.values[chosen], history.amount[chosen], np.ones(int(chosen.sum())))
