"""`leadgate forget` on a stage of AWS, as moto plays it: table, queue and the dead letters that hold what was sent."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import stamina
from typer.testing import CliRunner, Result

from leadgate import bootstrap
from leadgate.cli.main import app
from leadgate.emulator.surroundings import Surroundings, surroundings
from leadgate.emulator.template import read_template
from leadgate.ports import LeadChanged, Ports
from tests.contract.building import a_signal

ROOT = Path(__file__).parents[2]
PERSON, OTHER = "hubspot:contact:501", "hubspot:contact:502"
EMAIL = "zebulon.quark@acme.example"


@pytest.fixture
def around(monkeypatch: pytest.MonkeyPatch) -> Iterator[Surroundings]:
    template = read_template(ROOT / "template.yaml")
    seed = ROOT / "events" / "sandbox" / "hubspot.json"
    with surroundings(template, template.function("qualify"), seed, {}) as made:
        for name, value in made.environment.items():
            monkeypatch.setenv(name, value)
        bootstrap.lambda_ports.cache_clear()
        yield made
    bootstrap.lambda_ports.cache_clear()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["forget", EMAIL, *arguments], env={"NO_COLOR": "1"})


def received(ports: Ports) -> LeadChanged:
    """The queue holds messages back for a moment."""
    for attempt in stamina.retry_context(on=ValueError, timeout=30, attempts=None, wait_initial=0.2, wait_max=0.5):
        with attempt:
            (message,) = ports.queue.receive()
    return message


def test_a_person_leaves_table_queue_and_raw_dead_letters(around: Surroundings) -> None:
    ports = bootstrap.lambda_ports()
    ports.store.put_signals(
        [
            a_signal("s1", PERSON, properties={"email": EMAIL, "first_name": "Zebulon", "last_name": "Quark"}),
            a_signal("s2", OTHER, properties={"text": "Ask Zebulon Quark"}),
        ]
    )
    ports.queue.send_all([(PERSON, 1)])
    ports.queue.bury(received(ports), "mended never")
    raw = bootstrap.raw_queues(()).client
    url = raw.create_queue(QueueName="raw-dead-letters")["QueueUrl"]
    for body in ({"lead_id": PERSON}, {"objectId": 501}, {"lead_id": OTHER}):
        raw.send_message(QueueUrl=url, MessageBody=json.dumps(body))
    planned = run("--dead-letters", url, "--dry-run")
    assert planned.exit_code == 0, planned.exception
    assert {tuple(line.split()) for line in planned.stdout.splitlines()} >= {("queue", "1"), ("store", "2")}
    done = run("--dead-letters", url, "--yes", "--json")
    assert done.exit_code == 0, done.exception
    assert json.loads(done.stdout)["erased"] == {"files": 0, "raw queues": 2, "queue": 1, "store": 2}
    assert ports.store.signals_of((PERSON,), None) == ()
    assert [one.properties for one in ports.store.signals_of((OTHER,), None)] == [{"text": "Ask [erased]"}]
    assert ports.queue.buried() == ()
    (left,) = raw.receive_message(QueueUrl=url, MaxNumberOfMessages=10)["Messages"]
    assert json.loads(left["Body"]) == {"lead_id": OTHER}
    assert run("--check").exit_code == 0
