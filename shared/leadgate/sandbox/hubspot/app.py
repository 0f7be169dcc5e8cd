"""The sandbox HubSpot as an ASGI application."""

from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response

from leadgate.sandbox.faults import Faults
from leadgate.sandbox.gateway import to_response

from . import (
    association_routes,
    batch_routes,
    oauth_routes,
    object_routes,
    portal_routes,
    property_routes,
    scheduler_routes,
    search_routes,
)
from .control_routes import Control
from .delivery import Deliverer
from .errors import ApiError
from .http import Answer, Endpoint, Gate
from .limits import Limits
from .oauth_routes import OAuthApp
from .people import Grant
from .state import State
from .webhook_routes import legacy_webhooks


@dataclass(frozen=True)
class AppSettings:
    """Who may call, and what stands in the way."""

    access_token: str = "pat-na1-sandbox"  # noqa: S105 - the sandbox's own, known to all
    app_id: int = 1_001
    client_id: str = "sandbox-client"
    client_secret: str = "sandbox-secret"  # noqa: S105 - the sandbox's own, known to all
    refresh_token: str = "sandbox-refresh"  # noqa: S105 - the sandbox's own, known to all
    developer_key: str = "sandbox-developer-key"
    """Opens the webhook settings of legacy apps."""
    other_tokens: tuple[tuple[str, int], ...] = ()
    """More static tokens, each with the id of the app that holds it."""
    limits: Limits = field(default_factory=Limits)
    faults: Faults = field(default_factory=Faults)
    hang_seconds: float = 30.0


def create_app(state: State, settings: AppSettings | None = None, deliverer: Deliverer | None = None) -> Starlette:
    """The API of one portal. With a deliverer, what changes in the portal is told to its webhooks."""
    settings = settings or AppSettings()
    for token, app_id in ((settings.access_token, settings.app_id), *settings.other_tokens):
        state.grants[token] = Grant(app_id)
    if deliverer:
        state.listen(deliverer.offer)
    gate = Gate(state, settings.faults, settings.limits, settings.hang_seconds)
    routes = [route for endpoint in _endpoints(settings, deliverer) for route in gate.routes(endpoint)]
    return Starlette(
        routes=Control(state, gate, deliverer).routes() + routes,
        exception_handlers={404: _not_found, 405: _not_allowed},
    )


def _endpoints(settings: AppSettings, deliverer: Deliverer | None) -> tuple[Endpoint, ...]:
    oauth = OAuthApp(settings.app_id, settings.client_id, settings.client_secret, {settings.refresh_token})
    return (
        *search_routes.ENDPOINTS,
        *batch_routes.ENDPOINTS,
        *object_routes.ENDPOINTS,
        *association_routes.ENDPOINTS,
        *property_routes.ENDPOINTS,
        *portal_routes.ENDPOINTS,
        *scheduler_routes.ENDPOINTS,
        *oauth_routes.endpoints(oauth),
        *legacy_webhooks(settings.app_id, settings.developer_key, deliverer).endpoints(),
    )


def _not_found(_: Request, __: Exception) -> Response:
    return _error(ApiError(404, "Unable to match incoming request to a known endpoint", "OBJECT_NOT_FOUND"))


def _not_allowed(_: Request, __: Exception) -> Response:
    return _error(ApiError(405, "The method is not allowed for this endpoint", "METHOD_NOT_ALLOWED"))


def _error(error: ApiError) -> Response:
    return to_response(Answer(error.status, error.body()))
