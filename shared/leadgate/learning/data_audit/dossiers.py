"""The audit of dossiers: what each source tells of how many leads, and what nobody can see for lack of data."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

import numpy as np

from leadgate.domain.dossier import Dossier
from leadgate.domain.dossier_json import count_untimely
from leadgate.domain.needs import INGREDIENTS, NEEDS, SOURCE_OF_KIND, SOURCES, can_be_seen, ingredients_of
from leadgate.domain.settings import Settings
from leadgate.domain.signals import KIND_BY_NAME, Signal
from leadgate.domain.words import counted, listed
from leadgate.features.columns import FEATURES
from leadgate.learning.basis import FloatArray
from leadgate.learning.data_audit.outcomes import Outcomes, count_outcomes
from leadgate.learning.data_audit.periods import Periods, periods_of
from leadgate.learning.data_audit.repeats import Repeats, repeats_in
from leadgate.learning.rows import features_of

_DAY: Final = 86_400.0
_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "lead": ("email", "title", "country", "region", "source", "lifecycle", "created_at", "owner_id"),
    "account": (
        "name",
        "domain",
        "employees",
        "annual_revenue",
        "industry",
        "country",
        "technologies",
        "fiscal_year_end_month",
        "owner_id",
    ),
}
_PARTS: Final = ("colleagues", "signals", "opportunities")
_MOST_NAMED: Final = 12


@dataclass(frozen=True, slots=True)
class Source:
    """leads: share of the leads it tells of; over_time: of those of each period.

    quiet_days: from its last signal to the newest dossier. late_hours: median from a fact to our knowing of it.
    """

    id: str
    name: str
    kinds: Mapping[str, int]
    signals: int
    leads: float
    first: datetime | None
    last: datetime | None
    quiet_days: float | None
    late_hours: float | None
    over_time: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """known: share of the leads of which it is."""

    name: str
    known: float
    over_time: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """missing: what no lead has. unseen: the capabilities that cannot work for lack of it, or of it and others;
    dimmed: those that read it, and see a part through something else.
    """

    missing: str
    source: str
    unseen: tuple[str, ...]
    dimmed: tuple[str, ...]

    @property
    def text(self) -> str:
        parts = ((self.unseen, "cannot be seen"), (self.dimmed, "only in part, through other sources"))
        said = [f"{listed(names, most=_MOST_NAMED)} {words}" for names, words in parts if names]
        return f"no {self.missing}: {'; '.join(said)}"


@dataclass(frozen=True, slots=True)
class MutedFeature:
    """A feature of the model that says nothing here. known: share of the leads of which it is known."""

    name: str
    layer: str
    known: float


@dataclass(frozen=True)
class DossierAudit:
    """periods: the first day of each; everything `over_time` runs along them."""

    leads: int
    signals: int
    periods: tuple[str, ...]
    leads_over_time: tuple[int, ...]
    sources: tuple[Source, ...]
    unknown_kinds: Mapping[str, int]
    fields: tuple[Field, ...]
    ingredients: Mapping[str, float]
    gaps: tuple[Gap, ...]
    muted_features: tuple[MutedFeature, ...]
    repeats: Repeats
    untimely_signals: int
    outcomes: Outcomes
    findings: tuple[str, ...]


def audit_dossiers(rows: Sequence[tuple[Mapping[str, Any], Dossier]], settings: Settings) -> DossierAudit:
    """rows: each object as it was read, and the dossier it holds."""
    dossiers = [dossier for _, dossier in rows]
    periods = periods_of(np.array([dossier.as_of.timestamp() for dossier in dossiers]))
    had = [ingredients_of(dossier) for dossier in dossiers]
    coverage = {name: sum(name in one for one in had) / len(had) for name in INGREDIENTS}
    kinds = Counter(signal.kind for dossier in dossiers for signal in dossier.signals)
    audit = DossierAudit(
        leads=len({dossier.lead.id for dossier in dossiers}),
        signals=sum(kinds.values()),
        periods=periods.labels,
        leads_over_time=periods.rows(),
        sources=tuple(_source(name, dossiers, periods) for name in SOURCES),
        unknown_kinds={kind: count for kind, count in kinds.most_common() if kind not in KIND_BY_NAME},
        fields=tuple(_fields(dossiers, periods)),
        ingredients=coverage,
        gaps=tuple(find_gaps(frozenset(name for name, share in coverage.items() if share > 0))),
        muted_features=tuple(_muted(features_of(dossiers, settings))),
        repeats=repeats_in(rows),
        untimely_signals=sum(count_untimely(row, dossier) for row, dossier in rows),
        outcomes=_outcomes([row for row, _ in rows], periods),
        findings=(),
    )
    return replace(audit, findings=tuple(_findings(audit)))


def find_gaps(there: frozenset[str]) -> Iterator[Gap]:
    """there: names of the ingredients that some lead has. What blocks most comes first."""
    gaps = []
    for name in INGREDIENTS.keys() - there:
        readers = [capability for capability, ways in NEEDS.items() if any(name in way for way in ways)]
        dimmed = tuple(capability for capability in readers if can_be_seen(capability, there))
        unseen = tuple(capability for capability in readers if capability not in dimmed)
        gaps.append(Gap(INGREDIENTS[name].words, INGREDIENTS[name].source, unseen, dimmed))
    yield from sorted(gaps, key=lambda gap: (-len(gap.unseen), -len(gap.dimmed), gap.missing))


def _source(name: str, dossiers: Sequence[Dossier], periods: Periods) -> Source:
    mine = [_of_source(dossier, name) for dossier in dossiers]
    signals = [signal for found in mine for signal in found]
    occurred = [signal.occurred_at for signal in signals]
    now = max(dossier.as_of for dossier in dossiers)
    marked = np.array([bool(found) for found in mine])
    return Source(
        id=name,
        name=SOURCES[name],
        kinds=dict(Counter(signal.kind for signal in signals).most_common()),
        signals=len(signals),
        leads=float(marked.mean()),
        first=min(occurred, default=None),
        last=max(occurred, default=None),
        quiet_days=(now - max(occurred)).total_seconds() / _DAY if occurred else None,
        late_hours=float(np.median([_late(signal) for signal in signals])) if signals else None,
        over_time=periods.share(marked),
    )


def _of_source(dossier: Dossier, name: str) -> list[Signal]:
    return [signal for signal in dossier.signals if SOURCE_OF_KIND.get(signal.kind) == name]


def _late(signal: Signal) -> float:
    return (signal.received_at - signal.occurred_at).total_seconds() / 3600.0


def _fields(dossiers: Sequence[Dossier], periods: Periods) -> Iterator[Field]:
    for part, names in _FIELDS.items():
        for name in names:
            known = [getattr(getattr(dossier, part), name) not in (None, "", ()) for dossier in dossiers]
            yield _field(f"{part}.{name}", known, periods)
    for part in _PARTS:
        yield _field(part, [bool(getattr(dossier, part)) for dossier in dossiers], periods)


def _field(name: str, known: Sequence[bool], periods: Periods) -> Field:
    marked = np.array(known)
    return Field(name, float(marked.mean()), periods.share(marked))


def _muted(features: FloatArray) -> Iterator[MutedFeature]:
    for feature, column in zip(FEATURES, features.T, strict=True):
        known = column[~np.isnan(column)]
        if not known.size or known.min() == known.max():
            yield MutedFeature(feature.name, feature.layer, known.size / max(1, len(column)))


_OTHER_OUTCOMES: Final = ("won", "amount", "days")


def _outcomes(rows: Sequence[Mapping[str, Any]], periods: Periods) -> Outcomes:
    given = [outcome if isinstance(outcome := row.get("outcome"), Mapping) else {} for row in rows]
    values = {
        name: np.array([_number(outcome.get(name)) for outcome in given]) for name in ("converted", *_OTHER_OUTCOMES)
    }
    return count_outcomes(values["converted"], periods, {name: values[name] for name in _OTHER_OUTCOMES})


def _number(value: Any) -> float:
    return float(value) if isinstance(value, bool | int | float) else float("nan")


_QUIET_DAYS: Final = 30.0
_LATE_HOURS: Final = 24.0
_RARELY: Final = 0.05
_FEW_OUTCOMES: Final = 200


def _findings(audit: DossierAudit) -> Iterator[str]:
    """What a person should do something about, the gravest first."""
    yield from (gap.text for gap in audit.gaps)
    yield from _of_outcomes(audit.outcomes)
    yield from (
        f"{source.name} ({source.id}) has been quiet for {source.quiet_days:.0f} days"
        for source in audit.sources
        if source.quiet_days is not None and source.quiet_days > _QUIET_DAYS
    )
    yield from (
        f"{source.name} ({source.id}) arrives late: half of it {source.late_hours:.0f} hours or more after the fact"
        for source in audit.sources
        if source.late_hours is not None and source.late_hours > _LATE_HOURS
    )
    yield from (
        f"{INGREDIENTS[name].words}: known of {share:.1%} of the leads only"
        for name, share in audit.ingredients.items()
        if 0 < share < _RARELY
    )
    repeats = audit.repeats
    if repeats.rows:
        yield f"{counted(repeats.rows, 'dossier')} of a lead that stands there at the same instant already"
    if repeats.people:
        yield f"{counted(repeats.people, 'lead')} with the mail address of another: one person under several ids"
    if repeats.signals:
        yield f"{counted(repeats.signals, 'signal')} that repeat another under a new id and count twice"
    if audit.untimely_signals:
        yield f"{counted(audit.untimely_signals, 'signal')} left out: later than their dossier, or without a time"
    if audit.unknown_kinds:
        kinds = listed(list(audit.unknown_kinds), most=5)
        yield f"{counted(sum(audit.unknown_kinds.values()), 'signal')} of kinds that nothing reads: {kinds}"


def _of_outcomes(outcomes: Outcomes) -> Iterator[str]:
    if not outcomes.known:
        yield "no outcomes: nothing can be learned from these leads, and no threshold be measured"
        return
    if outcomes.known < 1:
        yield f"the outcome of {1 - outcomes.known:.0%} of the leads is missing"
    if outcomes.converted < _FEW_OUTCOMES:
        yield f"{counted(outcomes.converted, 'conversion')} only: a model of these stays simple and its figures wide"
    if outcomes.moved:
        yield outcomes.moved
    for name, share in outcomes.others.items():
        if not share:
            yield f"no outcome says `{name}`: that head cannot be trained"
