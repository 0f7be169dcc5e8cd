"""The bundle: made reproducibly, refused unless whole, exactly additive, and sensible about leads one knows."""

import json
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from leadgate.domain.dossier import Dossier
from leadgate.domain.dossier_json import parse_dossier
from leadgate.embedded.settings import read_settings
from leadgate.errors import PermanentError
from leadgate.features.columns import LAYER_OF
from leadgate.learning.export import answer, answers_of
from leadgate.learning.heads import Heads, fit_heads
from leadgate.learning.rows import FEATURE_NAMES, Rows, features_of, rows_of
from leadgate.learning.simulation import MARKET, simulate
from leadgate.learning.train_bundled import train_bundled
from leadgate.model.bundle import Model, Prediction, load_bundle
from tests.cases_runner import MARKET as MARKET_OF_CASES

BUNDLED = Path(__file__).parents[2] / "model_artifacts" / "bundled"
NOW = datetime(2026, 11, 19, 17, tzinfo=UTC)
LEADS = 1500


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    trained = tmp_path_factory.mktemp("bundle")
    train_bundled(trained, seed=7, leads=LEADS)
    return trained


@pytest.fixture(scope="module")
def rows() -> Rows:
    return rows_of(((lead.dossier, lead.outcome) for lead in simulate(LEADS, 7)), MARKET)


@pytest.fixture(scope="module")
def heads(rows: Rows) -> Heads:
    return fit_heads(rows)


@pytest.fixture(scope="module")
def bundled() -> Model:
    return load_bundle(BUNDLED, LAYER_OF)


@pytest.fixture
def copy(folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(folder, tmp_path / "copy"))


def test_the_same_seed_trains_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    train_bundled(tmp_path, seed=7, leads=LEADS)
    for name in ("model.onnx", "manifest.json", "MODEL_CARD.md"):
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()


def test_the_graph_answers_as_numpy_does(folder: Path, heads: Heads, rows: Rows) -> None:
    odd = [0.0, -0.0, np.nan, np.inf, -np.inf, 1e300, -1e300, 1e-300, -5.0, 1e12, -1e8]
    extreme = np.array([[odd[(row + column) % len(odd)] for column in range(len(FEATURE_NAMES))] for row in range(11)])
    features = np.vstack((rows.features, extreme))
    given = load_bundle(folder, LAYER_OF).predict(features).answers
    assert np.isfinite(given).all()
    assert np.abs(given - answer(answers_of(heads), features)).max() <= 1e-9


def test_layers_and_baseline_sum_to_the_log_odds(folder: Path, rows: Rows) -> None:
    model = load_bundle(folder, LAYER_OF)
    found = model.predict(rows.features)
    by_layer = {layer: place for place, layer in enumerate(("behavior", "fit", "intent", "relationship"))}
    summed = np.zeros_like(found.layers)
    for column, name in enumerate(model.features):
        summed[:, by_layer[LAYER_OF[name]]] += found.contributions[:, column]
    assert np.abs(summed - found.layers).max() < 1e-9
    assert np.abs(found.layers.sum(axis=1) + model.baseline - found.log_odds).max() < 1e-9


def test_a_mean_lead_gets_nothing_from_any_feature(folder: Path, heads: Heads, rows: Rows) -> None:
    found = load_bundle(folder, LAYER_OF).predict(rows.features[: heads.trained_rows])
    assert np.abs(found.contributions.mean(axis=0)).max() < 1e-9


def test_a_batch_is_its_rows_one_by_one(folder: Path, rows: Rows) -> None:
    model = load_bundle(folder, LAYER_OF)
    together = model.predict(rows.features[:50]).answers
    alone = np.vstack([model.predict(rows.features[row : row + 1]).answers for row in range(50)])
    assert np.allclose(together, alone, rtol=0, atol=1e-12)


def test_ranges_are_in_order(folder: Path, rows: Rows) -> None:
    found = load_bundle(folder, LAYER_OF).predict(rows.features)
    for bounds in (found.days, found.amount):
        assert bounds is not None
        assert (np.diff(bounds, axis=1) > 0).all()


def test_a_missing_file_is_refused(copy: Path) -> None:
    (copy / "model.onnx").unlink()
    with pytest.raises(PermanentError, match=r"model\.onnx cannot be read"):
        load_bundle(copy, LAYER_OF)


