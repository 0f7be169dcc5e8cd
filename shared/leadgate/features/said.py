"""Words as columns, (n,) each: how much of a buyer speaks, and who says no."""

from typing import Final

import numpy as np

from leadgate.domain.dossier import Dossier
from leadgate.domain.hearing import Heard
from leadgate.features import intent
from leadgate.features.batch import Batch
from leadgate.features.table import FloatArray

_MOST: Final = 3.0
_DAY_SECONDS: Final = 86_400.0


def said_buying(batch: Batch) -> FloatArray:
    """C1–C4, I4: how ready for a person what the lead said makes it, by age; 1 is enough to call one in (C6)."""
    half_life_days = batch.settings.evidence.half_life_days
    pairs = zip(batch.heard, batch.dossiers, strict=True)
    return np.array([_faded(heard, dossier, half_life_days) for heard, dossier in pairs], dtype=np.float64)


def declined(batch: Batch) -> FloatArray:
    """The strongest no, 0–1 by age: to sales, by unsubscribing, or in words that nothing about buying has followed."""
    unanswered = np.array([float(not heard.buying) for heard in batch.heard])
    in_words = batch.table.peak(batch.table.refusing & intent.stands(batch.table), batch.weight)
    return np.maximum(intent.declined(batch.table, batch.weight), unanswered * in_words)


def _faded(heard: Heard, dossier: Dossier, half_life_days: float) -> float:
    if not heard.buying or not heard.strength:
        return 0.0
    age_days = (dossier.as_of - heard.buying[-1].signal.occurred_at).total_seconds() / _DAY_SECONDS
    return float(min(heard.strength, _MOST) * 2.0 ** (-age_days / half_life_days))
