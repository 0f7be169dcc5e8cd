"""Calls to a CRM, made again while that is safe, useful and within patience; then they are the queue's."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

import tenacity

from leadgate.errors import RetryableError

Sleep = Callable[[float], None]
Answer = TypeVar("Answer")

_BACKOFF: Final = tenacity.wait_random_exponential(multiplier=0.5, max=8)


class NotDoneError(RetryableError):
    """The CRM has not done what we asked: it is safe to ask again."""


class MaybeDoneError(RetryableError):
    """No readable answer: the CRM may have done it. Ask again only where twice is once."""


@dataclass(frozen=True, slots=True)
class Patience:
    """attempts: of one call. seconds: how long it may wait in all, for its turn or between tries."""

    attempts: int
    seconds: float
    sleep: Sleep

    def call(self, once: Callable[[], Answer], *, repeatable: bool) -> Answer:
        """repeatable: doing it twice is the same as doing it once."""
        again = (NotDoneError, MaybeDoneError) if repeatable else NotDoneError
        retrying = tenacity.Retrying(
            sleep=self.sleep,
            retry=tenacity.retry_if_exception_type(again),
            wait=_wait,
            stop=self._enough,
            reraise=True,
        )
        return retrying(once)

    def _enough(self, state: tenacity.RetryCallState) -> bool:
        too_long = state.idle_for + state.upcoming_sleep > self.seconds
        return too_long or state.attempt_number >= self.attempts


def _wait(state: tenacity.RetryCallState) -> float:
    """What the CRM asked for, a little jittered so that workers do not come back at once; else a growing pause."""
    pause = float(_BACKOFF(state))
    error = state.outcome.exception() if state.outcome else None
    asked = getattr(error, "after_seconds", None)
    return pause if asked is None else asked + min(pause, asked / 10)
