"""The table's word on each signal, for rules and words: touches, interest, glances and stages are decided once."""

from itertools import compress
from typing import Final

import numpy as np

from leadgate.domain.case import Seen
from leadgate.domain.signals import STAGES
from leadgate.features.batch import Batch

_STAGE_NAMES: Final = np.array([*STAGES, ""], dtype=np.object_)  # the last is that of NO_STAGE


def seen_of(batch: Batch) -> tuple[Seen, ...]:
    """For each dossier of the batch."""
    table = batch.table
    ends = np.cumsum([len(dossier.signals) for dossier in batch.dossiers]).tolist()
    pages = table.own & table.read & (table.stage >= 0)
    chosen = (table.touch, table.interest, table.colleague_interest, table.asked, table.glance, pages)
    masks = [mask.tolist() for mask in chosen]
    stages = _STAGE_NAMES[table.stage].tolist()
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
            )
        )
        start = end
    return tuple(found)
