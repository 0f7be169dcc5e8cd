"""The made-up past in both sandboxes: the same tales, as a seed of each, and what reads them."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from leadgate.crm.hubspot.history import HubSpotHistory
from leadgate.crm.salesforce.history import SalesforceHistory
from leadgate.demo.history.hubspot import hubspot_seed
from leadgate.demo.history.salesforce import salesforce_seed
from leadgate.demo.history.tale import Tale, tales
from leadgate.domain.past import Example, JudgingRule, LeadPast, LeftOut, example_of
from leadgate.domain.reading import parse_instant
from leadgate.ports.history import CrmHistory
from leadgate.sandbox import hubspot, salesforce
from tests.contract.hubspot_world import NOON, SteppingClock, hubspot_world
from tests.contract.salesforce_world import salesforce_world

Seed = Mapping[str, Any]
SINCE = NOON - timedelta(days=365 * 5)
RULE = JudgingRule(frozenset(("marketingqualifiedlead", "working - contacted")), after_days=30, horizon_days=90)
LEADS = 90


@dataclass
class PastWorld:
    """sandbox: the portal or org, to be troubled by a test. reading: a new reader of its past."""

    name: str
    sandbox: Any
    clock: SteppingClock
    make: Callable[..., CrmHistory]
    troubles: hubspot.Faults

    def reading(self, **changes: Any) -> CrmHistory:
        return self.make(**changes)

    def pasts(self, **changes: Any) -> dict[str, LeadPast]:
        return {past.lead_id: past for batch in self.reading(**changes).batches("") for past in batch.pasts}

    def examples(self, until: datetime = NOON, **changes: Any) -> dict[str, Example | LeftOut]:
        return {one: example_of(past, RULE, until) for one, past in self.pasts(**changes).items()}

    def fail(self, spec: str) -> None:
        self.troubles.shares = hubspot.Faults.parse(spec, seed=3).shares


@cache
def told() -> tuple[Tale, ...]:
    return tuple(tales(LEADS, 11, NOON, 18.0))


@contextmanager
def hubspot_past(path: Path, seed: Seed | None = None, calls_per_day: int = 100_000) -> Iterator[PastWorld]:
    troubles = hubspot.Faults()
    limits = hubspot.Limits(per_day=calls_per_day)
    settings = hubspot.AppSettings(faults=troubles, limits=limits, hang_seconds=0.02)
    with hubspot_world(path, settings, seed or hubspot_seed(told())) as world:

        def make(**changes: Any) -> CrmHistory:
            given = {"rate_limit": 190, "reserve_share": 0.1, "patience_seconds": 300.0, "attempts": 20}
            config = replace(world.config, **{**given, **changes})
            store = world.another_worker()._client._store
            return HubSpotHistory(config, store, world.clock, world.clock.sleep, SINCE, NOON)

        yield PastWorld("hubspot", world.sandbox, world.clock, make, troubles)


@contextmanager
def salesforce_past(path: Path, seed: Seed | None = None, calls_per_day: int = 100_000) -> Iterator[PastWorld]:
    troubles = hubspot.Faults()
    limits = salesforce.Limits(calls_per_day=calls_per_day)
    settings = salesforce.AppSettings(faults=troubles, limits=limits, hang_seconds=0.02)
    with salesforce_world(path, settings, seed or salesforce_seed(told())) as world:

        def make(*, as_today: bool = False, **changes: Any) -> CrmHistory:
            config = replace(world.config, **{"patience_seconds": 300.0, "attempts": 20, **changes})
            return SalesforceHistory(config, world.clock, world.clock.sleep, SINCE, NOON, as_today=as_today)

        yield PastWorld("salesforce", world.sandbox, world.clock, make, troubles)


PASTS: Mapping[str, Callable[..., AbstractContextManager[PastWorld]]] = {
    "HubSpot": hubspot_past,
    "Salesforce": salesforce_past,
}


def seed_of(crm: str) -> Seed:
    return hubspot_seed(told()) if crm == "HubSpot" else salesforce_seed(told())


def cut_at(crm: str, at: datetime) -> Seed:
    """The same portal or org as it was then."""
    return _hubspot_cut(seed_of(crm), at) if crm == "HubSpot" else _salesforce_cut(seed_of(crm), at)


def _by(at: datetime, text: str) -> bool:
    instant = parse_instant(text)
    assert instant is not None
    return instant <= at


def _hubspot_cut(seed: Seed, at: datetime) -> Seed:
    kept: dict[str, Any] = {}
    for kind, records in seed.items():
        if kind != "associations":
            kept[kind] = [
                {**one, "history": {n: [v for v in vs if _by(at, v["timestamp"])] for n, vs in one["history"].items()}}
                for one in records
                if _by(at, one["createdAt"])
            ]
    left = {f"{kind}/{one['id']}" for kind, records in kept.items() for one in records}
    links = [link for link in seed["associations"] if {link["from"], link["to"]} <= left]
    return {**kept, "associations": links}


def _salesforce_cut(seed: Seed, at: datetime) -> Seed:
    """What hangs on a contact that was a lead then, hung on the lead."""
    kept: dict[str, list[dict[str, Any]]] = {}
    lead_of: dict[str, str] = {}
    for name, records in seed["records"].items():
        kept[name] = []
        for one in records:
            later = [change for change in one.get("Later", ()) if _by(at, change["At"])]
            for change in one.get("Later", ()):
                if "ConvertedContactId" in change and change not in later:
                    lead_of[change["ConvertedContactId"]] = one["Id"]
            if _by(at, one["CreatedDate"]):
                kept[name].append({**one, "Later": later})
    for task in kept["Task"]:
        task["WhoId"] = lead_of.get(task["WhoId"], task["WhoId"])
    return {**seed, "records": kept}
