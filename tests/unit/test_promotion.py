"""A challenger takes over only where outcomes say so: enough of them, surely better, true chances, nobody harmed."""

from typing import Any

import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score

from leadgate.domain.section import validated
from leadgate.domain.settings import Settings
from leadgate.domain.settings_learning import PromotionSettings
from leadgate.errors import BadInputError
from leadgate.learning.agreement import agree
from leadgate.learning.levels import Coded
from leadgate.learning.promotion import Judgement, Trial, judge

pytestmark = pytest.mark.capability("L4")

FloatArray = np.ndarray[Any, np.dtype[np.float64]]


def a_trial(rows: int = 4000, challenger: float = 1.0, champion: float = 0.5, seed: int = 1, **fields: Any) -> Trial:
    """challenger, champion: how much of the truth each knows, 0–1; both are calibrated."""
    generator = np.random.default_rng(seed)
    parts = generator.normal(0, 1.5, (2, rows))
    truth = parts.sum(axis=0) / np.sqrt(2) - 1
    happened = (generator.random(rows) < expit(truth)).astype(np.float64)
    said = [calibrated(known, parts) for known in (challenger, champion)]
    given = {"ids": [f"L{row}" for row in range(rows)], "happened": happened, "takes_from": 0.4} | fields
    return Trial(challenger=given.pop("said", said[0]), champion=said[1], **given)


def expit(log_odds: FloatArray) -> FloatArray:
    return 1 / (1 + np.exp(-log_odds))


def calibrated(known: float, parts: FloatArray) -> FloatArray:
    """Mean chance over what is not known of the second part."""
    hidden = np.sqrt(1 - known**2) * 1.5 / np.sqrt(2)
    nodes, weights = np.polynomial.hermite_e.hermegauss(21)
    seen = (parts[0] + known * parts[1]) / np.sqrt(2) - 1
    return (expit(seen[:, None] + hidden * nodes) @ weights) / weights.sum()


def judged(trial: Trial, **settings: Any) -> Judgement:
    return judge(trial, PromotionSettings(**settings))


def failed(judgement: Judgement) -> set[str]:
    return {check.rule for check in judgement.checks if not check.kept}


def test_a_better_challenger_is_promoted_with_its_evidence() -> None:
    found = judged(a_trial(challenger=0.9, champion=0.3))
    assert found.promote
    assert found.difference is not None
    assert found.difference.brier.high < 0
    assert found.difference.auc.low > 0
    assert found.refused_for == ()
    assert [check.rule for check in found.checks] == [
        "enough outcomes",
        "better than the champion",
        "chances come true",
        "no segment harmed",
    ]


def test_twenty_challengers_no_better_than_the_champion_stay_challengers() -> None:
    promoted = [judged(a_trial(challenger=0.5, champion=0.5, rows=500, seed=seed)).promote for seed in range(20)]
    assert promoted == [False] * 20


def test_a_worse_challenger_is_refused_with_the_figures() -> None:
    found = judged(a_trial(challenger=0.3, champion=0.9))
    assert failed(found) == {"better than the champion"}
    assert found.refused_for[0].startswith("brier differs by +0.0")


def test_better_on_few_leads_is_not_sure_enough() -> None:
    found = judged(a_trial(rows=340, challenger=0.6, champion=0.5))
    assert "better than the champion" in failed(found)


def test_few_outcomes_are_refused_whatever_they_say() -> None:
    trial = a_trial(challenger=1.0, champion=0.0)
    happened = np.where(np.arange(4000) < 200, trial.happened, np.nan)
    found = judged(a_trial(challenger=1.0, champion=0.0, happened=happened))
    assert failed(found) == {"enough outcomes"}
    assert (found.leads, found.outcomes) == (4000, 200)
    assert "300 with 50 of each kind are needed" in found.refused_for[0]


def test_a_challenger_that_ranks_well_but_promises_too_much_is_refused() -> None:
    said = np.minimum(calibrated(1.0, np.random.default_rng(1).normal(0, 1.5, (2, 4000))) * 1.4, 0.99)
    found = judged(a_trial(champion=0.0, said=said), better_by="auc")
    assert failed(found) == {"chances come true"}


