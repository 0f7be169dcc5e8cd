"""Secrets from Secrets Manager: `hubspot_client_secret` is `leadgate/{stage}/hubspot_client_secret`."""

from typing import Any, Final

from aws_lambda_powertools.utilities.parameters import SecretsProvider
from aws_lambda_powertools.utilities.parameters.exceptions import GetParameterError

from leadgate.aws.clients import translated
from leadgate.errors import PermanentError, RetryableError

MAX_AGE_SECONDS: Final = 300
"""A secret that was rotated is seen within this time."""


class ManagedSecrets:
    """`ports.Secrets` over Secrets Manager."""

    def __init__(self, client: Any, stage: str) -> None:
        self._provider = SecretsProvider(boto3_client=client)
        self._prefix = f"leadgate/{stage}/"

    def get(self, name: str) -> str:
        full_name = self._prefix + name
        try:
            value = self._provider.get(full_name, max_age=MAX_AGE_SECONDS)
        except GetParameterError as error:  # raised without a cause, so the context tells what it was
            reason = translated("Secrets Manager", error.__context__)
            if isinstance(reason, RetryableError):
                raise reason from error
            raise PermanentError(f"secret {full_name} cannot be read: {reason}") from error
        if not isinstance(value, str) or not value.strip():
            raise PermanentError(f"secret {full_name} is empty, or no text")
        return value.strip()
