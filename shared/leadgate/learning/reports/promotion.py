"""The page of a trial: challenger beside champion, points and people."""

from leadgate.learning.promotion import Judgement
from leadgate.learning.reports.charts import Dot, dots
from leadgate.learning.reports.page import render_page


def promotion_page(judgement: Judgement, source: str) -> str:
    """source: what was measured on."""
    segments = [Dot(one.name, one.comparison.brier, one.harmed) for one in judgement.segments]
    right = [
        dot
        for name, agreement in judgement.agreements.items()
        for dot in (
            Dot(f"only the challenger, not {name} ({agreement.only_first:,})", agreement.first_right),
            Dot(f"only {name}, not the challenger ({agreement.only_second:,})", agreement.second_right),
        )
        if dot.at.is_known
    ]
    return render_page(
        "promotion",
        judgement=judgement,
        source=source,
        segments=dots(segments, "Brier score, challenger less champion: below 0 is better", 0.0, False)
        if segments
        else None,
        right=dots(right, "share that converted, where only one takes the lead") if right else None,
    )
