"""Training rows from dossiers and what became of them: features as they stood at each dossier's instant."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Final, Protocol

import numpy as np

from leadgate.domain.dossier import Dossier
from leadgate.domain.settings import Settings
from leadgate.features.batch import read_batch
from leadgate.features.columns import FEATURES, columns_of, matrix_of
from leadgate.learning.basis import BoolArray, FloatArray

FEATURE_NAMES: Final = tuple(feature.name for feature in FEATURES)
_BATCH: Final = 4000


class Result(Protocol):
    """What became of a lead. won, amount, days: None where unknown; days without won: open, watched so long."""

    @property
    def converted(self) -> bool: ...
    @property
    def won(self) -> bool | None: ...
    @property
    def amount(self) -> float | None: ...
    @property
    def days(self) -> float | None: ...


@dataclass(frozen=True)
class Rows:
    """n leads, oldest first. features: (n, F). at: (n,) seconds. converted: (n,) 0 or 1.

    won, amount, days: (n,) NaN where unknown or open; closed: (n,) 1 where `days` ran to the close, 0 while open.
    """

    features: FloatArray
    at: FloatArray
    converted: FloatArray
    won: FloatArray
    amount: FloatArray
    days: FloatArray
    closed: FloatArray

    def __len__(self) -> int:
        return len(self.at)

    def where(self, chosen: BoolArray | slice) -> "Rows":
        return Rows(*(getattr(self, name)[chosen] for name in self.__dataclass_fields__))


def features_of(dossiers: Sequence[Dossier], settings: Settings) -> FloatArray:
    """(n, F) in the order of the registry."""
    return matrix_of(columns_of(read_batch(dossiers, settings)), FEATURE_NAMES)


def rows_of(leads: Iterable[tuple[Dossier, Result]], settings: Settings) -> Rows:
    """All leads in the order of their instants; read in batches, so that they need not be in memory at once."""
    parts = [_part(batch, settings) for batch in _batches(leads)]
    rows = Rows(*(np.concatenate([getattr(part, name) for part in parts]) for name in Rows.__dataclass_fields__))
    order = np.argsort(rows.at, kind="stable")
    return Rows(*(getattr(rows, name)[order] for name in Rows.__dataclass_fields__))


def split_by_time(rows: Rows, *shares: float) -> tuple[Rows, ...]:
    """Consecutive parts, oldest first; the last takes what the shares leave."""
    ends = [0, *(round(len(rows) * share) for share in np.cumsum(shares)), len(rows)]
    return tuple(rows.where(slice(start, end)) for start, end in pairwise(ends))


def _batches(leads: Iterable[tuple[Dossier, Result]]) -> Iterator[list[tuple[Dossier, Result]]]:
    iterator = iter(leads)
    while batch := list(islice(iterator, _BATCH)):
        yield batch


def _part(batch: Sequence[tuple[Dossier, Result]], settings: Settings) -> Rows:
    results = [result for _, result in batch]
    won = [None if result.won is None else float(result.won) for result in results]
    return Rows(
        features=features_of([dossier for dossier, _ in batch], settings),
        at=np.array([dossier.as_of.timestamp() for dossier, _ in batch]),
        converted=np.array([float(result.converted) for result in results]),
        won=_numbers(won),
        amount=_numbers([result.amount for result in results]),
        days=_numbers([result.days for result in results]),
        closed=np.array([float(result.won is not None) for result in results]),
    )


def _numbers(values: Sequence[float | None]) -> FloatArray:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
