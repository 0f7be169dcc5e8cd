"""What stands on the record afterwards: only differences, and only as much as the autonomy level allows."""

import hashlib
import logging
from datetime import datetime

from leadgate.crm.fields import render_account_fields, render_fields
from leadgate.domain.assessment import Assessment
from leadgate.domain.ids import content_id
from leadgate.domain.reading import parse_instant
from leadgate.domain.settings import Rollout
from leadgate.errors import BadInputError, PermanentError
from leadgate.ports import Parked, Ports
from leadgate.ports.crm import CrmRecord, WriteBack, Written
from leadgate.render.filling import Templates
from leadgate.render.note import render_note
from leadgate.service.handing_over import task_of
from leadgate.service.templates import templates_of

_logger = logging.getLogger(__name__)


def write_back(record: CrmRecord, assessment: Assessment, since: str, ports: Ports) -> Written | None:
    """Write the verdict; None, and nothing is written, for a lead outside the rollout.

    since: when the lead came to this status.
    A portal that refuses a value by a rule of its own gets the record parked with the rule's words. Raises
    PermanentError where the portal lacks a field: somebody has to mend the portal, and then the lead comes again.
    """
    settings = ports.settings.current()
    if not in_rollout(record, settings.rollout):
        return None
    try:
        wanted = wanted_of(record, assessment, parse_instant(since), templates_of(ports))
        written = ports.crm.write(record, wanted)
    except BadInputError as error:
        raise PermanentError(str(error)) from error
    if written.refused:
        fact = {"lead_id": record.lead.id, "refused": written.refused}
        parked = Parked(content_id(fact), "crm", written.refused, fact, ports.clock.now())
        ports.store.park(parked)
        _logger.warning("lead %s: a rule of the CRM refused a value, parked as %s", record.lead.id, parked.id)
    return written


def wanted_of(record: CrmRecord, assessment: Assessment, since: datetime | None, templates: Templates) -> WriteBack:
    """observe: shadow fields only · recommend: verdict and note · act: the owner and a task too."""
    autonomy = assessment.decision.autonomy
    owner = assessment.assignment.get("rep_id") if assessment.assignment else None
    return WriteBack(
        record.lead.id,
        record.account.id or None,
        fields=render_fields(assessment),
        account_fields=render_account_fields(assessment),
        note=None if autonomy == "observe" else render_note(assessment, templates),
        owner_id=owner if autonomy == "act" else None,
        task=task_of(assessment, since),
    )


def in_rollout(record: CrmRecord, rollout: Rollout) -> bool:
    """G4: by source, and by a share that always takes the same leads."""
    if rollout.sources and record.lead.source.casefold() not in {source.casefold() for source in rollout.sources}:
        return False
    digest = hashlib.sha256(f"rollout:{record.lead.id}".encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64 < rollout.share
