"""The page of a fairness audit."""

from typing import Final

from markupsafe import Markup

from leadgate.learning.fairness.audit import FairnessAudit
from leadgate.learning.fairness.edge_cases import SORTS
from leadgate.learning.fairness.rates import Group, Rated
from leadgate.learning.intervals import Estimate
from leadgate.learning.reports.charts import Dot, dots
from leadgate.learning.reports.page import render_page

_MOST_DRAWN: Final = 24


def fairness_page(audit: FairnessAudit, source: str, selected_by: str) -> str:
    """source: what was audited. selected_by: in words, who counts as selected."""
    parts = [_part(rated, audit.known > 0) for rated in audit.rated]
    return render_page("fairness", audit=audit, source=source, selected_by=selected_by, parts=parts, sorts=SORTS)


def _part(rated: Rated, has_outcomes: bool) -> dict[str, Rated | Markup | None]:
    drawn = rated.groups[:_MOST_DRAWN]
    gaps = [Dot(_named(g), _gap(g), "calibration" in g.findings, g.small) for g in drawn if g.happened.is_known]
    return {
        "rated": rated,
        "selected": _dots(drawn, "selected", "share selected"),
        "found": _dots(drawn, "found", "share of conversions selected") if has_outcomes else None,
        "calibration": dots(gaps, "share that converted, less the mean chance", 0.0) if has_outcomes else None,
    }


def _dots(groups: tuple[Group, ...], rate: str, label: str) -> Markup:
    rates: list[tuple[Group, Estimate]] = [(group, getattr(group, rate)) for group in groups]
    rows = [Dot(_named(group), at, rate in group.findings, group.small) for group, at in rates if at.is_known]
    return dots(rows, label)


def _gap(group: Group) -> Estimate:
    happened, promised = group.happened, group.promised
    return Estimate(happened.value - promised, happened.low - promised, happened.high - promised)


def _named(group: Group) -> str:
    return f"{group.name} ({group.rows:,})"
