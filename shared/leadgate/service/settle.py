"""What becomes of a message whose lead could not be judged; the same on Lambda and on one machine."""

from datetime import timedelta
from typing import Final, Literal

from leadgate.domain.ids import content_id
from leadgate.errors import BadInputError, PermanentError, RetryableError
from leadgate.ports import LeadChanged, Parked, Ports

Settled = Literal["parked", "buried", "again"]

FIRST_DELAY_SECONDS: Final = 15.0
LONGEST_DELAY_SECONDS: Final = 1800.0
BUG_TRIES: Final = 4


def settle_failure(error: Exception, message: LeadChanged, ports: Ports) -> Settled:
    """BadInputError: parked with its reason · PermanentError: dead letter · RetryableError: again, later and later,
    over more than a day · anything else is a bug: again a few times, then dead letter.
    """
    if isinstance(error, BadInputError):
        fact = {"lead_id": message.lead_id, "problem": str(error)}
        ports.store.park(Parked(content_id(fact), "qualify", str(error), fact, ports.clock.now()))
        ports.queue.done(message)
        return "parked"
    is_bug = not isinstance(error, RetryableError | PermanentError)
    if isinstance(error, PermanentError) or (is_bug and message.attempts + 1 >= BUG_TRIES):
        reason = f"{type(error).__name__} (a bug: see the log)" if is_bug else str(error)
        ports.queue.bury(message, reason)
        return "buried"
    asked = error.after_seconds if isinstance(error, RetryableError) else None
    ports.queue.release(message, retry_delay(message.attempts, asked))
    return "again"


def retry_delay(attempts: int, asked_seconds: float | None) -> timedelta:
    """Doubling from 15 s to half an hour, and never sooner than the other side asked for."""
    doubled = min(FIRST_DELAY_SECONDS * 2.0 ** min(attempts, 20), LONGEST_DELAY_SECONDS)
    return timedelta(seconds=max(doubled, asked_seconds or 0.0))
