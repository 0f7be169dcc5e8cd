"""One machine's side of every handler: an ASGI app with the same routes that API Gateway has in AWS."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from contextvars import ContextVar
from typing import Any

from aws_lambda_powertools.event_handler import HttpResolverLocal, Response

from leadgate.http import MAX_BODY_BYTES, HttpAnswer, HttpRequest, Route, failed, no_route
from leadgate.ports import Ports

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
App = Callable[[Scope, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]], Awaitable[None]]

_logger = logging.getLogger(__name__)
# The query as it was sent: the resolver keeps it only in parts, and a signature is over the whole URL.
_raw_query: ContextVar[str] = ContextVar("raw_query", default="")


def http_app(routes: Sequence[Route], ports: Ports, public_url: Callable[[str], str]) -> App:
    """public_url: the base under which senders reach us, given the base they asked for."""
    resolver = HttpResolverLocal()
    for route in routes:
        resolver.route(route.template, method=route.method)(_bound(resolver, route, ports, public_url))

    def not_found(_: Exception) -> Response[str]:
        return _response(no_route(routes, resolver.current_event.path))

    resolver.not_found(not_found)
    return _guarded(resolver)


def _response(given: HttpAnswer) -> Response[str]:
    return Response(given.status, given.content_type, given.text(), headers=dict(given.headers))


def _bound(
    resolver: HttpResolverLocal, route: Route, ports: Ports, public_url: Callable[[str], str]
) -> Callable[..., Awaitable[Response[str]]]:
    async def answer(**path: str) -> Response[str]:
        request = _request(resolver.current_event.raw_event, path, public_url)
        try:
            given = await asyncio.to_thread(route.receive, request, ports)
        except Exception as error:
            given = failed(error, route)
        return _response(given)

    return answer


def _request(event: Mapping[str, Any], path: Mapping[str, str], public_url: Callable[[str], str]) -> HttpRequest:
    headers = event["headers"]
    asked = f"{headers.get('x-forwarded-proto', 'http')}://{headers.get('host', '')}"
    query = _raw_query.get()
    return HttpRequest(
        method=event["httpMethod"],
        url=f"{public_url(asked)}{event['path']}{'?' if query else ''}{query}",
        headers=headers,
        body=(event["body"] or "").encode(),
        query={**event["queryStringParameters"], **path},
    )


def _guarded(app: HttpResolverLocal) -> App:
    """Bodies that are too large or no UTF-8 end here, before anybody reads them whole."""

    async def call(scope: Scope, receive: Callable[[], Awaitable[Message]], send: Any) -> None:
        if scope["type"] != "http":
            return await app(scope, receive, send)
        body = await _whole_body(receive)
        if body is None:
            return await _refuse(send, 413, f"a body of more than {MAX_BODY_BYTES} bytes is not allowed")
        try:
            body.decode()
        except UnicodeDecodeError:
            return await _refuse(send, 400, "the body must be UTF-8")

        async def once() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        scope = _in_utf8(scope)
        _raw_query.set(scope["query_string"].decode())
        return await app(scope, once, send)

    return call


def _in_utf8(scope: Scope) -> Scope:
    """Headers and query may hold any byte, and the resolver reads UTF-8 only."""
    headers = [(name, value.decode("latin-1").encode()) for name, value in scope["headers"]]
    return {**scope, "headers": headers, "query_string": scope["query_string"].decode("latin-1").encode()}


async def _whole_body(receive: Callable[[], Awaitable[Message]]) -> bytes | None:
    """None as soon as it is too large."""
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > MAX_BODY_BYTES:
            return None
        if not message.get("more_body", False):
            return bytes(body)


async def _refuse(send: Callable[[Message], Awaitable[None]], status: int, problem: str) -> None:
    headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps({"error": problem}).encode()})
