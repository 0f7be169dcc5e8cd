"""Injected faults: a share of requests that fail the ways the real service does."""

import random
from dataclasses import dataclass, field

NAMED = ("timeout", "lost", "html")


@dataclass
class Faults:
    """`shares`: fault → share of requests.

    A fault is a status (`503`), `timeout` (no answer, nothing done), `lost` (done, but no answer arrives)
    or `html` (a gateway's page instead of JSON).
    """

    shares: dict[str, float] = field(default_factory=dict)
    seed: int = 0

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)  # noqa: S311 - a reproducible choice, not a secret

    @classmethod
    def parse(cls, spec: str, seed: int = 0) -> "Faults":
        """`503:0.1,429:0.05,timeout:0.01,html:0.01`. Raises ValueError naming the part that is wrong."""
        shares: dict[str, float] = {}
        for part in filter(None, (part.strip() for part in spec.split(","))):
            name, _, share = part.partition(":")
            shares[_known(name.strip())] = _share(part, share)
        if sum(shares.values()) > 1:
            raise ValueError(f"fault shares add up to more than 1: {spec!r}")
        return cls(shares, seed)

    def draw(self) -> str | None:
        """The fault of the next request, or None."""
        if not self.shares:
            return None
        left = self._random.random()
        for name, share in self.shares.items():
            left -= share
            if left < 0:
                return name
        return None


def _known(name: str) -> str:
    if name in NAMED or (name.isascii() and name.isdigit() and 400 <= int(name) <= 599):
        return name
    raise ValueError(f"unknown fault {name!r}: a status from 400 to 599, {', '.join(NAMED)}")


def _share(part: str, text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise ValueError(f"fault {part!r} needs a share from 0 to 1, as in 503:0.1")
    return share
