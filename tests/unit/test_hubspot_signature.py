"""Only what HubSpot signed lately passes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from leadgate.crm.hubspot.signature import sign, verify_signature
from leadgate.errors import PermanentError, UnverifiedError

SECRET = "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy"
URI = "https://www.example.com/webhook_uri"
BODY = b"{'example_field':'example_value'}"
SENT_AT = datetime.fromtimestamp(1693657560, UTC)
HEADERS = {
    "X-HubSpot-Signature-v3": "K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y=",
    "X-HubSpot-Request-Timestamp": "1693657560000",
}


def verify(**changes: Any) -> None:
    call: dict[str, Any] = {
        "method": "POST",
        "uri": URI,
        "body": BODY,
        "headers": HEADERS,
        "secret": SECRET,
        "now": SENT_AT,
    }
    verify_signature(**{**call, **changes})


def signed(uri: str, body: bytes = BODY) -> dict[str, str]:
    timestamp = HEADERS["X-HubSpot-Request-Timestamp"]
    return {**HEADERS, "X-HubSpot-Signature-v3": sign(SECRET, "POST", uri, body, timestamp).decode()}


def test_hubspots_own_example_passes() -> None:
    verify()


PASSES = [
    ("header names in any case", {"headers": {name.upper(): value for name, value in HEADERS.items()}}),
    ("five minutes late", {"now": SENT_AT + timedelta(minutes=5)}),
    ("five minutes early", {"now": SENT_AT - timedelta(minutes=5)}),
    ("a method in lower case", {"method": "post"}),
    ("a body that is no text", {"body": b"\xff\x00", "headers": signed(URI, b"\xff\x00")}),
    ("escapes that HubSpot decodes", {"uri": f"{URI}?a=%3Ab%2F%40%21", "headers": signed(f"{URI}?a=:b/@!")}),
    ("escapes that it does not", {"uri": f"{URI}?a=%20%C3%BC%2B%25", "headers": signed(f"{URI}?a=%20%C3%BC%2B%25")}),
    ("an escaped escape stays one", {"uri": f"{URI}?a=%253A", "headers": signed(f"{URI}?a=%253A")}),
    ("a URL with letters of any script", {"uri": f"{URI}/ü", "headers": signed(f"{URI}/ü")}),
]


@pytest.mark.parametrize("changes", [row[1] for row in PASSES], ids=[row[0] for row in PASSES])
def test_it_passes(changes: dict[str, Any]) -> None:
    verify(**changes)


def with_header(name: str, value: str) -> dict[str, Any]:
    return {"headers": {**HEADERS, name: value}}


REFUSED = [
    ("no headers", {"headers": {}}),
    ("no signature", {"headers": {"X-HubSpot-Request-Timestamp": "1693657560000"}}),
    ("an empty signature", with_header("X-HubSpot-Signature-v3", "")),
    ("another signature", with_header("X-HubSpot-Signature-v3", "K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Z=")),
    ("a signature not in ASCII", with_header("X-HubSpot-Signature-v3", "Ünterschrift")),
    ("half a surrogate pair for a signature", with_header("X-HubSpot-Signature-v3", "\ud800")),
    ("no timestamp", {"headers": {"X-HubSpot-Signature-v3": HEADERS["X-HubSpot-Signature-v3"]}}),
    ("a timestamp that is no number", with_header("X-HubSpot-Request-Timestamp", "yesterday")),
    ("a negative timestamp", with_header("X-HubSpot-Request-Timestamp", "-1693657560000")),
    ("digits of another script", with_header("X-HubSpot-Request-Timestamp", "١٦٩٣٦٥٧٥٦٠٠٠٠")),
    ("a timestamp beyond all calendars", with_header("X-HubSpot-Request-Timestamp", "9" * 15)),
    ("a timestamp of a thousand digits", with_header("X-HubSpot-Request-Timestamp", "9" * 1000)),
    ("the signature of another time", with_header("X-HubSpot-Request-Timestamp", "1693657560001")),
    ("more than five minutes late", {"now": SENT_AT + timedelta(minutes=5, seconds=1)}),
    ("more than five minutes early", {"now": SENT_AT - timedelta(minutes=5, seconds=1)}),
    ("another body", {"body": BODY + b" "}),
    ("another URL", {"uri": URI + "?"}),
    ("another method", {"method": "PUT"}),
    ("another secret", {"secret": "other"}),
]


@pytest.mark.parametrize("changes", [row[1] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_it_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(UnverifiedError):
        verify(**changes)


def test_without_a_secret_nothing_can_be_verified() -> None:
    with pytest.raises(PermanentError):
        verify(secret="")
