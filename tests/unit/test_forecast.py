"""A bundle trained on an export judges dossiers: by their properties, beside the prior, still an exact sum."""

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from leadgate.assess import assess
from leadgate.bootstrap import bundled_model
from leadgate.domain.assessment import Assessment
from leadgate.domain.dossier import Account, Lead
from leadgate.domain.settings import Settings
from leadgate.learning.evaluation import evaluate
from leadgate.learning.tables import Roles, history_of
from leadgate.learning.trained_bundle import write_trained
from leadgate.learning.training import train
from leadgate.model.bundle import Model
from leadgate.model.inputs import property_of
from leadgate.model.registry import FolderRegistry, load_with_prior
from leadgate.render.report import report_of
from tests.builders import a_lead
from tests.leads_table import a_table

EXPORT = {"source": "Event", "employees": "400 people", "visits": "6", "Pricing Minutes": 9.5, "newsletter": "yes"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("trained")
    table = a_table(800).drop("created_at", "won", "amount", "days")
    history = history_of(table.with_columns(pl.lit(None).alias("empty")), Roles("converted", id="lead_id"))
    trained = train(history, 7)
    write_trained(made, trained, history, {"name": "own", "currency": "EUR", "seed": 7}, evaluate(trained))
    return made


@pytest.fixture(scope="module")
def model(folder: Path) -> Model:
    return load_with_prior(folder, bundled_model())


def judged(model: Model, prior_outcomes: float, properties: dict[str, object] = EXPORT) -> Assessment:
    dossier = a_lead().with_title("CFO").viewed("pricing", seconds=90).build()
    dossier = replace(dossier, lead=replace(dossier.lead, properties=properties))
    return assess(dossier, Settings.model_validate({"learning": {"prior_outcomes": prior_outcomes}}), model)


def log_odds(assessment: Assessment) -> float:
    chance = assessment.prediction.conversion_probability
    return math.log(chance / (1.0 - chance))


@pytest.mark.parametrize("prior_outcomes", [0, 200, 1_000_000])
def test_layers_and_reasons_sum_whatever_the_weight(model: Model, prior_outcomes: float) -> None:
    found = judged(model, prior_outcomes)
    layers = found.layers
    summed = sum(
        part.log_odds for part in (layers.behavior, layers.fit, layers.intent, layers.relationship, layers.baseline)
    )
    assert summed == pytest.approx(log_odds(found), abs=1e-9)
    assert math.fsum(reason.effect for reason in found.reasons) == pytest.approx(log_odds(found), abs=1e-9)


@pytest.mark.capability("L7")
def test_weight_grows_with_outcomes_from_the_prior_to_the_own_model(model: Model) -> None:
    own = judged(model, 0)
    prior = judged(model, 1_000_000)
    between = judged(model, 800)
    assert own.prediction.model.weight == 1.0
    assert prior.prediction.model.weight < 0.001
    assert between.prediction.model.weight == pytest.approx(0.5)
    assert log_odds(between) == pytest.approx((log_odds(own) + log_odds(prior)) / 2, abs=0.01)


def test_properties_are_read_as_the_export_was(model: Model) -> None:
    better = judged(model, 0).prediction.conversion_probability
    worse = judged(model, 0, {**EXPORT, "source": "Ads", "employees": "3 people"}).prediction.conversion_probability
    assert worse < better - 0.1
    said = [reason.text for reason in judged(model, 0).reasons]
    assert "source is “Event”" in said


def test_a_dossier_without_properties_is_judged_all_the_same(model: Model) -> None:
    assert 0.0 < judged(model, 0, {}).prediction.conversion_probability < 1.0


PROPERTIES = [
    ("as it is written", {"Lead Source": "web"}, "lead.properties.Lead Source", "web"),
    ("in other case and blanks", {"lead_source": "web"}, "lead.properties.Lead Source", "web"),
    ("of the account, where the lead has none", {}, "lead.properties.segment", "smb"),
    ("a field that every CRM has", {}, "lead.properties.Job Title", "CFO"),
    ("nowhere", {}, "lead.properties.shoe size", None),
]


@pytest.mark.parametrize(("own", "name", "value"), [row[1:] for row in PROPERTIES], ids=[row[0] for row in PROPERTIES])
def test_a_property_is_found(own: dict[str, object], name: str, value: object) -> None:
    dossier = replace(
        a_lead().build(), lead=Lead("1", title="CFO", properties=own), account=Account(properties={"Segment": "smb"})
    )
    assert property_of(dossier, name) == value


def test_a_registry_gives_a_trained_bundle_its_prior(folder: Path) -> None:
    assert FolderRegistry(folder, prior=bundled_model()).current().prior is not None
    assert FolderRegistry(bundled_model(), prior=bundled_model()).current().prior is None


def test_the_report_says_how_much_the_own_model_weighs(model: Model) -> None:
    said = repr(report_of(judged(model, 800)))
    assert "own, trained on your outcomes: weight 50%, the rest is the expert prior" in said


@pytest.mark.capability("P6")
def test_a_verdict_is_less_sure_about_what_was_not_learned_and_says_so(model: Model) -> None:
    at_home, strange = judged(model, 0), judged(model, 0, EXPORT | {"employees": "9,000,000", "source": "Pigeon"})
    assert strange.decision.confidence < 0.9 * at_home.decision.confidence
    apart = replace(model, manifest=with_leads_alike(model, 0.3))
    unsure = judged(apart, 0)
    assert unsure.decision.confidence < at_home.decision.confidence
    assert "how leads like this one end: your history holds too few of them" in unsure.decision.unknowns
    untold = [judged(one, 1_000_000).decision.confidence for one in (model, apart)]
    assert untold[0] == pytest.approx(untold[1], abs=0.001)


def with_leads_alike(model: Model, share: float) -> dict[str, Any]:
    """The manifest, saying that leads differ by only so much of what they do: the ensemble then agrees on little."""
    spread = model.manifest["heads"]["spread"]
    spread = spread | {"between_leads": share * spread["between_leads"]}
    return {**model.manifest, "heads": {**model.manifest["heads"], "spread": spread}}
