"""R7–R11: to whom a lead is handed, by when, and the task that says so."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from leadgate.domain.assessment import Assessment
from leadgate.domain.reading import parse_instant
from leadgate.domain.settings import Settings
from leadgate.domain.team import Rep
from leadgate.ports.crm import HandoffTask
from leadgate.render.briefing import Handed
from leadgate.render.report import report_of


def due_of(assessment: Assessment, since: datetime | None) -> datetime | None:
    """When somebody must have acted: `within_hours` after the last thing that called for it; None where nobody must.

    That is when the lead came to this status (since), when it was assigned, or its newest urgent act. It does not move
    with each assessment.
    """
    hours = assessment.recommendation.within_hours
    if hours is None:
        return None
    urgent = [alert.since for alert in (assessment.handoff.alerts if assessment.handoff else ()) if alert.expires_at]
    assigned = parse_instant((assessment.assignment or {}).get("at"))
    known = [at for at in (since, assigned, *urgent) if at is not None and at <= assessment.as_of]
    return max(known, default=assessment.as_of) + timedelta(hours=hours)


def task_of(assessment: Assessment, since: datetime | None) -> HandoffTask | None:
    """For a sales-ready lead where Leadgate acts; a recommendation gives nobody work."""
    due_at = due_of(assessment, since)
    decision = assessment.decision
    if due_at is None or decision.status != "sales_ready" or decision.autonomy != "act":
        return None
    advice = assessment.recommendation
    lines = [advice.approach, *advice.alerts, *advice.talking_points]
    return HandoffTask(
        subject=f"Leadgate: {report_of(assessment).headline}",
        text="\n".join(lines),
        due_at=due_at.replace(microsecond=0),
        is_urgent=decision.tier == "A" or (advice.within_hours or 0) <= 1,
        owner_id=rep_id_of(assessment),
    )


def rep_id_of(assessment: Assessment) -> str | None:
    found = (assessment.assignment or {}).get("rep_id")
    return found if isinstance(found, str) and found else None


def rep_of(assessment: Assessment, settings: Settings) -> Rep | None:
    """The assigned rep; None where a queue has the lead, or the rep has left the team."""
    return settings.routing.team.rep(rep_id_of(assessment))


def handed_of(assessment: Assessment, settings: Settings, since: datetime | None, news: Sequence[str]) -> Handed:
    """news: what is new since the rep was told last."""
    rep, assignment = rep_of(assessment, settings), assessment.assignment or {}
    owner = (rep.name or rep.id) if rep else str(assignment.get("queue") or assignment.get("rep_id") or "")
    url = settings.handoff.record_url.replace("{id}", assessment.lead_id.rsplit(":", 1)[-1])
    return Handed(
        owner=owner or assessment.recommendation.route_to,
        due_at=due_of(assessment, since),
        is_suggested=assessment.decision.autonomy != "act",
        record_url=url,
        news=tuple(news),
    )
