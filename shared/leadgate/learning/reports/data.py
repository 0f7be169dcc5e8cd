"""The pages of a data audit."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from leadgate.learning.data_audit.dossiers import DossierAudit
from leadgate.learning.data_audit.outcomes import Outcomes
from leadgate.learning.data_audit.table import TableAudit
from leadgate.learning.reports.charts import Curve, bars, curves, heat
from leadgate.learning.reports.page import render_page

_MOST_DRAWN: Final = 40


def dossiers_page(audit: DossierAudit, source: str) -> str:
    """source: what was audited."""
    covered = [(f"{one.name} ({one.id})", one.leads) for one in audit.sources]
    over_time = [(name, one.over_time) for (name, _), one in zip(covered, audit.sources, strict=True) if one.signals]
    return render_page(
        "data_dossiers",
        audit=audit,
        source=source,
        covered=bars(covered, "share of the leads it tells of", [share == 0 for _, share in covered], percent=True),
        sources_over_time=_heat(over_time, audit.periods, "share of leads told of, by period"),
        known=bars([(field.name, field.known) for field in audit.fields], "share of the leads known", percent=True),
        fields_over_time=_heat(
            [(field.name, field.over_time) for field in audit.fields], audit.periods, "share known, by period"
        ),
        outcomes_over_time=_outcomes(audit.outcomes, audit.periods),
    )


def table_page(audit: TableAudit, source: str) -> str:
    """source: what was audited."""
    drawn = sorted(audit.columns, key=lambda column: column.known)[:_MOST_DRAWN]
    return render_page(
        "data_table",
        audit=audit,
        source=source,
        known=bars([(column.name, column.known) for column in drawn], "share of the rows known", percent=True),
        over_time=_heat([(c.name, c.over_time) for c in drawn], audit.periods, "share known, by period"),
        outcomes_over_time=_outcomes(audit.outcomes, audit.periods) if audit.outcomes else None,
    )


def _heat(rows: Sequence[tuple[str, Sequence[float]]], periods: Sequence[str], label: str) -> Markup | None:
    """None where there is no time to see anything change in."""
    return heat(rows, periods, label) if rows and len(periods) > 1 else None


def _outcomes(outcomes: Outcomes, periods: Sequence[str]) -> Markup | None:
    if len(periods) < 2 or not outcomes.known:
        return None
    lines = [Curve("of those known, converted", periods, outcomes.rate_over_time, points=True)]
    if outcomes.known < 1:
        lines.append(Curve("outcome known", periods, outcomes.known_over_time, points=True))
    return curves(lines, ("period", "share of leads"), (False, True))
