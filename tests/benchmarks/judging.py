"""How fast the pure middle is: one assessment, the model alone, and columns over a whole database."""

from collections.abc import Iterator
from dataclasses import fields, replace
from functools import partial
from typing import Any, Final

import numpy as np

from leadgate.assess import assess, measure
from leadgate.bootstrap import bundled_model
from leadgate.domain.dossier import Dossier
from leadgate.domain.settings import Settings
from leadgate.features.batch import Batch, read_batch
from leadgate.features.columns import columns_of, matrix_of
from leadgate.features.table import SignalTable
from leadgate.model.registry import FolderRegistry
from tests.benchmarks.figures import Figure, median_cpu_seconds
from tests.builders import PAGES, DossierBuilder, a_buyer

SETTINGS: Final = Settings()
MODEL: Final = FolderRegistry(bundled_model()).current()
LEADS: Final = 100_000
DIFFERENT: Final = 500


def figures() -> Iterator[Figure]:
    for signals, target in ((40, 1.0), (1000, 3.0)):
        judge = partial(assess, with_signals(a_buyer(), signals).build(), SETTINGS, MODEL)
        taken = median_cpu_seconds(judge, 200)
        yield Figure(f"one assessment, {signals} signals", taken * 1e3, "ms", target)
    yield _model_alone()
    yield _columns()


def _model_alone() -> Figure:
    (case,) = measure((a_buyer().build(),), SETTINGS)
    row = np.array([[case.measures[name] for name in MODEL.features]])
    return Figure(
        "the model alone, one lead", median_cpu_seconds(lambda: MODEL.predict(row), 50, at_once=100) * 1e6, "µs", 10.0
    )


def _columns() -> Figure:
    batch = many(LEADS // DIFFERENT)
    taken = median_cpu_seconds(lambda: matrix_of(columns_of(batch), MODEL.features), 3, warm_up=1)
    return Figure("feature columns, 100,000 leads × 20 signals", LEADS / taken, "leads/s", 50_000, "at least")


def with_signals(builder: DossierBuilder, count: int) -> DossierBuilder:
    """Page views of all stages and people, until there are so many."""
    pages, people = tuple(PAGES), (None, None, None, "Chief Financial Officer")
    for number in range(count - len(builder.signals)):
        page, by = pages[number % len(pages)], people[number % len(people)]
        builder = builder.viewed(page, seconds=20.0 + number % 90, days_ago=0.2 + number * 80 / count, by=by)
    return builder


def many(times: int) -> Batch:
    """`DIFFERENT` leads, each of whom stands in the columns so many times; profiles and fits were read before."""
    batch = read_batch([_one(number) for number in range(DIFFERENT)], SETTINGS)
    return replace(
        batch,
        dossiers=tuple(batch.dossiers) * times,
        machines=tuple(batch.machines) * times,
        profiles=tuple(batch.profiles) * times,
        fits=tuple(batch.fits) * times,
        heard=tuple(batch.heard) * times,
        table=_tiled(batch.table, times),
        weight=np.tile(batch.weight, times),
    )


def _one(number: int) -> Dossier:
    return with_signals(a_buyer().with_lead(id=f"hubspot:contact:{number}"), 20).build()


def _tiled(table: SignalTable, times: int) -> SignalTable:
    columns = {field.name: getattr(table, field.name) for field in fields(table)}
    tiled: dict[str, Any] = {
        name: np.tile(column, times) for name, column in columns.items() if isinstance(column, np.ndarray)
    }
    offsets = np.repeat(np.arange(times) * table.leads, len(table.lead))
    return replace(table, **tiled | {"leads": table.leads * times, "lead": tiled["lead"] + offsets})
