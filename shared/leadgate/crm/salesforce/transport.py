"""One HTTP call to Salesforce through simple-salesforce, on a session of our own.

The session holds what the client would lose or lack: the headers of every call across a renewal, deadlines, and one
renewal instead of endless ones. Why: docs/decisions/0009-salesforce.md.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import requests
from simple_salesforce.api import Salesforce
from simple_salesforce.exceptions import SalesforceError

from leadgate.crm.patience import MaybeDoneError, NotDoneError
from leadgate.crm.salesforce.config import SalesforceConfig
from leadgate.crm.salesforce.own_user import CLIENT
from leadgate.crm.salesforce.session import Login, as_it_is

HEADERS: Final = {
    # Without it, the org's assignment rules take the record away from whom we gave it to.
    "Sforce-Auto-Assign": "FALSE",
    "Sforce-Duplicate-Rule-Header": "allowSave=true",
    "Sforce-Call-Options": f"client={CLIENT}",
    "Accept": "application/json",
}
_USAGE: Final = re.compile(r"api-usage=(\d+)/(\d+)")


@dataclass(frozen=True, slots=True)
class Request:
    """path: below `/services/data/vXX.X/`. repeatable: doing it twice is the same as doing it once."""

    method: str
    path: str
    params: Mapping[str, str] | None = None
    body: Mapping[str, Any] | None = None
    repeatable: bool = True


@dataclass(frozen=True, slots=True)
class Reply:
    """content: parsed JSON, or the text where it is none. A success of no JSON is no reply."""

    status: int
    content: Any = None


class OurSession(requests.Session):
    """Sends what simple-salesforce makes: to our instance, as our session, within our deadlines."""

    def __init__(self, config: SalesforceConfig, login: Login, on_usage: Callable[[int, int], None]) -> None:
        super().__init__()
        self._config = config
        self._login = login
        self._on_usage = on_usage

    def request(self, method: Any, url: Any, *_: Any, **kwargs: Any) -> requests.Response:
        path = str(url).split("/", 3)[3]  # the client makes every URL https, a sandbox's too
        token = self._login.token()
        answer = self._send(method, path, token, kwargs)
        if answer.status_code == 401:
            answer = self._send(method, path, self._login.renewed(token), kwargs)
        used = _USAGE.search(answer.headers.get("Sforce-Limit-Info", ""))
        if used:
            self._on_usage(int(used[1]), int(used[2]))
        return answer

    def _send(self, method: Any, path: str, token: str, asked: Mapping[str, Any]) -> requests.Response:
        headers = {**asked.get("headers", {}), **HEADERS, "Authorization": f"Bearer {token}"}
        ours = {
            "headers": headers,
            "timeout": (self._config.connect_timeout_seconds, self._config.read_timeout_seconds),
            "allow_redirects": False,
            "auth": as_it_is,
        }
        return super().request(method, f"{self._config.instance_url}/{path}", **{**asked, **ours})


class Transport:
    """May be shared by threads. on_usage: told (used, allowed) of the org's daily calls after each."""

    def __init__(self, config: SalesforceConfig, login: Login, on_usage: Callable[[int, int], None]) -> None:
        session = OurSession(config, login, on_usage)
        self._client = Salesforce(
            session_id="-", instance_url=config.instance_url, version=config.api_version, session=session
        )

    def send(self, request: Request) -> Reply:
        """Any answer of Salesforce's, errors too. Raises NotDoneError or MaybeDoneError where there is none."""
        try:
            content = self._client.restful(
                request.path, params=dict(request.params or {}), method=request.method, json=request.body
            )
            return Reply(200, content)
        except SalesforceError as error:
            return Reply(error.status, error.content)
        except (requests.exceptions.ConnectTimeout, requests.exceptions.SSLError) as error:
            raise NotDoneError(f"Salesforce cannot be reached ({type(error).__name__})") from error
        except requests.exceptions.RequestException as error:  # its JSON errors too
            raise MaybeDoneError(f"Salesforce did not answer {request.path} ({type(error).__name__})") from error
