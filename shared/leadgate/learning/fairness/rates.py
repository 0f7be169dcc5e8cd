"""Rates of each group, by fairlearn's metrics, and where they surely differ from everybody else's."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np
import pandas as pd
from fairlearn.metrics import (
    MetricFrame,
    count,
    demographic_parity_difference,
    equalized_odds_difference,
    false_positive_rate,
    mean_prediction,
    selection_rate,
    true_positive_rate,
)
from scipy.stats import fisher_exact, norm

from leadgate.domain.settings_learning import FairnessSettings
from leadgate.learning.basis import BoolArray
from leadgate.learning.fairness.scores import Grouping, Scores
from leadgate.learning.intervals import Estimate, difference_of, held_together, share_of

_Z: Final = float(norm.isf(0.025))
RATES: Final[Mapping[str, str]] = {"selected": "rows", "found": "converted", "false_alarm": "others"}
"""Rate → of which rows: all, those that converted, those that did not."""
_OF_SELECTED: Final = {"rows": count, "selected": selection_rate}
_OF_OUTCOMES: Final = {
    "known": count,
    "found": partial(true_positive_rate, pos_label=1),
    "false_alarm": partial(false_positive_rate, pos_label=1),
}
_OF_CHANCES: Final = {"promised": mean_prediction}
_OF_HAPPENED: Final = {"happened": mean_prediction}


@dataclass(frozen=True, slots=True)
class Against:
    """A group's rate less that of everybody else. chance: p-value, raised for the groups asked. unfair: a finding."""

    difference: Estimate
    chance: float
    unfair: bool


@dataclass(frozen=True, slots=True)
class Group:
    """selected: share of its leads; found: of those that converted (1 − misses); false_alarm: of those that did not.

    promised: mean chance of its leads whose outcome is known; happened: their share that converted. to_most: its
    selection over that of the most selected group. small: too few rows to be judged. against: by rate, and by
    `calibration`: what happened less what was promised, against the same of everybody else.
    """

    name: str
    rows: int
    converted: int
    selected: Estimate
    found: Estimate
    false_alarm: Estimate
    promised: float
    happened: Estimate
    to_most: float
    small: bool
    against: Mapping[str, Against]

    @property
    def findings(self) -> tuple[str, ...]:
        return tuple(rate for rate, against in self.against.items() if against.unfair)


@dataclass(frozen=True, slots=True)
class Rated:
    """The groups of one column, or of two together.

    selection_gap, odds_gap: demographic parity and equalized odds differences of the groups that can be judged.
    """

    by: str
    groups: tuple[Group, ...]
    selection_gap: float
    odds_gap: float


def rate_groups(scores: Scores, grouping: Grouping, settings: FairnessSettings) -> Rated:
    """Every group, the largest first."""
    table = _table(scores, grouping)
    large = [place for place in range(len(table)) if table["rows"].iloc[place] >= settings.least_rows]
    most = float(table["selected"].iloc[large].max()) if large else float("nan")
    against = _against_others(scores, table, grouping, large, settings)
    groups = [_group(name, table.iloc[place], most, against.get(place)) for place, name in enumerate(grouping.labels)]
    judged = np.isin(grouping.codes, large)
    return Rated(
        by=grouping.by,
        groups=tuple(sorted(groups, key=lambda group: (-group.rows, group.name))),
        selection_gap=_gap(demographic_parity_difference, scores, grouping, judged),
        odds_gap=_gap(equalized_odds_difference, scores, grouping, judged & scores.known),
    )


def _table(scores: Scores, grouping: Grouping) -> pd.DataFrame:
    """A row a group, in the order of its labels: rates, and how many rows each is a share of."""
    selected, known = scores.selected.astype(np.int64), scores.known
    happened = scores.happened[known]
    parts = [
        _by_group(_OF_SELECTED, selected, selected, grouping.codes),
        _by_group(_OF_OUTCOMES, happened, selected[known], grouping.codes[known]),
        _by_group(_OF_CHANCES, happened, scores.chance[known], grouping.codes[known]),
        _by_group(_OF_HAPPENED, happened, happened, grouping.codes[known]),
    ]
    table = pd.concat(parts, axis=1).sort_index()
    known_rows = table["known"].fillna(0.0)
    converted = (table["happened"].fillna(0.0) * known_rows).round()
    return table.assign(known=known_rows, converted=converted, others=known_rows - converted)


