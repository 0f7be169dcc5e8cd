"""Work that another worker may be faster at: tried again after a while that grows, and that nobody shares.

Waiting by chance up to a bound that doubles ("full jitter") keeps the number of those who try at once small, whatever
a try costs. aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter
"""

import random
import time
from collections.abc import Callable
from typing import Final, TypeVar

from leadgate.errors import RetryableError

_FIRST_SECONDS: Final = 0.01
_LONGEST_SECONDS: Final = 2.0
_PATIENCE_SECONDS: Final = 45.0

Done = TypeVar("Done")


class OvertakenError(RetryableError):
    """Another worker wrote first what was read."""


def until_first(work: Callable[[], Done], patience_seconds: float = _PATIENCE_SECONDS) -> Done:
    """What `work` gives once it does not raise OvertakenError; that error after so long that the queue may have it.

    patience_seconds: less for what a person waits for.
    """
    started, bound = time.monotonic(), _FIRST_SECONDS
    while True:
        try:
            return work()
        except OvertakenError:
            if time.monotonic() - started > patience_seconds:
                raise
        time.sleep(random.uniform(0, bound))  # noqa: S311  # no secret hangs on it
        bound = min(_LONGEST_SECONDS, 2 * bound)
