"""R3, R5, R14: what holds for every stream of leads."""

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadgate.domain.routing import Assignment, RoutingRequest, RoutingState, parse_state, render_state, route
from leadgate.domain.team import Team, read_team
from tests.quarter import a_quarter, fairness_of

START = datetime(2026, 1, 5, tzinfo=UTC)  # a Monday
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Tokyo", "America/Los_Angeles")
OFFICE = {day: ["09:00", "17:00"] for day in ("mon", "tue", "wed", "thu", "fri")}

leads = st.lists(st.tuples(st.sampled_from("ABCD"), st.integers(0, 100), st.integers(0, 3)), max_size=120)


def stream(rows: Sequence[tuple[str, int, int]], minutes: int = 7) -> list[RoutingRequest]:
    """Leads one after the other; the third number: how long after the one before, 0 for the same instant."""
    found, at = [], START
    for n, (tier, score, wait) in enumerate(rows):
        at += timedelta(minutes=minutes * wait)
        found.append(RoutingRequest(f"lead-{n}", at, "sales_ready", tier, float(score)))  # type: ignore[arg-type]  # one of ABCD
    return found


def equal_reps(count: int) -> Team:
    return read_team({"reps": [{"id": f"r{n}"} for n in range(count)], "fallback_queue": "q"})


def takers(assignments: Sequence[Assignment], requests: Sequence[RoutingRequest], tier: str) -> list[str | None]:
    return [a.rep_id for a, r in zip(assignments, requests, strict=True) if r.tier == tier]


@pytest.mark.capability("R5")
@given(leads, st.integers(1, 7))
def test_equal_reps_never_differ_by_more_than_one_in_any_tier(rows: list[tuple[str, int, int]], count: int) -> None:
    requests, team = stream(rows), equal_reps(count)
    assignments, _ = route(requests, team, RoutingState())
    for tier in "ABCD":
        counts = Counter({rep.id: 0 for rep in team.reps})
        for rep_id in takers(assignments, requests, tier):
            counts[str(rep_id)] += 1
            assert max(counts.values()) - min(counts.values()) <= 1


@given(st.integers(2, 7), st.integers(1, 90))
def test_leads_of_one_score_go_round_in_a_circle(count: int, number: int) -> None:
    requests = stream([("A", 50, 1)] * number)
    order = takers(route(requests, equal_reps(count), RoutingState())[0], requests, "A")
    for start in range(number - count + 1):
        assert len(set(order[start : start + count])) == count


@given(st.lists(st.integers(0, 100), min_size=1, max_size=150), st.integers(2, 6))
def test_in_any_window_nobody_is_more_than_a_lead_off_the_fair_share(scores: list[int], count: int) -> None:
    """While few leads are counted; later the mean scores may need one lead more (docs/decisions/0004)."""
    requests = stream([("A", score, 1) for score in scores[: 9 * count]])
    order = takers(route(requests, equal_reps(count), RoutingState())[0], requests, "A")
    for start in range(len(order)):
        for end in range(start + 1, len(order) + 1):
            fair = (end - start) / count
            held = Counter(order[start:end])
            assert all(abs(held[f"r{n}"] - fair) <= 1 + 1 / count + 1e-9 for n in range(count))


@given(st.lists(st.sampled_from((0.5, 1.0, 2.0, 3.0, 5.0)), min_size=2, max_size=6), st.integers(1, 120))
def test_turns_are_in_proportion_to_the_weights_at_any_time(weights: list[float], number: int) -> None:
    team = read_team({"reps": [{"id": f"r{n}", "weight": weight} for n, weight in enumerate(weights)]})
    requests = stream([("A", 50, 1)] * number)
    held: Counter[str] = Counter()
    for so_far, rep_id in enumerate(takers(route(requests, team, RoutingState())[0], requests, "A"), start=1):
        held[str(rep_id)] += 1
        for n, weight in enumerate(weights):
            assert abs(held[f"r{n}"] - so_far * weight / sum(weights)) <= 1


@given(leads, st.lists(st.integers(1, 4), min_size=1, max_size=4))
def test_nobody_ever_has_more_than_a_day_allows(rows: list[tuple[str, int, int]], capacities: list[int]) -> None:
    reps = [{"id": f"r{n}", "capacity_per_day": c, "open_limit": 9} for n, c in enumerate(capacities)]
    team, requests = read_team({"reps": reps}), stream(rows, minutes=200)
    assignments, _ = route(requests, team, RoutingState())
    by_day = Counter((a.rep_id, a.at.date()) for a in assignments if a.rep_id)
    assert all(count <= capacities[int(str(rep_id)[1:])] for (rep_id, _), count in by_day.items())
    assert all(count <= 9 for rep_id, count in Counter(a.rep_id for a in assignments).items() if rep_id)


@given(leads, st.integers(1, 5), st.integers(0, 120))
def test_two_calls_give_what_one_gives(rows: list[tuple[str, int, int]], count: int, cut: int) -> None:
    requests, team = stream([(tier, score, 1) for tier, score, _ in rows]), equal_reps(count)
    whole, state = route(requests, team, RoutingState())
    first, between = route(requests[:cut], team, RoutingState())
    second, after = route(requests[cut:], team, parse_state(render_state(between)))
    assert (first + second, after) == (whole, state)


@given(leads, st.integers(1, 5), st.randoms(use_true_random=False))
def test_the_order_of_the_file_does_not_matter_for_leads_of_different_instants(
    rows: list[tuple[str, int, int]], count: int, shuffle: random.Random
) -> None:
    requests, team = stream([(tier, score, 1) for tier, score, _ in rows]), equal_reps(count)
    mixed = shuffle.sample(requests, len(requests))
    by_lead = {a.lead_id: a for a in route(requests, team, RoutingState())[0]}
    assert [by_lead[r.lead_id] for r in mixed] == list(route(mixed, team, RoutingState())[0])


