"""What treating groups alike changed and what it cost, on rows that were not trained on."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

import numpy as np
from scipy.special import expit

from leadgate.domain.settings_learning import FairnessSettings
from leadgate.learning.conversion import Conversion, Unseen
from leadgate.learning.fairness.proxies import find_proxies
from leadgate.learning.fairness.rates import Group, Rated, rate_groups
from leadgate.learning.fairness.scores import Grouping, Scores, natural_threshold, scores_at
from leadgate.learning.frames import typed_frame
from leadgate.learning.measures import measure_probabilities
from leadgate.learning.tables import History

_COSTS: Final = ("auc", "brier", "calibration_error")
_RATES: Final = ("selected", "found", "false_alarm", "happened")


def fairness_figures(conversion: Conversion, history: History, settings: FairnessSettings) -> Mapping[str, Any] | None:
    """None where nothing was asked. Gaps are between the groups that are large enough, unknown being one."""
    parity, before = conversion.parity, conversion.unconstrained
    if parity is None or before is None:
        return None
    after = conversion.unseen
    columns = [_column(grouping, before, after, history, settings) for grouping in parity.rows(after.rows).groupings]
    return {
        "alike": parity.by,
        "asked_gap": parity.most_gap,
        "kept": all(_is_kept(column["after"][parity.by], parity.most_gap) for column in columns),
        "cost": {
            name: {"before": one, "after": other}
            for name, one, other in zip(_COSTS, _measured(before), _measured(after), strict=True)
        },
        "columns": columns,
    }


def _is_kept(gap: float | None, most: float) -> bool:
    return gap is not None and gap <= most


def _measured(unseen: Unseen) -> list[float]:
    measured = asdict(measure_probabilities(unseen.log_odds, unseen.happened))
    return [measured[name] for name in _COSTS]


def _column(
    grouping: Grouping, before: Unseen, after: Unseen, history: History, settings: FairnessSettings
) -> dict[str, Any]:
    rated = [rate_groups(_scores(unseen), grouping, settings) for unseen in (before, after)]
    of_group = [{group.name: group for group in one.groups} for one in rated]
    frame = typed_frame(history.frame[after.rows].select([column.name for column in history.columns]))
    giveaway = find_proxies(frame, grouping, expit(after.log_odds), settings)
    return {
        "column": grouping.by,
        "before": _gaps(rated[0]),
        "after": _gaps(rated[1]),
        "groups": [
            {
                "name": name,
                "rows": group.rows,
                "small": group.small,
                "before": _rates(of_group[0][name]),
                "after": _rates(group),
            }
            for name, group in of_group[1].items()
        ],
        "told_by": [{"column": proxy.column, "strength": round(proxy.strength, 4)} for proxy in giveaway.proxies],
        "guessed": _known(giveaway.guessed),
        "by_luck": _known(giveaway.by_luck),
    }


def _scores(unseen: Unseen) -> Scores:
    """Selected are as many as converted."""
    chance = np.asarray(expit(unseen.log_odds), dtype=np.float64)
    return scores_at(chance, unseen.happened, natural_threshold(chance, unseen.happened, 0.5))


def _gaps(rated: Rated) -> dict[str, float | None]:
    found = [group.found.value for group in rated.groups if not group.small and group.found.is_known]
    opportunity = max(found) - min(found) if found else float("nan")
    gaps = {"selection": rated.selection_gap, "opportunity": opportunity, "odds": rated.odds_gap}
    return {name: _known(gap) for name, gap in gaps.items()}


def _rates(group: Group) -> dict[str, float | None]:
    return {name: _known(getattr(group, name).value) for name in _RATES} | {"promised": _known(group.promised)}


def _known(value: float) -> float | None:
    return round(float(value), 4) if np.isfinite(value) else None
