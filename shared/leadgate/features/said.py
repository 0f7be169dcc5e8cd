"""Words as columns, (n,) each: how much of a buyer speaks, and who says no."""

from datetime import timedelta
from typing import Final

import numpy as np

from leadgate.domain.dossier import Dossier
from leadgate.domain.hearing import Heard
from leadgate.features import intent
from leadgate.features.batch import Batch
from leadgate.features.table import FloatArray

_MOST: Final = 3.0
FOR_NOW: Final = 0.5
_DAY_SECONDS: Final = 86_400.0


def said_buying(batch: Batch) -> FloatArray:
    """C1–C4, I4: how ready for a person what the lead said makes it, by age; 1 is enough to call one in (C6)."""
    half_life_days = batch.settings.evidence.half_life_days
    pairs = zip(batch.heard, batch.dossiers, strict=True)
    return np.array([_faded(heard, dossier, half_life_days) for heard, dossier in pairs], dtype=np.float64)


def declined(batch: Batch) -> FloatArray:
    """The strongest no, 0–1 by age: to sales, by unsubscribing, or in words that nothing in our favour has followed."""
    unanswered = np.array([_finality(*pair) for pair in zip(batch.heard, batch.dossiers, strict=True)])
    in_words = batch.table.peak(batch.table.refusing & intent.stands(batch.table), batch.weight)
    return np.maximum(intent.declined(batch.table, batch.weight), unanswered * in_words)


def _finality(heard: Heard, dossier: Dossier) -> float:
    """How much of a no the last words were: all, half for a no for now, nothing once its time has come."""
    if heard.turned_down is None:
        return 0.0
    if heard.no is None or heard.no.cue == "refusal":
        return 1.0
    over = heard.no.days is not None and heard.no.signal.occurred_at + timedelta(heard.no.days) <= dossier.as_of
    return 0.0 if over else FOR_NOW


def _faded(heard: Heard, dossier: Dossier, half_life_days: float) -> float:
    if not heard.buying or not heard.strength:
        return 0.0
    age_days = (dossier.as_of - heard.buying[-1].signal.occurred_at).total_seconds() / _DAY_SECONDS
    return float(min(heard.strength, _MOST) * 2.0 ** (-age_days / half_life_days))
