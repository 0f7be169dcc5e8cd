"""`leadgate forget` on the folder of a server that runs: what it says and asks, and what is left, which is nothing."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import polars as pl
import pytest
import stamina
from typer.testing import CliRunner, Result

from leadgate.cli.main import app
from leadgate.domain.traces import Traces
from leadgate.embedded.database import Database
from leadgate.embedded.files import FilesPlace, found_in
from leadgate.embedded.serve import Server
from leadgate.embedded.store import SqliteStore
from leadgate.errors import BadInputError, PermanentError
from leadgate.sandbox.hubspot import AppSettings, HubSpotSandbox, seeded_state
from tests.contract.hubspot_world import SEED

EMAIL, NAME, ID = "zebulon.quark@acme.example", "Zebulon Quarkington", "hubspot:contact:87654321"
PHONE = "6145550173"
WORDS = (EMAIL, NAME, "Quarkington", ID, "87654321", "614-555-0173")
PERSON = {
    "id": "87654321",
    "properties": {"email": EMAIL, "firstname": "Zebulon", "lastname": "Quarkington", "jobtitle": "CFO"},
}
PORTAL: Mapping[str, Any] = {
    **SEED,
    "contacts": [*SEED["contacts"], PERSON],
    "associations": [*SEED["associations"], {"from": "contacts/87654321", "to": "companies/77"}],
}
TRACES = Traces(
    ids=frozenset({ID}),
    emails=frozenset({EMAIL}),
    names=frozenset({("Zebulon", "Quarkington")}),
    phones=frozenset({PHONE}),
)


@dataclass
class Desk:
    folder: Path
    environment: Mapping[str, str]

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def run(self, *arguments: str | Path, answer: str | None = None, **variables: str) -> Result:
        given = ["forget", EMAIL, "--data-dir", str(self.data), *map(str, arguments)]
        return CliRunner().invoke(app, given, env={**self.environment, **variables}, input=answer)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A server that has judged everybody at the company, and a folder of files beside it."""
    with HubSpotSandbox(state=seeded_state(PORTAL), settings=AppSettings()) as sandbox:
        environment = {
            "NO_COLOR": "1",
            "HUBSPOT_BASE_URL": sandbox.url,
            "HUBSPOT_ACCESS_TOKEN": AppSettings.access_token,
            "TRACKER_WRITE_KEY": "key",
        }
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        assert CliRunner().invoke(app, ["crm", "setup", "--crm", "hubspot"]).exit_code == 0
        with Server(tmp_path / "data", None, workers=2) as server:
            form = {"form": "demo_request", "phone": "+1 614-555-0173", "message": f"{NAME} here. " * 300}
            send(server.url, ID, form)
            send(server.url, "hubspot:contact:501", {"form": "content", "message": f"Please call {NAME}"})
            all_judged(server)
            yield Desk(tmp_path, environment)


def all_judged(server: Server) -> None:
    for attempt in stamina.retry_context(on=AssertionError, timeout=30, attempts=None, wait_initial=0.05, wait_max=0.1):
        with attempt:
            assert server.ports.queue.waiting() == 0


def send(url: str, lead: str, properties: Mapping[str, Any]) -> None:
    at = "2026-11-20T10:00:00Z"
    row = {"kind": "form_submission", "lead_id": lead, "occurred_at": at, "properties": properties}
    assert httpx.post(f"{url}/signals", json=row, headers={"x-leadgate-key": "key"}).json()["kept"] == 1


def traces_left(folder: Path, words: tuple[str, ...] = WORDS) -> set[str]:
    """What stands in any byte of any file, and in any row of the store."""
    left = {word for path in folder.rglob("*") if path.is_file() for word in found_in(path, words)}
    for path in folder.rglob("*.sqlite3"):
        database = Database(path, read_only=True)
        rows = repr([(kept.key, dict(kept.row)) for kept in SqliteStore(database).kept_rows()]).lower()
        database.close()
        left |= {word for word in words if word.lower() in rows}
    return left


def write_files(folder: Path) -> Path:
    """Everything that other commands write, about the person and about others."""
    exports = folder / "exports"
    exports.mkdir()
    own = {"as_of": "2026-11-23T00:00:00Z", "lead": {"id": ID, "email": EMAIL, "first_name": "Zebulon"}}
    colleague = {"id": ID, "email": EMAIL, "first_name": "Zebulon", "last_name": "Quarkington"}
    other = {"as_of": "2026-11-23T00:00:00Z", "lead": {"id": "hubspot:contact:501"}, "colleagues": [colleague]}
    (exports / "dossiers.jsonl").write_text(f"{json.dumps(own)}\n{json.dumps(other)}\nno JSON of {NAME}\n")
    (exports / "state.json").write_text(json.dumps({"leads": {ID: {"turn": 1}, "hubspot:contact:501": {"turn": 2}}}))
    (exports / "one.json").write_text(json.dumps(own))
    (exports / "leads.csv").write_text(
        f"id;email;note\n1;{EMAIL};x\n87654321;;x\n2;b@b.example;met {NAME}\n3;c@c.example;\n"
    )
    (exports / "serve.log").write_text(f"INFO lead {ID}: written\nINFO lead hubspot:contact:501: written\n")
    (exports / "page.html").write_text(f"<li>{NAME}, call (614) 555-0173 or zebulon.quark%40acme.example</li>")
    pl.DataFrame({"email": [EMAIL, "b@b.example"], "days": [1.5, None], "by": ["x", NAME]}).write_parquet(
        exports / "history.parquet"
    )
    (exports / "chart.png").write_bytes(b"\x89PNG\xff\xfe")
    return exports


