"""`leadgate models` from outside: a challenger is measured, takes over by the rules, and one step leads back."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from typer.testing import CliRunner, Result

from leadgate.cli.main import app
from leadgate.embedded.bundles import FolderBundles
from leadgate.errors import BadInputError, PermanentError

pytestmark = pytest.mark.capability("L4")


def models(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["models", *map(str, arguments)])


def done(*arguments: str | Path) -> Result:
    result = models(*arguments)
    assert result.exit_code == 0, result.exception
    return result


def leads(rows: int, seed: int) -> pl.DataFrame:
    """An export: two columns that tell, today's points, which know one of them, and what a person took."""
    generator = np.random.default_rng(seed)
    visits, size = generator.normal(0, 1, (2, rows))
    converted = generator.random(rows) < 1 / (1 + np.exp(-(1.3 * visits + 1.3 * size - 1)))
    return pl.DataFrame(
        {
            "lead_id": [f"L{row}" for row in range(rows)],
            "visits": visits.round(3),
            "size": size.round(3),
            "industry": generator.choice(["steel", "banks"], rows),
            "points": (50 + 10 * visits).round(),
            "taken": np.where(visits + generator.normal(0, 1, rows) > 0.5, "yes", "no"),
            "converted": np.where(converted, "yes", "no"),
        }
    )


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a good model, a weak one that lacks a column, and recent leads."""
    folder = tmp_path_factory.mktemp("trained")
    leads(1500, 1).write_csv(folder / "past.csv")
    leads(1500, 2).write_csv(folder / "recent.csv")
    for name, excluded in (("good", []), ("weak", ["--exclude", "size"])):
        options = ["--target", "converted", "--id", "lead_id", "--exclude", "points", "--exclude", "taken", *excluded]
        result = CliRunner().invoke(app, ["train", str(folder / "past.csv"), "--out", str(folder / name), *options])
        assert result.exit_code == 0, result.exception
    return folder


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LEADGATE_MODELS", str(tmp_path / "models"))
    return tmp_path / "models"


def on(trained: Path) -> list[str]:
    return ["--on", str(trained / "recent.csv"), "--target", "converted", "--id", "lead_id", "--segment", "industry"]


def test_a_better_challenger_takes_over_with_its_evidence_and_one_step_leads_back(trained: Path, place: Path) -> None:
    done("promote", trained / "weak", *on(trained))
    weak = FolderBundles(place).standing().current
    done("promote", trained / "good", *on(trained))
    store = FolderBundles(place)
    assert store.standing().previous == (weak, None)
    event = store.events()[-1]
    assert (event["action"], event["instead_of"], event["forced"]) == ("promoted", weak, None)
    assert event["evidence"]["difference"]["brier"]["high"] < 0
    assert [segment["name"] for segment in event["evidence"]["segments"]] == ["industry = banks", "industry = steel"]
    assert "judges again instead of" in done("rollback", "--reason", "too bold").stdout
    assert FolderBundles(place).standing().current == weak
    assert FolderBundles(place).events()[-1]["reason"] == "too bold"


def test_a_challenger_that_is_no_better_is_refused_and_nothing_changes(trained: Path, place: Path) -> None:
    done("promote", trained / "good", *on(trained))
    before = FolderBundles(place).standing()
    result = models("promote", trained / "weak", *on(trained))
    assert isinstance(result.exception, PermanentError)
    assert "is not promoted: brier differs by +0." in str(result.exception)
    assert FolderBundles(place).standing() == before
    assert len(FolderBundles(place).events()) == 1


def test_who_forces_a_promotion_gives_a_reason_that_is_kept(trained: Path, place: Path) -> None:
    done("promote", trained / "good", *on(trained))
    done("promote", trained / "weak", *on(trained), "--force", "the column is not paid for any more")
    event = FolderBundles(place).events()[-1]
    assert event["forced"] == "the column is not paid for any more"
    assert not event["evidence"]["promote"]


def test_a_comparison_measures_and_changes_nothing(trained: Path, place: Path) -> None:
    result = done("compare", trained / "good", *on(trained), "--points", "points", "--human", "taken", "--json")
    found: dict[str, Any] = json.loads(result.stdout)
    assert set(found["agreements"]) == {"champion", "points", "human"}
    points = found["agreements"]["points"]
    assert points["first_right"]["value"] > points["second_right"]["value"]
    assert FolderBundles(place).standing().current is None
    page = Path(found["report"]).read_text(encoding="utf-8")
    assert "The challenger may judge" in page
    assert page.count("<svg") == 2


def test_a_comparison_for_people_names_every_rule(trained: Path, place: Path) -> None:
    printed = done("compare", trained / "good", *on(trained), "--human", "taken").stdout
    assert all(rule in printed for rule in ("enough outcomes", "chances come true", "no segment harmed"))
    assert "agrees with human on" in printed


def test_a_challenger_in_the_shadow_is_listed_as_such(trained: Path, place: Path) -> None:
    done("promote", trained / "weak", *on(trained))
    done("shadow", trained / "good")
    rows = [json.loads(line) for line in done("list", "--json").stdout.splitlines()]
    assert {row["stands"] for row in rows} == {"judges", "in the shadow"}
    assert all(row["auc"] > 0.6 and row["outcomes"] > 0 for row in rows)
    assert "in the shadow" in done("list").stdout


def test_a_version_that_is_kept_is_named_instead_of_its_folder(trained: Path, place: Path) -> None:
    done("shadow", trained / "good")
    (version,) = FolderBundles(place).standing().shadows
    done("promote", version, *on(trained))
    assert FolderBundles(place).standing().current == version
    assert FolderBundles(place).standing().shadows == ()


def test_with_nothing_kept_the_bundled_model_judges(place: Path) -> None:
    assert "the one that ships with Leadgate judges" in done("list").stdout


BAD = [
    ("no such bundle", ["shadow", "nowhere"], "nowhere: is neither the folder of a bundle"),
    ("a version that is not kept", ["shadow", "0123456789abcdef"], "0123456789abcdef: is neither"),
    ("nothing to roll back", ["rollback"], "nothing to roll back to"),
]


@pytest.mark.parametrize(("arguments", "message"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_what_cannot_be_done_is_said(place: Path, arguments: list[str], message: str) -> None:
    result = models(*arguments)
    assert isinstance(result.exception, BadInputError)
    assert message in str(result.exception)


def test_a_place_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEADGATE_MODELS", raising=False)
    result = models("list")
    assert isinstance(result.exception, BadInputError)
    assert "--models: a folder, or s3://bucket/prefix, is needed" in str(result.exception)
