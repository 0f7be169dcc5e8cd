"""AWS's errors in our words: what to try again, and what a person must see to."""

import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError, EndpointConnectionError, NoCredentialsError

from leadgate.aws.clients import in_our_words
from leadgate.aws.queue import lead_changed
from leadgate.aws.store import DynamoStore
from leadgate.errors import LeadgateError, PermanentError, RetryableError
from leadgate.ports import LeadChanged
from tests.contract.aws_server import AwsServer


def client_error(code: str, status: int = 400) -> ClientError:
    answer = {"Error": {"Code": code, "Message": "secret words"}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return ClientError(answer, "Call")


ERRORS = [
    ("throttled", client_error("ThrottlingException"), RetryableError),
    ("table throttled", client_error("ProvisionedThroughputExceededException"), RetryableError),
    ("too many at once", client_error("Unheard", 429), RetryableError),
    ("down", client_error("Unheard", 503), RetryableError),
    ("timed out", ConnectTimeoutError(endpoint_url="https://example.com"), RetryableError),
    ("nobody answers", EndpointConnectionError(endpoint_url="https://example.com"), RetryableError),
    ("not allowed", client_error("AccessDeniedException"), PermanentError),
    ("no such table", client_error("ResourceNotFoundException"), PermanentError),
    ("no credentials", NoCredentialsError(), PermanentError),
]


@pytest.mark.parametrize(("error", "kind"), [row[1:] for row in ERRORS], ids=[row[0] for row in ERRORS])
def test_an_error_says_whether_to_try_again(error: Exception, kind: type[LeadgateError]) -> None:
    with pytest.raises(kind, match="SQS send") as caught, in_our_words("SQS send"):
        raise error
    assert "secret words" not in str(caught.value)


def test_a_table_that_is_not_there_is_a_persons_business(aws: AwsServer) -> None:
    with pytest.raises(PermanentError, match="DynamoDB read"):
        DynamoStore(aws.client("dynamodb"), "nowhere").version_of("lead-1")


def a_record(body: str) -> dict[str, object]:
    return {"body": body, "messageId": "m", "receiptHandle": "h", "attributes": {"ApproximateReceiveCount": "3"}}


def test_a_record_of_lambda_is_a_message() -> None:
    found = lead_changed(a_record('{"lead_id": "hubspot:contact:501", "version": 4}'))
    assert found == LeadChanged("hubspot:contact:501", attempts=2, receipt='[["m", "h"]]')


@pytest.mark.parametrize("body", ["", "{}", "[]", "null", '{"lead_id": "a"}', '{"lead_id": "a", "version": null}'])
def test_a_record_that_is_none_of_ours_is_no_message(body: str) -> None:
    assert lead_changed(a_record(body)) is None
