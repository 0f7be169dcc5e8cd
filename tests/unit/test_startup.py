"""What `leadgate serve` says of the environment that it is started in."""

from collections.abc import Mapping

import pytest

from leadgate.domain.section import validated
from leadgate.domain.settings import Settings
from leadgate.embedded.startup import check_start
from leadgate.errors import BadInputError

WHOLE = {
    "HUBSPOT_CLIENT_SECRET": "a",
    "HUBSPOT_ACCESS_TOKEN": "b",
    "TRACKER_WRITE_KEY": "c",
    "ENRICHMENT_WEBHOOK_SECRET": "whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQ=",
}
SETTINGS = validated(Settings, {"hubspot": {"app_id": "1001"}})


def test_nothing_is_said_where_nothing_is_missing() -> None:
    assert check_start(WHOLE, SETTINGS) == ()


MISSING = [
    ("HUBSPOT_CLIENT_SECRET", "POST /webhooks/hubspot"),
    ("HUBSPOT_ACCESS_TOKEN", "no lead can be read"),
    ("TRACKER_WRITE_KEY", "POST /signals"),
    ("ENRICHMENT_WEBHOOK_SECRET", "POST /enrichment"),
]


@pytest.mark.parametrize(("name", "consequence"), MISSING, ids=[row[0] for row in MISSING])
@pytest.mark.parametrize("value", [None, "", "  "], ids=["unset", "empty", "blank"])
def test_what_is_missing_is_a_line_with_its_consequence(name: str, consequence: str, value: str | None) -> None:
    environment = {key: text for key, text in {**WHOLE, name: value}.items() if text is not None}
    (line,) = check_start(environment, SETTINGS)
    assert line.startswith(f"{name} is not set")
    assert consequence in line


SALESFORCE = {"SALESFORCE_WEBHOOK_SECRET": "whsec_c2VjcmV0", "SALESFORCE_PRIVATE_KEY": "pem"}
LOGINS = [
    ("an assertion", {"consumer_key": "k", "username": "u"}, "SALESFORCE_PRIVATE_KEY"),
    ("client credentials", {"consumer_key": "k"}, "SALESFORCE_CONSUMER_SECRET"),
    ("no client at all", {"username": "u"}, "salesforce.consumer_key"),
]


@pytest.mark.parametrize(("chosen", "missing"), [row[1:] for row in LOGINS], ids=[row[0] for row in LOGINS])
def test_what_salesforce_is_shown_is_asked_for(chosen: dict[str, str], missing: str) -> None:
    settings = validated(Settings, {"crm": "salesforce", "salesforce": chosen})
    environment = {name: value for name, value in {**WHOLE, **SALESFORCE}.items() if name != missing}
    (line,) = check_start(environment, settings)
    assert line.startswith(f"{missing} is not set")


def test_without_an_app_own_writes_are_not_known() -> None:
    (line,) = check_start(WHOLE, Settings())
    assert line.startswith("hubspot.app_id")


@pytest.mark.parametrize("secret", ["whsec_@@", "whsec_", "whsec_abc", "not base64!", "é"])
def test_a_webhook_secret_that_signs_nothing_is_refused(secret: str) -> None:
    environment: Mapping[str, str] = {**WHOLE, "ENRICHMENT_WEBHOOK_SECRET": secret}
    with pytest.raises(BadInputError, match="ENRICHMENT_WEBHOOK_SECRET") as refused:
        check_start(environment, SETTINGS)
    assert secret.removeprefix("whsec_") == "" or secret not in str(refused.value)


def test_a_webhook_secret_needs_no_prefix() -> None:
    assert check_start({**WHOLE, "ENRICHMENT_WEBHOOK_SECRET": "c2VjcmV0"}, SETTINGS) == ()
