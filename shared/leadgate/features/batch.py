"""What features are computed from: dossiers that were read, their signals as a table, and the weight of each by age."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from leadgate.domain.dossier import Dossier
from leadgate.domain.enrichment import enriched
from leadgate.domain.fit import Fit, score_fit
from leadgate.domain.hearing import Heard, hear
from leadgate.domain.machines import without_machines
from leadgate.domain.profile import Profile
from leadgate.domain.settings import Settings
from leadgate.domain.signals import Signal
from leadgate.domain.topics import relevance_of
from leadgate.features.behavior import decay
from leadgate.features.profile import read_profile
from leadgate.features.table import BoolArray, FloatArray, SignalTable
from leadgate.features.tabulation import table_of


@dataclass(frozen=True)
class Batch:
    """All that a feature may be computed from: n dossiers read, their signals as a table, weights by age (m,)."""

    dossiers: Sequence[Dossier]
    machines: Sequence[tuple[Signal, ...]]
    profiles: Sequence[Profile]
    fits: Sequence[Fit]
    heard: Sequence[Heard]
    table: SignalTable
    settings: Settings
    weight: FloatArray

    @cached_property
    def engaging(self) -> BoolArray:
        """(m,) what colleagues did so lately that they count as engaged."""
        mask: BoolArray = self.table.colleague_interest & (self.table.age_days <= self.settings.patterns.engaged.days)
        return mask


def read_batch(dossiers: Sequence[Dossier], settings: Settings) -> Batch:
    """The dossiers read: enrichment folded in, machines left out, people and fit judged, words heard."""
    parted = [without_machines(enriched(dossier)) for dossier in dossiers]
    people = tuple(dossier for dossier, _ in parted)
    profiles = tuple(read_profile(dossier, settings) for dossier in people)
    rivals = tuple(competitor.name for competitor in settings.competition.competitors)
    heard = tuple(hear(dossier, rivals, settings.conversation.escalation) for dossier in people)
    table = table_of(
        people,
        settings.stage_of,
        lambda signal: relevance_of(signal, settings.market),
        settings.patterns.bounce.under_seconds,
        [one.refused for one in heard],
        [one.beside for one in heard],
        [one.moot for one in heard],
    )
    return Batch(
        dossiers=people,
        machines=tuple(machines for _, machines in parted),
        profiles=profiles,
        fits=tuple(score_fit(dossier, profile, settings) for dossier, profile in zip(people, profiles, strict=True)),
        heard=heard,
        table=table,
        settings=settings,
        weight=decay(table.age_days, settings.evidence.half_life_days),
    )
