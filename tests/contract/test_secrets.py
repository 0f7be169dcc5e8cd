"""Every keeper of secrets gives them whole, and says by name which one is missing."""

import pytest

from leadgate.embedded.secrets import EnvironmentSecrets
from leadgate.errors import PermanentError
from leadgate.ports import Secrets


def test_a_secret_is_given_without_the_line_end_it_was_pasted_with(secrets: Secrets) -> None:
    assert secrets.get("hubspot_client_secret") == "s3cr3t"


@pytest.mark.parametrize("name", ["salesforce_private_key", "blank"])
def test_a_missing_secret_is_named(secrets: Secrets, name: str) -> None:
    with pytest.raises(PermanentError, match=name):
        secrets.get(name)


def test_secrets_are_not_shown_when_printed() -> None:
    assert "s3cr3t" not in repr(EnvironmentSecrets({"A": "s3cr3t"}))
