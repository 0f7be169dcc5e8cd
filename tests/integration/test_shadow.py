"""A challenger in the shadow scores every lead that is judged, and changes nothing of what is decided or written."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from leadgate.bootstrap import bundled_model
from leadgate.embedded.bundles import FolderBundles
from leadgate.model.promoted import PromotedModels, files_of
from leadgate.model.standing import shadowed
from tests.contract.hubspot_world import HubSpotWorld
from tests.faults.product import HubSpotProduct, buying, product

LEAD = HubSpotWorld.lead
BUYING = buying(LEAD)


def judged(path: Path, with_shadow: bool) -> dict[str, Any]:
    store = FolderBundles(path / "models")
    version = store.add({**files_of(bundled_model()), "MODEL_CARD.md": b"a challenger"})
    if with_shadow:
        assert store.swap(store.standing(), shadowed(store.standing(), version), {})
    with product(path) as running:
        models = PromotedModels(lambda: store, bundled_model(), running.clock)
        ports = replace(running.ports, models=models)
        watched = HubSpotProduct(running.world, ports, running.held, running.troubles)
        running.world.sandbox.state.listen(watched.hear)
        watched.site_sends(*BUYING)
        watched.settle()
        verdict = watched.ports.store.verdict_of(LEAD)
    assert verdict is not None
    return dict(verdict.row)


def test_a_challenger_scores_beside_the_verdict_and_decides_nothing(tmp_path: Path) -> None:
    alone, beside = judged(tmp_path / "a", with_shadow=False), judged(tmp_path / "b", with_shadow=True)
    (shadow,) = beside.pop("shadows")
    assert shadow["conversion_probability"] == beside["prediction"]["conversion_probability"]
    assert shadow["status"] == beside["decision"]["status"]
    assert {name: alone[name] for name in ("decision", "prediction", "reasons")} == {
        name: beside[name] for name in ("decision", "prediction", "reasons")
    }
