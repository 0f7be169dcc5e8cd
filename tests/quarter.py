"""A simulated quarter of routing, and how fair it was: 25 reps in four zones, leave, holidays, changes of clocks."""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from leadgate.domain.routing import Assignment, RoutingRequest, RoutingState, route
from leadgate.domain.team import Team, read_team
from leadgate.service.team_facts import team_facts

START: Final = datetime(2026, 1, 5, tzinfo=UTC)  # a Monday; clocks change on 8 March in America, 29 March in Europe
ZONES: Final = (
    ("Europe/Berlin", "DE"),
    ("America/New_York", "US"),
    ("Asia/Tokyo", "JP"),
    ("America/Los_Angeles", "US"),
)
OFFICE: Final = {day: ["09:00", "17:00"] for day in ("mon", "tue", "wed", "thu", "fri")}
TIERS: Final = (("A", 80), ("B", 60), ("C", 35), ("D", 5))


@dataclass(frozen=True, slots=True)
class Fairness:
    """reps_apart: by how many leads of a tier two reps of the same hours, always there, differ at most at any time.

    off_share: by how many leads of a tier anybody is off its share of the leads that it could have had.
    quality_percent: by how much anybody's mean score differs from that of the leads it could have had.
    """

    given: int
    reps_apart: int
    off_share: float
    quality_percent: float


def a_quarter(seed: int, leads: int = 5_000, reps: int = 25) -> tuple[Sequence[RoutingRequest], Team]:
    """Every third rep is on leave for one to three weeks."""
    chance = random.Random(seed)
    rows: list[dict[str, Any]] = []
    for n in range(reps):
        zone, holidays = ZONES[n % 4]
        rows.append({"id": f"r{n}", "timezone": zone, "working_hours": OFFICE, "holidays": holidays})
        if n % 3 == 2:
            away = START.date() + timedelta(days=chance.randrange(80))
            back = away + timedelta(days=chance.randrange(7, 22))
            rows[-1]["absent"] = [{"from": away.isoformat(), "to": back.isoformat()}]
    requests = sorted((_a_lead(n, chance) for n in range(leads)), key=lambda request: request.as_of)
    return requests, read_team({"reps": rows, "fallback_queue": "everybody"})


def fairness_of(requests: Sequence[RoutingRequest], team: Team) -> Fairness:
    assignments, _ = route(requests, team, RoutingState(), team_facts())
    shares, taken = defaultdict[tuple[str, str], float](float), defaultdict[tuple[str, str], list[float]](list)
    scores, weights = defaultdict[str, float](float), defaultdict[str, float](float)
    apart, off, alike = 0, 0.0, _alike(team)
    for request, assignment in zip(requests, assignments, strict=True):
        for rep_id in (among := _in_question(assignment)):
            shares[rep_id, request.tier] += 1 / len(among)
            scores[rep_id] += request.score / len(among)
            weights[rep_id] += 1 / len(among)
        if assignment.rep_id is not None:
            taken[assignment.rep_id, request.tier].append(request.score)
        off = max([off, *(abs(len(taken[rep_id, request.tier]) - shares[rep_id, request.tier]) for rep_id in among)])
        for group in alike:
            counts = [len(taken[rep_id, request.tier]) for rep_id in group]
            apart = max(apart, max(counts) - min(counts))
    quality = max(_off_quality(rep_id, taken, scores[rep_id] / weights[rep_id]) for rep_id in weights)
    return Fairness(sum(map(len, taken.values())), apart, off, 100 * quality)


def _off_quality(rep_id: str, taken: dict[tuple[str, str], list[float]], could_have: float) -> float:
    held = [score for tier, _ in TIERS for score in taken[rep_id, tier]]
    return abs(sum(held) / len(held) - could_have) / could_have


def _in_question(assignment: Assignment) -> tuple[str, ...]:
    """Who could have had it: those between whom only the turn decided."""
    last = assignment.considered[-1] if assignment.considered else None
    if last is None or last.step != "fairness":
        return ()
    return (*last.kept, *(drop.rep_id for drop in last.dropped))


def _alike(team: Team) -> list[list[str]]:
    groups: dict[str, list[str]] = {}
    for rep in team.reps:
        if not rep.absent:
            groups.setdefault(f"{rep.timezone} {rep.holidays}", []).append(rep.id)
    return list(groups.values())


def _a_lead(number: int, chance: random.Random) -> RoutingRequest:
    days = chance.choice([day for day in range(90) if day % 7 < 5])
    at = START + timedelta(days=days, seconds=chance.randrange(86_400))
    tier, low = chance.choices(TIERS, (1, 2, 3, 4))[0]
    return RoutingRequest(f"lead-{number}", at, "sales_ready", tier, low + chance.randrange(20))  # type: ignore[arg-type]  # one of ABCD
