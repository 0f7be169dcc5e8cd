"""One session with an org for all workers of a process: made at the first call, renewed once when it ends.

Sessions are not shared between processes: a token would have to be kept where others can read it.
"""

import threading
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlsplit

import jwt
import requests

from leadgate.crm.patience import NotDoneError
from leadgate.crm.salesforce.config import SalesforceConfig
from leadgate.crm.salesforce.own_user import Identity
from leadgate.errors import PermanentError
from leadgate.ports import Clock

JWT_BEARER: Final = "urn:ietf:params:oauth:grant-type:jwt-bearer"
ASSERTION_LASTS: Final = timedelta(minutes=3)
TOKEN_PATH: Final = "/services/oauth2/token"  # noqa: S105 - a path


class Login:
    """May be shared by threads. on_login: told who we are, before anything is done as that user."""

    def __init__(self, config: SalesforceConfig, clock: Clock, on_login: Callable[[Identity], None]) -> None:
        self._config = config
        self._clock = clock
        self._on_login = on_login
        self._token = ""
        self._lock = threading.Lock()

    def token(self) -> str:
        """Raises NotDoneError where nobody answers, PermanentError where Salesforce does not let us in."""
        with self._lock:
            return self._token or self._renew()

    def renewed(self, stale: str) -> str:
        """Another token than this one, which has ended; whoever comes later takes what the first one got."""
        with self._lock:
            return self._token if self._token != stale else self._renew()

    def _renew(self) -> str:
        content = self._ask()
        token, identity = content.get("access_token"), str(content.get("id") or "").split("/")
        if not isinstance(token, str) or not token:
            raise PermanentError("Salesforce answered our login without a token")
        if len(identity) >= 2:
            self._on_login((identity[-2], identity[-1]))
        self._token = token
        return token

    def _ask(self) -> Mapping[str, Any]:
        """A login done twice is no harm, so whatever went wrong on the way may be tried again."""
        config = self._config
        try:
            answer = requests.post(
                config.instance_url + TOKEN_PATH,
                data=self._credentials(),
                timeout=(config.connect_timeout_seconds, config.read_timeout_seconds),
                allow_redirects=False,
                auth=as_it_is,
            )
            content = answer.json()
        except requests.RequestException as error:
            raise NotDoneError(f"Salesforce's login cannot be reached ({type(error).__name__})") from error
        if answer.status_code >= 500 or not isinstance(content, dict):
            raise NotDoneError(f"Salesforce's login answered {answer.status_code}")
        if answer.status_code != 200:
            told = f"{content.get('error', '')}: {content.get('error_description', '')}"
            raise PermanentError(f"Salesforce refuses our login ({told}): see docs/salesforce.md, step 3")
        return content

    def _credentials(self) -> dict[str, str]:
        config = self._config
        if not config.private_key:
            return {
                "grant_type": "client_credentials",
                "client_id": config.consumer_key,
                "client_secret": config.consumer_secret,
            }
        claims = {
            "iss": config.consumer_key,
            "sub": config.username,
            "aud": audience(config.instance_url),
            "exp": int((self._clock.now() + ASSERTION_LASTS).timestamp()),
        }
        try:
            return {"grant_type": JWT_BEARER, "assertion": jwt.encode(claims, config.private_key, algorithm="RS256")}
        except (jwt.PyJWTError, ValueError, TypeError) as error:
            raise PermanentError("secret salesforce_private_key is no private RSA key in PEM") from error


def as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Without it, requests would put what a `.netrc` says of the host in the place of our own header."""
    return request


def audience(instance_url: str) -> str:
    """Whom an assertion is for: sandboxes of an org have a login of their own."""
    host = urlsplit(instance_url).hostname or ""
    return f"https://{'test' if '.sandbox.' in host else 'login'}.salesforce.com"
