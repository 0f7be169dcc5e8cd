"""How fast a bundle is trained on an export, and how fast it scores tables and gives reasons."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl

from leadgate.features.columns import LAYER_OF
from leadgate.learning.evaluation import evaluate
from leadgate.learning.scoring import plan, read_frame, score
from leadgate.learning.tables import History, Roles, history_of
from leadgate.learning.trained_bundle import write_trained
from leadgate.learning.training import train
from leadgate.model.bundle import Model, load_bundle
from tests.benchmarks.figures import Figure, median_cpu_seconds, seconds_of

TRAINED: Final = 10_000
SCORED: Final = 1_000_000
_NUMBERS: Final = 30
_CATEGORIES: Final = 10
_EXPLAINED: Final = 100


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="leadgate-bench-") as name:
        folder = Path(name)
        history = history_of(_table(TRAINED, 1), Roles("converted", id="id"))
        yield Figure("train, 10,000 rows × 40 columns", seconds_of(lambda: _train(history, folder)), "s", 60.0)
        model = load_bundle(folder, LAYER_OF)
        table = _table(SCORED, 2)
        table.write_parquet(folder / "leads.parquet")
        yield from _scoring(model, folder, table)


def _train(history: History, folder: Path) -> None:
    trained = train(history, 7)
    origin: dict[str, Any] = {"name": "bench", "currency": "USD", "seed": 7}
    write_trained(folder, trained, history, origin, evaluate(trained))


def _scoring(model: Model, folder: Path, table: pl.DataFrame) -> Iterator[Figure]:
    planned = plan(folder / "leads.parquet", model, "id", 0)
    taken = seconds_of(lambda: score(planned, folder / "scores.parquet", lambda _rows: None))
    yield Figure("score, 40 columns from Parquet", SCORED / taken, "leads/s", 200_000, "at least")
    part = table[: SCORED // 10]
    matrix = read_frame(planned, part).matrix
    alone = seconds_of(lambda: model.predict(matrix)) * 10 / 2  # as two workers would share it
    yield Figure("score, times onnxruntime alone on arrays", taken / alone, "×", 2.0)
    row, rows = matrix[:1], np.ascontiguousarray(matrix[:_EXPLAINED])
    yield Figure(
        "a trained model alone, one lead",
        median_cpu_seconds(lambda: model.predict(row), 50, at_once=100) * 1e6,
        "µs",
        10.0,
    )
    taken = median_cpu_seconds(lambda: model.explain(rows), 20, at_once=5) / _EXPLAINED
    yield Figure("reasons by column, of each lead", taken * 1e6, "µs", 100.0)


def _table(rows: int, seed: int) -> pl.DataFrame:
    random = np.random.default_rng(seed)
    columns: dict[str, Any] = {"id": np.arange(rows)}
    numbers = random.normal(size=(rows, _NUMBERS)).round(3)
    categories = random.integers(0, [4, 5, 6, 7, 8, 9, 10, 20, 50, 200], (rows, _CATEGORIES))
    log_odds = numbers[:, :5].sum(axis=1) * 0.4 + (categories[:, 0] % 3 == 0) - 2.5
    log_odds += np.where(numbers[:, 0] * numbers[:, 1] > 0, 0.6, -0.6)
    numbers[random.random(numbers.shape) < 0.05] = np.nan
    words = pl.Series([f"level {number}" for number in range(200)])
    columns |= {f"number_{place}": numbers[:, place] for place in range(_NUMBERS)}
    columns |= {f"category_{place}": words.gather(categories[:, place]) for place in range(_CATEGORIES)}
    columns["converted"] = random.random(rows) < 1.0 / (1.0 + np.exp(-log_odds))
    return pl.DataFrame(columns)
