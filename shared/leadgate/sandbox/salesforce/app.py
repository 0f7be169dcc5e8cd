"""The sandbox Salesforce as an ASGI application."""

from dataclasses import dataclass, field
from functools import partial

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from leadgate.sandbox.faults import Faults

from . import collection_routes, oauth, record_routes
from .control_routes import Control
from .delivery import Deliverer
from .errors import ApiError, not_found
from .http import Gate, Limits
from .oauth import ClientApp
from .org import Org


@dataclass(frozen=True)
class AppSettings:
    """Who may call, and what stands in the way."""

    client_app: ClientApp = field(default_factory=ClientApp)
    limits: Limits = field(default_factory=Limits)
    faults: Faults = field(default_factory=Faults)
    hang_seconds: float = 30.0


def make_gate(org: Org, settings: AppSettings) -> Gate:
    return Gate(org, settings.faults, settings.limits, settings.hang_seconds)


def create_app(gate: Gate, settings: AppSettings, deliverer: Deliverer | None = None) -> Starlette:
    """The API of one org. With a deliverer, what changes in the org is told."""
    if deliverer:
        gate.org.listen(deliverer.offer)
    token = "/services/oauth2/token"  # noqa: S105 - a path
    respond = partial(oauth.respond, gate, settings.client_app)
    routes = [Route(token, gate.answering(f"POST {token}", gate.org.lock, respond), methods=["POST"])]
    for endpoint in (*collection_routes.ENDPOINTS, *record_routes.ENDPOINTS):
        routes += gate.routes(endpoint)
    return Starlette(
        routes=Control(gate.org, gate, deliverer).routes() + routes,
        exception_handlers={404: _not_found, 405: _not_allowed},
    )


def _not_found(_: Request, __: Exception) -> Response:
    return JSONResponse(not_found().body(), 404)


def _not_allowed(request: Request, _: Exception) -> Response:
    problem = f"HTTP Method '{request.method}' not allowed."
    return JSONResponse(ApiError(405, "METHOD_NOT_ALLOWED", problem).body(), 405)
