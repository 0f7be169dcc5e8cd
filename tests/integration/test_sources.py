"""Payloads of other systems on the main path: by both doors, from the queue and from a file, before every CRM."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from standardwebhooks import Webhook

from functions.enrichment.app import keep_results
from leadgate.domain.signals import Signal
from leadgate.embedded.data_folder import kept_in
from leadgate.embedded.database import Database
from leadgate.errors import BadInputError
from leadgate.http import HttpAnswer
from tests.faults.product import PRODUCTS, Product
from tests.faults.product_base import SECRETS

PAYLOADS = Path(__file__).parents[1] / "payloads"


@pytest.fixture(params=PRODUCTS)
def running(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Product]:
    with PRODUCTS[request.param](tmp_path) as made:
        yield made


def payload(name: str) -> bytes:
    return (PAYLOADS / name).read_bytes()


def sends(running: Product, source: str, body: bytes) -> HttpAnswer:
    key = {"x-leadgate-key": SECRETS["TRACKER_WRITE_KEY"]}
    return running.call("POST", "/signals", body, key, {"source": source})


def answers(running: Product, source: str, body: bytes) -> HttpAnswer:
    at = datetime.now(UTC)
    signature = Webhook(SECRETS["ENRICHMENT_WEBHOOK_SECRET"]).sign("msg_1", at, body.decode())
    signed = {"webhook-id": "msg_1", "webhook-timestamp": str(int(at.timestamp())), "webhook-signature": signature}
    return running.call("POST", "/enrichment", body, signed, {"source": source})


def result(answer: HttpAnswer) -> tuple[int, int, int]:
    assert not isinstance(answer.body, str)
    return answer.status, answer.body["kept"], answer.body["parked"]


def kept(running: Product, account: str | None = None) -> list[Signal]:
    leads = () if account else (running.lead,)
    return sorted(running.ports.store.signals_of(leads, account), key=lambda one: one.occurred_at)


def test_a_payload_reaches_the_lead_that_the_crm_has_under_the_address(running: Product) -> None:
    assert result(sends(running, "segment", payload("segment.json"))) == (202, 3, 0)
    assert [one.kind for one in kept(running)] == ["page_view", "form_submission", "content_download"]
    running.work()
    verdict = running.ports.store.verdict_of(running.lead)
    assert verdict is not None
    assert "sent the form demo request" in json.dumps(verdict.row["reasons"])


def test_the_same_payload_again_is_kept_once(running: Product) -> None:
    sends(running, "segment", payload("segment.json"))
    assert result(sends(running, "segment", payload("segment.json"))) == (202, 0, 0)


def test_a_payload_about_a_company_reaches_it_by_its_domain(running: Product) -> None:
    assert result(sends(running, "bombora", payload("bombora.csv"))) == (202, 1, 0)
    (surge,) = kept(running, running.world.account)
    assert (surge.kind, surge.lead_id, surge.number("percent")) == ("category_surge", None, 340.0)


def test_who_is_not_in_the_crm_is_parked_with_the_reason(running: Product) -> None:
    body = payload("segment.json").replace(b"jennifer@acme.example", b"stranger@nowhere.example")
    assert result(sends(running, "segment", body)) == (202, 0, 3)
    assert {one.reason for one in running.ports.store.parked()} == {
        "nobody in the CRM has the id, address or domain that the record names"
    }


def test_of_a_stranger_at_a_known_company_the_company_is_kept(running: Product) -> None:
    body = payload("clearbit.json").replace(b"jennifer@acme.example", b"stranger@acme.example")
    assert result(answers(running, "clearbit", body)) == (202, 1, 0)
    assert [one.kind for one in kept(running, running.world.account)] == ["firmographic"]


def test_one_record_that_nobody_understands_costs_no_other(running: Product) -> None:
    rows: dict[str, Any] = json.loads(payload("segment.json"))
    rows["batch"][0]["originalTimestamp"] = rows["batch"][0]["timestamp"] = "soon"
    answer = sends(running, "segment", json.dumps(rows).encode())
    assert result(answer) == (202, 2, 1)
    (parked,) = running.ports.store.parked()
    assert parked.reason.startswith("originalTimestamp || timestamp: a time is needed")


def test_an_answer_of_enrichment_comes_signed_queued_and_twice(running: Product) -> None:
    assert result(answers(running, "apollo", payload("apollo.json"))) == (202, 2, 0)
    queued = json.dumps({"source": "apollo", "payload": json.loads(payload("apollo.json"))}).encode()
    assert keep_results(queued, running.ports) == (0, 0)
    assert {one.kind for one in kept(running)} == {"person_enrichment", "firmographic"}


def test_an_unsigned_answer_is_not_kept(running: Product) -> None:
    answer = running.call("POST", "/enrichment", payload("apollo.json"), {}, {"source": "apollo"})
    assert answer.status == 401
    assert kept(running) == []


def test_an_unknown_source_is_refused_and_from_the_queue_parked(running: Product) -> None:
    assert sends(running, "nobody", b"{}").status == 400
    with pytest.raises(BadInputError, match="source: one of apollo"):
        keep_results(b'{"source": "nobody", "payload": {}}', running.ports)
    assert [one.reason.partition(":")[0] for one in running.ports.store.parked()] == ["source"]


def test_a_crm_that_is_down_loses_nothing(running: Product) -> None:
    running.fail("503:1")
    assert sends(running, "segment", payload("segment.json")).status == 503
    running.fail("")
    assert result(sends(running, "segment", payload("segment.json"))) == (202, 3, 0)


def test_a_mapping_of_your_own_is_used(running: Product, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "shop.toml").write_text(
        'label = "Shop"\nowner = { email = "who" }\n[[signals]]\nkind = "page_view"\nid = "n"\noccurred_at = "at"\n'
        'properties = { url = "page" }\n',
        encoding="utf-8",
    )
    running.set(sources={"folder": str(own)})
    body = b'{"n": 5, "who": "jennifer@acme.example", "at": "2026-11-20T10:00:00Z", "page": "/pricing"}'
    assert result(sends(running, "shop", body)) == (202, 1, 0)


def leadgate(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "leadgate", "sources", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_command_finds_out_the_source_and_shows_what_becomes_of_a_payload() -> None:
    done = leadgate("test", str(PAYLOADS / "g2.json"))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("g2: 2 records → 2 signals")
    assert "competitor: Rival" in done.stdout


def test_the_command_shows_what_is_not_understood(tmp_path: Path) -> None:
    file = tmp_path / "track.json"
    file.write_text('{"type": "page", "messageId": "1", "timestamp": "soon", "properties": {"url": "/"}}')
    done = leadgate("test", str(file), "--source", "segment", "--json")
    assert done.returncode == 1
    (problem,) = json.loads(done.stdout)["problems"]
    assert problem["path"] == "originalTimestamp || timestamp"


def test_the_command_refuses_a_wrong_mapping_by_file_and_place(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('label = "x"\n[[signals]]\nkind = "pageview"\n')
    done = leadgate("test", str(PAYLOADS / "g2.json"), "--mapping", str(file))
    assert done.returncode == 2
    assert "mine.toml: signals.0.kind: one of" in done.stderr


def test_a_mapping_that_is_shown_is_one_that_can_be_used(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(leadgate("show", "segment").stdout, encoding="utf-8")
    done = leadgate("test", str(PAYLOADS / "segment.json"), "--mapping", str(file), "--json")
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 4


def test_a_file_is_loaded_into_the_folder_of_a_server(tmp_path: Path) -> None:
    Database(tmp_path / "leadgate.sqlite3").close()
    file = tmp_path / "signals.csv"
    file.write_text("kind,occurred_at,lead_id,url\npage_view,2026-11-20,hubspot:contact:501,/pricing\nx,2026-11-20,,\n")
    done = leadgate("load", str(file), "--source", "csv", "--data-dir", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("kept 1 new signal, parked 1 record")
    with kept_in(tmp_path) as store:
        assert [one.kind for one in store.signals_of(("hubspot:contact:501",), None)] == ["page_view"]
