"""A table scored by a trained bundle: batch after batch, in the order of the file, in memory that does not grow."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl
from polars.io.plugins import register_io_source

from leadgate.domain.assessment import LAYERS
from leadgate.domain.words import counted
from leadgate.errors import BadInputError
from leadgate.learning.basis import BoolArray, FloatArray, IntArray
from leadgate.learning.tables import column_names, missing_words, read_batches, read_days, read_numbers
from leadgate.learning.tables.columns import read_flags
from leadgate.model.bundle import BOUNDS, Model, Prediction
from leadgate.model.inputs import Input
from leadgate.model.segments import SEGMENTS, segment_used
from leadgate.model.trust import likeness, trust, weights_of

_WORKERS: Final = 2
_WAITING: Final = 4
_ROWS: Final = 32_768


@dataclass(frozen=True)
class Plan:
    """What is read of a file. columns: of each input; id, time: columns or None.

    segment_outcomes: with fewer, a person is to look at the leads of a segment.
    """

    path: Path
    model: Model
    columns: tuple[str, ...]
    id: str | None
    time: str | None
    reasons: int
    segment_outcomes: int = 0

    @property
    def read(self) -> tuple[str, ...]:
        more = [name for name in (self.id, self.time) if name is not None]
        return tuple(dict.fromkeys((*self.columns, *more)))


@dataclass(frozen=True)
class Read:
    """A batch as the model takes it. like: (n,) how like the rows trained on it is.

    known, strange: (inputs,) in how many rows it is known, and unlike all that was trained on.
    """

    matrix: FloatArray
    like: FloatArray
    known: IntArray
    strange: IntArray


@dataclass(frozen=True)
class Scored:
    """rows: how many. unknown: inputs that no row knows. strange: those of which none is like what was trained on."""

    rows: int
    unknown: tuple[str, ...]
    strange: tuple[str, ...]


def plan(path: Path, model: Model, id_column: str | None, reasons: int, segment_outcomes: int = 0) -> Plan:
    """Raises BadInputError naming what the file lacks."""
    there = column_names(path)
    columns = tuple(_column_of(path, one, there) for one in model.inputs)
    time = model.manifest.get("time_column")
    needs_time = any(one.kind == "date" for one in model.inputs)
    for option, name in (("--id ", id_column), ("", time if needs_time else None)):
        if name is not None and name not in there:
            raise BadInputError(f"{path}: {option}{name}", missing_words(name, there))
    return Plan(path, model, columns, id_column, time if needs_time else None, reasons, segment_outcomes)


def score(planned: Plan, out: Path, progress: Callable[[int], None]) -> Scored:
    """Writes CSV, or Parquet where the name says so. progress: told the rows of each batch as it is written."""
    known, strange = (np.zeros(len(planned.columns), dtype=np.int64) for _ in range(2))
    rows = 0

    def frames() -> Iterator[pl.DataFrame]:
        nonlocal rows
        for frame, found in _in_order(planned):
            rows += len(frame)
            np.add(known, found.known, out=known)
            np.add(strange, found.strange, out=strange)
            progress(len(frame))
            yield frame

    _write(frames(), out)
    if not rows:
        raise BadInputError(str(planned.path), "holds no rows")
    names = np.array(planned.columns)
    learned = np.array([one.kind != "category" or bool(one.levels) for one in planned.model.inputs])
    unlike = learned & (known > 0) & (strange == known)
    return Scored(rows, tuple(names[known == 0].tolist()), tuple(names[unlike].tolist()))


def read_frame(planned: Plan, frame: pl.DataFrame) -> Read:
    """The columns of a batch, each distinct value of a category looked up once."""
    day = read_days(frame[planned.time]) if planned.time is not None else np.zeros(len(frame))
    by_feature = np.empty(
        (len(planned.model.uses), len(frame))
    )  # column by column, turned at the end: four times faster
    like = np.zeros(len(frame))
    known, strange = (np.zeros(len(planned.columns), dtype=np.int64) for _ in range(2))
    weights = weights_of(planned.model)
    for number, (one, name) in enumerate(zip(planned.model.inputs, planned.columns, strict=True)):
        features = [(place, use) for place, (owner, use) in enumerate(planned.model.uses) if owner == number]
        if one.kind == "category":
            places = _places(one, frame[name])
            is_known, is_strange = places <= len(one.levels), places == len(one.levels)
            for place, use in features:
                by_feature[place] = one.served[use][places]
        else:
            values = _numbers(one, frame[name], day)
            is_known, is_strange = ~np.isnan(values), _strange(one, values)
            for place, _ in features:
                by_feature[place] = values
        known[number], strange[number] = is_known.sum(), is_strange.sum()
        like += likeness(weights[number], is_known, is_strange)
    return Read(np.ascontiguousarray(by_feature.T), like, known, strange)


def answers_of(planned: Plan, frame: pl.DataFrame, first_row: int) -> tuple[pl.DataFrame, Read]:
    """What is written of a batch, and what was read of it."""
    read = read_frame(planned, frame)
    predicted = planned.model.predict(read.matrix)
    ids = pl.Series("id", range(first_row, first_row + len(frame))) if planned.id is None else frame[planned.id]
    columns = [ids.alias("id"), *_answers(planned.model, predicted)]
    columns.append(pl.Series("confidence", trust(planned.model, read.like, predicted)))
    columns += _segments(planned, frame)
    if planned.reasons:
        columns += _reasons(planned, read, frame)
    return pl.DataFrame(columns), replace(read, matrix=read.matrix[:0])


def _column_of(path: Path, one: Input, there: Sequence[str]) -> str:
    found = next((name for name in (one.column, one.name) if name in there), None)
    if found is None:
        raise BadInputError(f"{path}: {one.column}", missing_words(one.column, there) + "; the model needs it")
    return found


def _in_order(planned: Plan) -> Iterator[tuple[pl.DataFrame, Read]]:
    """Batches are worked on side by side and come out as they came in."""
    waiting: deque[Future[tuple[pl.DataFrame, Read]]] = deque()
    row = 0
    with ThreadPoolExecutor(_WORKERS) as workers:
        for frame in read_batches(planned.path, planned.read, _ROWS):
            waiting.append(workers.submit(answers_of, planned, frame, row))
            row += len(frame)
            if len(waiting) >= _WAITING:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _numbers(one: Input, series: pl.Series, day: FloatArray) -> FloatArray:
    if one.kind == "date":
        return np.asarray(day - read_days(series, one.day_first), dtype=np.float64)
    return read_flags(series) if one.kind == "flag" else read_numbers(series)


def _strange(one: Input, values: FloatArray) -> BoolArray:
    low, high = one.range or (-np.inf, np.inf)
    return np.asarray((values < low) | (values > high), dtype=np.bool_)


def _places(one: Input, series: pl.Series) -> IntArray:
    distinct = series.unique()
    places = pl.Series([one.place(value) for value in distinct.to_list()], dtype=pl.Int64)
    return series.replace_strict(distinct, places, return_dtype=pl.Int64).to_numpy()


def _answers(model: Model, predicted: Prediction) -> Iterable[pl.Series]:
    yield pl.Series("conversion_probability", _chance(predicted.log_odds))
    if predicted.close_log_odds is not None:
        yield pl.Series("close_probability", _chance(predicted.close_log_odds))
    for name, bounds in (("deal_size", predicted.amount), ("timeline_days", predicted.days)):
        if bounds is not None:
            for place, bound in enumerate(BOUNDS):
                yield pl.Series(f"{name}_{bound}", bounds[:, place])
    yield pl.Series("baseline", np.full(len(predicted.log_odds), model.baseline))
    for place, layer in enumerate(LAYERS):
        yield pl.Series(layer, predicted.layers[:, place])


def _segments(planned: Plan, frame: pl.DataFrame) -> list[pl.Series]:
    """Where the bundle has segments: how many outcomes that of each row has, and whether a person is to look."""
    said = planned.model.manifest.get(SEGMENTS)
    if said is None:
        return []
    number = next(place for place, one in enumerate(planned.model.inputs) if one.name == said["source"])
    series = frame[planned.columns[number]]
    distinct = series.unique()
    counts = pl.Series([segment_used(said, value).outcomes for value in distinct.to_list()], dtype=pl.Int64)
    outcomes = series.replace_strict(distinct, counts, return_dtype=pl.Int64)
    return [outcomes.alias("segment_outcomes"), (outcomes < planned.segment_outcomes).alias("review")]


def _chance(log_odds: FloatArray) -> FloatArray:
    with np.errstate(over="ignore"):
        return np.asarray(1.0 / (1.0 + np.exp(-log_odds)), dtype=np.float64)


def _reasons(planned: Plan, read: Read, frame: pl.DataFrame) -> Iterator[pl.Series]:
    """The strongest first: `job is student (+0.41)`."""
    added = planned.model.explain(read.matrix)
    count = min(planned.reasons, added.shape[1])
    best = np.argsort(-np.abs(added), axis=1, kind="stable")[:, :count]
    values = [frame[name].cast(pl.String).to_list() for name in planned.columns]
    names = [one.column for one in planned.model.inputs]
    for rank in range(count):
        said = (
            f"{names[place]} is {values[place][row] or 'unknown'} ({added[row, place]:+.2f})"
            for row, place in enumerate(best[:, rank].tolist())
        )
        yield pl.Series(f"reason_{rank + 1}", list(said), dtype=pl.String)


def _write(frames: Iterator[pl.DataFrame], out: Path) -> None:
    first = next(frames, None)
    if first is None:
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    if out.suffix == ".parquet":
        _write_parquet(first, frames, out)
        return
    with out.open("wb") as file:
        first.write_csv(file)
        for frame in frames:
            frame.write_csv(file, include_header=False)


def _write_parquet(first: pl.DataFrame, frames: Iterator[pl.DataFrame], out: Path) -> None:
    def source(
        _columns: list[str] | None, _predicate: pl.Expr | None, _rows: int | None, _batch: int | None
    ) -> Iterator[pl.DataFrame]:
        yield first
        yield from frames

    register_io_source(source, schema=first.schema).sink_parquet(out, maintain_order=True)


def warnings_of(scored: Scored) -> Iterator[str]:
    if scored.unknown:
        said = counted(len(scored.unknown), "column")
        yield f"{said} without one known value: {', '.join(scored.unknown)}; their chances are guesses"
    if scored.strange:
        said = counted(len(scored.strange), "column")
        yield f"{said} without one value like those trained on: {', '.join(scored.strange)}; their chances are guesses"
