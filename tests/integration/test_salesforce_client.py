"""How calls to Salesforce are made: who we are, one renewal, headers, deadlines, and what odd answers become."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from leadgate.crm.salesforce.client import SalesforceClient
from leadgate.crm.salesforce.config import SalesforceConfig
from leadgate.crm.salesforce.own_user import Identity
from leadgate.crm.salesforce.replies import RefusedError
from leadgate.crm.salesforce.session import audience
from leadgate.crm.salesforce.tasks import text_of
from leadgate.errors import PermanentError, RetryableError
from leadgate.sandbox.salesforce import AppSettings, ClientApp, SalesforceSandbox, record_id, seeded_org
from tests.contract.hubspot_world import SteppingClock
from tests.contract.salesforce_world import ALONE, SEED
from tests.integration.hubspot_script import Say, scripted

KEY = rsa.generate_private_key(public_exponent=65_537, key_size=2_048)
PRIVATE = KEY.private_bytes(
    serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
).decode()
PUBLIC = (
    KEY.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()
)
OTHER = rsa.generate_private_key(public_exponent=65_537, key_size=2_048).private_bytes(
    serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
)
QUERY = "SELECT Id FROM Lead"
LOGIN = Say(200, {"access_token": "a!b", "id": "https://x/id/00Dx/005y"})
NOTHING = Say(200, {"totalSize": 0, "done": True, "records": []})
EXPIRED = Say(401, [{"message": "Session expired or invalid", "errorCode": "INVALID_SESSION_ID"}])


def client(url: str, identities: list[Identity] | None = None, **changes: Any) -> SalesforceClient:
    clock = SteppingClock()
    given = {"consumer_secret": "sandbox-secret", "read_timeout_seconds": 0.5, "attempts": 3, **changes}
    config = SalesforceConfig(url, "sandbox-consumer", **given)
    return SalesforceClient(config, clock, clock.sleep, (identities if identities is not None else []).append)


@contextmanager
def org(public_key: str = "") -> Iterator[SalesforceSandbox]:
    with SalesforceSandbox(seeded_org(SEED, SteppingClock()), AppSettings(ClientApp(public_key=public_key))) as made:
        yield made


def test_a_signed_assertion_opens_the_door_and_tells_who_we_are() -> None:
    identities: list[Identity] = []
    with org(PUBLIC) as sandbox:
        made = client(sandbox.url, identities, username="leadgate@org.example", private_key=PRIVATE)
        assert [row["Id"] for row in made.query(QUERY)] == [ALONE]
        assert identities == [(sandbox.org.org_id, sandbox.org.integration_user)]


REFUSED = [
    ("another key", {"username": "leadgate@org.example", "private_key": OTHER.decode()}, "invalid assertion"),
    ("another user", {"username": "who@org.example", "private_key": PRIVATE}, "user hasn't approved"),
    ("no key", {"username": "leadgate@org.example", "private_key": "-----BEGIN"}, "salesforce_private_key"),
    ("another secret", {"consumer_secret": "wrong"}, "invalid client credentials"),
]


@pytest.mark.parametrize(("shown", "words"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_a_login_that_is_refused_is_for_a_person_to_mend(shown: dict[str, str], words: str) -> None:
    with org(PUBLIC) as sandbox, pytest.raises(PermanentError, match=words):
        client(sandbox.url, **shown).query(QUERY)


def test_an_org_in_a_sandbox_of_salesforces_has_another_audience() -> None:
    assert audience("https://acme.my.salesforce.com") == "https://login.salesforce.com"
    assert audience("https://acme--uat.sandbox.my.salesforce.com") == "https://test.salesforce.com"


def test_one_login_serves_all_threads_and_one_renewal_too() -> None:
    with org() as sandbox:
        made = client(sandbox.url)
        for logins in (1, 2):
            with ThreadPoolExecutor(8) as pool:
                assert all(len(rows) == 1 for rows in pool.map(lambda _: made.query(QUERY), range(24)))
            assert sandbox.gate.calls["POST /services/oauth2/token"] == logins
            sandbox.gate.sessions.clear()


def test_a_session_that_never_holds_ends_after_one_renewal() -> None:
    with (
        scripted(lambda body: LOGIN if body and "grant_type" in str(body) else EXPIRED) as (script, url),
        pytest.raises(PermanentError, match="the session it has just given"),
    ):
        client(url).query(QUERY)
    assert len(script.seen) == 4  # login, call, login, call


def test_the_headers_of_a_call_survive_the_renewal() -> None:
    with scripted(LOGIN, EXPIRED, LOGIN, NOTHING) as (script, url):
        client(url).query(QUERY)
    calls = [row for (_, path, _), row in zip(script.seen, script.headers, strict=True) if "oauth2" not in path]
    assert len(calls) == 2
    for sent in calls:
        assert sent["sforce-auto-assign"] == "FALSE"
        assert sent["sforce-call-options"] == "client=leadgate"
        assert sent["sforce-duplicate-rule-header"] == "allowSave=true"


def test_no_netrc_speaks_for_us(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login somebody password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    with org() as sandbox:
        assert client(sandbox.url).query(QUERY)


ODD = [
    ("a page of a proxy", Say(502, b"<html>Bad Gateway</html>"), RetryableError, "502 and no JSON"),
    ("a page as a success", Say(200, b"<html>Welcome</html>"), RetryableError, "did not answer"),
    ("maintenance", Say(503, [{"errorCode": "SERVER_UNAVAILABLE", "message": "down"}]), RetryableError, "503"),
    ("moved", Say(302, b"", {"Location": "https://elsewhere.example"}), RetryableError, "302"),
    ("no records", Say(200, {"done": True}), RetryableError, "without records"),
    ("a list", Say(200, [1]), RetryableError, "no object"),
    ("cut off", Say(200, b'{"records": ['), RetryableError, "did not answer"),
    ("no answer in time", Say(200, {}, hang_seconds=5), RetryableError, "did not answer"),
    ("too many calls", Say(403, [{"errorCode": "REQUEST_LIMIT_EXCEEDED", "message": "TotalRequests Limit exceeded."}]),
     RetryableError, "daily calls"),
    ("long calls", Say(403, [{"errorCode": "REQUEST_LIMIT_EXCEEDED", "message": "ConcurrentPerOrgLongTxn"}]),
     RetryableError, "long calls"),
    ("no permission", Say(403, [{"errorCode": "INSUFFICIENT_ACCESS", "message": "no"}]), PermanentError, "permission"),
    ("a field that is gone", Say(400, [{"errorCode": "INVALID_FIELD", "message": "No such column"}]),
     RefusedError, "INVALID_FIELD"),
    ("an empty error", Say(400, []), RetryableError, "400"),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "error", "words"), [row[1:] for row in ODD], ids=[row[0] for row in ODD])
def test_an_odd_answer_is_one_of_our_errors(answer: Say, error: type[Exception], words: str) -> None:
    with scripted(LOGIN, answer) as (_, url), pytest.raises(error, match=words):
        client(url, attempts=2).query(QUERY)


def test_the_daily_limit_asks_to_come_back_in_an_hour() -> None:
    over = Say(403, [{"errorCode": "REQUEST_LIMIT_EXCEEDED", "message": "TotalRequests Limit exceeded."}])
    with scripted(LOGIN, over) as (script, url), pytest.raises(RetryableError) as caught:
        client(url).query(QUERY)
    assert caught.value.after_seconds == 3_600
    assert len(script.seen) == 2  # waiting for so long is the queue's business


def test_of_a_collection_only_what_was_locked_is_sent_again() -> None:
    results = [
        [{"id": "1", "success": True}, {"success": False, "errors": [{"statusCode": "UNABLE_TO_LOCK_ROW"}]}],
        [{"id": "2", "success": True}],
    ]
    with scripted(LOGIN, *(Say(200, one) for one in results)) as (script, url):
        outcome = client(url).update_all({("Lead", "1"): {"Title": "a"}, ("Lead", "2"): {"Title": "b"}})
    assert outcome == {("Lead", "1"): None, ("Lead", "2"): None}
    assert [[one["id"] for one in body["records"]] for _, _, body in script.seen[1:]] == [["1", "2"], ["2"]]


def test_a_collection_of_more_than_200_goes_in_parts_and_each_result_is_read() -> None:
    with org() as sandbox:
        ids = [record_id("003", number) for number in (501, 502)] + [record_id("003", n) for n in range(9_000, 9_399)]
        outcome = client(sandbox.url).update_all({("Contact", one): {"Title": "CEO"} for one in ids})
        assert len(outcome) == 401
        assert [one for one, refusal in outcome.items() if refusal is None] == [("Contact", one) for one in ids[:2]]
        assert sandbox.gate.calls["PATCH /composite/sobjects"] == 3


def test_results_that_are_not_as_many_as_the_records_are_not_believed() -> None:
    with scripted(LOGIN, Say(200, [{"success": True}])) as (_, url), pytest.raises(RetryableError):
        client(url, attempts=1).update_all({("Lead", "1"): {}, ("Lead", "2"): {}})


def test_a_task_is_made_once_where_no_answer_comes() -> None:
    with scripted(LOGIN, Say(502, b"<html>")) as (script, url), pytest.raises(RetryableError):
        client(url).create("Task", {"Subject": "x"})
    assert len(script.seen) == 2


TEXTS = [
    ("paragraphs are lines", "<p>Ring <b>her</b> up</p><p>today</p>", "Ring her up\ntoday"),
    ("a list has dashes", "<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
    ("entities are letters", "<p>R&amp;D &lt;b&gt;</p>", "R&D <b>"),
    ("blank lines go", "<div>\n\n<p>a</p>\n</div>", "a"),
    ("too long is cut", f"<p>{'word ' * 10_000}</p>", None),
]


@pytest.mark.parametrize(("html", "text"), [row[1:] for row in TEXTS], ids=[row[0] for row in TEXTS])
def test_the_handoff_is_plain_text_in_a_task(html: str, text: str | None) -> None:
    made = text_of(html)
    assert len(made) <= 32_000
    assert text is None or made == text
