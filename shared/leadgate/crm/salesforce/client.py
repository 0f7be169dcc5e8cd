"""Calls to Salesforce: patient retries, the daily allowance kept in reserve, every call counted."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar
from urllib.parse import urlencode

from leadgate.crm.allowance import Allowance
from leadgate.crm.patience import MaybeDoneError, NotDoneError, Patience, Sleep
from leadgate.crm.salesforce.config import SalesforceConfig
from leadgate.crm.salesforce.own_user import Identity
from leadgate.crm.salesforce.replies import Refusal, content_of, read_refusal
from leadgate.crm.salesforce.session import Login
from leadgate.crm.salesforce.transport import Reply, Request, Transport
from leadgate.ports import Clock

Row = Mapping[str, Any]
Item = TypeVar("Item")
Record = tuple[str, str]
"""(object, id)."""

MOST_RECORDS: Final = 200
MOST_PAGES: Final = 200
MOST_QUERIES: Final = 5
"""Of the 25 parts that one composite call may have."""


class SalesforceClient:
    """Every method raises what `replies.content_of` raises."""

    def __init__(
        self, config: SalesforceConfig, clock: Clock, sleep: Sleep, on_login: Callable[[Identity], None]
    ) -> None:
        self._version = config.api_version
        self._patience = Patience(config.attempts, config.patience_seconds, sleep)
        self._allowance = Allowance(config.reserve_share, clock, "Salesforce")
        self._transport = Transport(config, Login(config, clock, on_login), self._allowance.note)
        self._calls = 0
        self._lock = threading.Lock()

    @property
    def calls(self) -> int:
        """Requests sent so far, repeated ones too; logins are none."""
        return self._calls

    def query(self, soql: str, *, deleted: bool = False, tooling: bool = False) -> list[Row]:
        """All records. deleted: those in the recycle bin too."""
        path = f"{'tooling/' if tooling else ''}{'queryAll' if deleted else 'query'}"
        return list(self._pages(self._call(Request("GET", path, {"q": soql})), path))

    def queries(self, soqls: Sequence[str]) -> list[list[Row]]:
        """The records of several queries, five in one call (and one more for each page after the first)."""
        base = f"/services/data/v{self._version}/query?"
        urls = [base + urlencode({"q": soql}) for soql in soqls]
        answers = [answer for part in chunks(urls, MOST_QUERIES) for answer in self.together(part)]
        return [list(self._pages(answer, "query")) for answer in answers]

    def count(self, soql: str) -> int:
        """Of a `SELECT COUNT()`."""
        total = _an_object(self._call(Request("GET", "query", {"q": soql})), "query").get("totalSize")
        return total if isinstance(total, int) else 0

    def object_names(self) -> frozenset[str]:
        """Objects of the org that our user may see."""
        listed = _an_object(self._call(Request("GET", "sobjects")), "sobjects").get("sobjects")
        return frozenset(str(one.get("name")) for one in listed if isinstance(one, Mapping)) if listed else frozenset()

    def together(self, urls: Sequence[str]) -> list[Any]:
        """The answers of several GETs, in one call."""
        parts = [{"method": "GET", "url": url, "referenceId": f"r{at}"} for at, url in enumerate(urls)]
        request = Request("POST", "composite", body={"allOrNone": False, "compositeRequest": parts})
        return self._patience.call(lambda: self._parts(request, len(urls)), repeatable=True)

    def describe(self, names: Sequence[str]) -> list[Row]:
        base = f"/services/data/v{self._version}/sobjects"
        found = self.together([f"{base}/{name}/describe" for name in names])
        return [_an_object(one, f"describe of {name}") for one, name in zip(found, names, strict=True)]

    def create(self, name: str, fields: Row, *, tooling: bool = False) -> str:
        """The new record's id. Never repeated without an answer: it may have been made."""
        path = f"{'tooling/' if tooling else ''}sobjects/{name}"
        answer = _an_object(self._call(Request("POST", path, body=fields, repeatable=False)), path)
        return str(answer.get("id") or "")

    def update(self, name: str, record_id: str, fields: Row, *, tooling: bool = False) -> None:
        self._call(Request("PATCH", f"{'tooling/' if tooling else ''}sobjects/{name}/{record_id}", body=fields))

    def create_all(self, records: Sequence[Row]) -> list[Refusal | None]:
        """For each record whether it was refused; each names its object in `attributes`."""
        refusals: list[Refusal | None] = []
        for part in chunks(records):
            request = Request("POST", "composite/sobjects", body=_collection(part), repeatable=False)
            refusals += _refusals(self._call(request), len(part))
        return refusals

    def update_all(self, changes: Mapping[Record, Row]) -> dict[Record, Refusal | None]:
        """Write fields of many records; for each whether it was refused. One bad record does not stop the others.

        Raises RetryableError where a record stays locked: what was written is not written again then.
        """
        outcome: dict[Record, Refusal | None] = {}
        for part in chunks(list(changes)):
            left = {one: changes[one] for one in part}
            self._patience.call(lambda left=left: self._update(left, outcome), repeatable=True)  # type: ignore[misc]  # mypy infers no lambda's default
        return outcome

    def _update(self, left: dict[Record, Row], outcome: dict[Record, Refusal | None]) -> None:
        """Those that are still left; whoever has an answer is taken out."""
        records = [{"attributes": {"type": name}, "id": one, **fields} for (name, one), fields in left.items()]
        answer = self._once(Request("PATCH", "composite/sobjects", body=_collection(records)))
        for record, refusal in zip(list(left), _refusals(answer, len(left)), strict=True):
            if refusal is None or not refusal.is_passing:
                outcome[record] = refusal
                del left[record]
        if left:
            raise NotDoneError(f"{len(left)} records are locked by somebody else")

    def _parts(self, request: Request, wanted: int) -> list[Any]:
        answer = _an_object(self._once(request), "composite")
        parts = answer.get("compositeResponse")
        if not isinstance(parts, list) or len(parts) != wanted:
            raise MaybeDoneError("Salesforce answered composite without all its parts")
        return [content_of(request, Reply(int(part["httpStatusCode"]), part.get("body"))) for part in parts]

    def _pages(self, answer: Any, path: str) -> Iterator[Row]:
        for _ in range(MOST_PAGES):
            page = _an_object(answer, path)
            records = page.get("records")
            if not isinstance(records, list):
                raise MaybeDoneError(f"Salesforce answered {path} without records")
            yield from records
            following = page.get("nextRecordsUrl")
            if page.get("done", True) or not following:
                return
            answer = self._call(Request("GET", f"query/{str(following).rsplit('/', 1)[1]}"))

    def _call(self, request: Request) -> Any:
        return self._patience.call(lambda: self._once(request), repeatable=request.repeatable)

    def _once(self, request: Request) -> Any:
        self._allowance.take()
        with self._lock:
            self._calls += 1
        return content_of(request, self._transport.send(request))


def chunks(items: Sequence[Item], size: int = MOST_RECORDS) -> Iterator[Sequence[Item]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def _collection(records: Sequence[Row]) -> Row:
    return {"allOrNone": False, "records": list(records)}


def _refusals(answer: Any, wanted: int) -> list[Refusal | None]:
    """A collection answers 200 and in order, whatever became of each."""
    if not isinstance(answer, list) or len(answer) != wanted or not all(isinstance(one, Mapping) for one in answer):
        raise MaybeDoneError("Salesforce answered composite/sobjects without a result for each record")
    return [None if one.get("success") is True else _refusal_of(one) for one in answer]


def _refusal_of(result: Row) -> Refusal:
    errors = result.get("errors")
    first = errors[0] if isinstance(errors, list) and errors and isinstance(errors[0], Mapping) else {}
    return read_refusal(first)


def _an_object(answer: Any, path: str) -> Row:
    if not isinstance(answer, Mapping):
        raise MaybeDoneError(f"Salesforce answered {path} with no object")
    return answer
