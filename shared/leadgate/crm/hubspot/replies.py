"""What HubSpot's answers mean: the content, or which of our errors."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from leadgate.crm.hubspot.transport import Reply, Request
from leadgate.crm.patience import MaybeDoneError, NotDoneError
from leadgate.errors import LeadgateError, PermanentError

DAILY_WAIT_SECONDS: Final = 3600.0  # The day ends at the portal's midnight, which no answer tells: look every hour.
LOCKED_WAIT_SECONDS: Final = 2.0
ROLLING_SECONDS: Final = 10.0


class RefusedError(PermanentError):
    """HubSpot understood and said no (400, 404, 409 …). Its words may hold personal data, so they are not ours."""

    def __init__(self, path: str, refusal: "Refusal") -> None:
        super().__init__(f"HubSpot refused {path}: {refusal.status} {refusal.category}".rstrip())
        self.refusal = refusal


class ForbiddenError(PermanentError):
    """Our token lacks a scope."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """status: 0 where it stands in a 207. properties: name → (code, HubSpot's words), for those it names."""

    status: int
    category: str
    message: str
    properties: Mapping[str, tuple[str, str]]
    ids: tuple[str, ...] = ()

    @property
    def is_gone(self) -> bool:
        """The record does not exist any more."""
        return self.status == 404 or self.category == "OBJECT_NOT_FOUND"

    @property
    def words(self) -> str:
        """What a person should read: the rule's own words where a rule was broken."""
        told = dict.fromkeys(message for _, message in self.properties.values() if message)
        return " ".join(told) or self.message or self.category or f"HTTP {self.status}"


def content_of(request: Request, reply: Reply) -> Mapping[str, Any]:
    """The JSON of a success. Raises NotDoneError, MaybeDoneError, PermanentError or RefusedError."""
    if 200 <= reply.status < 300 and reply.content is not None:
        return reply.content
    raise _error(request, reply)


def _error(request: Request, reply: Reply) -> LeadgateError:
    content = reply.content
    if reply.status == 401:
        return PermanentError("HubSpot refuses our access token (401): renew it, or install the app again")
    if reply.status == 429:
        return NotDoneError(f"HubSpot's rate limit is reached ({_policy(reply)})", _limit_wait(reply))
    if reply.status in (423, 477):
        wait = _seconds(reply, "retry-after") or LOCKED_WAIT_SECONDS
        return NotDoneError(f"HubSpot asks to wait ({reply.status})", wait)
    if content is None or reply.status >= 500 or reply.status == 408:
        problem = f"HubSpot answered {request.path} with {reply.status}{'' if content else ' and no JSON'}"
        return MaybeDoneError(problem, _seconds(reply, "retry-after"))
    if reply.status == 403:
        return ForbiddenError(f"HubSpot forbids {request.path} (403 {content.get('category', '')}): check the scopes")
    return RefusedError(request.path, read_refusal(content, reply.status))


def _policy(reply: Reply) -> str:
    return str((reply.content or {}).get("policyName") or "unnamed policy")


def _limit_wait(reply: Reply) -> float | None:
    """Seconds until asking again makes sense: as HubSpot says, else as its policy means; None where neither tells."""
    said = _seconds(reply, "retry-after")
    if said is not None:
        return said
    policy = _policy(reply)
    if policy == "DAILY":
        return DAILY_WAIT_SECONDS
    if policy == "TEN_SECONDLY_ROLLING":
        milliseconds = _seconds(reply, "x-hubspot-ratelimit-interval-milliseconds")
        return milliseconds / 1000 if milliseconds else ROLLING_SECONDS
    if policy == "SECONDLY":
        return 1.0
    return None


def _seconds(reply: Reply, header: str) -> float | None:
    """A header's number; None where it is missing, an HTTP date, or no sense."""
    try:
        value = float(reply.headers.get(header, ""))
    except ValueError:
        return None
    return value if 0 < value < 1e6 else None


def read_refusal(content: Mapping[str, Any], status: int = 0) -> Refusal:
    """An error body, or one of the `errors` of a 207: every field of it may be missing."""
    context = content.get("context")
    context = context if isinstance(context, dict) else {}
    message = str(content.get("message") or "")
    named = {name: told for error in _rows(content.get("errors")) for name, told in _named(error)}
    return Refusal(
        status=status,
        category=str(content.get("category") or ""),
        message=message,
        properties=named or dict(_named_in(message)),
        ids=tuple(str(one) for key in ("objectWriteTraceId", "ids", "id") for one in _rows_or_one(context.get(key))),
    )


def _named_in(message: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Where `errors` is left out, the message still ends in a JSON list of the values that were not valid."""
    try:
        rows = json.loads(message[message.index("[{") :])
    except (ValueError, RecursionError):
        return
    for row in rows:
        if isinstance(row, dict) and row.get("name"):
            yield str(row["name"]), (str(row.get("error") or ""), str(row.get("message") or ""))


def _named(error: Any) -> Iterator[tuple[str, tuple[str, str]]]:
    if not isinstance(error, dict):
        return
    context = error.get("context")
    names = _rows_or_one(context.get("propertyName")) if isinstance(context, dict) else []
    for name in names or _rows_or_one(error.get("name") or error.get("in")):
        yield str(name), (str(error.get("code") or ""), str(error.get("message") or ""))


def _rows(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _rows_or_one(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
