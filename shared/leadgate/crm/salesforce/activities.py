"""Tasks, events and campaign responses of a person, as signals that were known at an instant."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from leadgate.crm.fields import clean_text
from leadgate.crm.salesforce.client import Row
from leadgate.crm.salesforce.mapping import type_of_task
from leadgate.crm.salesforce.tasks import SUBJECT
from leadgate.crm.salesforce.tracked import instant_of, known_since
from leadgate.domain.signals import Signal

TASK: Final = ("Id", "WhoId", "Subject", "TaskSubtype", "Type", "CompletedDateTime", "CreatedDate")
EVENT: Final = ("Id", "WhoId", "StartDateTime", "CreatedDate")
MEMBER: Final = ("Id", "LeadId", "ContactId", "FirstRespondedDate", "CreatedDate", "Campaign.Name")


@dataclass(frozen=True, slots=True)
class Activities:
    tasks: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    members: list[Row] = field(default_factory=list)

    def signals_at(self, person_id: str, at: datetime) -> Iterator[Signal]:
        for task in self.tasks:
            yield from _done(person_id, task, at)
        for event in self.events:
            yield from _met(person_id, event, at)
        for member in self.members:
            yield from _responded(person_id, member, at)


def _done(person_id: str, task: Row, at: datetime) -> Iterator[Signal]:
    """That it was done. The org keeps no history of what reps wrote into it, perhaps much later."""
    kind = type_of_task(task)
    if kind is not None and task.get("Subject") != SUBJECT:
        done_at = instant_of(task, "CompletedDateTime")
        yield from _signal(person_id, "sales_activity", task, done_at, {"type": kind}, at)


def _met(person_id: str, event: Row, at: datetime) -> Iterator[Signal]:
    starts_at = instant_of(event, "StartDateTime")
    yield from _signal(person_id, "sales_activity", event, starts_at, {"type": "meeting"}, at)


def _responded(person_id: str, member: Row, at: datetime) -> Iterator[Signal]:
    campaign = member.get("Campaign")
    name = str(campaign.get("Name") or "") if isinstance(campaign, Mapping) else ""
    day, known_at = instant_of(member, "FirstRespondedDate"), known_since(member, "FirstRespondedDate")
    if known_at is not None and known_at <= at:
        facts = {"campaign": clean_text(name)}
        yield from _signal(person_id, "campaign_response", member, day, facts, at, known_at)


def _signal(
    person_id: str,
    kind: str,
    row: Row,
    occurred_at: datetime | None,
    facts: Mapping[str, Any],
    at: datetime,
    known_at: datetime | None = None,
) -> Iterator[Signal]:
    made_at = instant_of(row, "CreatedDate")
    if occurred_at is None or made_at is None or occurred_at > at or made_at > at:
        return
    received_at = max(made_at, known_at or occurred_at)
    told = {name: value for name, value in facts.items() if value}
    yield Signal(f"salesforce:{row['Id']}", kind, occurred_at, received_at, person_id, None, "salesforce", told)
