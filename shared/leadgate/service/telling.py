"""A rep is told of a lead in Slack, Teams or by e-mail: once, and again only when something material has changed.

An incoming webhook cannot change what it has posted, so whatever would only repeat is not posted. Each channel is
remembered by itself: one that is down is tried again and the others are not told twice.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from leadgate.domain.assessment import Assessment
from leadgate.domain.assessment_json import parse_assessment
from leadgate.domain.ids import content_id
from leadgate.domain.reading import parse_instant
from leadgate.domain.settings import Settings
from leadgate.domain.words import spoken
from leadgate.errors import LeadgateError, RetryableError
from leadgate.ports import Ports
from leadgate.ports.outreach import Letter
from leadgate.render.briefing import briefing_of
from leadgate.service.handing_over import handed_of, rep_of
from leadgate.service.mailing import send_letter, sender_of
from leadgate.service.templates import templates_of
from leadgate.service.webhook_urls import check_webhook_url

_HANDED_OVER: Final = ("sales_ready", "review")
_TIERS: Final = "ABCD"
CHANNELS: Final = ("slack", "teams", "email")

Post = Callable[[Assessment, Mapping[str, Any], Ports], bool]


def channels_on(settings: Settings) -> tuple[str, ...]:
    return tuple(name for name in CHANNELS if getattr(settings.handoff, name))


def tell_reps(lead_id: str, ports: Ports) -> bool:
    """Whether anybody was told. Every channel is tried before an error of one is raised."""
    verdict, settings = ports.store.verdict_of(lead_id), ports.settings.current()
    if verdict is None or "decision" not in verdict.row or settings.autonomy == "observe":
        return False
    assessment = parse_assessment(verdict.row)
    if settings.handoff.tiers and assessment.decision.tier not in settings.handoff.tiers:
        return False
    told, errors = False, []
    for name in channels_on(settings):
        try:
            told |= _tell(name, assessment, parse_instant(verdict.row.get("since")), ports)
        except LeadgateError as error:
            errors.append(error)
    if errors:  # what may still work comes again; what a person must mend waits until nothing else does
        raise next((error for error in errors if isinstance(error, RetryableError)), errors[0])
    return told


def news_of(told: Mapping[str, Any] | None, assessment: Assessment, owner: str) -> tuple[str, ...] | None:
    """What is worth another message; () for the first one, None for nothing.

    told: what `_remembered` gave for the last one. Words that only age ("yesterday") are no news.
    """
    decision = assessment.decision
    if told is None:
        return () if decision.status in _HANDED_OVER else None
    if decision.status != told["status"]:
        return (f"{spoken(decision.status)}, was {spoken(told['status'])}",)
    if decision.status not in _HANDED_OVER:
        return None
    news = [f"now with {owner}"] if owner != told["owner"] else []
    if _TIERS.index(decision.tier) < _TIERS.index(told["tier"]):
        news.append(f"tier {decision.tier}, was {told['tier']}")
    alerts = assessment.handoff.alerts if assessment.handoff else ()
    news += [alert.text for alert in alerts if alert.signals and not set(alert.signals) <= set(told["alerts"])]
    return tuple(news) or None


def _tell(name: str, assessment: Assessment, since: Any, ports: Ports) -> bool:
    key, settings = f"told:{name}:{assessment.lead_id}", ports.settings.current()
    told = ports.store.recall(key)
    owner = handed_of(assessment, settings, since, ()).owner
    news = news_of(told, assessment, owner)
    if news is None:
        return False
    briefing = briefing_of(assessment, handed_of(assessment, settings, since, news), ports.clock.now())
    if not _POSTS[name](assessment, briefing, ports):
        return False
    ports.store.remember(key, _remembered(told, assessment, owner))
    return True


def _remembered(told: Mapping[str, Any] | None, assessment: Assessment, owner: str) -> dict[str, Any]:
    alerts = assessment.handoff.alerts if assessment.handoff else ()
    known = [*(told["alerts"] if told else ()), *(one for alert in alerts for one in alert.signals)]
    decision = assessment.decision
    return {"status": decision.status, "tier": decision.tier, "owner": owner, "alerts": list(dict.fromkeys(known))}


def _post_to(name: str, assessment: Assessment, briefing: Mapping[str, Any], ports: Ports) -> bool:
    """Raises RetryableError before a second message within a second: a webhook takes one."""
    del assessment
    url = ports.secrets.get(f"{name}_webhook_url")
    check_webhook_url(name, url, ports.settings.current().handoff.webhook_hosts)
    wait = ports.store.take_token(f"webhook:{name}", 1, 1.0, ports.clock.now())
    if wait > 0:
        raise RetryableError(f"{name} takes one message a second", after_seconds=wait)
    ports.outreach.webhooks.post(url, json.loads(templates_of(ports).fill(f"{name}.json.j2", briefing)))
    return True


def _write_to_rep(assessment: Assessment, briefing: Mapping[str, Any], ports: Ports) -> bool:
    """Nobody where a queue has the lead, or the team file knows no address of the rep."""
    settings, templates = ports.settings.current(), templates_of(ports)
    rep = rep_of(assessment, settings)
    if rep is None or not rep.email:
        return False
    sender, name = sender_of(rep, settings)
    letter = Letter(
        sender=sender,
        sender_name=f"{name} (Leadgate)" if sender == rep.email else "Leadgate",
        recipient=rep.email,
        subject=f"{briefing['verdict']}: {briefing['headline']}",
        text=templates.fill("handoff.txt.j2", briefing),
        html=templates.fill("handoff.html.j2", briefing),
        message_id=f"{content_id('handoff', assessment.assessment_id, briefing['news'])}@{sender.rpartition('@')[2]}",
    )
    send_letter(letter, ports)
    return True


_POSTS: Final[Mapping[str, Post]] = {
    "slack": lambda assessment, briefing, ports: _post_to("slack", assessment, briefing, ports),
    "teams": lambda assessment, briefing, ports: _post_to("teams", assessment, briefing, ports),
    "email": _write_to_rep,
}
