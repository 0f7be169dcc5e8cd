"""The docs that follow from the code are those that the code gives now."""

import json
from pathlib import Path

import jsonschema
import pytest

from leadgate.assess import assess
from leadgate.bootstrap import bundled_model
from leadgate.docs import generated_files
from leadgate.domain.assessment_json import render_assessment
from leadgate.domain.dossier_json import parse_dossier
from leadgate.domain.settings import Settings
from leadgate.model.registry import FolderRegistry

DOCS = Path(__file__).parents[2] / "docs"
CASES = Path(__file__).parents[1] / "cases"


@pytest.mark.parametrize("name", sorted(generated_files()))
def test_a_generated_file_is_not_stale(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == generated_files()[name], "run `make schemas`"


@pytest.mark.parametrize("name", ["jennifer", "a", "b"])
def test_the_examples_fit_the_dossier_schema(name: str) -> None:
    schema = json.loads((DOCS / "schema" / "dossier.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads((CASES / f"{name}.json").read_text(encoding="utf-8")), schema)


@pytest.mark.parametrize("name", ["jennifer", "a", "b"])
def test_what_is_said_of_them_fits_the_assessment_schema(name: str) -> None:
    schema = json.loads((DOCS / "schema" / "assessment.json").read_text(encoding="utf-8"))
    dossier = parse_dossier(json.loads((CASES / f"{name}.json").read_text(encoding="utf-8")))
    model = FolderRegistry(bundled_model()).current()
    jsonschema.validate(render_assessment(assess(dossier, Settings(), model)), schema)
