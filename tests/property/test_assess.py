"""What holds of every assessment, whatever the dossier."""

import copy
import json
import math
import random
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadgate.assess import assess, assess_all
from leadgate.bootstrap import bundled_model
from leadgate.domain.assessment import Assessment
from leadgate.domain.assessment_json import parse_assessment, render_assessment
from leadgate.domain.dossier import Dossier, with_signals
from leadgate.domain.dossier_json import parse_dossier
from leadgate.domain.section import validated
from leadgate.domain.settings import Settings
from leadgate.domain.signals import KINDS
from leadgate.errors import BadInputError
from leadgate.model.registry import FolderRegistry
from tests.builders import a_buyer
from tests.property.dossiers import AS_OF, dossiers, rows, signals

MODEL: Final = FolderRegistry(bundled_model()).current()
SETTINGS: Final = validated(
    Settings,
    {
        "market": {"industries": ["manufacturing"], "countries": ["US", "DACH"], "technologies": ["SAP"]},
        "competition": {"competitors": [{"name": "LineSight", "domains": ["linesight.test"]}]},
        "own_domains": ["seller.example"],
    },
)
examples = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def judge(dossier: Dossier) -> Assessment:
    return assess(dossier, SETTINGS, MODEL)


def log_odds(assessment: Assessment) -> float:
    p = assessment.prediction.conversion_probability
    return math.log(p) - math.log1p(-p)


# Time and arrival


@examples
@given(dossiers(), st.randoms(use_true_random=False))
def test_arriving_twice_or_shuffled_changes_nothing(dossier: Dossier, chance: random.Random) -> None:
    again = [*dossier.signals, *dossier.signals[::2]]
    chance.shuffle(again)
    assert judge(with_signals(dossier, tuple(again))) == judge(dossier)


@examples
@given(rows(), signals(), st.integers(1, 400 * 86_400))
def test_the_future_is_not_seen(row: dict[str, Any], more: list[dict[str, Any]], seconds: int) -> None:
    at = (AS_OF + timedelta(seconds=seconds)).isoformat()
    future = [{**signal, "id": f"future-{number}", "occurred_at": at} for number, signal in enumerate(more)]
    assert judge(parse_dossier({**row, "signals": [*row["signals"], *future]})) == judge(parse_dossier(row))


@examples
@given(dossiers())
def test_the_same_again_is_the_same(dossier: Dossier) -> None:
    assert judge(dossier) == judge(copy.deepcopy(dossier))


@examples
@given(dossiers(), st.randoms(use_true_random=False))
def test_the_order_of_colleagues_and_deals_changes_no_number(dossier: Dossier, chance: random.Random) -> None:
    colleagues, deals = list(dossier.colleagues), list(dossier.opportunities)
    chance.shuffle(colleagues)
    chance.shuffle(deals)
    other = judge(replace(dossier, colleagues=tuple(colleagues), opportunities=tuple(deals)))
    assert (other.decision, other.layers, other.prediction) == (
        judge(dossier).decision,
        judge(dossier).layers,
        judge(dossier).prediction,
    )


# Sums


@examples
@given(dossiers())
def test_layers_and_baseline_sum_to_the_log_odds(dossier: Dossier) -> None:
    found = judge(dossier)
    layers = found.layers
    parts = (layers.behavior, layers.fit, layers.intent, layers.relationship, layers.baseline)
    assert math.fsum(part.log_odds for part in parts) == pytest.approx(log_odds(found), abs=1e-6)


@examples
@given(dossiers())
def test_the_reasons_effects_sum_to_the_log_odds(dossier: Dossier) -> None:
    found = judge(dossier)
    assert math.fsum(reason.effect for reason in found.reasons) == pytest.approx(log_odds(found), abs=1e-6)


@examples
@given(dossiers())
def test_each_layers_reasons_sum_to_the_layer(dossier: Dossier) -> None:
    found = judge(dossier)
    for name in ("behavior", "fit", "intent", "relationship", "baseline"):
        of_layer = math.fsum(reason.effect for reason in found.reasons if reason.layer == name)
        assert of_layer == pytest.approx(getattr(found.layers, name).log_odds, abs=1e-6)


@examples
@given(st.lists(dossiers(8), min_size=2, max_size=6))
def test_a_batch_is_its_rows_one_by_one(batch: list[Dossier]) -> None:
    together = assess_all(batch, SETTINGS, MODEL)
    for dossier, found in zip(batch, together, strict=True):
        alone = judge(dossier)
        assert found.decision == alone.decision
        assert found.patterns == alone.patterns
        assert log_odds(found) == pytest.approx(log_odds(alone), abs=1e-9)


# Ranges and evidence


