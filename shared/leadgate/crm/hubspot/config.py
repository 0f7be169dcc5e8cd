"""All that the adapter is told from outside; `bootstrap` fills it."""

from dataclasses import dataclass, field
from typing import Literal

Version = Literal["v3", "2026-09"]


@dataclass(frozen=True, slots=True)
class HubSpotConfig:
    """One portal and the app by which we reach it.

    app_id: our own app's id, by which our writes are known when they come back; "" to ask HubSpot for it.
    version: the path version.
    rate_limit: requests the portal allows this app in ten seconds, whoever makes them (100 on Free and Starter,
    190 on Professional and Enterprise); search_rate_limit: searches a second, for the whole account.
    reserve_share: of the portal's calls of a day, what is left to others.
    patience_seconds: how long one call may wait in all, for its turn or between tries, before the queue has it again.
    lead_properties, account_properties: more properties to read, such as those a model was trained on.
    """

    base_url: str
    access_token: str = field(repr=False)
    app_id: str
    version: Version = "2026-09"
    rate_limit: int = 100
    search_rate_limit: int = 5
    connect_timeout_seconds: float = 3.0
    read_timeout_seconds: float = 15.0
    attempts: int = 5
    reserve_share: float = 0.0
    patience_seconds: float = 25.0
    most_colleagues: int = 500
    lead_properties: tuple[str, ...] = ()
    account_properties: tuple[str, ...] = ()
