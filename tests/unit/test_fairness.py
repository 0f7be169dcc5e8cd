"""An audit finds the unfairness that was planted, says how sure it is, and finds none where there is none."""

from typing import Any

import numpy as np
import polars as pl
import pytest
from fairlearn.metrics import demographic_parity_difference

from leadgate.domain.settings_learning import FairnessSettings
from leadgate.learning.fairness.audit import FairnessAudit, audit_fairness
from leadgate.learning.fairness.proxies import find_proxies
from leadgate.learning.fairness.rates import Group, rate_groups
from leadgate.learning.fairness.scores import Scores, groupings, natural_threshold, scores_at

pytestmark = pytest.mark.capability("L9")

DEFAULTS = FairnessSettings()
FloatArray = np.ndarray[Any, np.dtype[np.float64]]


def people(rows: int = 6000, seed: int = 1) -> tuple[pl.DataFrame, FloatArray, FloatArray]:
    """Leads of two genders in three countries, their true chances, and what came of them: nobody is treated unlike."""
    generator = np.random.default_rng(seed)
    chance = generator.beta(2, 4, rows)
    frame = pl.DataFrame(
        {
            "gender": generator.choice(["f", "m"], rows),
            "country": generator.choice(["AT", "CH", "DE"], rows, p=[0.2, 0.2, 0.6]),
            "visits": generator.poisson(3, rows),
            "sector": generator.choice(["retail", "steel", "bank"], rows),
        }
    )
    return frame, chance, (generator.random(rows) < chance).astype(np.float64)


def audited(frame: pl.DataFrame, scores: Scores, *groups: str, **settings: Any) -> FairnessAudit:
    ids = [f"lead-{row}" for row in range(len(frame))]
    return audit_fairness(scores, frame, groups or ("gender", "country"), ids, FairnessSettings(**settings))


def the_group(audit: FairnessAudit, by: str, name: str) -> Group:
    (rated,) = [rated for rated in audit.rated if rated.by == by]
    (group,) = [group for group in rated.groups if group.name == name]
    return group


def test_twenty_fair_worlds_have_no_finding() -> None:
    found: list[str] = []
    for seed in range(20):
        frame, chance, happened = people(1200, seed)
        scores = scores_at(chance, happened, 0.4)
        rated = [rate_groups(scores, grouping, DEFAULTS) for grouping in groupings(frame, ["gender", "country"])]
        found += [rate for groups in rated for group in groups.groups for rate in group.findings]
    assert len(found) <= 2  # of 240 questions, each asked at 1 % over the groups of a column


def test_a_group_that_is_held_back_is_found_in_every_rate() -> None:
    frame, chance, happened = people()
    said = np.where(frame["gender"] == "f", chance * 0.7, chance)
    audit = audited(frame, scores_at(said, happened, 0.4), "gender")
    women = the_group(audit, "gender", "f")
    assert set(women.findings) == {"selected", "found", "false_alarm", "calibration"}
    assert women.against["selected"].difference.high < -0.05
    assert women.against["calibration"].difference.low > 0.05
    assert women.promised < women.happened.low
    assert women.to_most < 0.8
    assert any(text.startswith("gender = f is selected less often than everybody else: -") for text in audit.findings)


def test_unfairness_at_an_intersection_is_found_there() -> None:
    frame, chance, happened = people(12_000)
    held_back = ((frame["gender"] == "f") & (frame["country"] == "CH")).to_numpy()
    audit = audited(frame, scores_at(np.where(held_back, chance * 0.5, chance), happened, 0.4))
    assert {rated.by for rated in audit.rated} == {"gender", "country", "gender × country"}
    found = the_group(audit, "gender × country", "f × CH")
    assert "selected" in found.findings
    others = [group for rated in audit.rated if "×" in rated.by for group in rated.groups if group.name != "f × CH"]
    assert max(abs(group.against["calibration"].difference.value) for group in others) < 0.05


def test_rates_and_gaps_are_those_of_fairlearn() -> None:
    frame, chance, happened = people(500)
    scores = scores_at(chance, happened, 0.4)
    rated = rate_groups(scores, groupings(frame, ["country"])[0], DEFAULTS)
    wanted = demographic_parity_difference(happened, scores.selected, sensitive_features=frame["country"].to_numpy())
    assert rated.selection_gap == pytest.approx(wanted)
    for group in rated.groups:
        mine = (frame["country"] == group.name).to_numpy()
        assert group.rows == mine.sum()
        assert group.selected.value == pytest.approx(scores.selected[mine].mean())
        assert group.found.value == pytest.approx(scores.selected[mine & (happened == 1)].mean())
        assert group.false_alarm.value == pytest.approx(scores.selected[mine & (happened == 0)].mean())
        assert group.selected.low < group.selected.value < group.selected.high


def test_unknown_outcomes_count_for_selection_alone() -> None:
    frame, chance, happened = people(2000)
    halved = np.where(np.arange(2000) % 2 == 0, np.nan, happened)
    group = the_group(audited(frame, scores_at(chance, halved, 0.4)), "gender", "f")
    whole = the_group(audited(frame, scores_at(chance, happened, 0.4)), "gender", "f")
    assert group.selected == whole.selected
    assert group.converted < whole.converted


def test_with_no_outcome_at_all_only_selection_is_audited() -> None:
    frame, chance, _ = people(2000)
    said = np.where(frame["gender"] == "f", chance * 0.7, chance)
    audit = audited(frame, scores_at(said, np.full(2000, np.nan), 0.4), "gender")
    assert audit.overall is None
    assert the_group(audit, "gender", "f").findings == ("selected",)
    assert not the_group(audit, "gender", "f").found.is_known


