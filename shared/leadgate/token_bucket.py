"""A rate limit as one number per bucket: the instant at which it will be full again (the "generic cell rate" form).

A bucket that is full at `full_at` lacks `(full_at - now) / token` tokens. Taking one moves `full_at` by one token, so
a shared bucket is one conditional update of one integer, with nothing to refill and no one to do it.
"""

import math
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from leadgate.records import micros


@dataclass(frozen=True, slots=True)
class Ask:
    """One token is wanted now. All in microseconds.

    token: how long one takes to come back. latest: a bucket that is full later than this has no token left.
    """

    now: int
    token: int
    latest: int

    @classmethod
    def of(cls, capacity: int, per_seconds: float, now: datetime) -> Self:
        token = math.ceil(per_seconds * 1_000_000 / capacity)
        return cls(now=micros(now), token=token, latest=micros(now) + (capacity - 1) * token)

    def wait_seconds(self, full_at: int) -> float:
        """0 if a bucket that is full at this instant has a token, else how long until it has one."""
        return max(0, full_at - self.latest) / 1_000_000
