"""What handoff templates know of a lead: plain words and lists, nothing that a template could reach further from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from leadgate.domain.assessment import Assessment, Stakeholder
from leadgate.domain.handed import Handoff
from leadgate.domain.words import spoken
from leadgate.render.report import Report, report_of, who_of

_PEOPLE_A_SEAT: Final = 4
_MOST_CHARACTERS: Final = 300
"""Of one line: Slack takes 3,000 characters a block."""


@dataclass(frozen=True, slots=True)
class Handed:
    """To whom and by when. owner: a rep's name or a queue; is_suggested: nobody has acted on it yet.

    news: what is new since the rep was told last, empty at the first time.
    """

    owner: str = ""
    due_at: datetime | None = None
    is_suggested: bool = False
    record_url: str = ""
    news: tuple[str, ...] = ()


def briefing_of(assessment: Assessment, handed: Handed, now: datetime) -> dict[str, Any]:
    """The names that `docs/handoff.md` lists. Alerts that have ended by `now` are left out."""
    report, handoff = report_of(assessment), assessment.handoff or Handoff()
    advice, decision = assessment.recommendation, assessment.decision
    return {
        "headline": report.headline,
        "name": who_of(assessment),
        "verdict": report.verdict,
        "status": decision.status,
        "tier": decision.tier,
        "score": decision.score,
        "company": assessment.account.name,
        "summary": _summary(report),
        "approach": advice.approach,
        "executive_sponsorship": advice.executive_sponsorship,
        "owner": handed.owner,
        "is_suggested": handed.is_suggested,
        "due": _day_and_time(handed.due_at),
        "url": handed.record_url,
        "news": list(handed.news),
        "alerts": [
            {"text": _short(alert.text), "until": _day(alert.expires_at)}
            for alert in handoff.alerts
            if alert.expires_at is None or alert.expires_at > now
        ],
        "key_signals": [{"text": _short(one.text), "source": _short(one.source)} for one in handoff.key_signals],
        "talking_points": [
            {"text": _short(one.text), "source": _short(one.source), "day": _day(one.at)}
            for one in handoff.talking_points
        ],
        "seats": _seats(handoff, assessment.stakeholders),
        "report": report,
    }


def _summary(report: Report) -> str:
    """The numbers of the report, in one line."""
    wanted = ("Conversion", "Timeline", "Deal size", "Confidence")
    lines = [line for block in report.blocks if block.title == "Qualification" for line in block.lines]
    return " · ".join(f"{line.label} {line.text}" for line in lines if line.label in wanted)


def _seats(handoff: Handoff, people: Sequence[Stakeholder]) -> list[Mapping[str, Any]]:
    by_id = {person.lead_id: person for person in people}
    return [
        {
            "name": spoken(seat.name),
            "people": [_person(by_id[one]) for one in seat.people if one in by_id][:_PEOPLE_A_SEAT],
            "missing": not seat.people,
            "introduction": seat.introduction,
        }
        for seat in handoff.seats
    ]


def _person(person: Stakeholder) -> str:
    who = ", ".join(part for part in (person.name, person.title) if part) or person.lead_id
    engaged = f"engagement {person.engagement}" if person.engagement else "not active lately"
    return f"{who} ({engaged})"


def _short(text: str) -> str:
    return text if len(text) <= _MOST_CHARACTERS else f"{text[: _MOST_CHARACTERS - 1]}…"


def _day(at: datetime | None) -> str:
    return f"{at:%d %B}".lstrip("0") if at else ""


def _day_and_time(at: datetime | None) -> str:
    return f"{_day(at)}, {at:%H:%M} UTC" if at else ""
