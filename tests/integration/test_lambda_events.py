"""Every payload of `events/` through the very handler that Lambda calls, against AWS as moto plays it."""

import importlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import boto3
import pytest

from leadgate import bootstrap
from leadgate.aws.clients import make_client
from leadgate.emulator.events import read_event, ready_event
from leadgate.emulator.surroundings import Surroundings, surroundings
from leadgate.emulator.template import read_template

ROOT = Path(__file__).parents[2]
EVENTS = ROOT / "events"
NOTHING_FAILED: dict[str, Any] = {"batchItemFailures": []}


@dataclass(frozen=True)
class LambdaContext:
    function_name: str = "leadgate"
    memory_limit_in_mb: int = 512
    invoked_function_arn: str = "arn:aws:lambda:eu-central-1:123456789012:function:leadgate"
    aws_request_id: str = "00000000-0000-4000-8000-000000000000"

    def get_remaining_time_in_millis(self) -> int:
        return 10_000


@contextmanager
def surrounded() -> Iterator[Surroundings]:
    """An AWS and a HubSpot of its own, for as long as this lasts."""
    template = read_template(ROOT / "template.yaml")
    with (
        surroundings(template, template.function("qualify"), EVENTS / "sandbox" / "hubspot.json", {}) as made,
        pytest.MonkeyPatch.context() as environment,
    ):
        for name, value in {**made.environment, "POWERTOOLS_TRACE_DISABLED": "true"}.items():
            environment.setenv(name, value)
        forget_ports()
        yield made
    forget_ports()


@pytest.fixture(scope="module")
def around() -> Iterator[Surroundings]:
    with surrounded() as made:
        yield made


@pytest.fixture
def fresh() -> Iterator[Surroundings]:
    """One whose queue nobody else fills: messages of others that are just becoming visible count twice for a moment."""
    with surrounded() as made:
        yield made


def forget_ports() -> None:
    bootstrap.lambda_ports.cache_clear()
    bootstrap._deliveries.cache_clear()


def client_of(service: str, around: Surroundings) -> Any:
    return make_client(service, boto3.Session(), around.environment["AWS_ENDPOINT_URL"])


def put_settings(around: Surroundings, values: dict[str, Any]) -> None:
    ssm, stage = client_of("ssm", around), around.environment["LEADGATE_STAGE"]
    for name, value in values.items():
        text = value if isinstance(value, str) else json.dumps(value)
        ssm.put_parameter(Name=f"/leadgate/{stage}/{name}", Value=text, Type="String", Overwrite=True)


def invoke(name: str, around: Surroundings) -> dict[str, Any]:
    """The answer to an event, by the handler that its name begins with."""
    handler = importlib.import_module(f"functions.{name.partition('-')[0]}.app").handler
    event = ready_event(read_event(EVENTS / f"{name}.json"), around.secrets, datetime.now(UTC))
    answer: dict[str, Any] = handler(event, LambdaContext())
    return answer