def test_a_small_group_is_shown_but_not_judged_and_its_leads_are_listed() -> None:
    frame, chance, happened = people(1000)
    country = pl.Series("country", ["LI"] * 8 + frame["country"].to_list()[8:])
    said = np.where(country == "LI", 0.01, chance)
    audit = audited(frame.with_columns(country), scores_at(said, happened, 0.4), "country")
    group = the_group(audit, "country", "LI")
    assert (group.rows, group.small, group.findings) == (8, True, ())
    assert {case.id for case in audit.edge_cases if case.sort == "alone"} == {f"lead-{row}" for row in range(8)}


def test_unknown_is_a_group_of_its_own() -> None:
    frame, chance, happened = people(1000)
    gaps = frame.with_columns(pl.when(pl.col("visits") > 3).then("gender").alias("gender"))
    assert the_group(audited(gaps, scores_at(chance, happened, 0.4)), "gender", "unknown").rows > 100


def test_numbers_are_audited_in_four_ranges() -> None:
    frame, chance, happened = people(1000)
    aged = frame.with_columns(age=pl.Series(np.random.default_rng(3).integers(18, 80, 1000)))
    (rated,) = audited(aged, scores_at(chance, happened, 0.4), "age").rated
    assert len(rated.groups) == 4
    assert all(200 < group.rows < 300 for group in rated.groups)


def with_proxy(noise: float, seed: int = 5) -> tuple[pl.DataFrame, FloatArray, FloatArray]:
    """A postcode that follows gender but for a share of noise."""
    frame, chance, happened = people(3000)
    generator = np.random.default_rng(seed)
    luck = generator.random(3000) < noise
    code = np.where(
        luck, generator.choice(["north", "south"], 3000), np.where(frame["gender"] == "f", "north", "south")
    )
    return frame.with_columns(postcode=pl.Series(code)), chance, happened


def test_a_proxy_is_found_and_named_with_what_it_gives_away() -> None:
    frame, chance, happened = with_proxy(0.3)
    audit = audited(frame, scores_at(chance, happened, 0.4), "gender")
    (proxy,) = audit.giveaways[0].proxies
    assert (proxy.column, proxy.strength) == ("postcode", pytest.approx(0.7, abs=0.05))
    assert (proxy.level, proxy.group) in {("north", "f"), ("south", "m")}
    assert proxy.share == pytest.approx(0.85, abs=0.03)
    assert audit.giveaways[0].guessed > 0.8
    assert any(finding.startswith("postcode gives gender away") for finding in audit.findings)


def test_a_proxy_that_the_score_follows_is_told_from_one_that_it_does_not() -> None:
    frame, chance, happened = with_proxy(0.0)
    lifted = np.where(frame["postcode"] == "north", chance * 0.5, chance)
    used = audited(frame, scores_at(lifted, happened, 0.3), "gender").giveaways[0].proxies[0]
    unused = audited(frame, scores_at(chance, happened, 0.3), "gender").giveaways[0].proxies[0]
    assert abs(used.with_score) > 0.4
    assert abs(unused.with_score) < 0.1


def test_columns_that_know_nothing_of_the_group_are_no_proxies() -> None:
    frame, chance, _ = people(3000)
    noise = frame.with_columns(number=np.random.default_rng(7).normal(size=3000), id=pl.Series(map(str, range(3000))))
    found = find_proxies(noise.drop("gender"), groupings(frame, ["gender"])[0], chance, DEFAULTS)
    assert found.proxies == ()
    assert found.guessed == pytest.approx(0.5, abs=0.04)


def test_leads_just_below_the_line_are_listed_for_people_the_nearest_first() -> None:
    frame, chance, happened = people()
    said = np.where(frame["gender"] == "f", chance * 0.7, chance)
    audit = audited(frame, scores_at(said, happened, 0.4), "gender", edge_cases=5)
    cases = [case for case in audit.edge_cases if case.sort == "just_missed"]
    assert len(cases) == 5
    assert all(case.group == "gender = f" and 0.39 < case.chance < 0.4 for case in cases)
    assert [case.chance for case in cases] == sorted((case.chance for case in cases), reverse=True)
    missed = [case for case in audit.edge_cases if case.sort == "missed"]
    assert all(case.converted for case in missed)
    assert len(missed) == 5


def test_the_natural_threshold_takes_as_many_leads_as_convert() -> None:
    _, chance, happened = people()
    threshold = natural_threshold(chance, happened, 0.45)
    assert (chance >= threshold).mean() == pytest.approx(happened.mean(), abs=0.001)
    assert natural_threshold(chance, np.full(len(chance), np.nan), 0.45) == 0.45


def test_a_column_of_very_many_groups_is_told_by_its_largest() -> None:
    frame, chance, happened = people(2000)
    many = frame.with_columns(rep=pl.Series([str(row % 400 if row % 2 else 0) for row in range(2000)]))
    (rated,) = audited(many, scores_at(chance, happened, 0.4), "rep").rated
    assert len(rated.groups) == 60
    assert {group.name for group in rated.groups[:2]} == {"0", "all others"}
    assert sum(group.rows for group in rated.groups) == 2000


@pytest.mark.parametrize("outcome", [0.0, 1.0])
def test_outcomes_of_one_kind_leave_what_cannot_be_measured_unknown(outcome: float) -> None:
    frame, chance, _ = people(1000)
    group = the_group(audited(frame, scores_at(chance, np.full(1000, outcome), 0.4), "gender"), "gender", "f")
    assert group.found.is_known == bool(outcome)
    assert group.false_alarm.is_known == (not outcome)
