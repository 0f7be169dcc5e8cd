"""Mail through SES v2."""

from typing import Any, Final

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, ConnectTimeoutError, EndpointConnectionError

from leadgate.aws.clients import error_code, translated
from leadgate.domain.settings_outreach import MailSettings
from leadgate.errors import BadInputError
from leadgate.outreach.message import message_of
from leadgate.ports.outreach import Letter, MaybeSentError

# Sent once: a call that was repeated by itself could write to somebody twice.
_LIMITS: Final = Config(connect_timeout=2, read_timeout=10, retries={"mode": "standard", "total_max_attempts": 1})
_REFUSED: Final = ("MessageRejected", "BadRequestException")


class SesMail:
    """`ports.outreach.Mail`; the client is made at the first letter."""

    def __init__(self, endpoint_url: str | None) -> None:
        self._endpoint_url = endpoint_url
        self._client: Any = None

    def send(self, letter: Letter, settings: MailSettings) -> str:
        if self._client is None:
            self._client = boto3.Session().client("sesv2", endpoint_url=self._endpoint_url, config=_LIMITS)
        request: dict[str, Any] = {
            "FromEmailAddress": letter.sender,
            "Destination": {"ToAddresses": [letter.recipient]},
            "Content": {"Raw": {"Data": message_of(letter).as_bytes()}},
        }
        if settings.configuration_set:
            request["ConfigurationSetName"] = settings.configuration_set
        try:
            return str(self._client.send_email(**request)["MessageId"])
        except ClientError as error:
            if error_code(error) in _REFUSED:
                raise BadInputError("letter", f"is refused by SES: {error_code(error)}") from error
            if error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0) >= 500:
                raise MaybeSentError from error
            raise translated("SES send", error) from error
        except (ConnectTimeoutError, EndpointConnectionError) as error:
            raise translated("SES send", error) from error
        except BotoCoreError as error:
            raise MaybeSentError from error
