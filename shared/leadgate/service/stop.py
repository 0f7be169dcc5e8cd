"""The kill switch: while `rollout.stopped` is set nothing is written, and whatever was to be written waits."""

from leadgate.errors import RetryableError
from leadgate.ports import Ports


def refuse_if_stopped(ports: Ports) -> None:
    """Before anything is written where others see it. Raises RetryableError, so that the lead comes again."""
    if ports.settings.current().rollout.stopped:
        raise RetryableError("writing is stopped (the setting rollout.stopped)", after_seconds=60)
