"""A lead of a segment that the model never saw comes in as a webhook and goes to a person, on either CRM."""

from dataclasses import replace
from pathlib import Path

import pytest

from leadgate.learning.evaluation import evaluate
from leadgate.learning.tables import Roles, history_of
from leadgate.learning.trained_bundle import write_trained
from leadgate.learning.training import train
from leadgate.model.registry import FolderRegistry
from tests.faults.product import PRODUCTS
from tests.segment_table import a_segmented_table

pytestmark = pytest.mark.capability("L6")


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bundle")
    roles = Roles("converted", id="lead_id", exclude=("created",), segment="industry")
    history = history_of(a_segmented_table(800), roles)
    trained = train(history, 7)
    write_trained(folder, trained, history, {"name": "own", "currency": "USD", "seed": 7}, evaluate(trained))
    return folder


@pytest.mark.parametrize("crm", PRODUCTS)
def test_a_webhook_of_a_new_segment_ends_in_review(crm: str, bundle: Path, tmp_path: Path) -> None:
    with PRODUCTS[crm](tmp_path) as running:
        running.ports = replace(running.ports, models=FolderRegistry(bundle))
        assert running.tells(running.lead).status == 202
        running.work()
        assert running.world.value(running.lead, "status") == "review"
        kept = running.ports.store.verdict_of(running.lead)
    assert kept is not None
    segment = kept.row["prediction"]["model"]["segment"]
    assert (segment["column"], segment["outcomes"], segment["own"]) == ("industry", 0, 0.0)
    assert segment["value"]
    assert "L6" in {rule["id"] for rule in kept.row["decision"]["rules"]}
