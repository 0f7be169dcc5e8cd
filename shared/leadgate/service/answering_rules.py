"""R12: whom the first response goes to, and why not to everybody else; looked at anew just before it is sent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from leadgate.domain.assessment import Assessment
from leadgate.domain.assessment_json import parse_assessment
from leadgate.domain.autonomy import in_rollout
from leadgate.domain.dossier import Lead
from leadgate.domain.reading import parse_instant
from leadgate.domain.settings import Settings
from leadgate.domain.signals import Signal, newest
from leadgate.domain.team import Rep
from leadgate.errors import BadInputError
from leadgate.ports import Ports
from leadgate.service.dossiers import kept_signals, load_dossier
from leadgate.service.handing_over import rep_of
from leadgate.service.mailing import check_address, is_suppressed

_REQUESTS: Final = ("form_submission", "chat_message", "chat_escalation")
_OPTED_OUT: Final = ("hs_email_optout", "HasOptedOutOfEmail")
_BOUNCED: Final = ("hs_email_bounce", "EmailBouncedDate")
_NOT_WRITTEN_TO: Final = ("invalid", "disposable", "role")
_TRUE: Final = ("true", "yes", "1")


@dataclass(frozen=True, slots=True)
class Answerable:
    """A lead that may be answered now. name: as it is addressed, empty where unknown."""

    lead_id: str
    assessment: Assessment
    rep: Rep
    request: Signal
    name: str
    address: str


def why_not(lead_id: str, held: Mapping[str, Any] | None, ports: Ports) -> Answerable | str:
    """The lead as it may be answered, or why not, in words without anything personal.

    held: what was remembered of its last answer. Raises what the CRM raises: the record is read once more.
    """
    settings, verdict = ports.settings.current(), ports.store.verdict_of(lead_id)
    if verdict is None or "decision" not in verdict.row:
        return "there is no verdict any more"
    assessment = parse_assessment(verdict.row)
    signals = kept_signals(lead_id, (), None, ports.store)
    rep, request = rep_of(assessment, settings), _request_of(assessment, signals)
    refused = next(filter(None, _by_settings(assessment, settings, ports)), "")
    if refused:
        return refused
    if rep is None or not rep.email:
        return "no rep with an address has it"
    if request is None:
        return "it asked for nothing that an answer could name"
    record = ports.crm.read(lead_id)
    if record is None or record.lead.id != lead_id:
        return "the CRM has it no more"
    known = (*signals, *record.signals)
    by_time = (*_by_signals(known), *_by_time(request, held, known, ports))
    late = next(filter(None, (*by_time, *_by_record(record.lead, settings, ports))), "")
    if late or not in_rollout(load_dossier(record, ports), settings.rollout):
        return late or "it is outside the rollout"
    return Answerable(lead_id, assessment, rep, request, _name_of(record.lead), record.lead.email.strip())


def _by_settings(assessment: Assessment, settings: Settings, ports: Ports) -> Iterable[str]:
    decision, rules = assessment.decision, settings.first_response
    yield "" if rules.mode != "off" else "first_response.mode is off"
    yield "" if settings.autonomy == decision.autonomy == "act" else "autonomy is not act"
    yield "" if rules.lawful_basis else "first_response.lawful_basis is not set"
    yield "" if decision.status == "sales_ready" else f"it is {decision.status}, not sales_ready"
    yield "" if ports.outreach.public_url else "LEADGATE_PUBLIC_URL is not set: nobody could unsubscribe"
    is_bad = assessment.lead.email_class in _NOT_WRITTEN_TO
    yield f"its address is {assessment.lead.email_class}" if is_bad else ""


def _by_signals(signals: Sequence[Signal]) -> Iterable[str]:
    kinds = {signal.kind for signal in signals}
    yield "it has unsubscribed" if "email_unsubscribe" in kinds else ""
    yield "mail to it bounced" if "email_bounce" in kinds else ""


def _by_time(request: Signal, held: Mapping[str, Any] | None, signals: Sequence[Signal], ports: Ports) -> Iterable[str]:
    now, rules = ports.clock.now(), ports.settings.current().first_response
    yield "its request is too old" if now - request.occurred_at > timedelta(hours=rules.within_hours) else ""
    answered = any(s.kind == "sales_activity" and s.occurred_at >= request.occurred_at for s in signals)
    yield "a person was faster" if answered else ""
    if held is not None and held["state"] not in ("none", "dry_run"):
        at = parse_instant(held.get("at"))
        same = held.get("request") == request.id
        recent = at is not None and now - at < timedelta(days=rules.again_after_days)
        yield "it was answered before" if same or recent else ""
    elif held is not None and held.get("request") == request.id and rules.mode == "dry_run":
        yield "its answer was written before (dry run)"


def _by_record(lead: Lead, settings: Settings, ports: Ports) -> Iterable[str]:
    values = {name: str(value).strip().casefold() for name, value in lead.properties.items()}
    yield "it has unsubscribed in the CRM" if any(values.get(name) in _TRUE for name in _OPTED_OUT) else ""
    yield "the CRM says that mail bounced" if any(values.get(name, "0") not in ("", "0") for name in _BOUNCED) else ""
    rules = settings.first_response
    consented = rules.lawful_basis != "consent" or values.get(rules.consent_property) in _TRUE
    yield "" if consented else f"it has not consented ({rules.consent_property or 'first_response.consent_property'})"
    try:
        check_address("email", lead.email.strip())
    except BadInputError as error:
        yield str(error)
        return
    yield "its address has unsubscribed" if is_suppressed(lead.email, ports) else ""


def _request_of(assessment: Assessment, signals: Sequence[Signal]) -> Signal | None:
    """The newest thing it asked for that the verdict calls urgent."""
    alerts = assessment.handoff.alerts if assessment.handoff else ()
    urgent = {one for alert in alerts for one in alert.signals}
    return newest(s for s in signals if s.id in urgent and s.kind in _REQUESTS and s.lead_id == assessment.lead_id)


def _name_of(lead: Lead) -> str:
    return " ".join(part for part in (lead.first_name, lead.last_name) if part)
