"""Each function as it is built, under the Runtime Interface Emulator: all that it imports must be in the layer."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from leadgate.emulator.build import host_build
from leadgate.emulator.events import read_event, ready_event
from leadgate.emulator.runtime import Answer, running
from leadgate.emulator.surroundings import Surroundings, surroundings
from leadgate.emulator.template import Template, read_template

ROOT = Path(__file__).parents[2]
# One worker for all of it: the functions share a build and an AWS.
pytestmark = pytest.mark.xdist_group("lambda")


@pytest.fixture(scope="module")
def template() -> Template:
    return read_template(ROOT / "template.yaml")


@pytest.fixture(scope="module")
def around(template: Template) -> Iterator[Surroundings]:
    portal = ROOT / "events" / "sandbox" / "hubspot.json"
    with surroundings(template, template.function("qualify"), portal, {}) as made:
        yield made


def invoke(name: str, event: dict[str, Any], template: Template, around: Surroundings) -> Answer:
    function = template.function(name)
    with running(ROOT, function, host_build(ROOT, function), around.environment) as built:
        return built.invoke(ready_event(event, around.secrets, datetime.now(UTC)))


BUILT = [
    ("hubspot_webhook-property-change", {"kept": 1, "own": 0, "parked": 0}),
    ("salesforce_webhook-change-event", {"kept": 1, "own": 0, "parked": 0}),
    ("signals-batch", {"kept": 3, "parked": 0, "problems": []}),
    ("enrichment-http-signed", {"kept": 1, "parked": 0}),
]


@pytest.mark.parametrize(("event", "body"), BUILT, ids=[name for name, _ in BUILT])
def test_a_built_function_answers(event: str, body: Any, template: Template, around: Surroundings) -> None:
    content = read_event(ROOT / "events" / f"{event}.json")
    answer = invoke(event.partition("-")[0], content, template, around)
    assert not answer.failed
    assert (answer.content["statusCode"], json.loads(answer.content["body"])) == (202, body)


def test_what_is_no_event_of_a_function_fails_it(template: Template, around: Surroundings) -> None:
    answer = invoke("qualify", {"hello": "world"}, template, around)
    assert answer.failed
    assert "errorMessage" in answer.content


def test_layer_and_function_are_well_below_what_lambda_takes(template: Template) -> None:
    """Lambda takes 250 MB unzipped; x86_64 is the larger of the two, and this build is compiled ahead."""
    build = host_build(ROOT, template.function("qualify"))
    files = [path for folder in (build.layer, build.function) for path in folder.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= 150_000_000


def leadgate(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "leadgate", "invoke", *arguments]
    environment = {"PYTHONPATH": f"{ROOT / 'shared'}:{ROOT}", "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(ROOT)}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_the_command_prints_the_answer_and_logs_beside_it() -> None:
    done = leadgate("QualifyFunction", "-e", "events/qualify-several-one-deleted.json", "--times", "2")
    assert done.returncode == 0, done.stderr
    assert [json.loads(line) for line in done.stdout.splitlines()] == [{"batchItemFailures": []}] * 2
    assert "lead hubspot:contact:501: written" in done.stderr
    assert "lead hubspot:contact:599: gone" in done.stderr


def test_the_command_prints_an_event_ready_to_be_sent() -> None:
    done = leadgate("hubspot_webhook", "-e", "events/hubspot_webhook-creation.json", "--print-event")
    assert done.returncode == 0, done.stderr
    assert "{{" not in json.dumps(json.loads(done.stdout)["headers"])


REFUSED = [
    ("no such function", ("qualifier", "-e", "events/qualify-one-lead.json"), "qualifier: no such function"),
    ("no such file", ("qualify", "-e", "events/none.json"), "events/none.json: cannot be read"),
    ("no JSON", ("qualify", "-e", "README.md"), "README.md: JSON is needed"),
    ("no pair", ("qualify", "-e", "events/qualify-one-lead.json", "--env", "STAGE"), "--env: NAME=VALUE is needed"),
]


@pytest.mark.parametrize(("arguments", "line"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_bad_input_is_one_line_and_exit_2(arguments: tuple[str, ...], line: str) -> None:
    done = leadgate(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"leadgate: {line}")
    assert len(done.stderr.splitlines()) == 1


def test_a_built_function_shows_a_page(template: Template, around: Surroundings) -> None:
    answer = invoke("mail", read_event(ROOT / "events" / "mail-look-altered.json"), template, around)
    assert not answer.failed
    assert answer.content["statusCode"] == 404
    assert "This link does not work" in answer.content["body"]
