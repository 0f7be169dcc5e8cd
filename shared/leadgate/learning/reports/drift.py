"""The page of a drift check."""

from leadgate.learning.drift.report import Drift
from leadgate.learning.reports.charts import Curve, bars, curves
from leadgate.learning.reports.page import render_page

_MOST_DRAWN = 30


def drift_page(drift: Drift, source: str) -> str:
    """source: what was compared."""
    drawn = drift.shifts[:_MOST_DRAWN]
    judged = [period for period in drift.periods if period.known]
    starts = [period.begins.date().isoformat() for period in judged]
    came = [period.happened for period in judged]
    lines = [
        Curve("promised", starts, [period.expected for period in judged], points=True),
        Curve("came", starts, [s.value for s in came], [s.low for s in came], [s.high for s in came], points=True),
    ]
    return render_page(
        "drift",
        drift=drift,
        findings=drift.alarms,
        source=source,
        shifts=bars(
            [(one.column, one.psi) for one in drawn], "population stability index", [one.moved for one in drawn]
        )
        if drawn
        else None,
        calibration=curves(lines, ("from", "share of leads"), (False, True)) if len(judged) > 1 else None,
    )
