"""A case that was judged → its assessment: every number and word that is told of it."""

import math
from datetime import timedelta

from leadgate.domain.account import assess_account, map_stakeholders
from leadgate.domain.assessment import (
    AssessedLead,
    Assessment,
    Baseline,
    Decision,
    FitScore,
    IntentScore,
    Layers,
    LayerScore,
    ModelUsed,
    MoneyRange,
    Range,
    Requalify,
)
from leadgate.domain.assessment import Prediction as Predicted
from leadgate.domain.autonomy import with_autonomy
from leadgate.domain.case import Case
from leadgate.domain.decision import decide
from leadgate.domain.handed import Handoff
from leadgate.domain.handoff import Grounds, hand_over, recommend
from leadgate.domain.ids import content_id
from leadgate.domain.intent import score_intent
from leadgate.domain.putting_off import revisits
from leadgate.domain.reasons import explain
from leadgate.domain.rules import Judged
from leadgate.forecast import Forecast, words_of_inputs
from leadgate.model.bundle import Model
from leadgate.model.segments import segment_of

_LOOK_AGAIN_DAYS = {"sales_ready": 14, "nurture": 30, "review": 7, "disqualified": 90}


def assemble(
    case: Case, judged: Judged, prediction: Predicted, model: Model, predicted: Forecast, row: int
) -> Assessment:
    """prediction: of this case; predicted: what the model says of many; row: which of them is this case."""
    decided = decide(case, judged, case.settings.autonomy)
    decision = with_autonomy(decided, case.dossier, judged.amount, case.settings.rollout.act)
    stakeholders = map_stakeholders(case)
    grounds = Grounds(decision, judged.patterns, stakeholders)
    handed = hand_over(case, grounds)
    contributions, said = predicted.contributions_of(row), words_of_inputs(case, model)
    return Assessment(
        assessment_id=_assessment_id(case, model),
        lead_id=case.dossier.lead.id,
        as_of=case.dossier.as_of,
        lead=_lead(case),
        decision=decision,
        layers=_layers(case, predicted, row),
        patterns=judged.patterns,
        prediction=prediction,
        reasons=explain(case, judged.patterns, contributions, predicted.layer_of, predicted.baseline, said),
        account=assess_account(case),
        stakeholders=stakeholders,
        recommendation=recommend(case, grounds, handed),
        requalify=_requalify(case, decision, handed),
        handoff=handed,
    )


def _assessment_id(case: Case, model: Model) -> str:
    """The same dossier judged by the same model under the same settings is the same assessment."""
    dossier = case.dossier
    known = (dossier.lead, dossier.account, dossier.colleagues, dossier.opportunities)
    signals = [signal.id for signal in dossier.signals]
    return content_id(repr(known), dossier.as_of, model.version, case.settings.fingerprint, signals)


def _lead(case: Case) -> AssessedLead:
    lead, profile = case.dossier.lead, case.profile
    return AssessedLead(
        id=lead.id,
        email=lead.email,
        email_class=profile.person.email_class,
        title=lead.title,
        country=profile.country or lead.country,
        region=profile.region,
        language=profile.language,
        owner_id=lead.owner_id,
    )


def _layers(case: Case, predicted: Forecast, row: int) -> Layers:
    behavior, fit, intent, relationship = predicted.layers[row].tolist()
    scores = score_intent(case)
    active = bool(case.dossier.own_signals)
    related = bool(case.profile.colleagues or case.dossier.deals or case.measures["referred"])
    return Layers(
        behavior=LayerScore(_evidence_score(behavior) if active else None, behavior),
        fit=FitScore(
            _whole(case.fit.score),
            fit,
            _whole(case.fit.company),
            _whole(case.fit.role),
            _whole(case.fit.technology),
            _whole(case.fit.timing),
        ),
        intent=IntentScore(
            None if scores.first_party is None and scores.third_party is None else _evidence_score(intent),
            intent,
            _whole(scores.first_party),
            _whole(scores.third_party),
        ),
        relationship=LayerScore(_evidence_score(relationship) if related else None, relationship),
        baseline=Baseline(predicted.baseline),
    )


def _evidence_score(log_odds: float) -> int:
    """0–100: the chance that the layer's evidence alone would make of an even one; 50 says nothing either way."""
    return round(100.0 * sigmoid(log_odds))


def prediction_of(model: Model, predicted: Forecast, row: int, case: Case) -> Predicted:
    """The answers of a row, which is this case, in our words."""
    close = None if predicted.close_log_odds is None else sigmoid(float(predicted.close_log_odds[row]))
    days = None if predicted.days is None else Range(*map(round, predicted.days[row].tolist()))
    deal = None
    if predicted.amount is not None:
        low, median, high = map(_rounded_amount, predicted.amount[row].tolist())
        deal = MoneyRange(low, median, high, case.settings.currency)
    return Predicted(
        conversion_probability=sigmoid(float(predicted.log_odds[row])),
        close_probability=close,
        timeline_days=days,
        deal_size=deal,
        model=ModelUsed(model.name, model.version, predicted.weight, segment_of(model, case.dossier)),
    )


def _rounded_amount(amount: float) -> float:
    """Two to three significant digits: a range is no price."""
    if amount < 1:
        return 0.0
    step = 10.0 ** max(0, math.floor(math.log10(amount)) - 1) / 2.0
    return float(round(amount / step) * step)


def sigmoid(log_odds: float) -> float:
    """Probability of log-odds, without overflow at either end."""
    if log_odds >= 0:
        return 1.0 / (1.0 + math.exp(-log_odds))
    odds = math.exp(log_odds)
    return odds / (1.0 + odds)


def _requalify(case: Case, decision: Decision, handed: Handoff | None) -> Requalify:
    """Q: what would make us look again, and when we look again in any case: an alert that has ended is no alert."""
    watch = decision.disqualification.watch_for if decision.disqualification else ()
    on = (*watch, "any new signal of the lead, a colleague or the company")
    at = case.dossier.as_of + timedelta(days=_LOOK_AGAIN_DAYS[decision.status])
    named = [day for day in revisits(case).values() if day > case.dossier.as_of]
    ends = [alert.expires_at for alert in (handed.alerts if handed else ()) if alert.expires_at]
    return Requalify(on, min((at, *named, *(end for end in ends if end > case.dossier.as_of))))


def _whole(score: float | None) -> int | None:
    return None if score is None else round(score)
