"""One HTTP call to HubSpot through its official client: deadlines given, nothing retried, nothing redirected.

Why the client's `call_api` and not its typed methods: docs/decisions/0003-hubspot-client.md.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import urllib3
from hubspot import Client
from hubspot.crm.objects.exceptions import ApiException

from leadgate.crm.hubspot.config import HubSpotConfig
from leadgate.crm.patience import MaybeDoneError, NotDoneError


@dataclass(frozen=True, slots=True)
class Request:
    """path: with its version. query: pairs. repeatable: doing it twice is the same as doing it once."""

    method: str
    path: str
    query: Sequence[tuple[str, str]] = ()
    body: Mapping[str, Any] | None = None
    repeatable: bool = True


@dataclass(frozen=True, slots=True)
class Reply:
    """headers: names in lower case. content: None where the body is no JSON object."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    content: Mapping[str, Any] | None = None


class Transport:
    """Keeps one pool of connections; may be shared by threads."""

    def __init__(self, config: HubSpotConfig) -> None:
        client = Client.create(
            access_token=config.access_token,
            host=config.base_url.rstrip("/"),
            retry=urllib3.Retry(total=False, respect_retry_after_header=False),
        )
        # Every attribute on the way makes a new pool, so the last one is kept.
        self._api = client.crm.objects.basic_api.api_client
        self._timeouts = (config.connect_timeout_seconds, config.read_timeout_seconds)

    def send(self, request: Request) -> Reply:
        """Any answer of HubSpot's, errors too. Raises NotDoneError or MaybeDoneError where there is none."""
        try:
            answer = self._api.call_api(
                request.path,
                request.method,
                query_params=list(request.query),
                header_params={"Accept": "application/json", "Content-Type": "application/json"},
                body=request.body,
                auth_settings=["oauth2"],
                _preload_content=False,
                _return_http_data_only=True,
                _request_timeout=self._timeouts,
            )
            return _reply(answer.status, answer.headers, answer.data)
        except ApiException as error:
            return _reply(error.status, error.headers or {}, error.body)
        except (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError) as error:
            raise NotDoneError(f"HubSpot cannot be reached ({type(error).__name__})") from error
        except urllib3.exceptions.HTTPError as error:
            raise MaybeDoneError(f"HubSpot did not answer {request.path} ({type(error).__name__})") from error
        except (UnicodeDecodeError, AttributeError) as error:
            # The client decodes every error page as UTF-8, and stumbles over a failed TLS handshake, which has no body.
            raise MaybeDoneError(f"HubSpot's answer to {request.path} cannot be read") from error


def _reply(status: int, headers: Mapping[str, str], body: bytes | str | None) -> Reply:
    return Reply(status, {name.lower(): value for name, value in headers.items()}, _json_object(status, body))


def _json_object(status: int, body: bytes | str | None) -> Mapping[str, Any] | None:
    if not body:
        return {} if status < 300 else None
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None
