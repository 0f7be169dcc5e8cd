"""Every field Leadgate writes to a CRM: the one home of names, types, labels and what stands in each.

A value travels as text: numbers in digits, instants as ISO 8601 in UTC, choices by their value, "" for none.
The same assessment always renders the same text, so an unchanged verdict changes nothing on the record.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from leadgate.domain.assessment import Assessment, Reason, Stakeholder
from leadgate.domain.reading import parse_instant, render_instant
from leadgate.domain.reasons import REST
from leadgate.domain.signals import read_number
from leadgate.errors import BadInputError

FieldType = Literal["choice", "text", "long_text", "number", "instant"]
Record = Literal["lead", "account"]
Value = str | float | datetime | None

TEXT_LIMIT: Final = 255
LONG_TEXT_LIMIT: Final = 8_000
PREFIX: Final = "leadgate_"
MOST_REASONS: Final = 8
LEAST_EFFECT: Final = 0.05
# Control characters but tabs and line ends, halves of surrogate pairs, and marks that turn the order of what follows.
_UNSAFE: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class CrmField:
    """One field. value: what stands in it for an assessment, None for nothing.

    shadow: written while Leadgate only observes, and emptied once it does more. stamp: never worth a write of
    its own; it goes along when another field changes. by_people: reps write it, and we at most empty it.
    """

    name: str
    record: Record
    type: FieldType
    label: str
    description: str
    value: Callable[[Assessment], Value]
    options: tuple[tuple[str, str], ...] = ()
    shadow: bool = False
    stamp: bool = False
    by_people: bool = False

    @property
    def hubspot_name(self) -> str:
        return PREFIX + self.name

    @property
    def salesforce_name(self) -> str:
        return f"Leadgate_{'_'.join(word.capitalize() for word in self.name.split('_'))}__c"

    @property
    def limit(self) -> int:
        """The longest text that fits, in characters."""
        return LONG_TEXT_LIMIT if self.type == "long_text" else TEXT_LIMIT


def _choices(values: str) -> tuple[tuple[str, str], ...]:
    return tuple((value, value.replace("_", " ").capitalize()) for value in values.split())


_STATUSES = _choices("sales_ready nurture disqualified review")
_TIERS = _choices("A B C D")
_PRIORITIES = _choices("high medium low")
_CATEGORIES = _choices(
    "competitor analyst student researcher job_seeker customer_support non_decision_maker invalid_contact"
)


def _percent(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 1)


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(text for text in texts if text)


def told_reasons(reasons: Iterable[Reason]) -> list[Reason]:
    """The strongest first: what is small, what is left over, and where all start say nothing."""
    told = [
        reason
        for reason in reasons
        if abs(reason.effect) >= LEAST_EFFECT and reason.layer != "baseline" and not reason.text.startswith(REST)
    ]
    return sorted(told, key=lambda reason: -abs(reason.effect))[:MOST_REASONS]


def _reason_lines(reasons: Iterable[Reason]) -> str:
    """`+0.93 sent the demo request form today`."""
    return _lines(f"{reason.effect:+.2f} {reason.text}" for reason in told_reasons(reasons))


def _timeline(a: Assessment, end: Literal["low", "high"]) -> float | None:
    days = a.prediction.timeline_days
    return None if days is None else round(getattr(days, end))


def _deal_size(a: Assessment, end: Literal["low", "high"]) -> float | None:
    amount = a.prediction.deal_size
    return None if amount is None else round(getattr(amount, end))


def _stakeholder_line(person: Stakeholder) -> str:
    """Jane Doe, CFO: economic buyer, engagement 40 (parts that are unknown are left out)."""
    who = ", ".join(part for part in (person.name, person.title) if part) or "Unnamed contact"
    seat = person.seat.replace("_", " ")
    return f"{who}: {f'{seat}, ' if seat else ''}engagement {person.engagement}"


def _seats(names: Iterable[str]) -> str:
    return ", ".join(name.replace("_", " ") for name in names)


def _disqualified(a: Assessment, part: Literal["category", "action"]) -> str | None:
    return getattr(a.decision.disqualification, part, None)


def _assigned(a: Assessment, name: str) -> str | None:
    found = (a.assignment or {}).get(name)
    return found if isinstance(found, str) else None


def _suggested_owner(a: Assessment) -> str | None:
    """Where a person assigns by hand; a lead that is assigned has its owner for all to see."""
    return None if a.decision.autonomy == "act" else _assigned(a, "rep_name") or _assigned(a, "rep_id")


FIELDS: Final[tuple[CrmField, ...]] = (
    CrmField("status", "lead", "choice", "Verdict", "Should sales talk to this person now?",
             lambda a: a.decision.status, _STATUSES),
    CrmField("tier", "lead", "choice", "Tier", "A is the best; how fast and by whom it is worked.",
             lambda a: a.decision.tier, _TIERS),
    CrmField("score", "lead", "number", "Score", "0 to 100; an exact sum of the layers' contributions.",
             lambda a: a.decision.score),
    CrmField("conversion_percent", "lead", "number", "Conversion probability (%)",
             "Calibrated chance that this lead becomes an opportunity.",
             lambda a: _percent(a.prediction.conversion_probability)),
    CrmField("close_percent", "lead", "number", "Close probability (%)", "Calibrated chance of a deal that is won.",
             lambda a: _percent(a.prediction.close_probability)),
    CrmField("confidence_percent", "lead", "number", "Confidence (%)",
             "How far the evidence carries the verdict; what is missing stands in the unknowns.",
             lambda a: _percent(a.decision.confidence)),
    CrmField("reasons", "lead", "long_text", "Reasons", "Why, the strongest first.",
             lambda a: _reason_lines(a.reasons)),
    CrmField("next_step", "lead", "long_text", "Next step", "The recommended approach.",
             lambda a: a.recommendation.approach),
    CrmField("stakeholder_map", "lead", "long_text", "Stakeholder map", "Who of the company is involved, and how.",
             lambda a: _lines(map(_stakeholder_line, a.stakeholders))),
    CrmField("patterns", "lead", "long_text", "Patterns", "Behaviour that was found, with its id.",
             lambda a: _lines(f"{p.id} {p.name.replace('_', ' ')}: {p.text}" for p in a.patterns)),
    CrmField("unknowns", "lead", "long_text", "Unknowns", "What nobody knows yet and would matter.",
             lambda a: _lines(a.decision.unknowns)),
    CrmField("would_change", "lead", "long_text", "What would change the verdict",
             "Single changes that would give another verdict.",
             lambda a: _lines(f"{c.text} → {c.to.replace('_', ' ')}" for c in a.decision.would_change)),
    CrmField("timeline_days_low", "lead", "number", "Timeline from (days)",
             "Expected days until a decision: the low end of an 80 % range.", lambda a: _timeline(a, "low")),
    CrmField("timeline_days_high", "lead", "number", "Timeline to (days)", "The high end of the same range.",
             lambda a: _timeline(a, "high")),
    CrmField("deal_size_low", "lead", "number", "Deal size from",
             "Expected amount in the portal's currency: the low end of an 80 % range.",
             lambda a: _deal_size(a, "low")),
    CrmField("deal_size_high", "lead", "number", "Deal size to", "The high end of the same range.",
             lambda a: _deal_size(a, "high")),
    CrmField("disqualification_category", "lead", "choice", "Disqualified as", "Why this is not a lead for sales.",
             lambda a: _disqualified(a, "category"), _CATEGORIES),
    CrmField("disqualification_action", "lead", "long_text", "Disqualified: what to do instead",
             "Where this person goes instead of the sales queue.", lambda a: _disqualified(a, "action")),
    CrmField("assignment_reason", "lead", "long_text", "Why this owner", "How the assignment came about.",
             lambda a: _assigned(a, "reason")),
    CrmField("suggested_owner", "lead", "text", "Suggested owner",
             "Who should get this lead, while Leadgate suggests and a person assigns.", _suggested_owner),
    CrmField("queue", "lead", "text", "Waits in queue", "Where this lead waits while nobody has it.",
             lambda a: _assigned(a, "queue")),
    CrmField("accept_by", "lead", "instant", "Accept by", "Until then the owner takes it up, or it goes to the next.",
             lambda a: parse_instant(_assigned(a, "accept_by"))),
    CrmField("look_again_at", "lead", "instant", "Looked at again", "When somebody may be available for it.",
             lambda a: parse_instant(_assigned(a, "look_again_at"))),
    CrmField("rep_answer", "lead", "choice", "Your answer",
             "The owner's word: accepted, or rejected, and then it goes to the next.",
             lambda _: None, _choices("accepted rejected"), by_people=True),
    CrmField("assessed_at", "lead", "instant", "Assessed at", "When the verdict on this record last changed.",
             lambda a: a.as_of, stamp=True),
    CrmField("model_version", "lead", "text", "Model version", "The model behind the verdict.",
             lambda a: f"{a.prediction.model.name} {a.prediction.model.version}".strip(), stamp=True),
    CrmField("shadow_status", "lead", "choice", "Verdict (observing)",
             "What Leadgate would say; nothing acts on it.", lambda a: a.decision.status, _STATUSES, shadow=True),
    CrmField("shadow_tier", "lead", "choice", "Tier (observing)", "The tier Leadgate would give.",
             lambda a: a.decision.tier, _TIERS, shadow=True),
    CrmField("shadow_score", "lead", "number", "Score (observing)", "The score Leadgate would give.",
             lambda a: a.decision.score, shadow=True),
    CrmField("account_score", "account", "number", "Account score", "0 to 100; engagement and fit of the company.",
             lambda a: a.account.score),
    CrmField("account_priority", "account", "choice", "Account priority",
             "High: orchestrated outreach; medium: targeted nurture; low: watch.",
             lambda a: a.account.priority, _PRIORITIES),
    CrmField("coverage_filled", "account", "long_text", "Committee seats filled",
             "Seats of the buying committee we know somebody for.", lambda a: _seats(a.account.coverage.filled)),
    CrmField("coverage_missing", "account", "long_text", "Committee seats missing",
             "Seats of the buying committee nobody is known for.", lambda a: _seats(a.account.coverage.missing)),
)  # fmt: skip
FIELD_BY_NAME: Final[Mapping[str, CrmField]] = {field.name: field for field in FIELDS}


def render_fields(assessment: Assessment) -> dict[str, str]:
    """Field name → text for the lead's record. Observing, it is the shadow fields alone; else these are emptied."""
    observing = assessment.decision.autonomy == "observe"
    rendered = {}
    for field in FIELDS:
        if field.record == "lead" and not field.by_people and (field.shadow or not observing):
            value = field.value(assessment) if field.shadow == observing else None
            rendered[field.name] = render_value(field, value)
    return rendered


