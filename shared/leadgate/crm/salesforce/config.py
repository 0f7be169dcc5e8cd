"""All that the adapter is told from outside; `bootstrap` fills it."""

from dataclasses import dataclass, field
from typing import Final

API_VERSION: Final = "67.0"


@dataclass(frozen=True, slots=True)
class SalesforceConfig:
    """One org and the client app by which we reach it.

    instance_url: the org's My Domain. Who we are is shown by a signed assertion where there is a private key (PEM), by
    the client's secret where there is none; username: whom the assertion is for.
    reserve_share: of the org's daily calls, what is left to others.
    patience_seconds: how long one call may wait in all between tries before the queue has it again.
    lead_fields, account_fields: more fields to read, such as those a model was trained on.
    """

    instance_url: str
    consumer_key: str
    username: str = ""
    private_key: str = field(default="", repr=False)
    consumer_secret: str = field(default="", repr=False)
    api_version: str = API_VERSION
    reserve_share: float = 0.1
    connect_timeout_seconds: float = 3.0
    read_timeout_seconds: float = 30.0
    attempts: int = 5
    patience_seconds: float = 25.0
    most_colleagues: int = 500
    lead_fields: tuple[str, ...] = ()
    account_fields: tuple[str, ...] = ()
