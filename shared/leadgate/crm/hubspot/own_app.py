"""Our own app's id, by which our writes are known when they come back as webhooks.

The settings tell it, or else HubSpot does: whose token is this? The answer is remembered in the store, for whoever
takes webhooks has no token.
"""

import hashlib
import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from leadgate.crm.hubspot.config import HubSpotConfig
from leadgate.errors import LeadgateError
from leadgate.ports import Clock, Store

ASK_AGAIN_AFTER: Final = timedelta(hours=1)
_KEY: Final = "hubspot:own_app"


def recall_app_id(store: Store) -> str | None:
    """What HubSpot told us last; None as long as nobody has asked."""
    return _app_id(store.recall(_KEY) or {}, "app_id")


class OwnApp:
    """May be shared by threads. HubSpot is asked once a token; after no answer, again an hour later.

    ask: HubSpot's word on our token. Not the client itself, which taking webhooks need not load.
    """

    def __init__(self, config: HubSpotConfig, ask: Callable[[], Mapping[str, Any]], store: Store, clock: Clock) -> None:
        self._token = hashlib.sha256(config.access_token.encode()).hexdigest()[:16]
        self._ask = ask
        self._store = store
        self._clock = clock
        self._id = config.app_id or None
        self._asked_at: datetime | None = None
        self._lock = threading.Lock()

    def id(self) -> str | None:
        """None where HubSpot does not tell; never an error, for nothing may fail because of this."""
        with self._lock:
            now = self._clock.now()
            if self._id is None and (self._asked_at is None or now - self._asked_at >= ASK_AGAIN_AFTER):
                self._asked_at = now
                self._id = self._find()
            return self._id

    def _find(self) -> str | None:
        try:
            held = self._store.recall(_KEY) or {}
            if held.get("token") == self._token:
                return _app_id(held, "app_id")
            found = _app_id(self._ask(), "appId")
            if found:
                self._store.remember(_KEY, {"token": self._token, "app_id": found})
        except LeadgateError:
            return None
        return found


def _app_id(row: Mapping[str, Any], name: str) -> str | None:
    text = str(row.get(name) or "")
    return text if text.isascii() and text.isdigit() else None
