"""Mail by SES and templates in S3, as moto plays them; what goes wrong is told in our words."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from leadgate.aws.ses import SesMail
from leadgate.aws.templates import S3Templates
from leadgate.domain.settings_outreach import MailSettings
from leadgate.errors import BadInputError, PermanentError, RetryableError
from leadgate.ports.outreach import FoundTemplate, Letter
from tests.contract.aws_server import aws_server

LETTER = Letter("ava@seller.example", "Ava Thompson", "jennifer@acme.example", "Hello", "text", "<p>text</p>", "1@x")


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with aws_server() as made, pytest.MonkeyPatch.context() as environment:
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            environment.setenv(name, "test")
        environment.setenv("AWS_DEFAULT_REGION", "eu-central-1")
        yield made.url


def client(name: str, url: str) -> Any:
    return boto3.client(name, endpoint_url=url)


def test_ses_takes_a_letter_from_a_verified_sender_only(url: str) -> None:
    mail = SesMail(url)
    with pytest.raises(BadInputError, match="MessageRejected"):
        mail.send(LETTER, MailSettings())
    client("sesv2", url).create_email_identity(EmailIdentity=LETTER.sender)
    assert mail.send(LETTER, MailSettings(configuration_set="leadgate-dev"))


def test_ses_that_cannot_be_reached_has_sent_nothing(url: str) -> None:
    with pytest.raises(RetryableError, match="SES send"):
        SesMail("http://127.0.0.1:9").send(LETTER, MailSettings())


def test_templates_are_read_from_the_bucket(url: str) -> None:
    s3 = client("s3", url)
    s3.create_bucket(Bucket="ours", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
    s3.put_object(Bucket="ours", Key="templates/slack.json.j2", Body="{}")
    source = S3Templates(url)
    place = "s3://ours/templates/slack.json.j2"
    assert source.read("s3://ours/templates/", "slack.json.j2") == FoundTemplate(place, "{}")
    assert source.read("s3://ours/templates", "teams.json.j2") is None
    with pytest.raises(PermanentError, match="s3://bucket/prefix"):
        source.read("folder", "slack.json.j2")
