"""Our own user and client, by which our writes are known when they come back as change events.

Salesforce tells it at every login; it is remembered in the store, for whoever takes change events logs in nowhere.
"""

from typing import Final

from leadgate.crm.salesforce.ids import full_id
from leadgate.ports import Store

Identity = tuple[str, str]
"""(org id, user id)."""

CLIENT: Final = "leadgate"
_KEY: Final = "salesforce:own_user"


def recall_user_id(store: Store) -> str | None:
    """Who we were at the last login; None as long as nobody has logged in."""
    return full_id(str((store.recall(_KEY) or {}).get("user_id") or ""))


def remember_identity(store: Store, identity: Identity) -> None:
    row = {"org_id": identity[0], "user_id": identity[1]}
    if store.recall(_KEY) != row:
        store.remember(_KEY, row)
