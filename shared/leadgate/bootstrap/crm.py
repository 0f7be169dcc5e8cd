"""Which CRM is spoken to, and how: by settings, environment and secrets."""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from leadgate.bootstrap.variables import HUBSPOT_URL, variable
from leadgate.clock import SystemClock
from leadgate.domain.settings import Settings
from leadgate.errors import BadInputError, PermanentError
from leadgate.ports import Clock, Secrets, SettingsSource, Store
from leadgate.ports.calendar import Calendar
from leadgate.ports.crm import Crm, CrmSetup

if TYPE_CHECKING:
    from leadgate.crm.hubspot.adapter import HubSpotCrm
    from leadgate.crm.hubspot.config import HubSpotConfig
    from leadgate.crm.salesforce.adapter import SalesforceCrm
    from leadgate.crm.salesforce.config import SalesforceConfig

PATIENCE_SECONDS: Final = 25.0
"""How long one call to the CRM may wait in all before the queue has its lead again."""
SETUP_PATIENCE_SECONDS: Final = 5.0


def hubspot_url() -> str:
    return _url("HUBSPOT_BASE_URL", HUBSPOT_URL, HUBSPOT_URL)


def salesforce_url() -> str:
    return _url("SALESFORCE_INSTANCE_URL", "", "https://acme.my.salesforce.com")


def _url(name: str, default: str, example: str) -> str:
    """Without a slash at its end. Raises BadInputError for what is no URL; what it was may be secret."""
    url = os.environ.get(name, "").strip() or default
    try:
        parts = urlsplit(url)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good:
        raise BadInputError(name, f"an http or https URL is needed, such as {example}")
    return url.rstrip("/")


@contextmanager
def crm_to_set_up(settings: Settings) -> Iterator[CrmSetup]:
    """For a command of a few calls, which keeps nothing. Raises BadInputError where a variable is not set."""
    from leadgate.embedded.database import Database
    from leadgate.embedded.secrets import EnvironmentSecrets
    from leadgate.embedded.store import SqliteStore

    make = _MAKERS[settings.crm]
    check_variables(settings)
    with TemporaryDirectory(prefix="leadgate-") as folder, closing(Database(Path(folder) / "calls")) as database:
        store = SqliteStore(database)
        yield make(settings, EnvironmentSecrets(os.environ), store, SystemClock(), SETUP_PATIENCE_SECONDS)


def check_variables(settings: Settings) -> None:
    """Raises BadInputError where one that the CRM cannot be reached without is not set."""
    for name in _NEEDED_TO_SET_UP[settings.crm]:
        variable(name)


def crm_of(settings: SettingsSource, secrets: Secrets, store: Store, clock: Clock) -> Crm:
    """The CRM that the settings name, made when it is first called."""
    from leadgate.crm.lazy import LazyCrm

    def make() -> Crm:
        current = settings.current()
        try:
            return _MAKERS[current.crm](current, secrets, store, clock)
        except BadInputError as error:  # no lead's fault: each waits among the dead letters until this is mended
            raise PermanentError(str(error)) from error

    return LazyCrm(make)


def calendars_of(crm: Crm, secrets: Secrets, clock: Clock) -> Calendar:
    """Every rep's calendar; the libraries of CalDAV are loaded where a rep has one."""
    from leadgate.calendars.rep_calendars import RepCalendars

    def dav() -> Calendar:
        from leadgate.calendars.caldav_calendar import CaldavCalendar

        return CaldavCalendar(secrets, clock)

    return RepCalendars(crm, dav)


def _hubspot(
    settings: Settings, secrets: Secrets, store: Store, clock: Clock, patience_seconds: float = PATIENCE_SECONDS
) -> "HubSpotCrm":
    from leadgate.crm.hubspot.adapter import HubSpotCrm

    return HubSpotCrm(hubspot_config(settings, secrets, patience_seconds), store, clock, time.sleep)


def hubspot_config(settings: Settings, secrets: Secrets, patience_seconds: float) -> "HubSpotConfig":
    from leadgate.crm.hubspot.config import HubSpotConfig

    return HubSpotConfig(
        base_url=hubspot_url(),
        access_token=secrets.get("hubspot_access_token"),
        app_id=settings.hubspot.app_id,
        version=settings.hubspot.api_version,
        rate_limit=settings.hubspot.calls_per_10_seconds,
        patience_seconds=patience_seconds,
    )


def _salesforce(
    settings: Settings, secrets: Secrets, store: Store, clock: Clock, patience_seconds: float = PATIENCE_SECONDS
) -> "SalesforceCrm":
    from leadgate.crm.salesforce.adapter import SalesforceCrm

    return SalesforceCrm(salesforce_config(settings, secrets, patience_seconds), store, clock, time.sleep)


def salesforce_config(settings: Settings, secrets: Secrets, patience_seconds: float) -> "SalesforceConfig":
    """Raises BadInputError where the settings name no client app."""
    from leadgate.crm.salesforce.config import SalesforceConfig

    chosen = settings.salesforce
    if not chosen.consumer_key:
        raise BadInputError("salesforce.consumer_key", "is required: the key of your External Client App")
    by_assertion = bool(chosen.username)
    return SalesforceConfig(
        instance_url=salesforce_url(),
        consumer_key=chosen.consumer_key,
        username=chosen.username,
        private_key=secrets.get("salesforce_private_key") if by_assertion else "",
        consumer_secret="" if by_assertion else secrets.get("salesforce_consumer_secret"),
        api_version=chosen.api_version,
        reserve_share=chosen.reserve_percent / 100,
        patience_seconds=patience_seconds,
    )


_MAKERS: Final[Mapping[str, Callable[..., "HubSpotCrm | SalesforceCrm"]]] = {
    "hubspot": _hubspot,
    "salesforce": _salesforce,
}
_NEEDED_TO_SET_UP: Final[Mapping[str, tuple[str, ...]]] = {
    "hubspot": ("HUBSPOT_ACCESS_TOKEN",),
    "salesforce": ("SALESFORCE_INSTANCE_URL",),
}
