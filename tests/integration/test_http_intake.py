"""The doors of the running server, knocked at from outside: who gets in, what is kept, what is answered."""

import json
import logging
import socket
import time
from base64 import b64encode
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from standardwebhooks import Webhook

from leadgate.embedded.serve import Server
from leadgate.sandbox.hubspot.signing import signed_headers
from tests.faults.product import a_change, a_view

KEYS = {
    "HUBSPOT_CLIENT_SECRET": "client-secret",
    "TRACKER_WRITE_KEY": "write-key",
    "ENRICHMENT_WEBHOOK_SECRET": f"whsec_{b64encode(b'a secret of some length').decode()}",
}
ORIGIN = "https://www.seller.example"
NOTHING: Mapping[str, str | None] = {}
Json = dict[str, Any]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Without workers: what is kept stays as it came in."""
    folder = tmp_path_factory.mktemp("served")
    config = folder / "settings.toml"
    config.write_text(f'[hubspot]\napp_id = "1001"\n[tracker]\nallowed_origins = ["{ORIGIN}"]\n')
    with pytest.MonkeyPatch.context() as environment:
        for name, value in KEYS.items():
            environment.setenv(name, value)
        environment.delenv("LEADGATE_PUBLIC_URL", raising=False)
        with Server(folder / "data", config, workers=0) as running:
            yield running


def version(server: Server, lead: str) -> int:
    """How many signals of the lead were kept."""
    return server.ports.store.version_of(lead)


# HubSpot


def hubspot(
    server: Server, body: bytes, headers: Mapping[str, str | None] = NOTHING, at: datetime | None = None
) -> httpx.Response:
    url = f"{server.url}/webhooks/hubspot"
    milliseconds = round((at or datetime.now(UTC)).timestamp() * 1000)
    signed: dict[str, str | None] = dict(signed_headers(KEYS["HUBSPOT_CLIENT_SECRET"], url, body, milliseconds))
    sent = {name: value for name, value in {**signed, **headers}.items() if value is not None}
    return httpx.post(url, content=body, headers=sent)


def body_about(lead: int) -> bytes:
    return json.dumps([a_change(lead)]).encode()


def test_a_signed_webhook_is_kept(server: Server) -> None:
    answer = hubspot(server, body_about(1))
    assert (answer.status_code, answer.json()) == (202, {"kept": 1, "own": 0, "parked": 0})
    assert version(server, "hubspot:contact:1") == 1


SIGNATURE, TIME = "X-HubSpot-Signature-v3", "X-HubSpot-Request-Timestamp"
FORGED: list[tuple[str, Mapping[str, str | None]]] = [
    ("no signature", {SIGNATURE: None}),
    ("an empty one", {SIGNATURE: ""}),
    ("another one", {SIGNATURE: b64encode(b"x" * 32).decode()}),
    ("one that is no base64", {SIGNATURE: "!"}),
    ("no time", {TIME: None}),
    ("a time that is none", {TIME: "yesterday"}),
    ("a time without end", {TIME: "9" * 400}),
    ("a negative time", {TIME: "-1"}),
]


@pytest.mark.parametrize("headers", [row[1] for row in FORGED], ids=[row[0] for row in FORGED])
def test_who_cannot_prove_to_be_hubspot_gets_401_and_nothing_is_kept(
    server: Server, headers: Mapping[str, str | None]
) -> None:
    answer = hubspot(server, body_about(2), headers)
    assert answer.status_code == 401
    assert set(answer.json()) == {"error"}
    assert version(server, "hubspot:contact:2") == 0


@pytest.mark.parametrize("minutes", [-6, -60 * 24, 6, 60 * 24 * 365])
def test_a_webhook_of_another_time_is_refused(server: Server, minutes: int) -> None:
    at = datetime.now(UTC) + timedelta(minutes=minutes)
    assert hubspot(server, body_about(2), at=at).status_code == 401
    assert version(server, "hubspot:contact:2") == 0


def test_a_signature_of_bytes_that_are_no_text_is_refused(server: Server) -> None:
    url = f"{server.url}/webhooks/hubspot"
    headers = [(SIGNATURE.encode(), b"\xc4\xff"), (TIME.encode(), str(round(time.time() * 1000)).encode())]
    assert httpx.post(url, content=body_about(2), headers=headers).status_code == 401


def test_a_body_that_was_altered_after_signing_is_refused(server: Server) -> None:
    url, at = f"{server.url}/webhooks/hubspot", round(time.time() * 1000)
    headers = signed_headers(KEYS["HUBSPOT_CLIENT_SECRET"], url, body_about(3), at)
    assert httpx.post(url, content=body_about(2), headers=dict(headers)).status_code == 401


def test_a_query_belongs_to_the_signed_url(server: Server) -> None:
    url, at = f"{server.url}/webhooks/hubspot?portal=a%2Fb&x=%25", round(time.time() * 1000)
    headers = dict(signed_headers(KEYS["HUBSPOT_CLIENT_SECRET"], url, body_about(4), at))
    assert httpx.post(url, content=body_about(4), headers=headers).status_code == 202
    assert httpx.post(f"{url}1", content=body_about(4), headers=headers).status_code == 401


def test_a_proxy_says_under_which_url_it_was_called(server: Server) -> None:
    at = round(time.time() * 1000)
    url = "https://leads.seller.example/webhooks/hubspot"
    headers = signed_headers(KEYS["HUBSPOT_CLIENT_SECRET"], url, body_about(5), at)
    answer = httpx.post(
        f"{server.url}/webhooks/hubspot",
        content=body_about(5),
        headers={**headers, "Host": "leads.seller.example", "X-Forwarded-Proto": "https"},
    )
    assert answer.status_code == 202


UNREADABLE = [
    ("broken JSON", b"[{", 400),
    ("no list", b"{}", 400),
    ("no UTF-8", b'["\xff"]', 400),
    ("nested without end", b"[" * 100_000, 400),
    ("more than 5 MB", b"[" + b" " * (5 * 1024 * 1024) + b"]", 400),
    ("more than 6 MB", b"[" + b" " * (6 * 1024 * 1024) + b"]", 413),
]


@pytest.mark.parametrize(("body", "status"), [row[1:] for row in UNREADABLE], ids=[row[0] for row in UNREADABLE])
def test_a_body_nobody_can_read_is_answered_with_why(server: Server, body: bytes, status: int) -> None:
    answer = hubspot(server, body)
    assert answer.status_code == status
    assert answer.json()["error"]


def test_the_good_of_a_batch_is_kept_and_the_bad_parked(server: Server) -> None:
    events: list[Any] = [a_change(6, number) for number in range(99)]
    answer = hubspot(server, json.dumps([*events, {"objectId": 6}]).encode())
    assert answer.json() == {"kept": 99, "own": 0, "parked": 1}
    assert version(server, "hubspot:contact:6") == 99
    assert server.ports.store.parked()[0].record == {"objectId": 6}


# The tracker


def signals(server: Server, content: Any, /, **headers: str | None) -> httpx.Response:
    sent = {"x-leadgate-key": KEYS["TRACKER_WRITE_KEY"], **headers}
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return httpx.post(f"{server.url}/signals", content=body, headers={k: v for k, v in sent.items() if v is not None})


def view(lead: str, number: int = 1, **changes: Any) -> Json:
    return a_view(number, lead=lead, **{"occurred_at": datetime.now(UTC).isoformat(), **changes})


SHAPES: list[tuple[str, Any, int]] = [
    ("one signal", view("hubspot:contact:701"), 1),
    ("a list", [view("hubspot:contact:702"), view("hubspot:contact:702", 2)], 2),
    (
        "an object with a list",
        {"signals": [view("hubspot:contact:703"), view("hubspot:contact:703", 2), view("hubspot:contact:703", 3)]},
        3,
    ),
    ("an empty list", [], 0),
]


@pytest.mark.parametrize(("content", "kept"), [row[1:] for row in SHAPES], ids=[row[0] for row in SHAPES])
def test_signals_come_alone_or_in_batches(server: Server, content: Any, kept: int) -> None:
    answer = signals(server, content)
    assert answer.status_code == 202
    assert answer.json() == {"kept": kept, "parked": 0, "problems": []}


def test_what_is_wrong_with_a_signal_is_answered(server: Server) -> None:
    answer = signals(
        server, [view("hubspot:contact:704"), {"kind": "page_view", "lead_id": "hubspot:contact:704"}]
    ).json()
    assert (answer["kept"], answer["parked"]) == (1, 1)
    assert answer["problems"][0].startswith("occurred_at: is required where")


def test_a_signal_is_known_when_we_get_it_whatever_the_sender_says(server: Server) -> None:
    signals(server, view("hubspot:contact:705", received_at="2001-01-01T00:00:00Z"))
    (kept,) = server.ports.store.signals_of(("hubspot:contact:705",), None)
    assert abs((kept.received_at - datetime.now(UTC)).total_seconds()) < 60


def test_an_id_that_no_lead_can_have_is_answered_and_parked(server: Server) -> None:
    answer = signals(server, [view("jennifer@acme.example"), view("hubspot:contact:710")])
    assert (answer.status_code, answer.json()["kept"], answer.json()["parked"]) == (202, 1, 1)
    assert answer.json()["problems"] == ["lead_id: hubspot:contact:<number> is needed"]
    assert version(server, "jennifer@acme.example") == 0


WRONG_KEYS: list[tuple[str, Mapping[str, str | None]]] = [
    ("no key", {"x-leadgate-key": None}),
    ("another key", {"x-leadgate-key": "no"}),
    ("an empty key", {"x-leadgate-key": ""}),
    ("a site that may not", {"origin": "https://elsewhere.example"}),
]


@pytest.mark.parametrize("headers", [row[1] for row in WRONG_KEYS], ids=[row[0] for row in WRONG_KEYS])
def test_who_may_not_send_gets_401_and_nothing_is_kept(server: Server, headers: Mapping[str, str | None]) -> None:
    answer = signals(server, view("hubspot:contact:706"), **headers)
    assert answer.status_code == 401
    assert "access-control-allow-origin" not in answer.headers
    assert version(server, "hubspot:contact:706") == 0


def test_a_browsers_beacon_names_the_key_in_the_query(server: Server) -> None:
    url = f"{server.url}/signals?key={KEYS['TRACKER_WRITE_KEY']}"
    answer = httpx.post(url, content=json.dumps(view("hubspot:contact:707")).encode(), headers={"origin": ORIGIN})
    assert answer.status_code == 202
    assert answer.headers["access-control-allow-origin"] == ORIGIN


def test_a_browser_may_ask_before_it_sends(server: Server) -> None:
    answer = httpx.options(f"{server.url}/signals", headers={"origin": ORIGIN})
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == ORIGIN
    other = httpx.options(f"{server.url}/signals", headers={"origin": "https://elsewhere.example"})
    assert "access-control-allow-origin" not in other.headers


BAD_BATCHES: list[tuple[str, Any]] = [
    ("text", "hello"),
    ("a number", 7),
    ("null", None),
    ("more than a thousand", [view("hubspot:contact:708")] * 1001),
    ("broken JSON", b"{"),
    ("empty", b""),
]


@pytest.mark.parametrize("content", [row[1] for row in BAD_BATCHES], ids=[row[0] for row in BAD_BATCHES])
def test_a_batch_that_is_none_is_refused_whole(server: Server, content: Any) -> None:
    assert signals(server, content).status_code == 400
    assert version(server, "hubspot:contact:708") == 0


# Enrichment


def enrichment(
    server: Server, content: Any, headers: Mapping[str, str | None] = NOTHING, at: datetime | None = None
) -> httpx.Response:
    now = at or datetime.now(UTC)
    body = content if isinstance(content, str) else json.dumps(content)
    signed = {
        "webhook-id": "msg_1",
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(KEYS["ENRICHMENT_WEBHOOK_SECRET"]).sign("msg_1", now, body),
    }
    sent = {name: value for name, value in {**signed, **headers}.items() if value is not None}
    return httpx.post(f"{server.url}/enrichment", content=body.encode(), headers=sent)


def test_a_signed_result_is_kept(server: Server) -> None:
    answer = enrichment(server, view("hubspot:contact:901", kind="person_enrichment", properties={"title": "CFO"}))
    assert (answer.status_code, answer.json()) == (202, {"kept": 1, "parked": 0})


@pytest.mark.parametrize("name", ["webhook-id", "webhook-timestamp", "webhook-signature"])
@pytest.mark.parametrize("value", [None, "", "x", "v1,eA=="])
def test_a_result_without_good_signature_is_refused(server: Server, name: str, value: str | None) -> None:
    assert enrichment(server, view("hubspot:contact:902"), {name: value}).status_code == 401
    assert version(server, "hubspot:contact:902") == 0


def test_a_result_of_yesterday_is_refused(server: Server) -> None:
    assert enrichment(server, view("hubspot:contact:902"), at=datetime.now(UTC) - timedelta(days=1)).status_code == 401


def test_a_result_that_is_no_json_is_refused_and_parked(server: Server) -> None:
    assert enrichment(server, "{").status_code == 400
    assert any(parked.source == "enrichment" for parked in server.ports.store.parked())


# The rest of the house


@pytest.mark.parametrize(("path", "name"), [("signals", "TRACKER_WRITE_KEY"), ("chat", "TRACKER_WRITE_KEY")])
def test_nobody_outside_learns_which_secret_is_missing(
    server: Server, path: str, name: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delenv(name)
    answer = httpx.post(f"{server.url}/{path}", content=b"{}", headers={"x-leadgate-key": "x"})
    assert answer.status_code == 500
    assert name.lower() not in answer.text.lower()
    assert name in caplog.text


def test_health_says_what_waits_and_which_model_judges(server: Server) -> None:
    answer = httpx.get(f"{server.url}/healthz").json()
    assert answer["status"] in {"ok", "attention"}
    assert answer["waiting"] >= 0
    assert answer["model"]


NOWHERE: list[tuple[str, str, int, str | None]] = [
    ("GET", "/nothing", 404, None),
    ("POST", "/signals/", 404, None),
    ("GET", "/webhooks/hubspot", 405, "POST"),
    ("DELETE", "/signals", 405, "OPTIONS, POST"),
    ("POST", "/healthz", 405, "GET"),
]


@pytest.mark.parametrize(("method", "path", "status", "allowed"), NOWHERE)
def test_what_is_not_there_says_so_in_our_shape(
    server: Server, method: str, path: str, status: int, allowed: str | None
) -> None:
    answer = httpx.request(method, f"{server.url}{path}")
    assert (answer.status_code, answer.headers.get("allow")) == (status, allowed)
    assert set(answer.json()) == {"error"}


def test_no_error_tells_who_somebody_is(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="leadgate")
    hubspot(server, body_about(2), {SIGNATURE: "jennifer@acme.example"})
    signals(server, [view("hubspot:contact:709", occurred_at="jennifer@acme.example", id="bad")])
    signals(server, view("jennifer@acme.example"))
    signals(server, b'{"signals": "jennifer@acme.example"}')
    enrichment(server, "jennifer@acme.example")
    chat = {"lead_id": "jennifer@acme.example", "author": "jennifer@acme.example", "text": "hi"}
    for body in (chat, {**chat, "author": "visitor"}, {**chat, "text": ["jennifer@acme.example"]}):
        key = {"x-leadgate-key": KEYS["TRACKER_WRITE_KEY"]}
        assert httpx.post(f"{server.url}/chat", json=body, headers=key).status_code == 400
    assert len(caplog.records) >= 4
    assert "jennifer" not in caplog.text


def test_a_sender_that_hangs_up_in_the_middle_leaves_nothing_behind(server: Server) -> None:
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(b"POST /signals HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n[")
    assert httpx.get(f"{server.url}/healthz").status_code == 200
