"""The page of a backtest."""

from leadgate.learning.backtest.contenders import MODEL
from leadgate.learning.backtest.result import Backtest
from leadgate.learning.reports.charts import Curve, Dot, curves, dots
from leadgate.learning.reports.page import render_page


def backtest_page(found: Backtest, source: str) -> str:
    """source: what was tested on."""
    thresholds = [one.at.threshold for one in found.thresholds]
    quality = [
        Curve(
            name,
            thresholds,
            [getattr(one.at, name).value for one in found.thresholds],
            [getattr(one.at, name).low for one in found.thresholds],
            [getattr(one.at, name).high for one in found.thresholds],
        )
        for name in ("precision", "recall")
    ]
    volume = [Curve("leads a week", thresholds, [one.a_week for one in found.thresholds], points=True)]
    came = [share for _, share in found.calibration]
    promised = [chance for chance, _ in found.calibration]
    calibration = Curve(
        "came", promised, [s.value for s in came], [s.low for s in came], [s.high for s in came], points=True
    )
    starts = [origin.at.date().isoformat() for origin in found.origins]
    over_time = [
        Curve(name, starts, [origin.performance[name].auc.value for origin in found.origins], points=True)
        for name in found.overall
    ]
    return render_page(
        "backtest",
        found=found,
        source=source,
        model=MODEL,
        auc=dots([Dot(name, one.auc) for name, one in found.overall.items()], "AUC", 0.5, percent=False),
        over_time=curves(over_time, ("origin", "AUC")) if len(starts) > 1 else None,
        quality=curves(quality, ("threshold", "share"), (False, True)),
        volume=curves(volume, ("threshold", "leads a week")),
        calibration=curves([calibration], ("promised", "came"), (True, True), diagonal=True),
    )
