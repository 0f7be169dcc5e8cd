"""What Salesforce's answers mean: the content, or which of our errors."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from leadgate.crm.patience import MaybeDoneError, NotDoneError
from leadgate.crm.salesforce.transport import Reply, Request
from leadgate.errors import LeadgateError, PermanentError, RetryableError

DAILY_WAIT_SECONDS: Final = 3600.0
LOCKED_WAIT_SECONDS: Final = 1.0
BUSY_WAIT_SECONDS: Final = 5.0
GONE: Final = ("ENTITY_IS_DELETED", "NOT_FOUND", "INVALID_CROSS_REFERENCE_KEY")
THERE: Final = ("DUPLICATE_DEVELOPER_NAME", "DUPLICATE_VALUE", "DUPLICATES_DETECTED")
"""What was to be made is there already."""
_LOCKED: Final = ("UNABLE_TO_LOCK_ROW", "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY_LOCKED")
_PASSING: Final = (*_LOCKED, "SERVER_UNAVAILABLE", "QUERY_TIMEOUT", "TXN_SECURITY_METERING_ERROR")


@dataclass(frozen=True, slots=True)
class Refusal:
    """status: 0 for one record of a collection. message: Salesforce's words, or those of a rule of the org's."""

    status: int
    code: str
    message: str
    fields: tuple[str, ...] = ()

    @property
    def is_passing(self) -> bool:
        """The same may work in a moment."""
        return self.code in _PASSING

    @property
    def words(self) -> str:
        """What a person should read."""
        return self.message or self.code or f"HTTP {self.status}"


class RefusedError(PermanentError):
    """Salesforce understood and said no. Its words may hold personal data, so they are not ours."""

    def __init__(self, path: str, refusal: Refusal) -> None:
        super().__init__(f"Salesforce refused {path}: {refusal.status} {refusal.code}".rstrip())
        self.refusal = refusal


def content_of(request: Request, reply: Reply) -> Any:
    """The JSON of a success. Raises NotDoneError, MaybeDoneError, PermanentError or RefusedError."""
    if reply.status < 300:
        return reply.content
    raise _error(request, reply)


def _error(request: Request, reply: Reply) -> LeadgateError:
    if reply.status == 401:
        return PermanentError("Salesforce refuses the session it has just given (401): may our user use the API?")
    refusal = _refusal_in(reply)
    if refusal is None or reply.status >= 500:
        return MaybeDoneError(f"Salesforce answered {request.path} with {reply.status}{_no_json(refusal)}")
    if refusal.code == "REQUEST_LIMIT_EXCEEDED":
        return _over_limit(refusal)
    if refusal.is_passing:
        return NotDoneError(f"Salesforce asks to wait ({refusal.code})", LOCKED_WAIT_SECONDS)
    if reply.status == 403:
        return PermanentError(f"Salesforce forbids {request.path} (403 {refusal.code}): check the permission set")
    return RefusedError(request.path, refusal)


def _over_limit(refusal: Refusal) -> RetryableError:
    """The daily allowance is a rolling one, which no answer tells the end of: look every hour."""
    if refusal.message.startswith("TotalRequests"):
        return NotDoneError("Salesforce's daily calls are used up", DAILY_WAIT_SECONDS)
    return NotDoneError("too many long calls run in the org at once", BUSY_WAIT_SECONDS)


def _refusal_in(reply: Reply) -> Refusal | None:
    """The first error of a body; None where the body is none of Salesforce's."""
    rows = reply.content if isinstance(reply.content, list) else [reply.content]
    first = rows[0] if rows else None
    return read_refusal(first, reply.status) if isinstance(first, Mapping) else None


def _no_json(refusal: Refusal | None) -> str:
    return " and no JSON" if refusal is None else ""


def read_refusal(error: Mapping[str, Any], status: int = 0) -> Refusal:
    """An error body, or one of a record of a collection, which calls the code `statusCode`."""
    listed = error.get("fields")
    return Refusal(
        status,
        str(error.get("errorCode") or error.get("statusCode") or ""),
        str(error.get("message") or ""),
        tuple(str(one) for one in listed) if isinstance(listed, list) else (),
    )
