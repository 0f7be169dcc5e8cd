"""Between HTTP and the handlers: the session, limits, injected faults, and errors as Salesforce words them."""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from leadgate.sandbox.faults import Faults
from leadgate.sandbox.gateway import Answer as Answer
from leadgate.sandbox.gateway import Gateway, to_response

from .errors import ApiError, Json, refused
from .org import Actor, Org

DAY: Final = timedelta(hours=24)
_CLIENT: Final = re.compile(r"client=([^,;\s]+)")


@dataclass(frozen=True)
class Limits:
    """calls_per_day: of the whole org, over a rolling day."""

    calls_per_day: int = 100_000
    session_seconds: float = 7_200


@dataclass(frozen=True)
class Call:
    """One request, read. version_path: `/services/data/v67.0`."""

    method: str
    version_path: str
    params: Mapping[str, str]
    query: Mapping[str, str]
    content: Any
    actor: Actor

    def object(self) -> Json:
        if not isinstance(self.content, dict):
            raise refused("JSON_PARSER_ERROR", "an object is expected")
        return self.content


Handler = Callable[[Org, Call], Answer]


@dataclass(frozen=True)
class Endpoint:
    """path: below `/services/data/vXX.X`, such as `/sobjects/{name}`."""

    method: str
    path: str
    handler: Handler


@dataclass
class Gate(Gateway):
    """What every API request passes. sessions: token → (user, when it ends)."""

    org: Org
    faults: Faults = field(default_factory=Faults)
    limits: Limits = field(default_factory=Limits)
    hang_seconds: float = 30.0
    calls: Counter[str] = field(default_factory=Counter)
    sessions: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    used: list[datetime] = field(default_factory=list)

    def routes(self, endpoint: Endpoint) -> list[Route]:
        """With and without a slash at the end: clients differ."""
        full = f"/services/data/{{version}}{endpoint.path}"
        answer = self.answering(f"{endpoint.method} {endpoint.path}", self.org.lock, partial(self._respond, endpoint))
        return [Route(path, answer, methods=[endpoint.method]) for path in (full, f"{full}/")]

    def _respond(self, endpoint: Endpoint, request: Request, raw: bytes, fault: str | None) -> Response:
        with self.org.lock:
            try:
                if fault:
                    raise injected(int(fault))
                answer = endpoint.handler(self.org, self._admitted(request, raw))
            except ApiError as error:
                answer = Answer(error.status, error.body())
            headers = {"Sforce-Limit-Info": f"api-usage={len(self.used)}/{self.limits.calls_per_day}"}
        return to_response(answer, headers)

    def _admitted(self, request: Request, raw: bytes) -> Call:
        user_id = self._user(request)
        now = self.org.clock.now()
        self.used = [at for at in self.used if now - at < DAY]
        if len(self.used) >= self.limits.calls_per_day:
            raise ApiError(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.")
        self.used.append(now)
        return _call(request, raw, user_id)

    def _user(self, request: Request) -> str:
        token = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
        user_id, ends_at = self.sessions.get(token, ("", None))
        if ends_at is None or ends_at <= self.org.clock.now():
            raise ApiError(401, "INVALID_SESSION_ID", "Session expired or invalid")
        return user_id


def injected(status: int) -> ApiError:
    """An outage, in Salesforce's own words where it has some."""
    if status == 401:
        return ApiError(401, "INVALID_SESSION_ID", "Session expired or invalid")
    if status in (403, 429):
        return ApiError(403, "REQUEST_LIMIT_EXCEEDED", "ConcurrentPerOrgLongTxn Limit exceeded.")
    if status == 423:
        return refused("UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record")
    return ApiError(status, "SERVER_UNAVAILABLE", "We are down for maintenance.")


def _call(request: Request, raw: bytes, user_id: str) -> Call:
    client = _CLIENT.search(request.headers.get("sforce-call-options", ""))
    actor = Actor(
        user_id,
        client=client[1] if client else "",
        auto_assign=request.headers.get("sforce-auto-assign", "TRUE").upper() != "FALSE",
    )
    params = {name: str(value) for name, value in request.path_params.items()}
    query = dict(request.query_params.multi_items())
    return Call(request.method, f"/services/data/{params['version']}", params, query, _json(raw), actor)


def _json(raw: bytes) -> Any:
    try:
        return json.loads(raw) if raw else {}
    except (ValueError, RecursionError) as error:
        raise refused("JSON_PARSER_ERROR", f"Unexpected character: {error}") from error


def form_of(raw: bytes) -> Mapping[str, str]:
    return dict(parse_qsl(raw.decode(errors="replace"), keep_blank_values=True))
