"""Pages with an `after` cursor: the id after which the next page starts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from .errors import Json
from .http import LONGEST_NUMBER, Call

T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    items: Sequence[T]
    paging: Json | None

    def body(self, results: list[Json]) -> Json:
        answer: dict[str, Any] = {"results": results}
        if self.paging:
            answer["paging"] = self.paging
        return answer


def paged(call: Call, items: Sequence[T], key: Callable[[T], str], limit: int) -> Page[T]:
    """One page of items whose keys are ascending numbers."""
    after = call.one("after")
    start = 0
    if after and after.isdecimal() and len(after) <= LONGEST_NUMBER:
        start = next((n for n, item in enumerate(items) if int(key(item)) > int(after)), len(items))
    page = items[start : start + limit]
    if start + limit >= len(items):
        return Page(page, None)
    cursor = key(page[-1])
    link = f"{call.base_url}{call.path}?limit={limit}&after={cursor}"
    return Page(page, {"next": {"after": cursor, "link": link}})
