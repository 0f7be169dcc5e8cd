"""How far models differ that learned from resamplings of one history: what other leads would have taught (P6).

Bagging (Breiman 1996): each member is the chosen model fitted on rows drawn with replacement. By lead, the standard
deviation of their log-odds is made a positive sum over columns (`widths`), which stands in the graph as one more
answer: members themselves would cost a lead so many times the model. Not knowing a column never narrows it. Of long
histories fewer rows are drawn, and the deviation is what it would be of all, as it falls with the root of the rows.

It sees what other rows would have changed, not what the penalty holds back: a rare level's effect is drawn to zero in
every member alike. That such a lead is unlike what was learned from, `leadgate.model.trust` counts by itself.
"""

from dataclasses import replace
from typing import Any, Final

import numpy as np
from scipy.stats import spearmanr

from leadgate.learning.basis import FloatArray
from leadgate.learning.conversion import Conversion, fit_choice
from leadgate.learning.effects import Design, Effects
from leadgate.learning.encoding import Encoding
from leadgate.learning.families.additive import Table, prepare
from leadgate.learning.sums import Sum, fit_sum
from leadgate.learning.terms import Columns, Terms
from leadgate.learning.widths import fit_widths, never_narrower

MEMBERS: Final = 8
USE: Final = "spread"
_MOST_DRAWN: Final = 20_000
_MOST_ASKED: Final = 4_000
_MOST_COLUMNS: Final = 8
_LEAST: Final = 1e-6


def fit_spread(table: Table, conversion: Conversion, columns: Columns, seed: int) -> tuple[Terms, dict[str, Any]]:
    """The spread of the log-odds by lead, and what was measured."""
    asked = table.values[:: max(1, len(table) // _MOST_ASKED)]
    spread = np.maximum(_deviations(table, conversion, asked, seed), _LEAST)
    fitted = _fit(conversion.model.encoding, asked, spread)
    measured = {
        "members": MEMBERS,
        "rows": len(asked),
        "median": round(float(np.median(spread)), 4),
        "between_leads": round(float(conversion.model.log_odds(asked).std()), 4),
        "rank_correlation": round(_told(conversion.model.encoding, asked, spread), 4),
    }
    return Terms(fitted.effects.intercept, fitted.terms(USE, columns, 1.0)), measured


def _deviations(table: Table, conversion: Conversion, asked: FloatArray, seed: int) -> FloatArray:
    """(n,) of the members' log-odds, on the scale of the calibrated model."""
    random = np.random.default_rng(seed)
    count, drawn = len(table), min(len(table), _MOST_DRAWN)
    said = []
    for member in range(MEMBERS):
        rows = np.sort(random.integers(0, count, drawn))
        prepared = prepare(table.rows(rows), seed + 1 + member)
        said.append(fit_choice(prepared, conversion.choice).log_odds(asked))
    model, weights = conversion.model, sum(conversion.choice.weights)
    slope = (model.linear_weight + model.trees_weight) / weights if weights > 0 else 1.0
    levels = np.mean(said, axis=1, keepdims=True)  # a slope stretches differences between leads, not the level
    return np.asarray(
        np.std(levels + slope * (said - levels), axis=0, ddof=1) * np.sqrt(drawn / count), dtype=np.float64
    )


def _fit(encoding: Encoding, values: FloatArray, spread: FloatArray) -> Sum:
    def widths(design: Design) -> Effects:
        return never_narrower(fit_widths(design, spread, np.ones(len(spread))), design.basis)

    return _shortened(_unknown_widest(fit_sum(encoding, values, spread, widths)), values)


def _shortened(fitted: Sum, values: FloatArray) -> Sum:
    """The few columns that tell most; of the others what they add on average. A lead alone pays for each."""
    owner, effects = fitted.basis.owner, fitted.effects
    added = fitted.by_column(values)
    told = added.std(axis=0)
    kept = told >= np.sort(told)[::-1][min(_MOST_COLUMNS, len(told)) - 1]
    rest = float(added[:, ~kept].mean(axis=0).sum())
    ramps, unknown = np.where(kept[owner], effects.ramps, 0.0), np.where(kept, effects.unknown, 0.0)
    return replace(fitted, effects=Effects(effects.intercept + rest, ramps, unknown))


def _unknown_widest(fitted: Sum) -> Sum:
    """Unknown, of a category, stands for its widest level."""
    tables = list(fitted.tables)
    for number, table in enumerate(tables):
        if table is not None:
            widest = table.copy()
            widest[-1] = table[int(np.argmax(fitted.added(number, table)))]
            tables[number] = widest
    return replace(fitted, tables=tuple(tables))


def _told(encoding: Encoding, values: FloatArray, spread: FloatArray) -> float:
    """Rank correlation of the sum with the members' own spread, on rows it was not fitted on."""
    ahead = np.arange(len(values)) % 2 == 1
    said = _fit(encoding, values[~ahead], spread[~ahead]).of(values[ahead])
    if np.ptp(said) == 0 or np.ptp(spread[ahead]) == 0:
        return 0.0
    return float(spearmanr(said, spread[ahead]).statistic)
