"""How fast the handlers are on one machine, and what a lead costs in calls to the CRM."""

import json
import statistics
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from leadgate.ports.crm import Crm, CrmRecord, WriteBack, Written
from leadgate.service.qualify import qualify
from tests.benchmarks.figures import Figure, seconds_of
from tests.faults.product import Product, a_change, a_view, product

LEAD = "hubspot:contact:501"


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder, product(Path(folder)) as running:
        yield from _qualifying(running)
        yield _webhook(running)


def _webhook(running: Product, times: int = 50) -> Figure:
    """A hundred changes of a hundred leads, all new."""
    taken = []
    for round_ in range(times):
        events = [a_change(lead, round_ * 100 + lead) for lead in range(1, 101)]
        body = json.dumps(events).encode()
        taken.append(seconds_of(partial(running.hubspot_sends, body)))
    return Figure("hubspot_webhook, 100 events", statistics.median(taken) * 1e3, "ms", 10.0)


def _qualifying(running: Product, times: int = 50) -> Iterator[Figure]:
    timed = TimedCrm(running.ports.crm)
    ports = replace(running.ports, crm=timed)
    calls, ours, whole = [], [], []
    for number in range(times):
        running.site_sends(a_view(number))
        before, timed.seconds = timed.calls, 0.0
        taken = seconds_of(lambda: qualify(LEAD, ports))
        calls.append(timed.calls - before)
        whole.append(taken)
        ours.append(taken - timed.seconds)
    yield Figure("qualify, besides the CRM's own time", statistics.median(ours) * 1e3, "ms", 5.0)
    yield Figure("qualify, with a sandbox CRM", statistics.median(whole) * 1e3, "ms")
    yield Figure("CRM calls, a lead judged for the first time", calls[0], "calls", note="fields, note and company")
    yield Figure("CRM calls, a lead judged again", statistics.median(calls[1:]), "calls")


@dataclass
class TimedCrm:
    """`ports.Crm`, with the time that was spent in it."""

    crm: Crm
    seconds: float = 0.0

    def read(self, lead_id: str) -> CrmRecord | None:
        found: list[CrmRecord | None] = []
        self.seconds += seconds_of(lambda: found.append(self.crm.read(lead_id)))
        return found[0]

    def write(self, record: CrmRecord, wanted: WriteBack) -> Written:
        done: list[Written] = []
        self.seconds += seconds_of(lambda: done.append(self.crm.write(record, wanted)))
        return done[0]

    def leads_of(self, record_id: str) -> tuple[str, ...]:
        return self.crm.leads_of(record_id)

    def ensure_fields(self) -> tuple[str, ...]:
        return self.crm.ensure_fields()

    @property
    def calls(self) -> int:
        return self.crm.calls
