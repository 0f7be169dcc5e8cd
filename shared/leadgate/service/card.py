"""What a card on a CRM record shows of the lead's verdict: kept already, so nothing is judged and no CRM is asked."""

from typing import Any

from leadgate.crm.fields import told_reasons
from leadgate.domain.assessment import Assessment
from leadgate.domain.assessment_json import parse_assessment
from leadgate.domain.reading import render_instant
from leadgate.domain.words import spoken
from leadgate.ports import Ports

Card = dict[str, Any]


def card_of(lead_id: str, ports: Ports) -> Card:
    """`{"status": null}` for a lead that was never judged, or whose verdict the CRM has not: outside the rollout."""
    kept = ports.store.verdict_of(lead_id)
    return render_card(parse_assessment(kept.row)) if kept and kept.written else {"status": None}


def render_card(a: Assessment) -> Card:
    """Shares are percent; `effect` is in log-odds, the strongest first; lists may be empty."""
    decision, recommendation = a.decision, a.recommendation
    return {
        "status": decision.status,
        "verdict": spoken(decision.status).capitalize(),
        "observing": decision.autonomy == "observe",
        "tier": decision.tier,
        "score": decision.score,
        "confidence_percent": round(decision.confidence * 100),
        "next_step": recommendation.approach,
        "route_to": recommendation.route_to,
        "alerts": list(recommendation.alerts),
        "reasons": [{"text": reason.text, "effect": round(reason.effect, 2)} for reason in told_reasons(a.reasons)],
        "stakeholders": [
            {
                "name": person.name,
                "title": person.title,
                "seat": person.seat.replace("_", " "),
                "engagement": person.engagement,
            }
            for person in a.stakeholders
        ],
        "seats_missing": [seat.replace("_", " ") for seat in a.account.coverage.missing],
        "unknowns": list(decision.unknowns),
        "would_change": [f"{change.text} → {spoken(change.to)}" for change in decision.would_change],
        "assessed_at": render_instant(a.as_of),
    }
