"""Signals as columns: many dossiers at once, sorted by lead and time, so that one lead is a batch of one."""

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final

import numpy as np

from leadgate.domain.content import ASKING_FORMS, ELSEWHERE_STAGES, STAGED_KINDS
from leadgate.domain.signals import KIND_CODES, KINDS, STAGES, UNKNOWN_KIND
from leadgate.features.codes import DETAIL_CODES, STAGE_CODES

FloatArray = np.ndarray[Any, np.dtype[np.float64]]
IntArray = np.ndarray[Any, np.dtype[np.int64]]
BoolArray = np.ndarray[Any, np.dtype[np.bool_]]

THE_LEAD: Final = 0
NOBODY: Final = -1

_TOUCHES: Final = np.array([*(kind.touch for kind in KINDS), False])
_BUYING_STAGES: Final = ("evaluation", "pricing", "implementation", "competitive")


@dataclass(frozen=True)
class SignalTable:
    """m signals of n leads, by lead, then oldest first.

    lead: (m,) index of the dossier. age_days: (m,) ≥ 0. kind, stage, detail: (m,) codes, −1 for none.
    person: (m,) 0 the lead, k its k-th colleague, −1 the account or somebody unknown.
    seconds: (m,) on the page; percent: (m,) of a surge; NaN where unknown.
    relevance: (m,) of a job posting or a surge to what is sold, 0–1; 1 for other kinds.
    due: (m,) a no for now whose time has come. refusing: (m,) words that turn us down; beside: (m,) words about
    support or a job, or to sell to us; moot: (m,) replies that answer nothing. settled: (m,) before the company's last
    deal was closed.
    glance_seconds: a page left sooner was opened, not read.

    The reductions have a short way for one lead, which is what a worker judges; a test holds both to the same.
    """

    leads: int
    lead: IntArray
    age_days: FloatArray
    kind: IntArray
    stage: IntArray
    detail: IntArray
    person: IntArray
    seconds: FloatArray
    percent: FloatArray
    relevance: FloatArray
    due: BoolArray
    refusing: BoolArray
    beside: BoolArray
    moot: BoolArray
    settled: BoolArray
    glance_seconds: float

    @cached_property
    def own(self) -> BoolArray:
        mask: BoolArray = self.person == THE_LEAD
        return mask

    @cached_property
    def touch(self) -> BoolArray:
        """The lead did something itself; what our own agent wrote in a chat does not count."""
        mask: BoolArray = _TOUCHES[self.kind] & self.own & ~self.by_agent
        return mask

    @cached_property
    def by_agent(self) -> BoolArray:
        """Our own agent wrote it in a chat."""
        mask: BoolArray = self.detail == DETAIL_CODES["chat_message", "agent"]
        return mask

    @cached_property
    def glance(self) -> BoolArray:
        """A page that was left at once; not one whose time is unknown."""
        mask: BoolArray = self.seconds < self.glance_seconds
        return mask

    @cached_property
    def interest(self) -> BoolArray:
        """The lead did something that may lead to a purchase: no glance, nothing of careers, support or a past deal."""
        against = self.glance | self.refusing | self.beside | self.settled | self.elsewhere
        mask: BoolArray = self.touch & ~against
        return mask

    @cached_property
    def buying(self) -> BoolArray:
        """Interest in what buyers read: evaluation, comparison, pricing, implementation."""
        mask: BoolArray = self.interest & self.in_stage(*_BUYING_STAGES)
        return mask

    @cached_property
    def colleague_interest(self) -> BoolArray:
        """The same of a colleague."""
        touch = _TOUCHES[self.kind] & (self.person > THE_LEAD) & ~self.by_agent
        mask: BoolArray = touch & ~(self.glance | self.settled | self.elsewhere)
        return mask

    @cached_property
    def elsewhere(self) -> BoolArray:
        """Of careers or support."""
        return self.in_stage(*ELSEWHERE_STAGES)

    @cached_property
    def timed(self) -> BoolArray:
        """A page whose time is known."""
        mask: BoolArray = ~np.isnan(self.seconds)
        return mask

    @cached_property
    def read(self) -> BoolArray:
        """A page or a download, not a form."""
        return self.is_kind(*STAGED_KINDS)

    @cached_property
    def asks(self) -> BoolArray:
        """A form that asks to buy: demo, sales, price, trial; not one in which the lead writes of something else."""
        return self.says("form_submission", *ASKING_FORMS) & ~self.beside

    @cached_property
    def asked(self) -> BoolArray:
        """The lead asked to buy by a form, and no deal has answered it since."""
        mask: BoolArray = self.own & self.asks & ~self.settled
        return mask

    def is_kind(self, *names: str) -> BoolArray:
        """(m,) whether a signal is of one of these kinds."""
        if len(names) == 1:
            mask: BoolArray = self.kind == KIND_CODES[names[0]]
            return mask
        return _kinds(names)[self.kind]

    def says(self, kind: str, *values: str) -> BoolArray:
        """(m,) whether a signal of this kind says one of these values (form, result, type …)."""
        return _details_saying(kind, values)[self.detail]

    def in_stage(self, *stages: str) -> BoolArray:
        """(m,) whether a signal is of one of these stages."""
        if len(stages) == 1:
            mask: BoolArray = self.stage == STAGE_CODES[stages[0]]
            return mask
        return _stages(stages)[self.stage]

    def count(self, mask: BoolArray) -> FloatArray:
        """(n,) how many signals of each lead."""
        if self.leads == 1:
            return np.array([float(np.count_nonzero(mask))])
        return np.bincount(self.lead[mask], minlength=self.leads).astype(np.float64)

    def total(self, mask: BoolArray, values: FloatArray) -> FloatArray:
        """(n,) sum of values (m,) where the mask holds."""
        if self.leads == 1:
            return np.array([np.add.reduce(values[mask])])
        return np.bincount(self.lead[mask], weights=values[mask], minlength=self.leads).astype(np.float64, copy=False)

    def peak(self, mask: BoolArray, values: FloatArray, empty: float = 0.0) -> FloatArray:
        """(n,) largest of values (m,) where the mask holds; `empty` for a lead without any."""
        if self.leads == 1:
            chosen = values[mask]
            return np.array([np.maximum.reduce(chosen) if chosen.size else empty])
        found = np.full(self.leads, -np.inf)
        np.maximum.at(found, self.lead[mask], values[mask])
        found[np.isneginf(found)] = empty
        return found

    def least(self, mask: BoolArray, values: FloatArray) -> FloatArray:
        """(n,) smallest of values (m,) where the mask holds; NaN for a lead without any."""
        return -self.peak(mask, -values, empty=np.nan)

    def distinct(self, mask: BoolArray, values: IntArray) -> FloatArray:
        """(n,) how many different values (m,), each ≥ 0, stand where the mask holds."""
        if self.leads == 1:
            return np.array([float(len(set(values[mask].tolist())))])
        if not mask.any():
            return np.zeros(self.leads)
        width = int(values[mask].max()) + 1
        pairs = np.unique(self.lead[mask] * width + values[mask])
        return np.bincount(pairs // width, minlength=self.leads).astype(np.float64)


@cache
def _kinds(names: tuple[str, ...]) -> BoolArray:
    """Whether a kind is one of these, by its code."""
    return np.isin(np.arange(UNKNOWN_KIND + 1), [KIND_CODES[name] for name in names])


@cache
def _stages(names: tuple[str, ...]) -> BoolArray:
    """Whether a stage is one of these, by its code; the last entry is for none."""
    return np.isin(np.arange(len(STAGES) + 1), [STAGE_CODES[name] for name in names])


@cache
def _details_saying(kind: str, values: tuple[str, ...]) -> BoolArray:
    """Whether a detail is one of these values of the kind, by its code; the last entry is for none."""
    return np.isin(np.arange(len(DETAIL_CODES) + 1), [DETAIL_CODES[kind, value] for value in values])
