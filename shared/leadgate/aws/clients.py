"""boto3 clients with limits on time and retries, and botocore's errors in our words."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError
from botocore.exceptions import ConnectionError as NoConnectionError

from leadgate.errors import LeadgateError, PermanentError, RetryableError

# A webhook must be answered within 5 s: a call that hangs is given up and tried again well before that.
LIMITS: Final = Config(
    connect_timeout=1,
    read_timeout=2,
    retries={"mode": "standard", "total_max_attempts": 3},
    max_pool_connections=20,
)
_PATIENT_SECONDS: Final = 20
_LATER: Final = {
    "InternalError",
    "InternalFailure",
    "InternalServerError",
    "KmsThrottled",
    "OverLimit",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "ServiceUnavailable",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "TooManyUpdates",
    "TransactionConflictException",
    "TransactionInProgressException",
}


def make_client(service: str, session: boto3.Session, endpoint_url: str | None = None, patient: bool = False) -> Any:
    """endpoint_url: another AWS than the real one, for tests and local runs. patient: for a person who waits."""
    limits = LIMITS.merge(Config(read_timeout=_PATIENT_SECONDS)) if patient else LIMITS
    return session.client(service, endpoint_url=endpoint_url, config=limits)


@contextmanager
def in_our_words(what: str) -> Iterator[None]:
    """what: the call, for the message: `SQS send`."""
    try:
        yield
    except (ClientError, BotoCoreError) as error:
        raise translated(what, error) from error


def translated(what: str, error: BaseException | None) -> LeadgateError:
    """RetryableError where the same call may work later, else PermanentError. Says the code, never the content."""
    if isinstance(error, ClientError):
        code = error_code(error)
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        later = code in _LATER or status >= 500 or status == 429
        return RetryableError(f"{what}: {code}") if later else PermanentError(f"{what} was refused: {code}")
    if isinstance(error, NoConnectionError | HTTPClientError):  # no connection, or it timed out
        return RetryableError(f"{what}: {type(error).__name__}")
    return PermanentError(f"{what} is impossible: {type(error).__name__}")


def error_code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))
