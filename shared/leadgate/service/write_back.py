"""What stands on the record afterwards: only differences, and only as much as the autonomy level allows."""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from leadgate.crm.fields import render_account_fields, render_fields
from leadgate.domain.assessment import Assessment
from leadgate.domain.ids import content_id
from leadgate.domain.reading import parse_instant
from leadgate.domain.team import Team
from leadgate.errors import BadInputError, PermanentError
from leadgate.ports import Parked, Ports
from leadgate.ports.crm import CrmRecord, WriteBack, Written
from leadgate.render.filling import Templates
from leadgate.render.note import render_note
from leadgate.service.assign import ANSWER_FIELD
from leadgate.service.handing_over import task_of
from leadgate.service.stop import refuse_if_stopped
from leadgate.service.templates import templates_of

_logger = logging.getLogger(__name__)


def write_back(record: CrmRecord, assessment: Assessment, since: str, ports: Ports) -> Written:
    """Write the verdict.

    since: when the lead came to this status.
    A portal that refuses a value by a rule of its own gets the record parked with the rule's words. Raises
    PermanentError where the portal lacks a field: somebody has to mend the portal, and then the lead comes again;
    RetryableError while writing is stopped.
    """
    refuse_if_stopped(ports)
    try:
        team = ports.settings.current().routing.team
        wanted = wanted_of(record, assessment, team, parse_instant(since), templates_of(ports))
        written = ports.crm.write(record, wanted)
    except BadInputError as error:
        raise PermanentError(str(error)) from error
    if written.refused:
        fact = {"lead_id": record.lead.id, "refused": written.refused}
        parked = Parked(content_id(fact), "crm", written.refused, fact, ports.clock.now())
        ports.store.park(parked)
        _logger.warning("lead %s: a rule of the CRM refused a value, parked as %s", record.lead.id, parked.id)
    return written


def wanted_of(
    record: CrmRecord, assessment: Assessment, team: Team, since: datetime | None, templates: Templates
) -> WriteBack:
    """observe: shadow fields only · recommend: verdict, note and whom it should go to · act: the owner and a task."""
    autonomy = assessment.decision.autonomy
    return WriteBack(
        record.lead.id,
        record.account.id or None,
        fields=render_fields(assessment) | _emptied_answer(record, assessment),
        account_fields=render_account_fields(assessment),
        note=None if autonomy == "observe" else render_note(assessment, templates),
        owner_id=_owner(assessment.assignment or {}, team) if autonomy == "act" else None,
        task=task_of(assessment, since),
    )


def _owner(assignment: Mapping[str, Any], team: Team) -> str | None:
    """The rep; or who holds the queue in the CRM, where somebody does."""
    return assignment.get("rep_id") or team.queue_owners.get(assignment.get("queue") or "")


def _emptied_answer(record: CrmRecord, assessment: Assessment) -> dict[str, str]:
    """A rep who has yet to accept finds the field for the answer empty, whatever one before wrote into it."""
    waits = "accept_by" in (assessment.assignment or {})
    return {ANSWER_FIELD: ""} if waits and record.written.get(ANSWER_FIELD) else {}