def test_an_altered_byte_is_refused(copy: Path) -> None:
    graph = bytearray((copy / "model.onnx").read_bytes())
    graph[len(graph) // 2] ^= 1
    (copy / "model.onnx").write_bytes(graph)
    with pytest.raises(PermanentError, match="hash differs"):
        load_bundle(copy, LAYER_OF)


def test_a_feature_this_code_does_not_know_is_refused(folder: Path) -> None:
    known = {name: layer for name, layer in LAYER_OF.items() if name != "form_intent"}
    with pytest.raises(PermanentError, match=r"form_intent .* is unknown here"):
        load_bundle(folder, known)


def test_a_feature_of_another_layer_is_refused(folder: Path) -> None:
    with pytest.raises(PermanentError, match="is of layer fit here"):
        load_bundle(folder, {**LAYER_OF, "form_intent": "fit"})


BAD_MANIFESTS: list[tuple[str, Mapping[str, Any], str]] = [
    ("of a format to come", {"format": 2}, "format 2 is not 1"),
    ("without a hash", {"sha256": None}, "hash differs"),
    ("with a head the graph does not have", {"heads": {"conversion": {}}}, "do not follow"),
    ("with answers in another order", {"answers": ["log_odds"]}, "do not follow"),
]


@pytest.mark.parametrize(("change", "said"), [row[1:] for row in BAD_MANIFESTS], ids=[row[0] for row in BAD_MANIFESTS])
def test_a_manifest_is_refused(copy: Path, change: Mapping[str, Any], said: str) -> None:
    manifest = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))
    (copy / "manifest.json").write_text(json.dumps(manifest | dict(change)), encoding="utf-8")
    with pytest.raises(PermanentError, match=said):
        load_bundle(copy, LAYER_OF)


