"""A Salesforce org on this machine, answering as the real API does.

`SalesforceSandbox` starts and stops one, `serve` runs one until interrupted, `create_app` is the bare application.
"""

from .app import AppSettings, create_app
from .delivery import Deliverer, EventSettings
from .errors import ApiError
from .http import Limits
from .ids import record_id
from .oauth import ClientApp
from .org import Actor, Org, Rule
from .seed import seeded_org
from .server import SalesforceSandbox, SandboxOptions, sandbox_from, serve

__all__ = [
    "Actor",
    "ApiError",
    "AppSettings",
    "ClientApp",
    "Deliverer",
    "EventSettings",
    "Limits",
    "Org",
    "Rule",
    "SalesforceSandbox",
    "SandboxOptions",
    "create_app",
    "record_id",
    "sandbox_from",
    "seeded_org",
    "serve",
]
