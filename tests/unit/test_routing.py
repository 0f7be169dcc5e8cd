"""R1–R6, R14: who gets one lead, and why."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from leadgate.domain.routing import (
    RoutingRequest,
    RoutingState,
    TeamFacts,
    close_lead,
    credit_back,
    parse_state,
    render_assignment,
    render_state,
    route,
)
from leadgate.domain.team import Team
from leadgate.errors import BadInputError
from leadgate.reference.places import countries_of, read_subdivision
from tests.unit.routing_builders import NOON, OFFICE, a_request, a_team, dropped, one

DACH_AND_STATES: dict[str, Any] = {"countries_of": countries_of, "subdivision_of": read_subdivision}
MAKERS = {"territories": {"industries": ["Manufacturing"]}}
BIG = {"territories": {"employees": {"min": 500}}}
SMALL = {"territories": {"employees": {"max": 499}}}

CHOSEN: list[tuple[str, list[dict[str, Any]], dict[str, Any], str | None]] = [
    ("the country decides", [_de := {"id": "de", "territories": {"countries": ["Germany"]}},
                             _us := {"id": "us", "territories": {"countries": ["US"]}}], {"country": "DE"}, "de"),
    ("a group of countries covers its countries", [{"id": "dach", "territories": {"countries": ["DACH"]}}, _us],
     {"country": "Austria"}, "dach"),
    ("a country is narrower than a group", [{"id": "dach", "territories": {"countries": ["DACH"]}}, _de],
     {"country": "DE"}, "de"),
    ("a state is narrower than its country", [_us, {"id": "ca", "territories": {"regions": ["California"]}}],
     {"country": "US", "region": "CA"}, "ca"),
    ("two lists that fit are narrower than one",
     [_de, {"id": "both", "territories": {"countries": ["DE"], "industries": ["manufacturing"]}}],
     {"country": "DE", "industry": "Manufacturing"}, "both"),
    ("no territory takes what nobody's covers", [_de, {"id": "all"}], {"country": "BR"}, "all"),
    ("an unknown country lies in no territory", [_de, _us], {}, None),
    ("an industry decides", [{"id": "it", "territories": {"industries": ["software"]}}, {"id": "mfg", **MAKERS}],
     {"industry": "manufacturing"}, "mfg"),
    ("from the smallest size on", [{"id": "big", **BIG}, {"id": "small", **SMALL}], {"employees": 500}, "big"),
    ("up to the largest size", [{"id": "big", **BIG}, {"id": "small", **SMALL}], {"employees": 499}, "small"),
    ("an unknown size lies in no range", [{"id": "big", **BIG}, {"id": "small", **SMALL}], {}, None),
    ("a tier that is not taken", [{"id": "top", "accepts_tiers": ["A"]}, {"id": "any"}], {"tier": "B"}, "any"),
    ("the segment stands in the kind of owner",
     [{"id": "ent", "segment": "enterprise"}, {"id": "smb", "segment": "smb"}],
     {"route_to": "Enterprise SDR"}, "ent"),
    ("a segment nobody has is no bar", [{"id": "ent", "segment": "enterprise"}], {"route_to": "Startup team"}, "ent"),
    ("all skills are needed", [{"id": "one", "skills": ["sap"]}, {"id": "two", "skills": ["SAP", "security"]}],
     {"required_skills": ("sap", "security")}, "two"),
    ("a skill nobody has is a bar", [{"id": "one", "skills": ["sap"]}], {"required_skills": ("security",)}, None),
    ("a required language among the skills", [{"id": "en"}, {"id": "de", "skills": ["de"]}],
     {"language": "de", "required_skills": ("de",)}, "de"),
    ("a required language among the languages", [{"id": "en"}, {"id": "de", "languages": ["de"]}],
     {"language": "de-AT", "required_skills": ("de",)}, "de"),
    ("a language nobody speaks is no bar", [{"id": "en", "languages": ["en"]}],
     {"language": "ja", "required_skills": ("ja",)}, "en"),
    ("who had it before does not get it again", [{"id": "r1"}, {"id": "r2"}], {"passed_over": ("r1",)}, "r2"),
    ("the lead's owner keeps it outside the territory", [_de, _us], {"country": "DE", "lead_owner_id": "us"}, "us"),
    ("the account's owner gets it", [{"id": "r1"}, {"id": "r2", "accepts_tiers": ["D"]}],
     {"account_owner_id": "r2"}, "r2"),
    ("the lead's owner comes before the account's", [{"id": "r1"}, {"id": "r2"}],
     {"lead_owner_id": "r1", "account_owner_id": "r2"}, "r1"),
    ("the owner of an open opportunity gets it", [{"id": "r1"}, {"id": "r2"}], {"opportunity_owner_id": "r2"}, "r2"),
    ("an owner who is not on the team holds nothing", [{"id": "r1"}], {"lead_owner_id": "left-us"}, "r1"),
    ("a colleague's rep is preferred", [{"id": "r1"}, {"id": "r2"}], {"colleague_owner_ids": ("r2",)}, "r2"),
    ("a colleague's rep who may not take it is not", [{"id": "r1"}, {"id": "r2", "accepts_tiers": ["D"]}],
     {"colleague_owner_ids": ("r2",)}, "r1"),
    ("no capacity is no lead", [{"id": "r1", "capacity_per_day": 0}], {}, None),
    ("an open limit of nothing is no lead", [{"id": "r1", "open_limit": 0}], {}, None),
]  # fmt: skip


@pytest.mark.capability("R1", "R2", "R4")
@pytest.mark.parametrize(("reps", "lead", "rep_id"), [row[1:] for row in CHOSEN], ids=[row[0] for row in CHOSEN])
def test_the_rep_who_gets_it(reps: list[dict[str, Any]], lead: dict[str, Any], rep_id: str | None) -> None:
    for team in (a_team(*reps), a_team(*reversed(reps))):
        found = one(a_request(**lead), team, **DACH_AND_STATES)
        assert found.rep_id == rep_id, found.reason


BERLIN = {"id": "r1", "timezone": "Europe/Berlin", "working_hours": OFFICE}
NEW_YORK = {"id": "r1", "timezone": "America/New_York", "working_hours": OFFICE}
NIGHT = {
    "id": "r1",
    "timezone": "Europe/Berlin",
    "working_hours": {"sat": ["22:00", "24:00"], "sun": ["00:00", "02:30"]},
}
LEAVE = {"id": "r1", "timezone": "Europe/Berlin", "absent": [{"from": "2026-11-23", "to": "2026-11-24"}]}
AT_WORK = [
    ("the first minute", BERLIN, "2026-11-23T08:00:00Z", True),
    ("the minute before", BERLIN, "2026-11-23T07:59:59Z", False),
    ("the end is not included", BERLIN, "2026-11-23T16:00:00Z", False),
    ("a day off", BERLIN, "2026-11-22T12:00:00Z", False),
    ("Berlin on the Friday before summer time", BERLIN, "2026-03-27T07:30:00Z", False),
    ("Berlin on the Monday after it began", BERLIN, "2026-03-30T07:30:00Z", True),
    ("Berlin on the Monday after it ended", BERLIN, "2026-10-26T07:30:00Z", False),
    ("New York before summer time", NEW_YORK, "2026-03-06T13:30:00Z", False),
    ("New York after it began", NEW_YORK, "2026-03-09T13:30:00Z", True),
    ("New York after it ended", NEW_YORK, "2026-11-02T13:30:00Z", False),
    ("until midnight", NIGHT, "2026-10-24T21:59:00Z", True),
    ("over midnight", NIGHT, "2026-10-24T22:00:00Z", True),
    ("the hour that comes twice, first time", NIGHT, "2026-10-25T00:15:00Z", True),
    ("the hour that comes twice, past the end", NIGHT, "2026-10-25T00:45:00Z", False),
    ("the hour that comes twice, second time", NIGHT, "2026-10-25T01:15:00Z", True),
    ("the hour that is skipped is not worked", NIGHT, "2026-03-29T01:15:00Z", False),
    ("no hours: always at work", {"id": "r1"}, "2026-12-25T03:00:00Z", True),
    ("the last day of leave", LEAVE, "2026-11-24T22:59:00Z", False),
    ("the day after leave", LEAVE, "2026-11-24T23:00:00Z", True),
    ("the evening before leave", LEAVE, "2026-11-22T22:59:00Z", True),
]  # fmt: skip


@pytest.mark.capability("R3")
@pytest.mark.parametrize(("rep", "at", "at_work"), [row[1:] for row in AT_WORK], ids=[row[0] for row in AT_WORK])
def test_presence_is_judged_by_the_clock_on_the_rep_s_wall(rep: dict[str, Any], at: str, at_work: bool) -> None:
    found = one(a_request(as_of=datetime.fromisoformat(at)), a_team(rep))
    assert (found.rep_id == "r1") is at_work, found.reason


def test_a_public_holiday_is_free_for_whom_it_is_one() -> None:
    team = a_team({"id": "by", "holidays": "DE-BY"}, {"id": "be", "holidays": "DE-BE"})
    epiphany = a_request(as_of=datetime(2026, 1, 6, 12, tzinfo=UTC))
    calendars = {("DE-BY", date(2026, 1, 6)): "Epiphany"}
    found = one(epiphany, team, holiday_on=lambda region, on: calendars.get((region, on)))
    assert found.rep_id == "be"
    assert dropped(found, "present") == {"by": "has a public holiday (Epiphany)"}


def test_an_absence_of_the_calendar_counts_like_one_of_the_team_file() -> None:
    away = {"r1": ((NOON - timedelta(hours=1), NOON + timedelta(seconds=1)),)}
    assert one(a_request(), a_team({"id": "r1"}), away=away).rep_id is None
    assert one(a_request(as_of=NOON + timedelta(seconds=1)), a_team({"id": "r1"}), away=away).rep_id == "r1"


@pytest.mark.capability("R6")
def test_nobody_at_work_means_the_team_s_queue_and_the_reason() -> None:
    found = one(a_request(as_of=NOON - timedelta(days=1)), a_team({**BERLIN, "queue": "dach"}))
    assert (found.rep_id, found.queue, found.reason) == (None, "dach", "no eligible rep is at work")
    assert dropped(found, "present") == {"r1": "is outside working hours in Europe/Berlin"}


def test_nobody_eligible_means_the_fallback_queue() -> None:
    found = one(a_request(tier="D"), a_team({"id": "r1", "queue": "dach", "accepts_tiers": ["A"]}))
    assert (found.rep_id, found.queue) == (None, "everybody")


def test_a_narrower_rep_who_is_not_at_work_does_not_keep_others_from_it() -> None:
    team = a_team({**BERLIN, "territories": {"countries": ["DE"]}}, {"id": "all"})
    assert one(a_request(country="DE", as_of=NOON - timedelta(days=1)), team).rep_id == "all"


def test_an_account_waits_for_an_owner_who_is_off_for_the_night() -> None:
    team = a_team({**BERLIN, "queue": "dach"}, {"id": "r2"}, account_owners={"acme.com": "r1"})
    found = one(a_request(account_domain="acme.com", as_of=NOON - timedelta(days=1)), team)
    assert (found.rep_id, found.queue) == (None, "dach")
    assert found.reason == "r1 owns the account and is outside working hours in Europe/Berlin"


def test_others_stand_in_for_an_owner_on_leave() -> None:
    team = a_team(LEAVE, {"id": "r2"}, account_owners={"acme.com": "r1"})
    assert one(a_request(account_domain="acme.com"), team).rep_id == "r2"


ELSEWHERE = [
    ("review goes to people", {"status": "review"}, {}, "everybody"),
    ("review has a queue of its own", {"status": "review"}, {"review": "humans"}, "humans"),
    ("nurture goes nowhere", {"status": "nurture"}, {}, None),
    ("a disqualified lead goes nowhere", {"status": "disqualified", "category": "student"}, {}, None),
    ("a category has its queue", {"status": "disqualified", "category": "customer_support"},
     {"customer_support": "success", "disqualified": "rest"}, "success"),
    ("the rest have theirs", {"status": "disqualified", "category": "student"}, {"disqualified": "rest"}, "rest"),
]  # fmt: skip


@pytest.mark.parametrize(("lead", "queues", "queue"), [row[1:] for row in ELSEWHERE], ids=[row[0] for row in ELSEWHERE])
def test_only_sales_ready_leads_go_to_reps(lead: dict[str, Any], queues: dict[str, str], queue: str | None) -> None:
    assignments, after = route([a_request(**lead)], a_team({"id": "r1"}, queues=queues), RoutingState())
    assert (assignments[0].rep_id, assignments[0].queue) == (None, queue)
    assert not after.leads


def many(count: int, **changes: Any) -> list[RoutingRequest]:
    return [a_request(f"lead-{n}", **changes) for n in range(count)]


def taken_by(requests: list[RoutingRequest], team: Team, state: RoutingState | None = None) -> list[str | None]:
    return [found.rep_id for found in route(requests, team, state or RoutingState())[0]]


def test_a_day_s_capacity_ends_at_midnight_in_the_rep_s_zone() -> None:
    team = a_team({"id": "r1", "timezone": "America/New_York", "capacity_per_day": 1})
    hours = (3, 4, 5, 6)  # 22, 23, 0 and 1 o'clock in New York
    requests = [a_request(f"lead-{hour}", as_of=datetime(2026, 11, 24, hour, tzinfo=UTC)) for hour in hours]
    assert taken_by(requests, team) == ["r1", None, "r1", None]


@pytest.mark.parametrize(
    ("capacity", "a_month"), [(14 / 30, 14), (0.4667, 14), (1 / 30, 1), (2.5, 75), (3, 90), (29 / 30, 29)]
)
def test_a_capacity_that_is_no_whole_number_is_met_over_a_month(capacity: float, a_month: int) -> None:
    team = a_team({"id": "r1", "capacity_per_day": capacity})
    state, by_day = RoutingState(), []
    for day in range(30):
        requests = [a_request(f"lead-{day}-{n}", as_of=NOON + timedelta(days=day)) for n in range(4)]
        assignments, state = route(requests, team, state)
        by_day.append(sum(found.rep_id is not None for found in assignments))
    assert sum(by_day) == a_month
    assert max(by_day) - min(by_day) <= 1


def test_an_open_limit_holds_until_leads_are_closed() -> None:
    team = a_team({"id": "r1", "open_limit": 2})
    assignments, state = route(many(3), team, RoutingState())
    assert [found.rep_id for found in assignments].count("r1") == 2
    held = next(iter(state.leads))
    assert taken_by([a_request("new")], team, state) == [None]
    assert taken_by([a_request("new")], team, close_lead(state, held)) == ["r1"]


def test_the_same_lead_again_keeps_its_rep_and_counts_once() -> None:
    team = a_team({"id": "r1"}, {"id": "r2"}, {"id": "r3"})
    first, state = route([a_request()], team, RoutingState())
    again, after = route([a_request(as_of=NOON + timedelta(days=1))], team, state)
    assert again[0].rep_id == first[0].rep_id
    assert after == state


def test_a_lead_moves_on_when_its_rep_goes_on_leave() -> None:
    team = a_team({"id": "r1"})
    state = route([a_request()], team, RoutingState())[1]
    later, after = route([a_request()], a_team(LEAVE, {"id": "r2"}), state)
    assert later[0].rep_id == "r2"
    assert (after.reps["r1"].open, after.reps["r2"].open) == (0, 1)


def test_colleagues_go_to_one_rep_in_a_batch_and_later() -> None:
    team = a_team(*({"id": f"r{n}"} for n in range(5)))
    requests = [a_request(f"lead-{n}", account_id="acme", score=50.0 + n) for n in range(3)]
    assignments, state = route(requests, team, RoutingState())
    reps = {found.rep_id for found in assignments}
    assert len(reps) == 1
    assert one(a_request("later", account_id="acme"), team, state).rep_id in reps


def test_a_rejected_lead_gives_the_turn_back() -> None:
    team = a_team(*({"id": f"r{n}"} for n in range(4)))
    assignments, state = route(many(1), team, RoutingState())
    credited = credit_back(state, "lead-0")
    assert one(a_request("next"), team, state).rep_id != assignments[0].rep_id
    assert one(a_request("next"), team, credited).rep_id == assignments[0].rep_id
    tally = credited.reps[str(assignments[0].rep_id)].tiers["A"]
    assert (tally.leads, tally.quality) == (0, 0.0)
    assert credit_back(credited, "lead-0") == credited


def test_when_there_is_no_room_for_all_the_best_are_served_first() -> None:
    team = a_team({"id": "r1", "capacity_per_day": 1}, {"id": "r2", "capacity_per_day": 1})
    requests = [
        a_request("c", tier="C"),
        a_request("a1", score=70.0),
        a_request("a2", score=90.0),
        a_request("b", tier="B"),
    ]
    served = {r.lead_id for r, rep_id in zip(requests, taken_by(requests, team), strict=True) if rep_id}
    assert served == {"a1", "a2"}


def test_a_lead_moves_where_that_makes_room_for_one_more() -> None:
    reps = [
        {"id": "de", "capacity_per_day": 1, "territories": {"countries": ["DE"]}},
        {"id": "both", "capacity_per_day": 1, "territories": {"countries": ["DE", "US"]}},
        {"id": "us", "capacity_per_day": 1, "territories": {"countries": ["US", "BR"]}},
    ]
    requests = [a_request("us-1", country="US", score=99.0), a_request("us-2", country="US", score=98.0),
                a_request("de-1", country="DE", score=97.0)]  # fmt: skip
    for batch in (requests, requests[::-1]):
        assert None not in taken_by(batch, a_team(*reps))
    chain = [a_request("de-1", country="DE", score=99.0), a_request("us-1", country="US", score=98.0),
             a_request("br-1", country="BR", score=97.0)]  # fmt: skip
    for batch in (chain, chain[::-1]):
        assert None not in taken_by(batch, a_team(*reps))


def test_every_step_says_who_was_left_and_why_others_were_not() -> None:
    team = a_team(
        {"id": "us", "territories": {"countries": ["US"]}},
        {"id": "junior", "accepts_tiers": ["D"]},
        {"id": "asleep", "timezone": "Asia/Tokyo", "working_hours": OFFICE},
        {"id": "full", "capacity_per_day": 0},
        {"id": "free"},
    )
    row = json.loads(json.dumps(render_assignment(one(a_request(country="DE"), team))))
    assert row["rep_id"] == "free"
    assert {s["step"]: [d["rep_id"] for d in s["dropped"]] for s in row["considered"]} == {
        "owner": [], "territory": ["us"], "eligible": ["junior"], "present": ["asleep"], "capacity": ["full"],
        "preference": [], "fairness": [],
    }  # fmt: skip
    before = [rep.id for rep in team.reps]
    for step in row["considered"]:
        assert sorted(before) == sorted([*step["kept"], *(d["rep_id"] for d in step["dropped"])])
        assert all(d["why"] for d in step["dropped"])
        before = step["kept"]


def test_a_state_survives_being_written_and_read() -> None:
    team = a_team({"id": "r1", "capacity_per_day": 0.7}, {"id": "r2"}, {"id": "r3", "open_limit": 9})
    state = route(many(7, account_id="acme"), team, RoutingState())[1]
    assert parse_state(json.loads(json.dumps(render_state(state)))) == state


BAD_STATES: list[tuple[str, Any, str]] = [
    ("no object", [], ""),
    ("another schema", {"schema": 2}, "schema"),
    ("no schema", {}, "schema"),
    ("a tier that is none",
     {"schema": 1, "reps": {"r1": {"tiers": {"E": {"leads": 1, "quality": 1, "due": 0}}, "open": 0}}}, "reps.r1.tiers"),
    ("a negative count", {"schema": 1, "reps": {"r1": {"open": -1}}}, "reps.r1.open"),
    ("a day that is none", {"schema": 1, "reps": {"r1": {"open": 0, "days": {"soon": 1}}}}, "reps.r1.days"),
    ("a lead without a rep", {"schema": 1, "leads": {"l1": {"tier": "A"}}}, "leads.l1.rep_id"),
    ("a turn that is text",
     {"schema": 1, "reps": {"r1": {"tiers": {"A": {"leads": 1, "quality": 1, "due": "x"}}, "open": 0}}},
     "reps.r1.tiers.A.due"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "path"), [row[1:] for row in BAD_STATES], ids=[row[0] for row in BAD_STATES])
def test_a_state_that_does_not_fit_is_refused(value: Any, path: str) -> None:
    with pytest.raises(BadInputError) as refused:
        parse_state(value)
    assert refused.value.path == path


def test_an_empty_team_sends_everything_to_the_fallback_queue() -> None:
    found = route([a_request()], a_team(), RoutingState(), TeamFacts())[0][0]
    assert (found.rep_id, found.queue) == (None, "everybody")


def test_a_rep_the_lead_has_a_meeting_with_gets_it_whatever_the_territory() -> None:
    reps = [{"id": "near", "territories": {"countries": ["DE"]}}, {"id": "met", "territories": {"countries": ["FR"]}}]
    assignment = one(a_request(country="DE", meeting_rep_id="met"), a_team(*reps))
    assert assignment.rep_id == "met"
    assert "has a meeting with the lead" in assignment.reason
