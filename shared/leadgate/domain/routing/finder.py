"""The steps from the whole team to the reps who can take one lead now, each recorded."""

from dataclasses import dataclass
from typing import Final, Literal

from leadgate.domain.routing.assignment import Step
from leadgate.domain.routing.criteria import Criteria, Narrowness, eligibility, only, territory
from leadgate.domain.routing.facts import TeamFacts
from leadgate.domain.routing.ledger import Ledger
from leadgate.domain.routing.presence import Attendance, Presence
from leadgate.domain.routing.request import RoutingRequest
from leadgate.domain.routing.sieve import Steps, Verdict
from leadgate.domain.team import Team

_NOBODY: Final = (
    "no rep's territory covers it",
    "no rep of the territory is eligible",
    "no eligible rep is at work",
    "every rep at work has as many leads as allowed",
)


@dataclass(frozen=True, slots=True)
class Found:
    """Who is left for a lead.

    kind: keeps (it is theirs already), owner (by the account), turn (by rotation), nobody. why: empty for a turn,
    unless somebody is preferred. reps: bits of those left. could: of those who could take it if they had room.
    waiting: of those whose queue it waits in.
    """

    kind: Literal["keeps", "owner", "turn", "nobody"]
    reps: int
    why: str
    steps: tuple[Step, ...]
    could: int = 0
    waiting: int = 0

    @property
    def is_free(self) -> bool:
        """Whether nothing but the turn decides between those left."""
        return self.kind == "turn" and not self.why


class Finder:
    def __init__(self, team: Team, facts: TeamFacts) -> None:
        self._team = team
        self._all = (1 << len(team.reps)) - 1
        self._presence = Presence(team.reps, facts)
        self._territory = Criteria(team.reps, territory(team, facts))
        self._eligible = Criteria(team.reps, eligibility(team))
        self._narrowness = Narrowness(team, facts)
        self._not_owner: dict[tuple[int, str], Verdict] = {}
        self.steps = Steps([rep.id for rep in team.reps])

    def attendance(self, request: RoutingRequest) -> Attendance:
        return self._presence.at(request.as_of)

    def find(self, request: RoutingRequest, ledger: Ledger) -> Found:
        attendance = self.attendance(request)
        held = self._held(request, ledger, attendance)
        if held is None:
            return self._among_all(request, ledger, attendance, self.steps.pick("owner", self._all, self._all, ""))
        i, why, is_theirs = held
        mask, step = self.steps.sift("owner", self._all, (self._verdict_not_owner(i, why),))
        if is_theirs:
            return Found("keeps", mask, f"stays with its rep: {self._name(i)} {why}", (step,))
        return self._for_owner(mask, why, step, ledger, attendance)

    def _held(self, request: RoutingRequest, ledger: Ledger, attendance: Attendance) -> tuple[int, str, bool] | None:
        """Whose lead it is, why, and whether it is theirs already. Who is on leave or not on the team holds nothing."""
        before = ledger.lead(request.lead_id)
        owners = self._team.account_owners
        by_team = owners.get(request.account_id) or owners.get(request.account_domain)
        claims = (
            (request.meeting_rep_id, "has a meeting with the lead", True),
            (request.lead_owner_id, "owns the lead", True),
            (before.rep_id if before else None, "has had the lead before", True),
            (request.account_owner_id, "owns the account", False),
            (by_team, "owns the account", False),
            (request.opportunity_owner_id, "owns an open opportunity", False),
        )
        for rep_id, why, is_theirs in claims:
            i = ledger.place_of(rep_id)
            if i is not None and rep_id not in request.passed_over and not attendance.on_leave >> i & 1:
                return i, why, is_theirs
        return None

    def _for_owner(self, mask: int, why: str, first: Step, ledger: Ledger, attendance: Attendance) -> Found:
        present, at_work = self.steps.sift("present", mask, (attendance.verdict,))
        free, room = self.steps.sift("capacity", present, (ledger.load.verdict(attendance.dates),))
        steps = (first, at_work, room) if present else (first, at_work)
        if free:
            return Found("owner", free, f"{self._name_of(free)} {why}", steps, could=free)
        reason = f"{self._name_of(mask)} {why} and {steps[-1].dropped[0].why}"
        return Found("nobody", 0, reason, steps, waiting=mask)

    def _among_all(self, request: RoutingRequest, ledger: Ledger, attendance: Attendance, first: Step) -> Found:
        here, in_territory = self.steps.sift("territory", self._all, self._territory.verdicts(request))
        able, eligible = self.steps.sift("eligible", here, self._eligible.verdicts(request))
        present, at_work = self.steps.sift("present", able, (attendance.verdict,))
        free, room = self.steps.sift("capacity", present, (ledger.load.verdict(attendance.dates),))
        steps = (first, in_territory, eligible, at_work, room)
        if free:
            left, preference, why = self._preferred(free, request, ledger)
            return Found("turn", left, why, (*steps, preference), could=present)
        failed = (here, able, present, free).index(0)
        why = _NOBODY[failed] if self._all else "the team has no reps"
        return Found("nobody", 0, why, steps[: failed + 2], could=present, waiting=able)

    def _preferred(self, free: int, request: RoutingRequest, ledger: Ledger) -> tuple[int, Step, str]:
        """A colleague's rep if free, and why; else those whose territory is the narrowest."""
        colleagues = [ledger.place_of(rep_id) for rep_id in request.colleague_owner_ids]
        for i in (*colleagues, ledger.rep_of_account(request.account_id)):
            if i is not None and free >> i & 1:
                why = f"{self._name(i)} has a colleague of the lead"
                return 1 << i, self.steps.pick("preference", free, 1 << i, why), why
        closest = self._narrowness.closest(free, request.country)
        return closest, self.steps.pick("preference", free, closest, "another rep's territory is narrower"), ""

    def _verdict_not_owner(self, i: int, why: str) -> Verdict:
        made = self._not_owner.get((i, why))
        if made is None:
            made = self._not_owner[i, why] = only(1 << i, len(self._team.reps), f"{self._name(i)} {why}")
        return made

    def _name_of(self, mask: int) -> str:
        return self._name(mask.bit_length() - 1)

    def _name(self, i: int) -> str:
        return self._team.reps[i].id