def test_a_manifest_that_lacks_a_field_is_refused(copy: Path) -> None:
    manifest = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))
    del manifest["baseline_log_odds"]
    (copy / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(PermanentError, match="lacks baseline_log_odds"):
        load_bundle(copy, LAYER_OF)


def test_the_bundled_model_says_it_is_a_simulation(bundled: Model) -> None:
    assert bundled.outcomes == 0
    assert bundled.manifest["simulation"]["seed"] == 7
    assert "not on anybody's customers" in (BUNDLED / "MODEL_CARD.md").read_text(encoding="utf-8")


def test_the_bundled_model_reads_every_feature_there_is(bundled: Model) -> None:
    assert bundled.features == FEATURE_NAMES


def test_the_bundled_model_keeps_its_promises_on_what_it_has_not_seen(bundled: Model) -> None:
    measured = bundled.manifest["heads"]
    assert measured["conversion"]["auc"] > 0.78
    assert measured["conversion"]["calibration_error"] < 0.02
    assert 0.77 <= measured["days"]["coverage"] <= 0.83
    assert 0.77 <= measured["amount"]["coverage"] <= 0.83


def test_the_bundled_model_is_calibrated_on_new_leads(bundled: Model) -> None:
    fresh = rows_of(((lead.dossier, lead.outcome) for lead in simulate(3000, 2026)), MARKET)
    columns = [FEATURE_NAMES.index(name) for name in bundled.features]
    chance = 1.0 / (1.0 + np.exp(-bundled.predict(np.ascontiguousarray(fresh.features[:, columns])).log_odds))
    assert abs(chance.mean() - fresh.converted.mean()) < 0.025


ACME = {
    "id": "acme",
    "name": "Acme Manufacturing",
    "domain": "acme-manufacturing.com",
    "employees": 500,
    "industry": "Manufacturing",
    "country": "United States",
    "technologies": ["SAP", "Salesforce"],
}
CFO = {"id": "cfo", "email": "p.lee@acme-manufacturing.com", "title": "CFO"}


def signal(kind: str, days_ago: float, who: str | None = "lead", **properties: Any) -> dict[str, Any]:
    about = {"lead_id": who} if who else {"account_id": "acme"}
    return {
        "kind": kind,
        "occurred_at": (NOW - timedelta(days=days_ago)).isoformat(),
        "properties": properties,
        **about,
    }


def view(days_ago: float, path: str, seconds: float, who: str = "lead") -> dict[str, Any]:
    return signal("page_view", days_ago, who, url=f"https://example.com{path}", seconds=seconds)


def a_lead(*signals: dict[str, Any], title: str = "", email: str = "", company: bool = True) -> Dossier:
    return parse_dossier(
        {
            "as_of": NOW.isoformat(),
            "lead": {"id": "lead", "title": title, "email": email},
            "account": ACME if company else {},
            "colleagues": [CFO] if company else [],
            "signals": list(signals),
        }
    )


DIRECTOR = {"title": "Director of Operations", "email": "j@acme-manufacturing.com"}
EVERYTHING = a_lead(
    view(30, "/blog/trends", 60),
    view(20, "/guides/basics", 70),
    view(6.5, "/blog/planning", 90),
    view(6, "/case-studies/plant", 200),
    view(5, "/product/overview", 90),
    view(4, "/case-studies/line", 150),
    view(3, "/roi-calculator", 480),
    view(2.5, "/solutions/plants", 120),
    view(2, "/integrations/sap", 140),
    view(1.5, "/implementation-guide", 720),
    view(1, "/pricing", 120),
    view(0.5, "/pricing", 90),
    view(1, "/pricing", 100, who="cfo"),
    signal("form_submission", 0.1, form="demo_request"),
    signal("category_surge", 3, None, percent=340),
    signal("news", 42, None, type="leadership_change"),
    **DIRECTOR,
)
DEMO_ALONE = a_lead(signal("form_submission", 0.05, form="demo_request"), **DIRECTOR)
DOWNLOADER = a_lead(
    *(signal("content_download", days, asset="ebook planning basics") for days in (175, 140, 110, 75, 40, 12)),
    *(view(days, "/pricing", seconds) for days, seconds in ((150, 6), (90, 4), (30, 7), (5, 5))),
    title="Marketing Director",
    email="b@acme-manufacturing.com",
)
SUBSCRIBER = a_lead(signal("form_submission", 0.05, form="newsletter"), email="kim.lee@gmail.com", company=False)
REFERENCE = [
    ("a burst, a demo request, a CFO on pricing, a fitting company", EVERYTHING, 0.70, 0.87),
    ("a demo request from a fitting business contact and nothing else", DEMO_ALONE, 0.45, 0.68),
    ("six months of downloads, pricing bounces, nobody else", DOWNLOADER, 0.0, 0.12),
    ("a newsletter subscriber with free mail", SUBSCRIBER, 0.0, 0.06),
    ("a lead of whom nothing is known", a_lead(company=False), 0.05, 0.12),
]


def predicted(model: Model, dossier: Dossier) -> Prediction:
    """Under the settings of the cases: without a market nobody could say who fits."""
    features = features_of([dossier], read_settings(MARKET_OF_CASES))
    return model.predict(np.ascontiguousarray(features[:, [FEATURE_NAMES.index(name) for name in model.features]]))


@pytest.mark.parametrize(
    ("dossier", "least", "most"), [row[1:] for row in REFERENCE], ids=[row[0] for row in REFERENCE]
)
def test_reference_leads_come_out_where_a_rep_would_put_them(
    bundled: Model, dossier: Dossier, least: float, most: float
) -> None:
    assert least <= 1.0 / (1.0 + np.exp(-predicted(bundled, dossier).log_odds[0])) <= most


def test_what_is_known_well_is_narrow_and_what_is_not_is_wide(bundled: Model) -> None:
    known, unknown = predicted(bundled, EVERYTHING), predicted(bundled, SUBSCRIBER)
    for sharp, vague in ((known.days, unknown.days), (known.amount, unknown.amount)):
        assert sharp is not None
        assert vague is not None
        assert sharp[0, 2] / sharp[0, 0] < 1.7
        assert vague[0, 2] / vague[0, 0] > 3.0


def test_an_urgent_lead_of_500_people_closes_in_about_seven_weeks_for_about_a_hundred_thousand(bundled: Model) -> None:
    found = predicted(bundled, EVERYTHING)
    assert found.days is not None
    assert found.amount is not None
    assert 42 <= found.days[0, 1] <= 58
    assert 85_000 <= found.amount[0, 1] <= 120_000