HTTP = [
    ("hubspot_webhook-property-change", 202, {"own": 0, "parked": 0}),
    ("hubspot_webhook-creation", 202, {"own": 0, "parked": 0}),
    ("hubspot_webhook-batch-of-100", 202, {"own": 0, "parked": 0}),
    ("hubspot_webhook-merge", 202, {"own": 0, "parked": 0}),
    ("hubspot_webhook-deletion", 202, {"own": 0, "parked": 0}),
    ("hubspot_webhook-association", 202, {"own": 0, "parked": 0}),
    ("hubspot_webhook-generic-dialect", 202, {"own": 0, "parked": 0}),
    ("hubspot_webhook-own-change", 202, {"kept": 0, "own": 1, "parked": 0}),
    ("hubspot_webhook-one-bad-among-good", 202, {"own": 0, "parked": 1}),
    ("hubspot_webhook-bad-signature", 401, {}),
    ("hubspot_webhook-malformed", 400, {"path": "body"}),
    ("hubspot_card-signed", 200, {"status": None}),
    ("hubspot_card-bad-signature", 401, {}),
    ("hubspot_card-no-id", 400, {"path": "contact_id"}),
    ("salesforce_webhook-change-event", 202, {"own": 0, "parked": 0}),
    ("salesforce_webhook-own-change", 202, {"kept": 0, "own": 1, "parked": 0}),
    ("salesforce_webhook-wrong-key", 401, {}),
    ("salesforce_webhook-malformed", 400, {"path": "body"}),
    ("salesforce_webhook-flow-callout", 202, {"parked": 0}),
    ("salesforce_webhook-flow-bad-signature", 401, {}),
    ("salesforce_webhook-outbound-not-xml", 400, {"path": "body"}),
    ("signals-one", 202, {"parked": 0}),
    ("signals-batch", 202, {"parked": 0}),
    ("signals-key-in-query", 202, {"parked": 0}),
    ("signals-one-bad-among-good", 202, {"parked": 1}),
    ("signals-wrong-key", 401, {}),
    ("signals-malformed", 400, {"path": "body"}),
    ("signals-preflight", 204, {}),
    ("chat-one-message", 200, {}),
    ("chat-escalation", 200, {"action": "escalate"}),
    ("chat-support", 200, {"action": "self_service", "intent": "support"}),
    ("chat-not-buying-german", 200, {}),
    ("chat-malformed", 400, {"path": "messages[0].author"}),
    ("chat-wrong-key", 401, {}),
    ("mail-look-altered", 404, {}),
    ("mail-unsubscribe-altered", 404, {}),
    ("mail-bad-signature", 401, {}),
    ("enrichment-http-signed", 202, {"parked": 0}),
    ("enrichment-http-bad-signature", 401, {}),
]
QUEUED = [
    "enrichment-queue",
    "enrichment-queue-poisoned",
    "salesforce_webhook-queue-changes",
    "salesforce_webhook-queue-gap-and-overflow",
    "salesforce_webhook-queue-one-bad-among-good",
    "qualify-one-lead",
    "qualify-several-one-deleted",
    "qualify-same-lead-twice",
    "qualify-company",
]
FOREIGN = "qualify-foreign-message"
SCHEDULED = "requalify-schedule"
UNFINISHED = "book-schedule"
BAD_LINKS = ("book-altered-link", "book-choice-by-altered-link")
ACKNOWLEDGED = "salesforce_webhook-outbound-message"
NOTIFIED = ("mail-ses-bounce", "mail-ses-malformed")


def test_every_payload_is_tried_here() -> None:
    tried = {name for name, _, _ in HTTP} | {*QUEUED, *BAD_LINKS, *NOTIFIED}
    tried |= {FOREIGN, SCHEDULED, UNFINISHED, ACKNOWLEDGED}
    assert tried == {path.stem for path in EVENTS.glob("*.json")}


@pytest.mark.parametrize(("name", "status", "body"), HTTP, ids=[name for name, _, _ in HTTP])
def test_a_request_is_answered(name: str, status: int, body: dict[str, Any], around: Surroundings) -> None:
    answer = invoke(name, around)
    assert answer["statusCode"] == status
    given = json.loads(answer["body"] or "{}") if body else {}
    assert {key: given.get(key) for key in body} == body


def test_an_outbound_message_is_acknowledged_in_its_own_words(around: Surroundings) -> None:
    answer = invoke(ACKNOWLEDGED, around)
    assert (answer["statusCode"], answer["headers"]["Content-Type"]) == (200, "text/xml")
    assert "<Ack>true</Ack>" in answer["body"]


def test_change_events_that_nobody_can_read_are_parked(around: Surroundings) -> None:
    invoke("salesforce_webhook-queue-one-bad-among-good", around)
    reasons = [one.reason for one in bootstrap.lambda_ports().store.parked() if one.source == "salesforce"]
    assert any("JSON" in reason for reason in reasons)
    assert any("recordIds" in reason for reason in reasons)


@pytest.mark.parametrize("name", QUEUED)
def test_a_batch_is_worked_off(name: str, around: Surroundings) -> None:
    assert invoke(name, around) == NOTHING_FAILED


def test_a_webhook_of_a_hundred_changes_is_kept_once(around: Surroundings) -> None:
    invoke("hubspot_webhook-batch-of-100", around)
    again = invoke("hubspot_webhook-batch-of-100", around)
    assert json.loads(again["body"])["kept"] == 0


def test_a_judged_lead_has_its_verdict_on_the_record(around: Surroundings) -> None:
    assert invoke("qualify-one-lead", around) == NOTHING_FAILED
    ports = bootstrap.lambda_ports()
    verdict = ports.store.verdict_of("hubspot:contact:501")
    assert verdict is not None
    assert verdict.written
    record = ports.crm.read("hubspot:contact:501")
    assert record is not None
    assert record.lead.id == "hubspot:contact:501"


