"""A verdict as it is kept, so that its lead can be judged again as it stood.

Beside the assessment stands the dossier's frame: what the CRM said then. Signals are kept anyway, so of them only those
that the CRM record itself held are in it.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from leadgate.domain.assessment import Assessment
from leadgate.domain.assessment_json import render_assessment
from leadgate.domain.dossier import Dossier, with_signals
from leadgate.domain.dossier_json import parse_dossier, render_dossier
from leadgate.domain.retention import Retention
from leadgate.errors import BadInputError
from leadgate.ports import Store, Verdict
from leadgate.ports.crm import CrmRecord
from leadgate.service.dossiers import kept_signals


def verdict_row(
    assessment: Assessment, dossier: Dossier, record: CrmRecord, standing: Verdict | None
) -> dict[str, Any]:
    """The assessment's JSON object, with `since` (when the lead came to this status) and `dossier` (its frame).

    standing: the verdict that this one replaces.
    """
    row = render_assessment(assessment)
    frame = render_dossier(replace(dossier, signals=record.signals))
    return {**row, "since": _since(row, standing.row if standing else {}), "dossier": frame}


def dossier_of(verdict: Verdict, store: Store, retention: Retention, now: datetime) -> Dossier | None:
    """What was known of the lead when the verdict was made; None where the frame was not kept, or cannot be read.

    A signal that occurred before but was received after is not in it: nobody knew it. Nor is one whose time is over
    by now.
    """
    try:
        frame = parse_dossier(verdict.row["dossier"])
    except (KeyError, BadInputError):
        return None
    kept = kept_signals(frame.lead.id, frame.colleagues, frame.account.id or None, store)
    known = tuple(signal for signal in retention.readable(kept, now) if signal.received_at <= frame.as_of)
    return with_signals(frame, (*known, *frame.signals))


def _since(row: Mapping[str, Any], before: Mapping[str, Any]) -> Any:
    same = (before.get("decision") or {}).get("status") == row["decision"]["status"]
    return before.get("since", before["as_of"]) if same else row["as_of"]
