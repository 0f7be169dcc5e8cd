"""A HubSpot portal on this machine, answering as the real API does.

`HubSpotSandbox` starts and stops one, `serve` runs one until interrupted, `create_app` is the bare application.
"""

from leadgate.sandbox.clock import Clock, MovedClock, SystemClock
from leadgate.sandbox.faults import Faults
from leadgate.sandbox.seed_file import SeedError, read_seed

from .app import AppSettings, create_app
from .delivery import Deliverer, WebhookSettings
from .errors import ApiError
from .events import Subscription, subscriptions_from, usual_subscriptions
from .limits import Limits
from .seed import seeded_state
from .server import HubSpotSandbox, SandboxOptions, sandbox_from, serve
from .signing import signature_v3
from .state import State

__all__ = [
    "ApiError",
    "AppSettings",
    "Clock",
    "Deliverer",
    "Faults",
    "HubSpotSandbox",
    "Limits",
    "MovedClock",
    "SandboxOptions",
    "SeedError",
    "State",
    "Subscription",
    "SystemClock",
    "WebhookSettings",
    "create_app",
    "read_seed",
    "sandbox_from",
    "seeded_state",
    "serve",
    "signature_v3",
    "subscriptions_from",
    "usual_subscriptions",
]
