"""How fast a CRM's past is read, and how many calls that takes: sandbox and reader share one process and one core."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from leadgate.demo.history.hubspot import hubspot_seed
from leadgate.demo.history.salesforce import salesforce_seed
from leadgate.demo.history.tale import tales
from leadgate.domain.past import example_of
from tests.benchmarks.figures import Figure, seconds_of
from tests.contract.hubspot_world import NOON
from tests.contract.past_worlds import RULE, PastWorld, hubspot_past, salesforce_past

LEADS: Final = 1_000
_SEEDS: Final = {"HubSpot": (hubspot_past, hubspot_seed), "Salesforce": (salesforce_past, salesforce_seed)}


def figures() -> Iterator[Figure]:
    for crm, (opened, seeded) in _SEEDS.items():
        with TemporaryDirectory() as folder, opened(Path(folder), seeded(tales(LEADS, 7, NOON, 18.0))) as world:
            people, calls, seconds = _imported(world)
        yield Figure(f"{crm}: people imported, without waiting for its limits", people / seconds, "leads/s")
        yield Figure(f"{crm}: calls for 1,000 people", 1_000 * calls / people, "calls")


def _imported(world: PastWorld) -> tuple[int, int, float]:
    """(people, calls, seconds). Whoever waits for a limit moves the clock, and waits no time."""
    reading, people = world.reading(), 0

    def read() -> None:
        nonlocal people
        for batch in reading.batches(""):
            for past in batch.pasts:
                people += 1
                example_of(past, RULE, NOON)

    seconds = seconds_of(read)
    return people, reading.calls, seconds
