"""`leadgate review list` and `leadgate config diff`, on the folder of a product that runs and that they leave alone."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from leadgate.cli.main import app
from leadgate.embedded.database import Database
from leadgate.embedded.serve import Server
from leadgate.embedded.store import SqliteStore
from leadgate.errors import BadInputError, PermanentError
from tests.contract.hubspot_world import HubSpotWorld
from tests.faults.product import SETTINGS, Product, a_change, buying, product
from tests.integration.test_cli import leadgate

LEAD, CFO = HubSpotWorld.lead, HubSpotWorld.colleagues[1]
BUYING = buying(LEAD)

STUDENT = "hubspot:contact:510"
LEADS = {LEAD, CFO, STUDENT}
STRICT = {"thresholds": {"sales_ready": 0.99, "urgent": 0.98}}


@dataclass(frozen=True)
class Folder:
    path: Path
    now: Path

    def wish(self, **changes: Any) -> Path:
        """Settings that differ from those in force."""
        file = self.path / "wished.json"
        file.write_text(json.dumps({**SETTINGS, **changes}))
        return file


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """A buyer, a student and a colleague; the product goes on running."""
    with product(tmp_path_factory.mktemp("data")) as made:
        made.world.put(STUDENT, "jobtitle", "PhD Student")
        made.hubspot_sends([a_change(510), a_change(502, 2)])
        made.site_sends(*BUYING)
        made.settle()
        yield made


@pytest.fixture(scope="module")
def folder(running: Product, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    now = tmp_path_factory.mktemp("settings") / "now.json"
    now.write_text(json.dumps(SETTINGS))
    return Folder(running.world.stores, now)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments], env={"COLUMNS": "400", "NO_COLOR": "1"})


def rows(done: Result) -> list[dict[str, Any]]:
    assert done.exit_code == 0, done.exception
    return [json.loads(line) for line in done.stdout.splitlines()]


def diff(folder: Folder, wished: Path, *more: str | Path) -> dict[str, Any]:
    done = run("config", "diff", wished, "--data-dir", folder.path, "--config", folder.now, "--json", *more)
    (found,) = rows(done)
    return found


def test_every_lead_is_listed_the_newest_first(running: Product, folder: Folder) -> None:
    listed = [row["lead_id"] for row in rows(run("review", "list", "--data-dir", folder.path, "--json"))]
    assert set(listed) == LEADS
    assert listed == [verdict.lead_id for verdict in running.ports.store.verdicts()]


def test_a_disqualified_lead_is_never_lost(running: Product, folder: Folder) -> None:
    done = run("review", "list", "--data-dir", folder.path, "--status", "disqualified", "--json")
    (row,) = rows(done)
    verdict = running.ports.store.verdict_of(STUDENT)
    assert verdict is not None
    assert (row["lead_id"], row["category"], row["title"]) == (STUDENT, "student", "PhD Student")
    assert "student" in row["why"].lower()
    assert any("takes a job" in change.lower() for change in row["returns_when"])
    assert (row["since"], row["again_at"]) == (verdict.row["as_of"], verdict.row["requalify"]["at"])


def test_the_table_is_for_people_and_names_nobody(folder: Folder) -> None:
    done = run("review", "list", "--data-dir", folder.path)
    assert done.exit_code == 0
    for shown in (LEAD, "sales ready", "disqualified", "student"):
        assert shown in done.stdout
    for hidden in ("Jennifer", "Martinez", "@"):
        assert hidden not in done.stdout
    assert done.stderr == ""


def test_the_table_fits_a_narrow_terminal(folder: Folder) -> None:
    done = leadgate("review", "list", "--data-dir", folder.path, COLUMNS="80")
    assert max(map(len, done.stdout.splitlines())) <= 80
    for whole in (LEAD, CFO, STUDENT, "2026-11-"):
        assert whole in done.stdout
    assert "…" not in done.stdout


def test_a_verdict_that_the_crm_has_not_is_no_claim(running: Product, tmp_path: Path) -> None:
    verdict = running.ports.store.verdict_of(LEAD)
    assert verdict is not None
    with closing(Database(tmp_path / "leadgate.sqlite3")) as database:
        SqliteStore(database).put_verdict(LEAD, 1, verdict.row)
        assert "not written yet" in run("review", "list", "--data-dir", tmp_path).stdout
        (row,) = rows(run("review", "list", "--data-dir", tmp_path, "--json"))
        assert not row["written"]
        SqliteStore(database).mark_written(LEAD, 1)
    assert "not written yet" not in run("review", "list", "--data-dir", tmp_path).stdout


def test_as_many_as_asked_for_are_listed(folder: Folder) -> None:
    assert len(rows(run("review", "list", "--data-dir", folder.path, "--last", "2", "--json"))) == 2
    assert run("review", "list", "--data-dir", folder.path, "--last", "0").exit_code == 2
    assert run("review", "list", "--data-dir", folder.path, "--status", "lost").exit_code == 2


def test_the_same_settings_differ_in_nothing(folder: Folder) -> None:
    found = diff(folder, folder.wish())
    assert (found["settings"], found["leads"], found["not_kept"]) == ([], [], 0)
    assert found["old"] == found["new"]
    assert sum(found["new"].values()) == found["judged"] == len(LEADS)


def test_now_is_what_was_judged(running: Product, folder: Folder) -> None:
    found = diff(folder, folder.wish())
    kept = [verdict.row["decision"]["status"] for verdict in running.ports.store.verdicts()]
    assert found["old"] == {status: kept.count(status) for status in found["old"]}


def test_a_higher_threshold_shows_who_would_no_longer_be_ready(folder: Folder) -> None:
    found = diff(folder, folder.wish(decision=STRICT))
    path = "decision.thresholds."
    assert {change["path"]: change["new"] for change in found["settings"]} == {
        f"{path}sales_ready": 0.99,
        f"{path}urgent": 0.98,
    }
    (lead,) = [one for one in found["leads"] if one["lead_id"] == LEAD]
    assert (lead["old"]["status"], lead["new"]["status"]) == ("sales_ready", "nurture")
    assert "98%" in lead["because"]
    assert found["new"]["sales_ready"] < found["old"]["sales_ready"]


def test_other_tiers_show_too(folder: Folder) -> None:
    found = diff(folder, folder.wish(decision={"tiers": {"A": 0.9999, "B": 0.9998, "C": 0.9997}}))
    (lead,) = [one for one in found["leads"] if one["lead_id"] == LEAD]
    assert lead["old"]["status"] == lead["new"]["status"]
    assert lead["old"]["tier"] != lead["new"]["tier"] == "D"
    assert "tier D" in lead["because"]


def test_the_comparison_is_a_table_for_people(folder: Folder) -> None:
    wished = folder.wish(decision=STRICT)
    done = run("config", "diff", wished, "--data-dir", folder.path, "--config", folder.now)
    assert done.exit_code == 0
    for shown in ("decision.thresholds.sales_ready", "0.99", LEAD, "nurture", "of 3 leads would be judged differently"):
        assert shown in done.stdout
    assert "Jennifer" not in done.stdout
    assert done.stderr == ""


def test_only_the_last_are_judged_again(folder: Folder) -> None:
    assert diff(folder, folder.wish(), "--last", "1")["judged"] == 1


def test_nothing_is_written(running: Product, folder: Folder) -> None:
    before, calls = running.ports.store.verdicts(), running.ports.crm.calls
    diff(folder, folder.wish(autonomy="observe", decision=STRICT))
    run("review", "list", "--data-dir", folder.path)
    assert running.ports.store.verdicts() == before
    assert (running.ports.crm.calls, running.ports.queue.waiting()) == (calls, 0)


def test_verdicts_without_a_dossier_are_counted(running: Product, tmp_path: Path, folder: Folder) -> None:
    verdict = running.ports.store.verdict_of(LEAD)
    assert verdict is not None
    with closing(Database(tmp_path / "leadgate.sqlite3")) as database:
        SqliteStore(database).put_verdict(LEAD, 1, {**verdict.row, "dossier": None})
    found = diff(Folder(tmp_path, folder.now), folder.wish())
    assert (found["judged"], found["not_kept"]) == (0, 1)


def test_a_server_that_runs_says_which_settings_it_uses(tmp_path: Path, folder: Folder) -> None:
    arguments = ("config", "diff", folder.wish(autonomy="observe"), "--data-dir", tmp_path, "--json")
    with Server(tmp_path, folder.now):
        (found,) = rows(run(*arguments))
    assert [change["path"] for change in found["settings"]] == ["autonomy"]
    with Server(tmp_path, None):
        (found,) = rows(run(*arguments))
    assert {"autonomy", "own_domains"} <= {change["path"] for change in found["settings"]}


def test_a_folder_that_is_none_is_bad_input(tmp_path: Path, folder: Folder) -> None:
    for arguments in (("review", "list"), ("config", "diff", folder.now)):
        refused = run(*arguments, "--data-dir", tmp_path / "none").exception
        assert isinstance(refused, BadInputError)
        assert str(tmp_path / "none") in str(refused)
        assert not (tmp_path / "none").exists()


def test_settings_are_needed_where_no_server_ever_ran(folder: Folder) -> None:
    refused = run("config", "diff", folder.now, "--data-dir", folder.path).exception
    assert isinstance(refused, BadInputError)
    assert "--config" in str(refused)


def test_a_folder_of_an_older_version_is_left_to_the_server(tmp_path: Path) -> None:
    (tmp_path / "leadgate.sqlite3").touch()
    refused = run("review", "list", "--data-dir", tmp_path).exception
    assert isinstance(refused, PermanentError)
    assert "leadgate serve" in str(refused)


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    Database(tmp_path / "leadgate.sqlite3").close()
    assert run("review", "list", "--data-dir", tmp_path).stdout == "no verdicts\n"
