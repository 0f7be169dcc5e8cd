"""Reps as the bits of a number, so that a step over two hundred of them costs a few instructions.

Bit i stands for the team's i-th rep. A verdict says of every rep whether it passes, and why not.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from leadgate.domain.routing.assignment import Dropped, Step, StepName


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """passing: bits of the reps that pass. whys: per rep, empty where it passes."""

    passing: int
    whys: tuple[str, ...]


def verdict_of(whys: Sequence[str]) -> Verdict:
    return Verdict(sum(1 << i for i, why in enumerate(whys) if not why), tuple(whys))


def bits(mask: int) -> Iterator[int]:
    """Numbers of the reps in a mask, lowest first."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


class Steps:
    """Makes the records of the steps; equal ones are made once."""

    def __init__(self, rep_ids: Sequence[str]) -> None:
        self._rep_ids = rep_ids
        self._made: dict[Hashable, Step] = {}
        self._dropped: dict[tuple[int, str], Dropped] = {}

    def sift(self, name: StepName, mask: int, verdicts: tuple[Verdict, ...]) -> tuple[int, Step]:
        """Those who pass all verdicts; who fails several is dropped by the first."""
        left = mask
        for verdict in verdicts:
            left &= verdict.passing
        return left, self._once((name, mask, verdicts), name, mask, left, lambda i: _first_why(verdicts, i))

    def pick(self, name: StepName, mask: int, left: int, why: str) -> Step:
        """The same reason for everybody who is dropped."""
        return self._once((name, mask, left, why), name, mask, left, lambda _: why)

    def _once(self, key: Hashable, name: StepName, mask: int, left: int, why: Callable[[int], str]) -> Step:
        made = self._made.get(key)
        if made is None:
            dropped = tuple(self._drop(i, why(i)) for i in bits(mask & ~left))
            made = self._made[key] = Step(name, tuple(self._rep_ids[i] for i in bits(left)), dropped)
        return made

    def _drop(self, i: int, why: str) -> Dropped:
        made = self._dropped.get((i, why))
        if made is None:
            made = self._dropped[i, why] = Dropped(self._rep_ids[i], why)
        return made


def _first_why(verdicts: tuple[Verdict, ...], i: int) -> str:
    return next(verdict.whys[i] for verdict in verdicts if verdict.whys[i])