def render_account_fields(assessment: Assessment) -> dict[str, str]:
    """Field name → text for the company's record; nothing while observing, or where there is no company."""
    if assessment.decision.autonomy == "observe" or not assessment.account.id:
        return {}
    return {f.name: render_value(f, f.value(assessment)) for f in FIELDS if f.record == "account"}


def render_value(field: CrmField, value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return render_instant(value.replace(microsecond=0)) or ""
    if isinstance(value, int | float):
        return f"{value + 0:.6f}".rstrip("0").rstrip(".")  # + 0: no minus before a zero
    return clip(value, field.limit)


def clip(text: str, limit: int) -> str:
    """At most `limit` characters, cut at the end of a word with an ellipsis; what no CRM can keep is left out."""
    clean = clean_text(text).strip()
    if len(clean) <= limit:
        return clean
    head = clean[: limit - 1]
    at = max(head.rfind(" "), head.rfind("\n"))
    return f"{head[:at] if at > limit // 2 else head}".rstrip() + "…"


def clean_text(text: str) -> str:
    """Text that every store, record and page can hold and show, with its lines as they are."""
    return _UNSAFE.sub("", text.replace("\r\n", "\n"))


def field_named(name: str) -> CrmField:
    field = FIELD_BY_NAME.get(name)
    if field is None:
        raise BadInputError(name, f"is no field; fields are {', '.join(FIELD_BY_NAME)}")
    return field


def differences(written: Mapping[str, str], wanted: Mapping[str, str]) -> dict[str, str]:
    """What must be sent so that `wanted` stands on a record where `written` stands. Stamps alone are not sent."""
    changed = {name: text for name, text in wanted.items() if not _same(field_named(name), written.get(name, ""), text)}
    return {} if all(field_named(name).stamp for name in changed) else changed


def _same(field: CrmField, held: str, wanted: str) -> bool:
    """Alike in meaning: CRMs answer numbers, instants and line ends in their own spelling."""
    if field.type == "number" and held and wanted:
        return read_number(held) == read_number(wanted)
    if field.type == "instant" and held and wanted:
        return parse_instant(held) == parse_instant(wanted)
    return held.replace("\r\n", "\n").strip() == wanted.replace("\r\n", "\n").strip()
