"""Verdicts as a list that a person reads: what, why, since when, and what would change it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from leadgate.domain.reading import parse_instant
from leadgate.domain.words import spoken
from leadgate.ports import Verdict


@dataclass(frozen=True, slots=True)
class Listed:
    """Neither name nor address: the CRM id finds the person.

    why: the first rule that fired. since: when the lead came to this status. returns_when: what would bring another
    verdict, the nearest first. again_at: when it is looked at in any case. written: whether the CRM has this verdict.
    """

    lead_id: str
    title: str
    company: str
    status: str
    tier: str
    score: int
    category: str
    why: str
    since: datetime | None
    returns_when: tuple[str, ...]
    again_at: datetime | None
    written: bool


def listed(verdict: Verdict) -> Listed:
    row = verdict.row
    decision, requalify = row["decision"], row.get("requalify") or {}
    rules = decision.get("rules") or ({"text": ""},)
    return Listed(
        lead_id=verdict.lead_id,
        title=row["lead"]["title"],
        company=row["account"]["name"] or row["account"]["domain"],
        status=decision["status"],
        tier=decision["tier"],
        score=decision["score"],
        category=(decision.get("disqualification") or {}).get("category", ""),
        why=rules[0]["text"],
        since=parse_instant(row.get("since", row["as_of"])),
        returns_when=_returns_when(decision, requalify),
        again_at=parse_instant(requalify.get("at")),
        written=verdict.written,
    )


def _returns_when(decision: Mapping[str, Any], requalify: Mapping[str, Any]) -> tuple[str, ...]:
    """Changes with the verdict they would give; where none is known, whatever makes us look again."""
    changes = tuple(f"{change['text']} → {spoken(change['to'])}" for change in decision.get("would_change") or ())
    return changes or tuple(requalify.get("on") or ())
