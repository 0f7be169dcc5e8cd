"""What a person types wrong, and what the sandbox says of it: one line, with the file or option and the place."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from leadgate.cli.sandbox import sandbox_app
from leadgate.errors import BadInputError
from leadgate.sandbox.hubspot import SandboxOptions, SeedError, sandbox_from, seeded_state

CONTACT = {"id": "501", "properties": {"email": "a@b.example"}}
SEEDS: list[tuple[str, Any, str]] = [
    ("a misspelt key", {"contacs": []}, "contacs: is not known; did you mean contacts?"),
    ("an unlike key", {"zebra": []}, "zebra: is not known; known are portalId, "),
    ("a misspelt key of a record", {"contacts": [{"propertes": {}}]}, "contacts[0].propertes: is not known; did you"),
    ("an id in letters", {"contacts": [CONTACT, {"id": "a"}]}, "contacts[1].id: a whole number is needed, not 'a'"),
    ("an id that is null", {"deals": [{"id": None}]}, "deals[0].id: a whole number"),
    ("an owner in letters", {"owners": [{"id": "ann"}]}, "owners[0].id: a whole number"),
    ("an id twice", {"contacts": [CONTACT, CONTACT]}, "contacts[1].id: 501 is the id of contacts[0] already"),
    ("a portal in letters", {"portalId": "x"}, "portalId: a whole number"),
    ("records that are no list", {"contacts": {}}, "contacts: a list is needed"),
    ("a record that is no object", {"contacts": [5]}, "contacts[0]: an object is needed"),
    ("properties in a list", {"contacts": [{"properties": []}]}, "contacts[0].properties: an object is needed"),
    ("a time in words", {"contacts": [{"createdAt": "once"}]}, "contacts[0].createdAt: an ISO 8601 instant"),
    ("a property nobody knows", {"contacts": [{"properties": {"frstname": "A"}}]},
     "contacts[0].properties.frstname: Property \"frstname\" does not exist"),
    ("an email that is none", {"contacts": [{"properties": {"email": "x"}}]}, "contacts[0].properties.email: Email"),
    ("an association with nobody",
     {"contacts": [CONTACT], "associations": [{"from": "contacts/501", "to": "companies/9"}]},
     "associations[0]: companies with id 9 does not exist"),
    ("half an association", {"associations": [{"from": "contacts/501"}]}, "associations[0].to: is required"),
    ("an association of no type", {"associations": [{"from": "people/1", "to": "companies/9"}]},
     "associations[0]: Unable to infer object type from: people"),
    ("properties of no type", {"properties": {"people": []}}, "properties.people: Unable to infer object type"),
    ("half a property", {"properties": {"contacts": [{"name": "x"}]}}, "properties.contacts[0]: Some required fields"),
    ("a group without a label", {"groups": {"contacts": [{"name": "x"}]}}, "groups.contacts[0].label: is required"),
    ("a stage without an id", {"pipelines": [{"id": "p", "stages": [{}]}]}, "pipelines[0].stages[0].id: is required"),
    ("a chance in words", {"pipelines": [{"id": "p", "stages": [{"id": "s", "probability": "good"}]}]},
     "pipelines[0].stages[0].probability: a number from 0 to 1"),
    ("a rule of no kind", {"rules": [{"kind": "wish"}]}, "rules[0]: rule kind must be one of"),
    ("a subscription to nothing", {"subscriptions": [{}]}, "subscriptions[0].subscriptionType: is required"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "told"), [row[1:] for row in SEEDS], ids=[row[0] for row in SEEDS])
def test_a_seed_that_is_wrong_is_told_with_its_place(content: Any, told: str, tmp_path: Path) -> None:
    with pytest.raises(SeedError, match=f"^{re.escape(told)}"):
        seeded_state(content)
    seed = tmp_path / "seed.json"
    seed.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(ValueError, match=f"^{re.escape(f'{seed}: {told}')}"):
        sandbox_from(SandboxOptions(seed=seed))


FILES = [
    ("no JSON", b"{\n  oops", ":2: is no JSON: Expecting property name"),
    ("nothing", b"", ":1: is no JSON"),
    ("not UTF-8", b'{"contacts": "\xff"}', ": is not UTF-8 text"),
    ("a list", b"[]", ": a JSON object is needed"),
    ("a well without a floor", b"[" * 100_000, ": is no JSON"),
]


@pytest.mark.parametrize(("raw", "told"), [row[1:] for row in FILES], ids=[row[0] for row in FILES])
def test_a_file_that_is_no_seed_is_told_by_its_name(raw: bytes, told: str, tmp_path: Path) -> None:
    seed = tmp_path / "seed.json"
    seed.write_bytes(raw)
    with pytest.raises(ValueError, match=f"^{re.escape(f'{seed}{told}')}"):
        sandbox_from(SandboxOptions(seed=seed))


OPTIONS = [
    (
        "a webhook to no URL",
        ("--webhook-url", "foo"),
        "--webhook-url: 'foo' is no URL; http://host:port/path is needed",
    ),
    ("a webhook to a file", ("--webhook-url", "file:///tmp/x"), "--webhook-url: 'file:///tmp/x' is no URL"),
    ("a webhook to nowhere", ("--webhook-url", "http://"), "--webhook-url: 'http://' is no URL"),
    ("a port in letters", ("--webhook-url", "http://a:b/c"), "--webhook-url: 'http://a:b/c' is no URL"),
    ("signed for no URL", ("--signed-url", "foo"), "--signed-url: 'foo' is no URL"),
    ("an unknown fault", ("--fail", "teapot:0.1"), "--fail: unknown fault 'teapot'"),
    ("a fault in raised digits", ("--fail", "\u2075\u2070\u2073:0.1"), "--fail: unknown fault"),
    ("a fault without a share", ("--fail", "503"), "--fail: fault '503' needs a share"),
    ("no such file", ("--seed", "/nowhere/seed.json"), "/nowhere/seed.json: cannot be read: No such file or directory"),
    ("a folder", ("--seed", "/"), "/: cannot be read: Is a directory"),
]


@pytest.mark.parametrize(("arguments", "told"), [row[1:] for row in OPTIONS], ids=[row[0] for row in OPTIONS])
def test_an_option_that_is_wrong_is_bad_input_in_one_line(arguments: tuple[str, ...], told: str) -> None:
    error = CliRunner().invoke(sandbox_app, ["hubspot", "--port", "0", *arguments]).exception
    assert isinstance(error, BadInputError)
    assert str(error).startswith(told)
    assert "\n" not in str(error)