@given(leads, st.integers(1, 5))
def test_leads_routed_again_change_nothing(rows: list[tuple[str, int, int]], count: int) -> None:
    requests, team = stream(rows), equal_reps(count)
    first, state = route(requests, team, RoutingState())
    again, after = route(requests, team, state)
    assert [a.rep_id for a in again] == [a.rep_id for a in first]
    assert after == state


@given(st.lists(st.integers(0, 100), min_size=5, max_size=80), st.integers(2, 5))
def test_the_scores_of_a_batch_sum_up_alike_within_what_one_lead_can_differ(scores: list[int], count: int) -> None:
    whole_laps = scores[: len(scores) // count * count]
    batch = [replace(request, as_of=START) for request in stream([("A", score, 1) for score in whole_laps])]
    sums: dict[str | None, float] = defaultdict(float)
    for assignment, request in zip(route(batch, equal_reps(count), RoutingState())[0], batch, strict=True):
        sums[assignment.rep_id] += request.score
    assert max(sums.values()) - min(sums.values()) <= max(whole_laps) - min(whole_laps)


@settings(max_examples=40)
@given(st.lists(st.integers(0, 60 * 24 * 9), min_size=1, max_size=60), st.sampled_from((3, 10)))
def test_nobody_is_given_a_lead_while_away_or_off_also_over_clock_changes(minutes: list[int], month: int) -> None:
    hours = {**OFFICE, "sun": ["00:00", "24:00"]}
    reps: list[dict[str, Any]] = [{"id": zone, "timezone": zone, "working_hours": hours} for zone in ZONES]
    reps[0]["absent"] = [{"from": f"2026-{month:02}-27", "to": f"2026-{month:02}-28"}]
    begin = datetime(2026, month, 22, tzinfo=UTC)
    requests = [
        RoutingRequest(f"lead-{n}", begin + timedelta(minutes=m), "sales_ready", "A", 50.0)
        for n, m in enumerate(minutes)
    ]
    for assignment in route(requests, read_team({"reps": reps}), RoutingState())[0]:
        if assignment.rep_id is not None:
            wall = assignment.at.astimezone(ZoneInfo(assignment.rep_id))
            assert wall.weekday() == 6 or (wall.weekday() < 5 and 9 <= wall.hour < 17)
            assert assignment.rep_id != ZONES[0] or wall.day not in (27, 28)


def test_a_rep_back_from_leave_is_not_flooded() -> None:
    away = {"id": "r0", "absent": [{"from": "2026-01-05", "to": "2026-01-18"}]}
    team = read_team({"reps": [away, {"id": "r1"}, {"id": "r2"}]})
    requests = stream([("A", 50, 1)] * 600, minutes=60)
    assignments, _ = route(requests, team, RoutingState())
    back = [a.rep_id for a in assignments if a.at >= datetime(2026, 1, 19, tzinfo=UTC)]
    for start in range(0, len(back) - 3, 3):
        assert Counter(back[start : start + 3])["r0"] <= 1 + (start == 0)


def test_a_newcomer_does_not_catch_up_with_the_past() -> None:
    old = equal_reps(2)
    _, state = route(stream([("A", 50, 1)] * 100), old, RoutingState())
    later = [replace(r, lead_id=f"{r.lead_id}-later") for r in stream([("A", 50, 1)] * 9)]
    held = Counter(a.rep_id for a in route(later, equal_reps(3), state)[0])
    assert max(held.values()) - min(held.values()) <= 1


@pytest.mark.capability("R5")
@pytest.mark.parametrize("seed", range(3))
def test_a_quarter_of_5000_leads_is_fair_in_number_and_in_quality(seed: int) -> None:
    reps = [{"id": f"r{n}", "timezone": ZONES[n % 4], "working_hours": OFFICE} for n in range(25)]
    chance = random.Random(seed)
    requests = [a_lead_of_the_quarter(n, chance) for n in range(5_000)]
    assignments, _ = route(requests, read_team({"reps": reps}), RoutingState())
    for zone in range(4):
        group = [f"r{n}" for n in range(zone, 25, 4)]
        scores = {rep_id: defaultdict[str, list[float]](list) for rep_id in group}
        for assignment, request in zip(assignments, requests, strict=True):
            if assignment.rep_id in scores:
                scores[assignment.rep_id][request.tier].append(request.score)
        for tier in "ABCD":
            counts = [len(scores[rep_id][tier]) for rep_id in group]
            assert max(counts) - min(counts) <= 1
        means = [mean([s for held in scores[rep_id].values() for s in held]) for rep_id in group]
        assert max(means) - min(means) <= 0.02 * mean(means)


@pytest.mark.capability("R3", "R5")
@pytest.mark.parametrize("seed", range(2))
def test_a_quarter_with_leave_holidays_and_changes_of_clocks_is_fair(seed: int) -> None:
    found = fairness_of(*a_quarter(seed))
    assert found.given > 4_000
    assert found.reps_apart <= 1
    assert found.off_share < 2  # who could have had a lead changes from lead to lead: docs/decisions/0004
    assert found.quality_percent <= 2


def a_lead_of_the_quarter(number: int, chance: random.Random) -> RoutingRequest:
    days = chance.choice([day for day in range(90) if day % 7 < 5])
    at = START + timedelta(days=days, seconds=chance.randrange(86_400))
    tier, low = chance.choices((("A", 80), ("B", 60), ("C", 35), ("D", 5)), (1, 2, 3, 4))[0]
    return RoutingRequest(f"lead-{number}", at, "sales_ready", tier, low + chance.randrange(20))  # type: ignore[arg-type]  # one of ABCD


def mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)
