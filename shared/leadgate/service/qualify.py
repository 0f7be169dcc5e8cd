"""The one way through: a lead changed → dossier → assessment → kept → written on the record."""

from dataclasses import dataclass
from typing import Literal

from leadgate.assess import assess
from leadgate.domain.assessment import Assessment
from leadgate.domain.autonomy import in_rollout
from leadgate.domain.ids import content_id, is_lead_id, read_errand
from leadgate.ports import Ports, Verdict
from leadgate.ports.crm import CrmRecord, Written
from leadgate.service.ask import ask_where_it_matters
from leadgate.service.assign import assign, is_due, owner_was_refused
from leadgate.service.dossiers import load_dossier
from leadgate.service.errands import ErrandResult, run_errand, send_errands
from leadgate.service.forgotten import forgotten_among, without_forgotten
from leadgate.service.leaving import drop_stray, forget_lead, leave
from leadgate.service.merges import undo_merge
from leadgate.service.replay import verdict_row
from leadgate.service.shadow import shadow_scores
from leadgate.service.stop import refuse_if_stopped
from leadgate.service.write_back import write_back

Result = Literal[
    "written",
    "partly_written",
    "unchanged",
    "outside_rollout",
    "up_to_date",
    "gone",
    "merged",
    "erased",
    "forgotten",
    "newer_stands",
    "spread",
    ErrandResult,
]


@dataclass(frozen=True, slots=True)
class Qualified:
    """What became of one change: the assessment is None where none was made.

    partly_written: a rule of the CRM's own refused a value. outside_rollout: judged, and nothing written.
    """

    lead_id: str
    result: Result
    assessment: Assessment | None = None
    written: Written | None = None


def qualify(lead_id: str, ports: Ports) -> Qualified:
    """Judge the lead as it stands now, and write what differs.

    Safe to repeat: a version that was judged and written is not judged again. Raises what the ports raise.
    """
    errand = read_errand(lead_id)
    if errand is not None:
        return Qualified(lead_id, run_errand(*errand, ports))
    if not is_lead_id(lead_id):
        return _spread(lead_id, ports)
    version = ports.store.version_of(lead_id)
    standing = ports.store.verdict_of(lead_id)
    if standing is not None and standing.written and standing.version >= version and not is_due(lead_id, ports):
        return Qualified(lead_id, "up_to_date")
    if forgotten_among((lead_id,), ports.store):
        return Qualified(lead_id, drop_stray(lead_id, ports))
    refuse_if_stopped(ports)
    record = ports.crm.read(lead_id)
    if record is None or record.lead.id != lead_id:
        return Qualified(lead_id, leave(lead_id, version, record, standing, ports))
    known = without_forgotten(record, ports.store)
    if known is None:
        return Qualified(lead_id, forget_lead(lead_id, ports, record))
    return _judge(known, version, standing, ports)


def _judge(record: CrmRecord, version: int, standing: Verdict | None, ports: Ports) -> Qualified:
    lead_id = record.lead.id
    if standing is not None and standing.row.get("merged_into"):
        undo_merge(lead_id, standing.row["merged_into"], ports.store)
    dossier = load_dossier(record, ports)
    assessed = assess(dossier, ports.settings.current(), ports.models.current())
    wanted = in_rollout(dossier, ports.settings.current().rollout)
    assessment = assign(assessed, record, dossier, ports, keep=wanted)
    row = verdict_row(assessment, dossier, record, standing) | shadow_scores(dossier, ports)
    if not ports.store.put_verdict(lead_id, version, row):
        return Qualified(lead_id, "newer_stands", assessment)
    if forgotten_among((lead_id,), ports.store):  # while it was judged: what was just kept goes too
        return Qualified(lead_id, drop_stray(lead_id, ports))
    written = write_back(record, assessment, row["since"], ports) if wanted else None
    if written is not None:
        send_errands(assessment, version, ports)
        ports.store.mark_written(lead_id, version)
        _pass_on(written, assessment, ports)
    if wanted:
        ask_where_it_matters(dossier, assessment, ports)
    _tell_colleagues(assessment, ports)
    return Qualified(lead_id, _result_of(written), assessment, written)


def _result_of(written: Written | None) -> Result:
    if written is None:
        return "outside_rollout"
    if written.refused:
        return "partly_written"
    return "written" if written.changed or written.note or written.task or written.owner else "unchanged"


def _pass_on(written: Written, assessment: Assessment, ports: Ports) -> None:
    """The CRM does not take the rep as an owner (who left, say): the lead is judged again, and goes to the next."""
    if written.owner_refused:
        why = f"the CRM does not take this owner: {written.refused}"
        owner_was_refused(assessment.lead_id, why, ports)
        ports.queue.send_all([(assessment.lead_id, ports.store.touch(assessment.lead_id))])


def _spread(record_id: str, ports: Ports) -> Qualified:
    """A company or a deal changed: the leads it concerns are judged again."""
    named = ports.crm.leads_of(record_id)
    forgotten = forgotten_among(named, ports.store)
    leads = [lead_id for lead_id in named if lead_id not in forgotten]
    if leads:
        ports.queue.send_all(list(zip(leads, ports.store.touch_all(leads), strict=True)))
    return Qualified(record_id, "spread")


def _tell_colleagues(assessment: Assessment, ports: Ports) -> None:
    """Colleagues are judged again when who is active at the account has changed, and only then."""
    account_id = assessment.account.id
    if not account_id:
        return
    active = sorted((s.lead_id, s.seat) for s in assessment.stakeholders if s.engagement > 0)
    key, picture = f"account-picture:{account_id}", {"active": content_id(active)}
    if ports.store.recall(key) == picture:
        return
    others = [lead for lead in ports.store.leads_of(account_id) if lead != assessment.lead_id]
    ports.queue.send_all(list(zip(others, ports.store.touch_all(others), strict=True)))
    ports.store.remember(key, picture)
