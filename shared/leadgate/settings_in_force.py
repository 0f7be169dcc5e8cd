"""The settings in force: new ones only if they are good, else the last good ones and an alarm."""

from collections.abc import Callable
from dataclasses import dataclass

from leadgate.domain.settings import Settings
from leadgate.errors import BadInputError, LeadgateError
from leadgate.settings_tree import RefusedSettingsError

Alarm = Callable[[str], None]


def as_stopped(settings: Settings, refused: LeadgateError) -> Settings:
    """Good settings with the kill switch as those have it that were refused: one mistake elsewhere must not hold it."""
    stopped = refused.stopped if isinstance(refused, RefusedSettingsError) else None
    if stopped is None or stopped == settings.rollout.stopped:
        return settings
    return settings.model_copy(update={"rollout": settings.rollout.model_copy(update={"stopped": stopped})})


@dataclass
class SettingsInForce:
    """alarm: called once for each new problem. last_problem: why the newest settings were refused, or None."""

    alarm: Alarm
    settings: Settings | None = None
    last_problem: str | None = None

    def offer(self, read: Callable[[], Settings]) -> Settings:
        """What `read` gives, from now on in force; while it raises, those before. Raises if there are none."""
        try:
            self.settings = self._for_this_run(read())
            self.last_problem = None
        except LeadgateError as error:
            self._refuse(str(error))
            if self.settings is None:
                raise
            self.settings = as_stopped(self.settings, error)
        return self.settings

    def _for_this_run(self, offered: Settings) -> Settings:
        """The CRM is chosen at the start: records of one cannot be written to another."""
        if self.settings is not None and offered.crm != self.settings.crm:
            raise BadInputError("crm", f"{self.settings.crm} is in use, and stays until the next start")
        return offered

    def _refuse(self, problem: str) -> None:
        if problem != self.last_problem:
            self.alarm(problem)
        self.last_problem = problem