def segments(rows: int = 4000, share: float = 0.1) -> dict[str, Coded]:
    codes = (np.arange(rows) < share * rows).astype(np.int64)
    return {"industry": Coded(("steel", "banks"), codes)}


def test_a_challenger_that_harms_a_segment_is_refused_with_its_name() -> None:
    trial = a_trial(challenger=1.0, champion=0.3)
    few = segments(share=0.03)
    said = np.where(few["industry"].codes == 1, 1 - trial.challenger, trial.challenger)
    found = judged(a_trial(champion=0.3, said=said, segments=few))
    assert failed(found) == {"no segment harmed"}
    assert [segment.name for segment in found.segments if segment.harmed] == ["industry = banks"]
    assert found.refused_for == ("surely worse for industry = banks",)


def test_a_segment_of_few_outcomes_is_not_judged() -> None:
    found = judged(a_trial(challenger=0.9, champion=0.3, segments=segments(share=0.01)))
    assert [segment.name for segment in found.segments] == ["industry = steel"]


def test_many_segments_raise_no_alarm_by_luck() -> None:
    many = {"rep": Coded(tuple(map(str, range(40))), np.arange(4000) % 40)}
    found = judged(a_trial(challenger=0.6, champion=0.5, segments=many))
    assert len(found.segments) == 40
    assert not any(segment.harmed for segment in found.segments)


def test_the_gain_asked_for_must_be_reached() -> None:
    trial = a_trial(challenger=0.9, champion=0.3)
    assert judged(trial, least_gain=0.01).promote
    assert failed(judged(trial, least_gain=0.2)) == {"better than the champion"}


def test_leads_on_which_the_two_differ_most_are_listed() -> None:
    found = judged(a_trial(challenger=1.0, champion=0.0))
    gaps = [abs(one.challenger - one.champion) for one in found.differing]
    assert len(gaps) == 25
    assert gaps == sorted(gaps, reverse=True)


def test_the_challenger_is_compared_with_points_and_with_people_too() -> None:
    trial = a_trial(challenger=0.9, champion=0.5)
    person = np.random.default_rng(2).random(4000) < 0.3
    found = judged(a_trial(challenger=0.9, champion=0.5, others={"person": person, "points": trial.champion > 0.4}))
    assert set(found.agreements) == {"champion", "person", "points"}
    assert found.agreements["points"].kappa.value == found.agreements["champion"].kappa.value
    assert found.agreements["person"].better == "first"
    assert found.agreements["person"].kappa.low < 0.05


def test_agreement_is_cohens_kappa_with_who_was_right_where_they_differ() -> None:
    first, second = np.array([1, 1, 1, 0, 0, 0, 1, 0]) > 0, np.array([1, 0, 0, 1, 0, 0, 1, 0]) > 0
    happened = np.array([1, 1, 0, 0, 0, 0, 1, np.nan])
    found = agree(first, second, happened)
    assert found.kappa.value == pytest.approx(cohen_kappa_score(first, second))
    assert (found.agreed.value, found.only_first, found.only_second) == (5 / 8, 2, 1)
    assert (found.first_right.value, found.second_right.value) == (0.5, 0.0)
    assert found.better is None


def test_judges_who_take_everything_agree_without_a_kappa() -> None:
    found = agree(np.ones(5, bool), np.ones(5, bool), np.ones(5))
    assert found.agreed.value == 1.0
    assert not found.kappa.is_known


def test_rules_are_settings_that_are_checked() -> None:
    tree = {"learning": {"promotion": {"least_outcomes": 500, "better_by": "auc"}}}
    assert validated(Settings, tree).learning.promotion.least_outcomes == 500
    with pytest.raises(BadInputError, match=r"learning\.promotion\.better_by: must be 'brier', 'log_loss' or 'auc'"):
        validated(Settings, {"learning": {"promotion": {"better_by": "luck"}}})