@pytest.mark.capability("R6")
def test_a_lead_that_a_rep_gets_has_a_schedule_for_when_the_time_is_up(fresh: Surroundings) -> None:
    lead_id = "hubspot:contact:501"
    record = bootstrap.lambda_ports().crm.read(lead_id)
    assert record is not None
    everybody = [{"name": "all", "status": "sales_ready", "countries": ["US"]}]
    team = [{"id": record.lead.owner_id or "11", "name": "Ada"}]
    put_settings(fresh, {"autonomy": "act", "routing/team/reps": team, "decision/overrides": everybody})
    forget_ports()
    assert invoke("qualify-one-lead", fresh) == NOTHING_FAILED
    verdict = bootstrap.lambda_ports().store.verdict_of(lead_id)
    assert verdict is not None
    assert verdict.row["assignment"]["rep_name"] == "Ada"
    scheduler = client_of("scheduler", fresh)
    (listed,) = scheduler.list_schedules(NamePrefix=f"leadgate-{fresh.environment['LEADGATE_STAGE']}-")["Schedules"]
    schedule = scheduler.get_schedule(Name=listed["Name"])
    at = datetime.strptime(schedule["ScheduleExpression"], "at(%Y-%m-%dT%H:%M:%S)").replace(tzinfo=UTC)
    assert datetime.fromisoformat(verdict.row["assignment"]["accept_by"]) <= at
    sent = json.loads(schedule["Target"]["Input"])
    assert sent["QueueUrl"] == fresh.environment["LEADGATE_QUEUE_URL"]
    assert json.loads(sent["MessageBody"])["lead_id"] == lead_id
    assert schedule["Target"]["RoleArn"] == fresh.environment["LEADGATE_WAKE_ROLE_ARN"]


def test_a_verdict_that_has_grown_old_is_sent_to_be_judged_again(fresh: Surroundings) -> None:
    ports, lead_id = bootstrap.lambda_ports(), "hubspot:contact:590"
    judged = {"as_of": "2020-01-01T12:00:00Z", "decision": {"status": "nurture"}}
    assert ports.store.put_verdict(lead_id, 1, {**judged, "requalify": {"at": "2020-01-31T12:00:00Z"}})
    version, waiting = ports.store.version_of(lead_id), ports.queue.waiting()
    assert [invoke(SCHEDULED, fresh)["done"] for _ in range(2)] == [1, 0]
    assert ports.store.version_of(lead_id) == version + 1
    assert ports.queue.waiting() == waiting + 1


@pytest.mark.parametrize("name", BAD_LINKS)
def test_a_link_that_was_altered_is_a_page(name: str, around: Surroundings) -> None:
    answer = invoke(name, around)
    assert answer["statusCode"] == 404
    assert answer["headers"]["Content-Type"].startswith("text/html")
    assert "Dieser Link ist nicht vollständig" in answer["body"]


def test_meetings_that_were_cut_off_are_looked_for(around: Surroundings) -> None:
    assert invoke(UNFINISHED, around) == {"done": 0}


def test_a_poisoned_result_is_parked_and_its_neighbours_are_kept(around: Surroundings) -> None:
    invoke("enrichment-queue-poisoned", around)
    ports = bootstrap.lambda_ports()
    reasons = [parked.reason for parked in ports.store.parked() if parked.source == "enrichment"]
    assert any("JSON" in reason for reason in reasons)
    assert any("occurred_at" in reason for reason in reasons)
    assert "append-1" in {signal.id for signal in ports.store.signals_of((), "hubspot:company:77")}


def test_a_message_that_is_not_ours_goes_back_and_holds_up_no_lead(around: Surroundings) -> None:
    assert invoke(FOREIGN, around) == {
        "batchItemFailures": [{"itemIdentifier": "00000000-0000-4000-8000-000000000002"}]
    }


def test_a_delivery_of_enrichment_is_worked_on_once(around: Surroundings) -> None:
    first, second = (invoke("enrichment-http-signed", around) for _ in range(2))
    assert first["statusCode"] == second["statusCode"] == 202


def test_an_event_without_placeholders_stays_as_it_is() -> None:
    event = read_event(EVENTS / "signals-one.json")
    assert ready_event(event, {}, datetime.now(UTC)) == event


def test_what_ses_tells_of_a_bounce_is_kept_and_what_nobody_can_read_is_let_go(around: Surroundings) -> None:
    ports, lead = bootstrap.lambda_ports(), "hubspot:contact:501"
    ports.store.remember("mailing:ab", {"lead_id": lead, "address": "a@b.example", "language": "en"})
    ports.store.remember("message:0102-known", {"mailing": "ab"})
    for _ in range(2):
        assert invoke("mail-ses-bounce", around) is None
        assert invoke("mail-ses-malformed", around) is None
    assert [s.kind for s in ports.store.signals_of((lead,), None)].count("email_bounce") == 1