def _by_group(
    metrics: Mapping[str, Callable[..., float]],
    truth: np.ndarray,
    said: np.ndarray,
    codes: np.ndarray,
) -> pd.DataFrame:
    if not len(codes):
        return pd.DataFrame({name: pd.Series(dtype=np.float64) for name in metrics})
    frame = MetricFrame(metrics=dict(metrics), y_true=truth, y_pred=said, sensitive_features=codes)
    return frame.by_group.astype(np.float64)


def _group(name: str, row: pd.Series, most: float, against: Mapping[str, Against] | None) -> Group:
    return Group(
        name=name,
        rows=int(row["rows"]),
        converted=int(row["converted"]),
        **{rate: _share(row, rate, of) for rate, of in RATES.items()},
        promised=float(row["promised"]),
        happened=share_of(row["converted"], row["known"]),
        to_most=float(row["selected"] / most) if most > 0 else float("nan"),
        small=against is None,
        against=against or {},
    )


def _share(row: Mapping[str, float], rate: str, of: str) -> Estimate:
    return share_of(_hits(row, rate, of), row[of])


def _hits(row: Mapping[str, float], rate: str, of: str) -> float:
    return round(float(np.nan_to_num(row[rate]) * row[of]))


def _against_others(
    scores: Scores, table: pd.DataFrame, grouping: Grouping, large: list[int], settings: FairnessSettings
) -> dict[int, Mapping[str, Against]]:
    """By place in the table, of groups that are large enough; p-values held together over the groups of each rate."""
    found: dict[int, dict[str, Against]] = {place: {} for place in large}
    for rate, of in RATES.items():
        asked = [_rate_test(table, place, rate, of) for place in large]
        _keep(found, rate, asked, settings)
    _keep(found, "calibration", [_calibration_test(scores, grouping.codes == place) for place in large], settings)
    return {**found}


def _keep(
    found: dict[int, dict[str, Against]], rate: str, asked: list[tuple[Estimate, float]], settings: FairnessSettings
) -> None:
    together = held_together([chance for _, chance in asked])
    for place, (difference, _), chance in zip(found, asked, together, strict=True):
        matters = abs(difference.value) >= settings.least_difference
        found[place][rate] = Against(difference, chance, bool(matters and chance < settings.alarm_chance))


def _rate_test(table: pd.DataFrame, place: int, rate: str, of: str) -> tuple[Estimate, float]:
    """The group's share less that of all others, and Fisher's exact p-value."""
    hits = [_hits(row, rate, of) for _, row in table.iterrows()]
    mine, total = hits[place], float(table[of].iloc[place])
    other, others = sum(hits) - mine, float(table[of].sum()) - total
    if not total or not others:
        return difference_of(share_of(mine, total), share_of(other, others)), 1.0
    chance = fisher_exact([[mine, total - mine], [other, others - other]]).pvalue
    return difference_of(share_of(mine, total), share_of(other, others)), float(chance)


def _calibration_test(scores: Scores, mine: BoolArray) -> tuple[Estimate, float]:
    """Mean of what happened less what was promised, mine less everybody else's; a normal's p-value."""
    parts = [rows & scores.known for rows in (mine, ~mine)]
    if not all(part.any() for part in parts):
        return Estimate(*[float("nan")] * 3), 1.0
    gaps = [scores.happened[part] - scores.chance[part] for part in parts]
    variance = sum(float(gap.var()) / len(gap) for gap in gaps)
    value, error = float(gaps[0].mean() - gaps[1].mean()), float(np.sqrt(variance))
    chance = 2.0 * float(norm.sf(abs(value) / error)) if error > 0 else 1.0
    return Estimate(value, value - _Z * error, value + _Z * error), chance


def _gap(measure: Callable[..., float], scores: Scores, grouping: Grouping, rows: BoolArray) -> float:
    if not rows.any():
        return float("nan")
    happened = np.nan_to_num(scores.happened[rows])
    return float(measure(happened, scores.selected[rows], sensitive_features=grouping.codes[rows]))