def test_everything_is_erased_and_proved(desk: Desk) -> None:
    exports = write_files(desk.folder)
    (desk.data / "exported.jsonl").write_text(json.dumps({"lead": {"id": ID}}) + "\n")
    assert traces_left(desk.folder) == set(WORDS)
    done = desk.run("--in", exports, "--yes")
    assert done.exit_code == 0, done.exception
    assert "searched every place again, and " in done.stdout
    assert not any(word in done.stdout for word in WORDS)
    assert traces_left(desk.folder) == set()
    assert [path.name for path in sorted(exports.iterdir())] == [
        "chart.png", "dossiers.jsonl", "history.parquet", "leads.csv", "page.html", "serve.log", "state.json"
    ]  # fmt: skip
    lines = (exports / "dossiers.jsonl").read_text().splitlines()
    assert json.loads(lines[0])["colleagues"] == []
    assert lines[1] == "no JSON of [erased]"
    assert (exports / "leads.csv").read_text() == "id;email;note\n2;b@b.example;met [erased]\n3;c@c.example;\n"
    assert json.loads((exports / "state.json").read_text()) == {"leads": {"hubspot:contact:501": {"turn": 2}}}
    assert (exports / "serve.log").read_text().count("\n") == 2
    assert pl.read_parquet(exports / "history.parquet").rows() == [("b@b.example", None, "[erased]")]


def test_a_dry_run_counts_and_changes_nothing(desk: Desk) -> None:
    before = {path: path.read_bytes() for path in sorted(write_files(desk.folder).iterdir())}
    done = desk.run("--in", desk.folder / "exports", "--dry-run")
    assert done.exit_code == 0, done.exception
    assert "1 CRM record known" in done.stdout
    assert {line.split()[0] for line in done.stdout.splitlines()} >= {"files", "queue", "store"}
    assert {path: path.read_bytes() for path in before} == before
    assert traces_left(desk.data) >= {EMAIL, ID}
    assert isinstance(desk.run("--check").exception, BadInputError)


def test_nobody_is_erased_unasked(desk: Desk) -> None:
    assert isinstance(desk.run().exception, BadInputError)
    assert traces_left(desk.data) >= {EMAIL, ID}


def test_the_receipt_tells_nothing_and_can_be_checked(desk: Desk) -> None:
    receipt = json.loads(desk.run("--yes", "--json").stdout)
    assert set(receipt) == {"receipt", "at", "erased", "searched"}
    assert receipt["searched"]["files"] > 0
    checked = desk.run("--check").stdout
    assert receipt["receipt"] in checked
    assert desk.run("--yes", "--json").exit_code == 0  # again is no harm
    assert desk.run("--lift").exit_code == 0
    assert isinstance(desk.run("--check").exception, BadInputError)


def test_a_crm_that_cannot_be_asked_keeps_nobody(desk: Desk) -> None:
    done = desk.run("--yes", HUBSPOT_BASE_URL="http://127.0.0.1:9", HUBSPOT_ACCESS_TOKEN="")
    assert done.exit_code == 0, done.exception
    assert "the CRM was not asked" in done.stderr
    assert traces_left(desk.data) == set()


def test_bytes_that_nobody_can_rewrite_are_named(tmp_path: Path) -> None:
    path = tmp_path / "backup.db"
    path.write_bytes(b"\xff\xfe" + EMAIL.upper().encode())
    with pytest.raises(PermanentError, match=r"backup\.db names the person and is no text"):
        FilesPlace((path,)).count(TRACES)


def test_words_across_two_reads_are_found(tmp_path: Path) -> None:
    path = tmp_path / "large"
    path.write_bytes(b"x" * ((1 << 20) - 5) + EMAIL.encode() + b"x" * 100)
    assert list(found_in(path, (EMAIL, "nothing"))) == [EMAIL]


def test_a_file_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    path.write_text(f"{NAME}\nanother line\n")
    path.chmod(0o640)
    assert FilesPlace((path, path, tmp_path)).erase(TRACES) == 1
    assert path.stat().st_mode & 0o777 == 0o640
    assert path.read_text() == "[erased]\nanother line\n"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_without_a_store_and_no_address_are_bad_input(tmp_path: Path) -> None:
    for arguments in (["forget", EMAIL, "--data-dir", str(tmp_path)], ["forget", "nobody"], ["forget", EMAIL]):
        done = CliRunner().invoke(app, arguments, env={"LEADGATE_STAGE": ""})
        assert isinstance(done.exception, BadInputError)


def test_what_earlier_changes_left_behind_goes_too(desk: Desk) -> None:
    """Rows that were replaced long ago are in no table, but in free pages of the file."""
    desk.run("--yes")
    with sqlite3.connect(desk.data / "leadgate.sqlite3") as connection:
        assert connection.execute("PRAGMA freelist_count").fetchone() == (0,)
    connection.close()
