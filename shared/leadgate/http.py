"""Requests and answers in our words: what a handler gets, gives, and how our errors read over HTTP."""

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from leadgate.errors import BadInputError, LeadgateError, PermanentError, RetryableError, UnverifiedError, without_value
from leadgate.ports import Ports

_logger = logging.getLogger(__name__)
MAX_BODY_BYTES: Final = 6 * 1024 * 1024  # API Gateway lets through 10 MB, Lambda 6 MB


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """url: the full public URL as the sender wrote it. headers: names in lower case. body: the raw bytes."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    query: Mapping[str, str] = field(default_factory=dict)

    def json(self) -> Any:
        """The body as JSON. Raises BadInputError saying where it breaks."""
        return json_of(self.body)


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    status: int
    body: Mapping[str, Any] | str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "application/json"

    def text(self) -> str:
        return self.body if isinstance(self.body, str) else json.dumps(self.body, ensure_ascii=False)


Receive = Callable[[HttpRequest, Ports], HttpAnswer]


@dataclass(frozen=True, slots=True)
class Route:
    """One entry of the HTTP table: a path template and the handler behind it."""

    method: str
    path: str
    receive: Receive
    summary: str
    render_problem: Callable[[HttpAnswer, HttpRequest], HttpAnswer] | None = None
    """Makes a page of an error's answer, where it is a person who asks."""

    @property
    def pattern(self) -> str:
        """The template as Powertools' resolvers write it: `/book/<token>`."""
        return self.path.replace("{", "<").replace("}", ">")


def failed(error: Exception, route: Route, request: HttpRequest) -> HttpAnswer:
    """The answer where a handler raised; what went wrong is logged, a bug with its trace."""
    if isinstance(error, LeadgateError):
        _logger.warning("%s %s: %s: %s", route.method, route.path, type(error).__name__, without_value(str(error)))
    else:
        _logger.error("%s %s failed", route.method, route.path, exc_info=error)
    answer = answer_to(error)
    return route.render_problem(answer, request) if route.render_problem else answer


def answer_to(error: Exception) -> HttpAnswer:
    """Our errors as answers; anything else is a bug, whose words stay inside."""
    if isinstance(error, UnverifiedError):
        return HttpAnswer(401, {"error": str(error)})
    if isinstance(error, BadInputError):
        return HttpAnswer(400, {"error": str(error), "path": error.path})
    if isinstance(error, RetryableError):
        wait = max(1, round(error.after_seconds or 5))
        return HttpAnswer(503, {"error": str(error)}, {"Retry-After": str(wait)})
    if isinstance(error, PermanentError):  # what is amiss inside is for the log alone
        return HttpAnswer(500, {"error": "not available until somebody has acted: the log says what is needed"})
    return HttpAnswer(500, {"error": "internal error"})


def no_route(routes: Sequence[Route], path: str) -> HttpAnswer:
    """Where nothing answers this method: 405 with those that are allowed if the path is ours, else 404."""
    methods = sorted({route.method for route in routes if _matches(route.path, path)})
    if not methods:
        return HttpAnswer(404, {"error": "nothing is at this path"})
    allowed = ", ".join(methods)
    return HttpAnswer(405, {"error": f"{allowed} is allowed here"}, {"Allow": allowed})


def _matches(template: str, path: str) -> bool:
    """`/book/{token}` is any one part after `/book/`."""
    asked = path.split("/")
    parts = template.split("/")
    return len(parts) == len(asked) and all(
        part == given or part.startswith("{") for part, given in zip(parts, asked, strict=True)
    )


def json_of(body: bytes) -> Any:
    """Raises BadInputError saying where it breaks."""
    try:
        return json.loads(body)
    except UnicodeDecodeError as error:
        raise BadInputError("body", "JSON in UTF-8 is needed") from error
    except (ValueError, RecursionError) as error:
        raise BadInputError("body", f"JSON is needed: {error}") from error
