"""What other settings would have made of leads that were judged, each as it stood then. Nothing is written."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from leadgate.assess import assess_all
from leadgate.domain.assessment import Assessment, Decision, Rule
from leadgate.domain.dossier import Dossier
from leadgate.domain.retention import Retention
from leadgate.domain.section import leaves
from leadgate.domain.settings import Settings
from leadgate.model.bundle import Model
from leadgate.ports import Store, Verdict
from leadgate.service.replay import dossier_of

_BATCH: Final = 32


@dataclass(frozen=True, slots=True)
class SettingChange:
    """Values as JSON knows them."""

    path: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class LeadChange:
    """because: the first rule that differs, in words."""

    lead_id: str
    title: str
    company: str
    old: Decision
    new: Decision
    because: str


@dataclass(frozen=True, slots=True)
class WhatIf:
    """old, new: how many leads of each status. not_kept: verdicts whose lead cannot be judged again."""

    settings: tuple[SettingChange, ...]
    judged: int
    not_kept: int
    old: Mapping[str, int]
    new: Mapping[str, int]
    leads: tuple[LeadChange, ...]


def compare_settings(
    old: Settings,
    new: Settings,
    verdicts: Sequence[Verdict],
    store: Store,
    model: Model,
    now: datetime,
    on_judged: Callable[[int], None] = lambda _: None,
) -> WhatIf:
    """Judge each lead under both. on_judged: told of so many more verdicts that are done."""
    pairs: list[tuple[Assessment, Assessment]] = []
    for start in range(0, len(verdicts), _BATCH):
        batch = verdicts[start : start + _BATCH]
        dossiers = tuple(_dossiers(batch, store, old.retention, now))
        pairs += zip(assess_all(dossiers, old, model), assess_all(dossiers, new, model), strict=True)
        on_judged(len(batch))
    return WhatIf(
        settings=changed_settings(old, new),
        judged=len(pairs),
        not_kept=len(verdicts) - len(pairs),
        old=Counter(before.decision.status for before, _ in pairs),
        new=Counter(after.decision.status for _, after in pairs),
        leads=tuple(_change(*pair) for pair in pairs if _verdict(pair[0].decision) != _verdict(pair[1].decision)),
    )


def changed_settings(old: Settings, new: Settings) -> tuple[SettingChange, ...]:
    before = dict(leaves(old))
    return tuple(SettingChange(path, before[path], value) for path, value in leaves(new) if before[path] != value)


def first_difference(old: Decision, new: Decision) -> str:
    """The first rule that fires now and did not, else the first that no longer fires, in words."""
    known, left = set(map(_fired, old.rules)), set(map(_fired, new.rules))
    fires = next((rule.text for rule in new.rules if _fired(rule) not in known), None)
    if fires is not None:
        return fires
    gone = next((rule.text for rule in old.rules if _fired(rule) not in left), None)
    return f"no longer: {gone}" if gone is not None else f"score {new.score} is tier {new.tier}, not {old.tier}"


def _dossiers(verdicts: Sequence[Verdict], store: Store, retention: Retention, now: datetime) -> Iterator[Dossier]:
    for verdict in verdicts:
        dossier = dossier_of(verdict, store, retention, now)
        if dossier is not None:
            yield dossier


def _change(before: Assessment, after: Assessment) -> LeadChange:
    old, new = before.decision, after.decision
    company = after.account.name or after.account.domain
    return LeadChange(after.lead_id, after.lead.title, company, old, new, first_difference(old, new))


def _verdict(decision: Decision) -> tuple[str, str]:
    return decision.status, decision.tier


def _fired(rule: Rule) -> tuple[str, str]:
    """Not its words: they hold numbers that settings may change alone."""
    return rule.id, rule.effect
