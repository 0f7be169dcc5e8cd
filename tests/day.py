"""A recorded-style day before a CRM: mixed events, late, shuffled, some of them twice; its cost, and what is missing.

Played by the clock of the product under test, so a day takes as long as its work.
"""

import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from functions.enrichment.app import keep_results
from leadgate.sandbox.salesforce import record_id
from tests.contract.hubspot_world import SEED as HUBSPOT_SEED
from tests.contract.salesforce_world import SEED as SALESFORCE_SEED
from tests.faults.product import Json, Product, product, salesforce_product

SLOTS: Final = 12
EVENTS_A_LEAD: Final = 40
_FIRST: Final = 5_000
_PAGES: Final = ("/pricing", "/docs/api", "/blog/what-is-oee", "/case-studies/pumps", "/roi-calculator", "/careers")
_MIX: Final = (("view", 55), ("click", 10), ("form", 4), ("enrichment", 11), ("edit", 20))


@dataclass
class Day:
    """lost, twice, unwritten: ids of what should not be; all empty after a good day."""

    events: int
    leads: int
    calls: int = 0
    assessments: int = 0
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    unwritten: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        return not (self.lost or self.twice or self.unwritten)


def hubspot_day(path: Path, leads: int) -> tuple[AbstractContextManager[Product], list[str]]:
    """The product before a portal with so many contacts, each of a company of its own domain."""
    numbers = range(_FIRST, _FIRST + leads)
    made = [{"id": str(one), "properties": {"email": f"p@{one}.example", "jobtitle": "Planner"}} for one in numbers]
    seed = {**HUBSPOT_SEED, "contacts": [*HUBSPOT_SEED["contacts"], *made]}
    return product(path, seed), [f"hubspot:contact:{one}" for one in numbers]


def salesforce_day(path: Path, leads: int) -> tuple[AbstractContextManager[Product], list[str]]:
    """The same: every other one is a lead, the rest are contacts."""
    records: dict[str, list[Json]] = {name: list(rows) for name, rows in SALESFORCE_SEED["records"].items()}
    ids = []
    for number in range(_FIRST, _FIRST + leads):
        kind, prefix = ("Lead", "00Q") if number % 2 else ("Contact", "003")
        row = {"Id": record_id(prefix, number), "LastName": "P", "Email": f"p@{number}.example", "Title": "Planner"}
        records[kind].append({**row, "Company": f"Company {number}"} if kind == "Lead" else row)
        ids.append(f"salesforce:{kind.lower()}:{row['Id']}")
    return salesforce_product(path, {**SALESFORCE_SEED, "records": records}), ids


DAYS: Final = {"HubSpot": hubspot_day, "Salesforce": salesforce_day}


def play_day(running: Product, leads: Sequence[str], events: int, seed: int = 7) -> Day:
    """Two hours at a time: what arrives, arrives in any order; a twentieth arrives again, later."""
    chance = random.Random(seed)
    day = Day(events, len(leads))
    calls, judged = running.ports.crm.calls, running.assessments
    script = list(_script(running, leads, events, chance))
    chance.shuffle(script)
    again: list[tuple[str, str, Json]] = []
    for slot in range(SLOTS):
        until = running.clock.at + timedelta(days=1) / SLOTS
        part = [*script[slot::SLOTS], *again]
        again = [one for one in part if one[0] != "edit" and chance.random() < 0.05]
        chance.shuffle(part)
        _arrives(running, part, chance)
        running.settle()
        running.clock.at = max(running.clock.at, until)
    day.calls, day.assessments = running.ports.crm.calls - calls, running.assessments - judged
    _look(running, leads, script, day)
    return day


def _script(
    running: Product, leads: Sequence[str], events: int, chance: random.Random
) -> Iterator[tuple[str, str, Json]]:
    """(kind, lead, signal) of every event; of an edit the new title."""
    kinds, weights = zip(*_MIX, strict=True)
    for number in range(events):
        kind, lead = chance.choices(kinds, weights)[0], leads[number % len(leads)]
        at = (running.clock.at - timedelta(minutes=chance.randrange(1, 90 * 24 * 60))).isoformat()
        common = {"id": f"day-{number}", "occurred_at": at.replace("+00:00", "Z"), "lead_id": lead}
        yield kind, lead, {**common, **_content(kind, number, chance)}


def _content(kind: str, number: int, chance: random.Random) -> Json:
    if kind == "view":
        url = f"https://www.seller.example{chance.choice(_PAGES)}"
        return {"kind": "page_view", "properties": {"url": url, "seconds": chance.randrange(2, 600)}}
    if kind == "click":
        return {"kind": "email_click", "properties": {"campaign": f"c{number % 9}"}}
    if kind == "form":
        return {"kind": "form_submission", "properties": {"form": chance.choice(("demo_request", "content"))}}
    if kind == "enrichment":
        return {"kind": "firmographic", "properties": {"provider": "p", "employees": chance.randrange(5, 5_000)}}
    return {"title": f"Director of Line {number}"}


def _arrives(running: Product, part: Sequence[tuple[str, str, Json]], chance: random.Random) -> None:
    seen = [signal for kind, _, signal in part if kind in ("view", "click", "form")]
    for start in range(0, len(seen), 100):
        assert running.site_sends(*seen[start : start + 100]).status == 202
    found = [signal for kind, _, signal in part if kind == "enrichment"]
    if found:
        keep_results(json.dumps(found).encode(), running.ports)
    for kind, lead, edit in part:
        if kind == "edit":
            running.world.put(lead, running.title_field, edit["title"])
    running.events += [one for one in running.events if chance.random() < 0.05]  # told twice
    chance.shuffle(running.events)


def _look(running: Product, leads: Sequence[str], script: Sequence[tuple[str, str, Json]], day: Day) -> None:
    """Every signal and every edit is kept once, and the verdict that stands has seen the last of them."""
    wanted: Mapping[str, list[str]] = {lead: [] for lead in leads}
    edits: Counter[str] = Counter()
    for kind, lead, signal in script:
        if kind == "edit":
            edits[lead] += 1
        else:
            wanted[lead].append(signal["id"])
    store = running.ports.store
    for lead in leads:
        signals = store.signals_of([lead], None)
        counted = Counter(one.id for one in signals)
        day.lost += [one for one in wanted[lead] if not counted[one]]
        day.twice += [one for one, times in counted.items() if times > 1]
        told: list[Any] = [one for one in signals if one.properties.get("property") == running.title_field]
        if len(told) != edits[lead]:
            (day.lost if len(told) < edits[lead] else day.twice).append(f"{lead}: {len(told)} of {edits[lead]} edits")
        if len(running.world.notes(lead)) > 1:
            day.twice.append(f"{lead}: handoff")
        verdict = store.verdict_of(lead)
        if verdict is None or not verdict.written or verdict.version != store.version_of(lead):
            day.unwritten.append(lead)
    day.lost += [f"dead letter: {why}" for _, why in running.ports.queue.buried()]
    day.lost += [f"parked: {one.reason}" for one in store.parked()]
