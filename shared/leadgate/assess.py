"""The pure middle: `assess(dossier, settings, model) → Assessment`. No I/O, no clock; one lead is a batch of one."""

from collections.abc import Sequence
from dataclasses import replace

from leadgate.assembling import assemble, prediction_of, sigmoid
from leadgate.domain.assessment import Assessment, Change
from leadgate.domain.assessment import Prediction as Predicted
from leadgate.domain.case import Case
from leadgate.domain.confidence import confidence_of
from leadgate.domain.decision import decide
from leadgate.domain.disqualification import find_disqualifiers
from leadgate.domain.dossier import Dossier
from leadgate.domain.patterns import find_patterns
from leadgate.domain.rules import Judged
from leadgate.domain.settings import Settings
from leadgate.domain.whatif import Edits, edits_of
from leadgate.domain.words import capital
from leadgate.features.batch import read_batch
from leadgate.features.columns import columns_of
from leadgate.features.seen import seen_of
from leadgate.forecast import Forecast, forecast
from leadgate.model.bundle import FloatArray, Model


def assess(dossier: Dossier, settings: Settings, model: Model) -> Assessment:
    """Judge one dossier as of its `as_of`."""
    return assess_all((dossier,), settings, model)[0]


def assess_all(dossiers: Sequence[Dossier], settings: Settings, model: Model) -> tuple[Assessment, ...]:
    """Judge many at once: the same numbers as one by one."""
    if not dossiers:
        return ()
    cases = measure(dossiers, settings)
    edits = [edits_of(case) for case in cases]
    predicted = forecast(cases, model, [(row, edited) for row, changes in enumerate(edits) for _, edited in changes])
    what_ifs = _what_ifs(edits, predicted.log_odds_after)
    found = []
    for row, (dossier, case) in enumerate(zip(dossiers, cases, strict=True)):
        prediction = prediction_of(model, predicted, row, case)
        judged = _judge(case, prediction, _sure_of(predicted, row), what_ifs[row])
        judged = replace(judged, returns=_returns(judged, dossier, settings, model))
        found.append(assemble(case, judged, prediction, model, predicted, row))
    return tuple(found)


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


def _what_ifs(
    edits: Sequence[Sequence[tuple[str, Edits]]], log_odds: FloatArray
) -> list[tuple[tuple[str, float], ...]]:
    """For each lead (change, probability after it) of every single change. log_odds: of all changes in order."""
    after = iter(log_odds.tolist())
    return [tuple((text, sigmoid(next(after))) for text, _ in found) for found in edits]


def _sure_of(predicted: Forecast, row: int) -> float:
    return 1.0 if predicted.sure is None else float(predicted.sure[row])


def _judge(case: Case, prediction: Predicted, sure: float, what_ifs: tuple[tuple[str, float], ...] = ()) -> Judged:
    findings = find_disqualifiers(case)
    return Judged(
        probability=prediction.conversion_probability,
        confidence=confidence_of(case, prediction.model.weight, sure),
        sure=sure,
        amount=prediction.deal_size.median if prediction.deal_size else None,
        patterns=find_patterns(case, findings),
        findings=findings,
        what_ifs=what_ifs,
        segment=prediction.model.segment,
    )


def _returns(judged: Judged, dossier: Dossier, settings: Settings, model: Model) -> tuple[Change, ...]:
    """Which events bring a disqualified lead back, and to what: each is judged as if it had happened."""
    strong = next((finding for finding in judged.findings if finding.strong), None)
    if strong is None:
        return ()
    cases = measure([event.after(dossier, settings) for event in strong.returns], settings)
    predicted = forecast(cases, model)
    changes = []
    for row, (event, case) in enumerate(zip(strong.returns, cases, strict=True)):
        then = _judge(case, prediction_of(model, predicted, row, case), _sure_of(predicted, row))
        status = decide(case, then, settings.autonomy).status
        if status != "disqualified":
            changes.append(Change(capital(event.text), status))
    return tuple(changes)
