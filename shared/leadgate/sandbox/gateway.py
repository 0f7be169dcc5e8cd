"""What every request to a sandbox passes before anything is done: it is counted, and may meet an injected fault."""

import asyncio
import threading
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from .faults import Faults

GATEWAY_PAGE = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"

Respond = Callable[[Request, bytes, str | None], Response]
"""(request, body, the status to fail with) → response."""


@dataclass(frozen=True)
class Answer:
    """What a route answers; without a body, with none."""

    status: int
    body: Any = None


def to_response(answer: Answer, headers: Mapping[str, str] | None = None) -> Response:
    if answer.body is None:
        return Response(status_code=answer.status, headers=dict(headers or {}))
    return JSONResponse(answer.body, answer.status, headers=dict(headers or {}))


class Gateway:
    """calls: `GET /path` → how often. Whoever inherits has a fault's status answered in its own CRM's words."""

    faults: Faults
    hang_seconds: float
    calls: Counter[str]

    def answering(self, name: str, lock: threading.RLock, respond: Respond) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            raw = await request.body()
            with lock:
                self.calls[name] += 1
                fault = self.faults.draw()
            if fault == "timeout":
                return await self._hang()
            if fault == "html":
                return Response(GATEWAY_PAGE, 502, media_type="text/html")
            status = fault if fault and fault.isdigit() else None
            response = await run_in_threadpool(respond, request, raw, status)
            return await self._hang() if fault == "lost" else response

        return answer

    async def _hang(self) -> Response:
        await asyncio.sleep(self.hang_seconds)
        return Response(GATEWAY_PAGE, 504, media_type="text/html")
