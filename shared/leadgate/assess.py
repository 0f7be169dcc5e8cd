"""The pure middle: `assess(dossier, settings, model) → Assessment`. No I/O, no clock; one lead is a batch of one."""

import math
from collections.abc import Sequence
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
from leadgate.domain.case import Case
from leadgate.domain.confidence import confidence_of
from leadgate.domain.decision import decide
from leadgate.domain.disqualification import find_disqualifiers
from leadgate.domain.dossier import Dossier
from leadgate.domain.handoff import Handoff, recommend
from leadgate.domain.ids import content_id
from leadgate.domain.intent import score_intent
from leadgate.domain.patterns import find_patterns
from leadgate.domain.reasons import explain
from leadgate.domain.rules import Judged, revisit_of
from leadgate.domain.settings import Settings
from leadgate.domain.whatif import edits_of
from leadgate.features.batch import read_batch
from leadgate.features.columns import columns_of
from leadgate.features.seen import seen_of
from leadgate.forecast import Forecast, forecast, log_odds_after, words_of_inputs
from leadgate.model.bundle import Model

_LOOK_AGAIN_DAYS = {"sales_ready": 14, "nurture": 30, "review": 7, "disqualified": 90}


def assess(dossier: Dossier, settings: Settings, model: Model) -> Assessment:
    """Judge one dossier as of its `as_of`."""
    return assess_all((dossier,), settings, model)[0]


def assess_all(dossiers: Sequence[Dossier], settings: Settings, model: Model) -> tuple[Assessment, ...]:
    """Judge many at once: the same numbers as one by one."""
    if not dossiers:
        return ()
    cases = measure(dossiers, settings)
    predicted = forecast(cases, model)
    what_ifs = _what_ifs(cases, predicted)
    return tuple(_assessment(case, model, predicted, row, what_ifs[row]) for row, case in enumerate(cases))


def measure(dossiers: Sequence[Dossier], settings: Settings) -> tuple[Case, ...]:
    """Read and measure: profiles, fit and every feature of each dossier, machines left out."""
    batch = read_batch(dossiers, settings)
    columns = columns_of(batch)
    rows = zip(*(column.tolist() for column in columns.values()), strict=True)
    measured = (dict(zip(columns, row, strict=True)) for row in rows)
    people = zip(batch.dossiers, batch.profiles, batch.fits, strict=True)
    parts = zip(people, measured, seen_of(batch), batch.machines, batch.heard, strict=True)
    return tuple(
        Case(*person, measures, settings, seen, machines, heard) for person, measures, seen, machines, heard in parts
    )


def _what_ifs(cases: Sequence[Case], predicted: Forecast) -> tuple[tuple[tuple[str, float], ...], ...]:
    """For each lead (change, probability after it) of every single change; all leads' changes are one batch."""
    edits = [(row, text, edited) for row, case in enumerate(cases) for text, edited in edits_of(case)]
    if not edits:
        return ((),) * len(cases)
    after = log_odds_after(predicted.parts, [(row, edited) for row, _, edited in edits])
    found: list[list[tuple[str, float]]] = [[] for _ in cases]
    for (row, text, _), log_odds in zip(edits, after.tolist(), strict=True):
        found[row].append((text, sigmoid(log_odds)))
    return tuple(tuple(changes) for changes in found)


def _assessment(
    case: Case, model: Model, predicted: Forecast, row: int, what_ifs: tuple[tuple[str, float], ...]
) -> Assessment:
    findings = find_disqualifiers(case)
    patterns = find_patterns(case, findings)
    prediction = _prediction(model, predicted, row, case.settings.currency)
    judged = Judged(
        probability=prediction.conversion_probability,
        confidence=confidence_of(case, prediction.model.weight),
        amount=prediction.deal_size.median if prediction.deal_size else None,
        patterns=patterns,
        findings=findings,
        what_ifs=what_ifs,
    )
    decision = decide(case, judged, case.settings.autonomy)
    stakeholders = map_stakeholders(case)
    contributions = predicted.contributions_of(row)
    said = words_of_inputs(case, model)
    return Assessment(
        assessment_id=_assessment_id(case, model),
        lead_id=case.dossier.lead.id,
        as_of=case.dossier.as_of,
        lead=_lead(case),
        decision=decision,
        layers=_layers(case, predicted, row),
        patterns=patterns,
        prediction=prediction,
        reasons=explain(case, patterns, contributions, predicted.layer_of, predicted.baseline, said),
        account=assess_account(case),
        stakeholders=stakeholders,
        recommendation=recommend(case, Handoff(decision, patterns, stakeholders)),
        requalify=_requalify(case, decision),
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
    behavior, fit, intent, relationship = (float(value) for value in predicted.layers[row])
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


def _prediction(model: Model, predicted: Forecast, row: int, currency: str) -> Predicted:
    close = None if predicted.close_log_odds is None else sigmoid(float(predicted.close_log_odds[row]))
    days = None if predicted.days is None else Range(*(round(float(value)) for value in predicted.days[row]))
    deal = None
    if predicted.amount is not None:
        low, median, high = (_rounded_amount(float(value)) for value in predicted.amount[row])
        deal = MoneyRange(low, median, high, currency)
    return Predicted(
        conversion_probability=sigmoid(float(predicted.log_odds[row])),
        close_probability=close,
        timeline_days=days,
        deal_size=deal,
        model=ModelUsed(model.name, model.version, predicted.weight),
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


def _requalify(case: Case, decision: Decision) -> Requalify:
    """Q: what would make us look again, and when we look again in any case."""
    watch = decision.disqualification.watch_for if decision.disqualification else ()
    on = (*watch, "any new signal of the lead, a colleague or the company")
    at = case.dossier.as_of + timedelta(days=_LOOK_AGAIN_DAYS[decision.status])
    named = [day for day in map(revisit_of, case.dossier.own("sales_activity")) if day and day > case.dossier.as_of]
    return Requalify(on, min((at, *named)))


def _whole(score: float | None) -> int | None:
    return None if score is None else round(score)
