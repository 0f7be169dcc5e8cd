"""Between HTTP and the routes: token, limits, injected faults, counted calls, and errors as HubSpot words them."""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from leadgate.sandbox.faults import Faults
from leadgate.sandbox.gateway import Answer as Answer
from leadgate.sandbox.gateway import Gateway, to_response

from .errors import ApiError, Json, invalid
from .limits import LimitCounter, Limits, rate_limited
from .people import Grant
from .records import Source, integration
from .state import State

LONGEST_NUMBER = 20


@dataclass(frozen=True)
class Call:
    """One request, read."""

    path: str
    params: Mapping[str, str]
    query: Mapping[str, Sequence[str]]
    raw: bytes
    form: Mapping[str, str]
    app_id: int
    base_url: str

    @property
    def source(self) -> Source:
        return integration(self.app_id)

    def json(self) -> Json:
        body = self.json_value()
        if not isinstance(body, dict):
            raise invalid("Invalid input JSON on line 1, column 1: an object is expected")
        return body

    def json_value(self) -> object:
        """Raises ApiError for what no JSON text in UTF-8 can say, such as NaN or half a surrogate pair."""
        try:
            value = json.loads(self.raw or b"{}")
            json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
        except UnicodeEncodeError as error:
            raise invalid("Invalid input JSON: half a surrogate pair is no text") from error
        except (ValueError, RecursionError) as error:
            raise invalid(f"Invalid input JSON: {error}") from error
        return value

    def one(self, name: str) -> str | None:
        values = self.query.get(name)
        return values[-1] if values else None

    def listed(self, name: str) -> list[str]:
        """A list given as `a,b` or as the parameter repeated."""
        return [part.strip() for value in self.query.get(name, ()) for part in value.split(",") if part.strip()]

    def flag(self, name: str) -> bool:
        return (self.one(name) or "").lower() == "true"

    def limit(self, default: int, most: int) -> int:
        text = self.one("limit") or str(default)
        if not text.isdecimal() or len(text) > LONGEST_NUMBER or not 1 <= int(text) <= most:
            raise invalid(f"Invalid limit {text}: must be between 1 and {most}")
        return int(text)


Handler = Callable[[State, Call], Answer]


@dataclass(frozen=True)
class Endpoint:
    """A method, the paths it answers at, and what it does."""

    method: str
    paths: tuple[str, ...]
    handler: Handler
    search: bool = False
    needs_token: bool = True


@dataclass
class Gate(Gateway):
    """What every API request passes, and what is known of those that did."""

    state: State
    faults: Faults = field(default_factory=Faults)
    limits: Limits = field(default_factory=Limits)
    hang_seconds: float = 30.0
    calls: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.counter = LimitCounter(self.limits)

    def routes(self, endpoint: Endpoint) -> list[Route]:
        return [Route(path, self._answering(endpoint, path), methods=[endpoint.method]) for path in endpoint.paths]

    def _answering(self, endpoint: Endpoint, path: str) -> Callable[[Request], object]:
        respond = partial(self._respond, endpoint)
        return self.answering(f"{endpoint.method} {path}", self.state.lock, respond)

    def _respond(self, endpoint: Endpoint, request: Request, raw: bytes, fault: str | None) -> Response:
        app_id = 0
        with self.state.lock:
            try:
                if fault:
                    raise injected(int(fault))
                app_id = self._authenticate(request).app_id if endpoint.needs_token else 0
                if endpoint.needs_token:
                    self.counter.admit(app_id, self.state.clock.now(), search=endpoint.search)
                call = read_call(request, raw, app_id)
                self._check_scopes(call)
                answer = endpoint.handler(self.state, call)
            except ApiError as error:
                answer = Answer(error.status, error.body())
            headers = {} if endpoint.search else self.counter.headers(app_id, self.state.clock.now())
        return to_response(answer, headers)

    def _check_scopes(self, call: Call) -> None:
        """Raises ApiError where the app may not see an object type that the path names."""
        if self.state.forbidden & set(call.params.values()):
            problem = "This app hasn't been granted all required scopes to make this call."
            raise ApiError(403, problem, "MISSING_SCOPES")

    def _authenticate(self, request: Request) -> Grant:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        grant = self.state.grants.get(token.strip())
        if scheme.lower() != "bearer" or grant is None:
            raise _unauthorized("Authentication credentials not found. This API supports OAuth 2.0 authentication.")
        if grant.expires_at is not None and grant.expires_at <= self.state.clock.now():
            raise _unauthorized("The OAuth token used to make this call expired.")
        return grant


def injected(status: int) -> ApiError:
    """An outage, in the words of the real service where it has some."""
    if status == 429:
        return rate_limited("TEN_SECONDLY_ROLLING")
    if status == 423:
        return ApiError(423, "The resource is locked. Please try again later.", "LOCKED")
    return ApiError(status, "Service temporarily unavailable", "INTERNAL_ERROR")


def _unauthorized(message: str) -> ApiError:
    return ApiError(401, message, "INVALID_AUTHENTICATION")


def _form(request: Request, raw: bytes) -> Mapping[str, str]:
    kind = request.headers.get("content-type", "")
    if not kind.startswith("application/x-www-form-urlencoded"):
        return {}
    return dict(parse_qsl(raw.decode(errors="replace"), keep_blank_values=True))


def read_call(request: Request, raw: bytes, app_id: int) -> Call:
    query: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        query.setdefault(name, []).append(value)
    return Call(
        path=request.url.path,
        params={name: str(value) for name, value in request.path_params.items()},
        query=query,
        raw=raw,
        form=_form(request, raw),
        app_id=app_id,
        base_url=str(request.base_url).rstrip("/"),
    )
