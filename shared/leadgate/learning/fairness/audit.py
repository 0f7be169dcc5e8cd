"""The whole audit of one table: groups, their intersections, proxies, edge cases, and what was found in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from leadgate.domain.settings_learning import FairnessSettings
from leadgate.learning.fairness.edge_cases import EdgeCase, find_edge_cases
from leadgate.learning.fairness.proxies import Giveaway, find_proxies
from leadgate.learning.fairness.rates import Group, Rated, rate_groups
from leadgate.learning.fairness.scores import JOINED, Scores, groupings
from leadgate.learning.performance import Performance, measure_performance


@dataclass(frozen=True)
class FairnessAudit:
    """rated: each column of groups alone, then every two together. giveaways: of each column alone.

    findings: in words, the gravest kind first. overall: None where too few outcomes are known.
    """

    rows: int
    known: int
    threshold: float
    overall: Performance | None
    rated: tuple[Rated, ...]
    giveaways: tuple[Giveaway, ...]
    edge_cases: tuple[EdgeCase, ...]
    findings: tuple[str, ...]


def audit_fairness(
    scores: Scores, frame: pl.DataFrame, groups: Sequence[str], ids: Sequence[str], settings: FairnessSettings
) -> FairnessAudit:
    """frame: the columns of groups, and those that may be proxies of them."""
    found = groupings(frame, groups)
    rated = tuple(rate_groups(scores, grouping, settings) for grouping in found)
    others = frame.drop(groups)
    giveaways = tuple(
        find_proxies(others, grouping, scores.chance, settings) for grouping in found if JOINED not in grouping.by
    )
    known = scores.known
    both = known.any() and 0 < scores.happened[known].mean() < 1
    return FairnessAudit(
        rows=len(scores),
        known=int(known.sum()),
        threshold=scores.threshold,
        overall=measure_performance(scores.chance[known], scores.happened[known]) if both else None,
        rated=rated,
        giveaways=giveaways,
        edge_cases=find_edge_cases(scores, found, rated, ids, settings),
        findings=tuple(_findings(rated, giveaways, settings)),
    )


_WORDS: Final = {
    "selected": "is selected {more} often than everybody else: {points:+.1f} points ({low:+.1f} to {high:+.1f})",
    "found": "is found {more} often when it converts: {points:+.1f} points ({low:+.1f} to {high:+.1f})",
    "false_alarm": "is selected in vain {more} often: {points:+.1f} points ({low:+.1f} to {high:+.1f})",
    "calibration": (
        "converts {more} often than its chances say, compared with everybody else:"
        " {points:+.1f} points ({low:+.1f} to {high:+.1f})"
    ),
}

_WORSE: Final = {"selected": -1, "found": -1, "false_alarm": 1, "calibration": 1}
"""The sign of a difference that is to a group's harm; who converts beyond their chances was thought too little of."""


def _findings(rated: Sequence[Rated], giveaways: Sequence[Giveaway], settings: FairnessSettings) -> Iterator[str]:
    for rate, words in _WORDS.items():
        for groups in rated:
            yield from (f"{groups.by} = {group.name} {_said(words, group, rate)}" for group in _named(groups, rate))
    for groups in rated:
        yield from (
            f"{groups.by} = {group.name} is selected {group.to_most:.0%} as often as the most selected group"
            for group in groups.groups
            if "selected" in group.findings and group.to_most < settings.least_ratio
        )
    for giveaway in giveaways:
        yield from (
            f"{proxy.column} gives {giveaway.by} away (strength {proxy.strength:.2f}): of {proxy.level},"
            f" {proxy.share:.0%} are {proxy.group}, of all {proxy.usual:.0%}"
            for proxy in giveaway.proxies
        )


def _named(groups: Rated, rate: str) -> list[Group]:
    """Those who are worse off; where nobody surely is, those who are better off than all others together."""
    found = [group for group in groups.groups if rate in group.findings]
    worse = [group for group in found if group.against[rate].difference.value * _WORSE[rate] > 0]
    return sorted(worse or found, key=lambda group: -abs(group.against[rate].difference.value))


def _said(words: str, group: Group, rate: str) -> str:
    difference = group.against[rate].difference
    points, low, high = (100 * value for value in (difference.value, difference.low, difference.high))
    return words.format(more="more" if points > 0 else "less", points=points, low=low, high=high)
