"""Settings from SSM parameters, read again within a minute, in force only as a good whole.

Those under `/leadgate/{stage}/` are kept by hand or by the stack; a version that was pushed stands above them
(`aws/settings_versions.py`). The last good ones are also kept in the store: a function that starts while the
parameters are bad works with those.
"""

import logging
import threading
from datetime import datetime, timedelta
from typing import Any, Final

from aws_lambda_powertools.metrics import MetricUnit, single_metric

from leadgate.aws.parameters import to_tree
from leadgate.aws.settings_versions import SettingsVersions
from leadgate.domain.settings import Settings
from leadgate.errors import LeadgateError
from leadgate.ports import Clock, Store
from leadgate.settings_in_force import Alarm, SettingsInForce, as_stopped
from leadgate.settings_tree import settings_of

READ_EVERY: Final = timedelta(seconds=30)
LAST_GOOD: Final = "settings:last-good"
_logger = logging.getLogger(__name__)


def refused_metric(problem: str) -> None:
    """The alarm of AWS: a line in the log, and the metric that the alarm in `template.yaml` watches."""
    _logger.error("settings refused, the last good ones stay: %s", problem)
    with single_metric(name="SettingsRefused", unit=MetricUnit.Count, value=1, namespace="Leadgate"):
        pass


class SsmSettings:
    """`ports.SettingsSource`. When to ask again is by our clock, so an outage of SSM costs one try a minute."""

    def __init__(self, client: Any, stage: str, clock: Clock, store: Store, alarm: Alarm = refused_metric) -> None:
        self._versions = SettingsVersions(client, stage)
        self._clock = clock
        self._store = store
        self._lock = threading.Lock()
        self._in_force = SettingsInForce(alarm)
        self._ask_again_at: datetime | None = None

    def current(self) -> Settings:
        """Raises BadInputError if the parameters are bad and no good ones were ever kept."""
        with self._lock:
            now = self._clock.now()
            if self._in_force.settings and self._ask_again_at and now < self._ask_again_at:
                return self._in_force.settings
            self._ask_again_at = now + READ_EVERY
            return self._ask()

    @property
    def last_problem(self) -> str | None:
        """Why the parameters as they stand are refused; None if they are in force."""
        return self._in_force.last_problem

    def _ask(self) -> Settings:
        try:
            return self._in_force.offer(self._read)
        except LeadgateError as error:
            kept = self._store.recall(LAST_GOOD)
            if kept is None:
                raise
            self._in_force.settings = as_stopped(settings_of(kept), error)
            return self._in_force.settings

    def _read(self) -> Settings:
        tree = to_tree(self._versions.together(self._versions.in_force()))
        settings = settings_of(tree)
        if settings != self._in_force.settings and self._store.recall(LAST_GOOD) != tree:
            self._store.remember(LAST_GOOD, tree)
        return settings
