"""Leads that a person should look at: numbers say that a group fares worse, cases say why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from leadgate.domain.settings_learning import FairnessSettings
from leadgate.learning.basis import BoolArray, FloatArray, IntArray
from leadgate.learning.fairness.rates import Rated
from leadgate.learning.fairness.scores import Grouping, Scores

Sort = Literal["just_missed", "missed", "false_hope", "alone"]
SORTS: Final[dict[Sort, str]] = {
    "just_missed": "of a group that is selected less often, and just below the line",
    "missed": "converted, though not selected, in a group that is found less often",
    "false_hope": "selected and did not convert, in a group with more false alarms",
    "alone": "of a group too small to be judged by numbers",
}


@dataclass(frozen=True, slots=True)
class EdgeCase:
    """id: of the lead, or the number of its row from 1. group: `column = value` that makes it one."""

    sort: Sort
    id: str
    group: str
    chance: float
    converted: bool | None


def find_edge_cases(
    scores: Scores,
    groupings: Sequence[Grouping],
    rated: Sequence[Rated],
    ids: Sequence[str],
    settings: FairnessSettings,
) -> tuple[EdgeCase, ...]:
    """At most `edge_cases` of each sort, the nearest to the line or the worst mistaken first; a lead once a sort."""
    found: list[EdgeCase] = []
    for sort in SORTS:
        taken: dict[int, str] = {}
        for grouping, groups in zip(groupings, rated, strict=True):
            for name in _concerned(groups, sort):
                mine = grouping.codes == grouping.labels.index(name)
                for place in _ordered(scores, mine, sort):
                    taken.setdefault(int(place), f"{grouping.by} = {name}")
        order = _ordered(scores, np.isin(np.arange(len(scores)), list(taken)), sort)[: settings.edge_cases]
        found += [_case(sort, int(place), taken[int(place)], scores, ids) for place in order]
    return tuple(found)


def _concerned(rated: Rated, sort: Sort) -> list[str]:
    """Names of the groups whose leads may be such cases."""
    if sort == "alone":
        return [group.name for group in rated.groups if group.small]
    rate, sign = {"just_missed": ("selected", -1), "missed": ("found", -1), "false_hope": ("false_alarm", 1)}[sort]
    unfair = [group for group in rated.groups if rate in group.findings]
    return [group.name for group in unfair if group.against[rate].difference.value * sign > 0]


def _ordered(scores: Scores, mine: BoolArray, sort: Sort) -> IntArray:
    """Places of the group's cases of this sort, the first to look at first."""
    chosen: dict[Sort, tuple[BoolArray, FloatArray]] = {
        "just_missed": (~scores.selected, -scores.chance),
        "missed": (~scores.selected & (scores.happened == 1), scores.chance),
        "false_hope": (scores.selected & (scores.happened == 0), -scores.chance),
        "alone": (np.ones(len(scores), dtype=np.bool_), -scores.chance),
    }
    which, order = chosen[sort]
    places = np.flatnonzero(mine & which)
    return places[np.argsort(order[places], kind="stable")].astype(np.int64)


def _case(sort: Sort, place: int, group: str, scores: Scores, ids: Sequence[str]) -> EdgeCase:
    happened = scores.happened[place]
    converted = None if np.isnan(happened) else bool(happened)
    return EdgeCase(sort, ids[place], group, float(scores.chance[place]), converted)
