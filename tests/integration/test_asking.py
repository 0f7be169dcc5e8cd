"""Questions to a provider of enrichment: asked where they matter, once, within the budget, and until they are taken."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from standardwebhooks import Webhook

from functions.enrichment.app import keep_results
from leadgate.assess import assess
from leadgate.aws.store import DynamoStore
from leadgate.domain.assessment import Assessment
from leadgate.domain.dossier import Account, Dossier
from leadgate.domain.traces import Traces
from leadgate.service.ask import ask_where_it_matters, asked_key, send_questions
from leadgate.service.dossiers import load_dossier
from leadgate.service.forget import forget, places_of
from tests.contract.aws_server import AwsServer
from tests.faults.product import PRODUCTS, Product
from tests.faults.product_base import SECRETS, SETTINGS, buying

Json = dict[str, Any]


@dataclass
class Provider:
    """Takes questions, or refuses them; keeps what it got."""

    url: str = ""
    status: int = 202
    got: list[tuple[str, Json]] = field(default_factory=list)
    unsigned: int = 0


@pytest.fixture
def provider() -> Iterator[Provider]:
    made = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            made.got.append((headers["webhook-id"], json.loads(body)))
            # The product's clock is the test's, so the signature is checked without its age.
            at = int(headers["webhook-timestamp"])
            made.unsigned += headers["webhook-signature"] != signature(headers["webhook-id"], at, body)
            self.send_response(made.status)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.url = f"http://127.0.0.1:{server.server_port}/ask"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


def signature(message_id: str, at: int, body: bytes) -> str:
    signed: str = Webhook(SECRETS["ENRICHMENT_WEBHOOK_SECRET"]).sign(
        message_id, datetime.fromtimestamp(at, UTC), body.decode()
    )
    return signed


PLACES = [("HubSpot", "SQLite"), ("HubSpot", "DynamoDB"), ("Salesforce", "SQLite")]


@pytest.fixture(params=PLACES, ids=" ".join)
def running(request: pytest.FixtureRequest, tmp_path: Path, provider: Provider, aws: AwsServer) -> Iterator[Product]:
    crm, store = request.param
    with PRODUCTS[crm](tmp_path) as made:
        if store == "DynamoDB":
            made.ports = replace(made.ports, store=DynamoStore(aws.client("dynamodb"), aws.make_table()))
        settle(made, provider)
        made.site_sends(*buying(made.lead))
        made.settle()
        yield made


def settle(running: Product, provider: Provider, decision: Json | None = None, **changes: Any) -> None:
    enrichment = {"url": provider.url, "worth_of_verdict": 100, "cost_of_person": 1, **changes}
    running.set(enrichment=enrichment, decision=decision or {})


def unknown(running: Product) -> tuple[Dossier, Assessment]:
    """The lead as if nothing of its company were known."""
    record = running.ports.crm.read(running.lead)
    assert record is not None
    known = load_dossier(record, running.ports)
    account = Account(id=known.account.id, domain="acme.example")
    dossier = replace(known, account=account, lead=replace(known.lead, title=""))
    return dossier, assess(dossier, running.ports.settings.current(), running.ports.models.current())


def ask(running: Product) -> tuple[str, ...]:
    return ask_where_it_matters(*unknown(running), running.ports)


def test_what_may_change_the_verdict_is_asked_once_and_signed(running: Product, provider: Provider) -> None:
    asked = ask(running)
    assert asked
    assert send_questions(running.ports) == len(asked)
    assert [question["field"] for _, question in provider.got] == list(asked)
    assert provider.unsigned == 0
    (_, first), *_ = provider.got
    assert (first["lead_id"], first["email"], first["domain"]) == (
        running.lead,
        "jennifer@acme.example",
        "acme.example",
    )
    assert ask(running) == ()
    assert send_questions(running.ports) == 0


def test_the_same_is_asked_again_only_after_so_many_days(running: Product) -> None:
    dossier, assessment = unknown(running)
    asked = ask_where_it_matters(dossier, assessment, running.ports)
    running.clock.at += timedelta(days=29)
    assert ask_where_it_matters(dossier, assessment, running.ports) == ()
    running.clock.at += timedelta(days=2)
    assert ask_where_it_matters(dossier, assessment, running.ports) == asked


def test_the_budget_of_a_day_is_kept_and_the_next_day_has_its_own(running: Product, provider: Provider) -> None:
    settle(running, provider, budget_a_day=1)
    assert len(ask(running)) == 1
    assert ask(running) == ()
    running.clock.at += timedelta(days=1)
    assert len(ask(running)) == 1


def test_what_costs_more_than_it_is_worth_is_not_asked(running: Product, provider: Provider) -> None:
    settle(running, provider, worth_of_verdict=1, cost_of_company=2, cost_of_person=2, cost_of_technologies=2)
    assert ask(running) == ()


def test_without_a_url_nobody_is_asked(running: Product, provider: Provider) -> None:
    running.set(**SETTINGS)
    assert ask(running) == ()
    assert send_questions(running.ports) == 0


def test_what_the_provider_does_not_take_is_sent_later_under_the_same_id(running: Product, provider: Provider) -> None:
    asked = ask(running)
    provider.status = 503
    assert send_questions(running.ports) == 0
    refused = {one for one, _ in provider.got}
    provider.status = 202
    assert send_questions(running.ports) == len(asked)
    assert refused <= {one for one, _ in provider.got[1:]}


def test_a_provider_that_is_not_there_loses_no_question(running: Product, provider: Provider) -> None:
    asked = ask(running)
    settle(running, provider, url="http://127.0.0.1:9/ask")
    assert send_questions(running.ports) == 0
    settle(running, provider)
    assert send_questions(running.ports) == len(asked)


def test_of_somebody_forgotten_nothing_is_sent(running: Product, provider: Provider) -> None:
    assert ask(running)
    forget(Traces(ids=frozenset({running.lead})), places_of(running.ports), running.ports)
    assert send_questions(running.ports) == 0
    assert provider.got == []
    assert running.ports.store.recall(asked_key(running.lead)) is None


def test_an_answer_comes_queued_late_and_twice(running: Product, provider: Provider) -> None:
    assert ask(running)
    send_questions(running.ports)
    running.clock.at += timedelta(days=3)
    answer = {"email": "jennifer@acme.example", "first_name": "Jennifer", "title": "Director of Operations"}
    queued = json.dumps({"source": "apollo", "payload": answer}).encode()
    assert keep_results(queued, running.ports) == (1, 0)
    assert keep_results(queued, running.ports) == (0, 0)
    assert "person_enrichment" in {s.kind for s in running.ports.store.signals_of((running.lead,), None)}


def test_a_lead_is_asked_about_as_it_is_judged(running: Product, provider: Provider) -> None:
    """Where the threshold stands at the chance of a lead without a title, the title decides."""
    running.world.put(running.lead, running.title_field, "")
    running.settle()
    assert running.ports.store.recall(asked_key(running.lead)) is None
    verdict = running.ports.store.verdict_of(running.lead)
    assert verdict is not None
    chance = verdict.row["prediction"]["conversion_probability"]
    settle(running, provider, decision={"thresholds": {"sales_ready": chance, "urgent": chance}})
    running.tells(running.lead)
    running.settle()
    assert "title" in (running.ports.store.recall(asked_key(running.lead)) or {})
    assert send_questions(running.ports) > 0
    assert "title" in {question["field"] for _, question in provider.got}
