"""JSON Lines of dossiers with outcomes: features as they stood, properties as they came, judged again as dossiers."""

import json
from pathlib import Path

import numpy as np
import pytest

from leadgate.assess import assess_all
from leadgate.bootstrap import bundled_model
from leadgate.domain.dossier_json import parse_dossier, render_dossier
from leadgate.domain.settings import Settings
from leadgate.errors import BadInputError
from leadgate.learning.evaluation import evaluate
from leadgate.learning.simulation import MARKET, simulate
from leadgate.learning.tables import history_of, read_dossiers, roles_of
from leadgate.learning.trained_bundle import write_trained
from leadgate.learning.training import train
from leadgate.model.registry import load_with_prior

LEADS = 700


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("history") / "history.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for number, lead in enumerate(simulate(LEADS, 11)):
            row = render_dossier(lead.dossier)
            row["lead"]["properties"] = {"plan": ("Gold", "Silver")[number % 2], "tags": ["a"]}
            done = lead.outcome
            row["outcome"] = {"converted": done.converted, "won": done.won, "amount": done.amount, "days": done.days}
            out.write(json.dumps(row) + "\n")
    return path


def test_a_bundle_of_dossiers_judges_dossiers_as_it_learned_them(file: Path, tmp_path: Path) -> None:
    frame = read_dossiers(file, MARKET)
    history = history_of(frame, roles_of(frame, {}))
    assert len(history) == LEADS
    assert {"form_intent", "lead.properties.plan"} <= {column.source for column in history.columns}
    trained = train(history, 7)
    write_trained(tmp_path, trained, history, {"name": "own", "currency": "USD", "seed": 7}, evaluate(trained))
    model = load_with_prior(tmp_path, bundled_model())
    settings = Settings.model_validate({**MARKET.model_dump(), "learning": {"prior_outcomes": 0}})
    lines = file.read_text(encoding="utf-8").splitlines()[:40]
    dossiers = [parse_dossier(json.loads(line)) for line in lines]
    found = [one.prediction.conversion_probability for one in assess_all(dossiers, settings, model)]
    place = {lead: row for row, lead in enumerate(history.frame["lead_id"].to_list())}
    log_odds = model.predict(np.ascontiguousarray(trained.served)).log_odds
    wanted = [1.0 / (1.0 + np.exp(-log_odds[place[dossier.lead.id]])) for dossier in dossiers]
    assert np.abs(np.array(found) - wanted).max() < 1e-9


BROKEN = [
    ("no JSON", "{", "line 1: is no JSON object"),
    ("no lead", '{"as_of": "2026-01-01T00:00:00Z"}', "line 1: lead.id: is required"),
    ("an outcome that is none", '{"as_of": "2026-01-01T00:00:00Z", "lead": {"id": "1"}, "outcome": 3}', "outcome"),
    ("nothing", "", "holds no dossiers"),
]


@pytest.mark.parametrize(("line", "said"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_a_broken_line_is_named(line: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(BadInputError, match=said):
        read_dossiers(path, MARKET)
