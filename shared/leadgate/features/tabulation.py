"""Dossiers → their signals as a table."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from leadgate.domain.content import Stager
from leadgate.domain.dossier import Dossier
from leadgate.domain.reading import parse_instant
from leadgate.domain.signals import KIND_CODES, UNKNOWN_KIND, Signal
from leadgate.features.codes import DETAILED_KINDS, NO_DETAIL, NO_STAGE, STAGE_CODES, detail_code
from leadgate.features.table import NOBODY, THE_LEAD, BoolArray, FloatArray, IntArray, SignalTable

_ABOUT: Final = ("job_posting", "category_surge")
_DUE_DAYS: Final = 60.0
_DAY: Final = 86_400.0


def table_of(
    dossiers: Sequence[Dossier],
    stage_of: Stager,
    relevance: Callable[[Signal], float],
    glance_seconds: float,
    refused: Sequence[frozenset[str]] = (),
    beside: Sequence[frozenset[str]] = (),
    moot: Sequence[frozenset[str]] = (),
) -> SignalTable:
    """The signals of the dossiers as columns. A dossier's signals are sorted and none is after its `as_of`.

    relevance: of a job posting or a surge to what is sold, 0–1. glance_seconds: a page left sooner was not read.
    refused, beside: for each dossier the ids of signals that turn us down in words, are beside a purchase, or answer
    nothing.
    """
    signals = [signal for dossier in dossiers for signal in dossier.signals]
    lead = np.repeat(np.arange(len(dossiers)), [len(dossier.signals) for dossier in dossiers])
    now = np.array([dossier.as_of.timestamp() for dossier in dossiers])[lead]
    occurred = np.array([signal.occurred_at.timestamp() for signal in signals])
    age_days = (now - occurred) / _DAY
    at = _places(signals)
    return SignalTable(
        leads=len(dossiers),
        lead=lead,
        age_days=age_days,
        kind=np.array([KIND_CODES.get(signal.kind, UNKNOWN_KIND) for signal in signals], dtype=np.int64),
        stage=np.array([NO_STAGE if s is None else STAGE_CODES[s] for s in map(stage_of, signals)], dtype=np.int64),
        detail=_details(signals, at),
        person=np.array([person for dossier in dossiers for person in _persons(dossier)], dtype=np.int64),
        seconds=_numbers(signals, at["page_view"], "seconds"),
        percent=_numbers(signals, at["category_surge"], "percent"),
        relevance=_relevances(signals, at, relevance),
        due=_dues(signals, at["sales_activity"], now),
        refusing=_among(signals, lead, refused),
        beside=_among(signals, lead, beside),
        moot=_among(signals, lead, moot),
        settled=age_days >= np.array([_settled_days(dossier) for dossier in dossiers])[lead],
        glance_seconds=glance_seconds,
    )


def _places(signals: Sequence[Signal]) -> defaultdict[str, list[int]]:
    """Where the signals of each kind stand: what only some kinds have is looked for nowhere else."""
    places = defaultdict[str, list[int]](list)
    for place, signal in enumerate(signals):
        places[signal.kind].append(place)
    return places


def _persons(dossier: Dossier) -> list[int]:
    people: dict[str | None, int] = {c.id: place for place, c in enumerate(dossier.colleagues, start=1)}
    people[dossier.lead.id] = THE_LEAD
    return [people.get(signal.lead_id, NOBODY) for signal in dossier.signals]


def _details(signals: Sequence[Signal], at: defaultdict[str, list[int]]) -> IntArray:
    found = np.full(len(signals), NO_DETAIL)
    for kind in DETAILED_KINDS:
        if at[kind]:
            found[at[kind]] = [detail_code(signals[place]) for place in at[kind]]
    return found


def _numbers(signals: Sequence[Signal], places: list[int], field: str) -> FloatArray:
    """A number of the signals in these places, ≥ 0; NaN elsewhere."""
    found = np.full(len(signals), np.nan)
    if places:
        numbers = np.array([signals[place].number(field) for place in places], dtype=np.float64)  # None is NaN here
        found[places] = np.where(numbers >= 0, numbers, np.nan)
    return found


def _relevances(
    signals: Sequence[Signal], at: defaultdict[str, list[int]], relevance: Callable[[Signal], float]
) -> FloatArray:
    found = np.ones(len(signals))
    for kind in _ABOUT:
        for place in at[kind]:
            found[place] = relevance(signals[place])
    return found


def _dues(signals: Sequence[Signal], places: list[int], now: FloatArray) -> BoolArray:
    found = np.zeros(len(signals), dtype=np.bool_)
    for place in places:
        found[place] = _is_due(signals[place], float(now[place]))
    return found


def _settled_days(dossier: Dossier) -> float:
    """Signals of this age or older led to a deal that was closed since; infinite where there is none."""
    at = dossier.settled_at
    return np.inf if at is None else (dossier.as_of.timestamp() - at.timestamp()) / _DAY


def _among(signals: Sequence[Signal], lead: IntArray, ids: Sequence[frozenset[str]]) -> BoolArray:
    """(m,) whether a signal's id is among those of its dossier."""
    if not any(ids):
        return np.zeros(len(signals), dtype=np.bool_)
    told = (signal.id in ids[place] for signal, place in zip(signals, lead.tolist(), strict=True))
    return np.fromiter(told, dtype=np.bool_, count=len(signals))


def _is_due(signal: Signal, now: float) -> bool:
    """Q3: a no for now whose date has come, and is not long past."""
    if signal.properties.get("result") != "timing":
        return False
    revisit_at = parse_instant(signal.properties.get("revisit_on"))
    return revisit_at is not None and 0.0 <= (now - revisit_at.timestamp()) / _DAY <= _DUE_DAYS
