"""A CRM's past, by settings, environment and secrets, for one command that reads it."""

import os
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from leadgate.bootstrap.crm import check_variables, hubspot_config, salesforce_config
from leadgate.clock import SystemClock
from leadgate.domain.settings import Settings
from leadgate.ports.history import CrmHistory

PATIENCE_SECONDS: Final = 300.0
"""How long one call may wait in all: an outage of minutes is waited for, a longer one ends the run, to be resumed."""
ATTEMPTS: Final = 20
RESERVE_SHARE: Final = 0.1
"""Of HubSpot's calls of a day, what an import leaves to others; Salesforce's is a setting."""
_OUR_SHARE: Final = 2
"""Of the calls that HubSpot lets through, an import takes one in so many: webhooks go on meanwhile."""


@contextmanager
def crm_history(settings: Settings, since: datetime, until: datetime, *, as_today: bool) -> Iterator[CrmHistory]:
    """Raises BadInputError where a variable or a setting is missing. as_today: see `crm/salesforce/tracked.py`."""
    from leadgate.embedded.secrets import EnvironmentSecrets

    check_variables(settings)
    secrets, clock = EnvironmentSecrets(os.environ), SystemClock()
    if settings.crm == "salesforce":
        from leadgate.crm.salesforce.history import SalesforceHistory

        config = replace(salesforce_config(settings, secrets, PATIENCE_SECONDS), attempts=ATTEMPTS)
        yield SalesforceHistory(config, clock, time.sleep, since, until, as_today=as_today)
        return
    from leadgate.crm.hubspot.history import HubSpotHistory
    from leadgate.embedded.database import Database
    from leadgate.embedded.store import SqliteStore

    hubspot = hubspot_config(settings, secrets, PATIENCE_SECONDS)
    share = max(1, hubspot.rate_limit // _OUR_SHARE)
    gentle = replace(hubspot, attempts=ATTEMPTS, rate_limit=share, reserve_share=RESERVE_SHARE)
    with TemporaryDirectory(prefix="leadgate-") as folder, closing(Database(Path(folder) / "calls")) as database:
        yield HubSpotHistory(gentle, SqliteStore(database), clock, time.sleep, since, until)
