"""What is trained on and what is foretold: parted by time where there is one, else by repeated folds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from leadgate.learning.basis import FloatArray, IntArray

_ORIGINS: Final = (0.4, 0.5, 0.6, 0.7, 0.8)
_AHEAD_SHARE: Final = 0.2
_LEAST_OF_EACH: Final = 5


@dataclass(frozen=True)
class Split:
    """Places of rows."""

    trained: IntArray
    foretold: IntArray


def rolling_origin(happened: FloatArray) -> tuple[Split, ...]:
    """Train on what came before an instant, foretell what came next; rows oldest first. None of one class alone."""
    count = len(happened)
    ends = [(round(count * share), min(count, round(count * (share + _AHEAD_SHARE)))) for share in _ORIGINS]
    splits = [Split(np.arange(start), np.arange(start, end)) for start, end in ends]
    return tuple(split for split in splits if _has_both(happened, split))


def repeated_folds(happened: FloatArray, seed: int) -> tuple[tuple[Split, ...], ...]:
    """Repeats of stratified folds; more repeats where there are fewer rows."""
    count = len(happened)
    folds = 5 if count < 60_000 else 3
    folds = int(max(2, min(folds, happened.sum() // 2, (count - happened.sum()) // 2)))
    repeats = 4 if count < 2_000 else 2 if count < 12_000 else 1
    random = np.random.default_rng(seed)
    return tuple(_folds(happened, folds, random) for _ in range(repeats))


def _folds(happened: FloatArray, folds: int, random: np.random.Generator) -> tuple[Split, ...]:
    fold = np.empty(len(happened), dtype=np.int64)
    for outcome in (0.0, 1.0):
        places = random.permutation(np.flatnonzero(happened == outcome))
        fold[places] = np.arange(len(places)) % folds
    return tuple(Split(np.flatnonzero(fold != part), np.flatnonzero(fold == part)) for part in range(folds))


def _has_both(happened: FloatArray, split: Split) -> bool:
    parts: Sequence[FloatArray] = (happened[split.trained], happened[split.foretold])
    return all(min(part.sum(), len(part) - part.sum()) >= _LEAST_OF_EACH for part in parts)
