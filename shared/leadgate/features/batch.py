"""What features are computed from: dossiers that were read, their signals as a table, and the weight of each by age."""

from collections.abc import Sequence
from dataclasses import dataclass

from leadgate.domain.dossier import Dossier
from leadgate.domain.fit import Fit
from leadgate.domain.profile import Profile
from leadgate.domain.settings import Settings
from leadgate.domain.topics import relevance_of
from leadgate.features.behavior import decay
from leadgate.features.table import FloatArray, SignalTable, table_of


@dataclass(frozen=True)
class Batch:
    """All that a feature may be computed from: n dossiers read, their signals as a table, weights by age (m,)."""

    dossiers: Sequence[Dossier]
    profiles: Sequence[Profile]
    fits: Sequence[Fit]
    table: SignalTable
    settings: Settings
    weight: FloatArray


def batch_of(
    dossiers: Sequence[Dossier], profiles: Sequence[Profile], fits: Sequence[Fit], settings: Settings
) -> Batch:
    table = table_of(
        dossiers,
        settings.stage_of,
        lambda signal: relevance_of(signal, settings.market),
        settings.patterns.bounce.under_seconds,
    )
    weight = decay(table.age_days, settings.evidence.half_life_days)
    return Batch(dossiers, profiles, fits, table, settings, weight)