@examples
@given(dossiers())
def test_every_number_lies_in_its_range(dossier: Dossier) -> None:
    found = judge(dossier)
    row = render_assessment(found)
    assert 0 < found.prediction.conversion_probability < 1
    assert 0 <= found.decision.score <= 100
    assert 0 <= found.decision.confidence <= 1
    for layer in row["layers"].values():
        for name, value in layer.items():
            assert name == "log_odds" or value is None or 0 <= value <= 100
    for pattern in found.patterns:
        assert 0 <= pattern.strength <= 1
    for prediction in (found.prediction.timeline_days, found.prediction.deal_size):
        assert prediction is None or 0 <= prediction.low <= prediction.median <= prediction.high


@examples
@given(dossiers())
def test_evidence_is_of_the_dossier(dossier: Dossier) -> None:
    known = {signal.id for signal in dossier.signals}
    found = judge(dossier)
    cited = [*(pattern.signals for pattern in found.patterns), *(reason.signals for reason in found.reasons)]
    assert set().union(*cited) <= known


@examples
@given(dossiers())
def test_a_disqualified_lead_says_why_and_nobody_else_does(dossier: Dossier) -> None:
    decision = judge(dossier).decision
    if decision.disqualification is not None:
        assert decision.disqualification.action
    if decision.status == "disqualified":
        assert decision.disqualification is not None or decision.rules


@examples
@given(dossiers())
def test_what_is_written_reads_back(dossier: Dossier) -> None:
    row = json.loads(json.dumps(render_assessment(judge(dossier)), allow_nan=False))
    assert render_assessment(parse_assessment(row)) == row


# Whatever comes


def _places(row: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every key and every index in a row."""
    items = row.items() if isinstance(row, dict) else enumerate(row) if isinstance(row, list) else ()
    return [place for key, value in items for place in ((*path, key), *_places(value, (*path, key)))]


def _without(row: dict[str, Any], place: tuple[Any, ...]) -> dict[str, Any]:
    changed = copy.deepcopy(row)
    del _holder(changed, place)[place[-1]]
    return changed


def _with(row: dict[str, Any], place: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """The row with another value there, if there is such a place in it."""
    changed = copy.deepcopy(row)
    try:
        _holder(changed, place)[place[-1]] = value
    except (KeyError, IndexError, TypeError):
        return row
    return changed


def _holder(row: Any, place: tuple[Any, ...]) -> Any:
    for key in place[:-1]:
        row = row[key]
    return row


def _judge_or_refuse(row: dict[str, Any]) -> None:
    try:
        dossier = parse_dossier(row)
    except BadInputError:
        return
    json.dumps(render_assessment(judge(dossier)), allow_nan=False)


def a_row_with_everything() -> dict[str, Any]:
    """A buyer's, and a signal of every kind with every property it can have."""
    builder = a_buyer().with_deal(amount=1000.0, stage="open")
    for kind in KINDS:
        properties: dict[str, Any] = dict.fromkeys(kind.properties, "2026-12-01")
        builder = builder.did(kind.name, **properties)
    return builder.did("page_view", url="/pricing", user_agent="x", is_bot=False, website="").row()


ROW: Final = a_row_with_everything()


@pytest.mark.parametrize("place", _places(ROW), ids=lambda place: ".".join(map(str, place)))
def test_any_field_may_be_missing_or_null(place: tuple[Any, ...]) -> None:
    for row in (_without(ROW, place), _with(ROW, place, None)):
        if place in {("as_of",), ("lead",), ("lead", "id")}:
            with pytest.raises(BadInputError):
                parse_dossier(row)
        elif isinstance(place[-1], int):
            _judge_or_refuse(row)  # null among the rows of a list may be refused
        elif place[-1] == "id" and place[0] == "colleagues":
            _judge_or_refuse(row)
        else:
            judge(parse_dossier(row))


# A stage that is a list or an object: see `tests/unit/test_content.py`.
places = st.sampled_from(_places(ROW))
junk = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=30),
    st.sampled_from(
        ["9" * 400, "\ud800", "\x00", "NaN", "2026-13-45", "0001-01-01", "9999-12-31T23:59:59Z", "x" * 10_000]
    ),
    st.lists(st.integers(), max_size=3),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(places, junk), min_size=1, max_size=4))
def test_junk_anywhere_is_judged_or_refused_and_never_an_error(changes: list[tuple[tuple[Any, ...], Any]]) -> None:
    row = ROW
    for place, value in changes:
        row = _with(row, place, value)
    if isinstance(row.get("as_of"), str) and row["as_of"][:4] in {"0001", "9999"}:
        return  # refused where dossiers come in
    _judge_or_refuse(row)


@examples
@given(rows(40))
def test_contradictions_are_judged(row: dict[str, Any]) -> None:
    _judge_or_refuse(row)
