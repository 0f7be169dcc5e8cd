"""The table's word on each signal, for rules and words: touches, interest, glances and stages are decided once."""

from itertools import accumulate, compress
from typing import Final

import numpy as np

from leadgate.domain.case import Seen
from leadgate.domain.dossier import Dossier
from leadgate.domain.signals import STAGES
from leadgate.features.batch import Batch
from leadgate.features.table import BoolArray

_FORGOTTEN_AFTER: Final = 8.0  # half-lives, after which a touch weighs less than half a percent
_STAGE_NAMES: Final = np.array([*STAGES, ""], dtype=np.object_)  # the last is that of NO_STAGE


def seen_of(batch: Batch) -> tuple[Seen, ...]:
    """For each dossier of the batch."""
    table = batch.table
    ends = accumulate(len(dossier.signals) for dossier in batch.dossiers)
    pages = table.own & table.read & (table.stage >= 0)
    chosen = (table.touch, table.interest, table.colleague_interest, table.asked, table.glance, pages)
    masks = [mask.tolist() for mask in chosen]
    stages = _STAGE_NAMES[table.stage].tolist()
    lately = _lately(batch)
    found, start = [], 0
    for dossier, end in zip(batch.dossiers, ends, strict=True):
        signals = dossier.signals
        staged = [*zip(signals, stages[start:end], strict=True)]
        touch, interest, colleague, asked, glance, page = (mask[start:end] for mask in masks)
        found.append(
            Seen(
                touches=tuple(compress(signals, touch)),
                interest=tuple(compress(signals, interest)),
                colleagues=tuple(compress(signals, colleague)),
                asked=tuple(compress(signals, asked)),
                glances=frozenset([signal.id for signal in compress(signals, glance)]),
                stages={signal.id: stage for signal, stage in staged if stage},
                pages=tuple(compress(staged, page)),
                engagement=_engagement(batch, dossier, lately, slice(start, end)),
            )
        )
        start = end
    return tuple(found)


def _lately(batch: Batch) -> BoolArray:
    """(m,) what may lead to a purchase and is not forgotten; of colleagues, while they count as engaged."""
    remembered = batch.table.age_days < _FORGOTTEN_AFTER * batch.settings.evidence.half_life_days
    mask: BoolArray = (batch.table.interest & remembered) | batch.engaging
    return mask


def _engagement(batch: Batch, dossier: Dossier, lately: BoolArray, rows: slice) -> dict[str, float]:
    chosen = lately[rows]
    people = batch.table.person[rows][chosen]
    sums = np.bincount(people, weights=batch.weight[rows][chosen], minlength=1).tolist()
    colleagues = zip((colleague.id for colleague in dossier.colleagues), sums[1:], strict=False)
    return {**dict(colleagues), dossier.lead.id: sums[0]}
