"""The admin's templates in a bucket, looked at anew every minute."""

import time
from typing import Any, Final

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from leadgate.aws.clients import error_code, make_client, translated
from leadgate.errors import PermanentError
from leadgate.ports.outreach import FoundTemplate

_FRESH_SECONDS: Final = 60.0
_NONE: Final = ("NoSuchKey", "404")


class S3Templates:
    """`ports.outreach.TemplateSource` for places such as s3://bucket/prefix."""

    def __init__(self, endpoint_url: str | None) -> None:
        self._endpoint_url = endpoint_url
        self._client: Any = None
        self._read: dict[str, tuple[float, FoundTemplate | None]] = {}

    def read(self, place: str, name: str) -> FoundTemplate | None:
        full = f"{place.rstrip('/')}/{name}"
        held = self._read.get(full)
        if held is None or time.monotonic() - held[0] > _FRESH_SECONDS:
            held = self._read[full] = time.monotonic(), self._fetch(full)
        return held[1]

    def _fetch(self, full: str) -> FoundTemplate | None:
        if not full.startswith("s3://"):
            raise PermanentError("handoff.templates: on AWS s3://bucket/prefix is needed")
        bucket, _, key = full.removeprefix("s3://").partition("/")
        self._client = self._client or make_client("s3", boto3.Session(), self._endpoint_url)
        try:
            body = self._client.get_object(Bucket=bucket, Key=key)["Body"].read()
            return FoundTemplate(full, body.decode("utf-8"))
        except ClientError as error:
            if error_code(error) in _NONE:
                return None
            raise translated(f"reading {full}", error) from error
        except BotoCoreError as error:
            raise translated(f"reading {full}", error) from error
        except UnicodeDecodeError as error:
            raise PermanentError(f"{full} is not UTF-8") from error
