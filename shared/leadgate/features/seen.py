"""The table's word on each signal, for rules and words: touches, interest, glances and stages are decided once."""

from itertools import compress

import numpy as np

from leadgate.domain.case import Seen
from leadgate.domain.signals import STAGES
from leadgate.features.batch import Batch


def seen_of(batch: Batch) -> tuple[Seen, ...]:
    """For each dossier of the batch."""
    table = batch.table
    ends = np.cumsum([len(dossier.signals) for dossier in batch.dossiers]).tolist()
    masks = [
        mask.tolist() for mask in (table.touch, table.interest, table.colleague_interest, table.asked, table.glance)
    ]
    stages = table.stage.tolist()
    found, start = [], 0
    for dossier, end in zip(batch.dossiers, ends, strict=True):
        signals = dossier.signals
        touch, interest, colleague, asked, glance = (compress(signals, mask[start:end]) for mask in masks)
        staged = zip(signals, stages[start:end], strict=True)
        found.append(
            Seen(
                touches=tuple(touch),
                interest=tuple(interest),
                colleagues=tuple(colleague),
                asked=tuple(asked),
                glances=frozenset(signal.id for signal in glance),
                stages={signal.id: STAGES[code] for signal, code in staged if code >= 0},
            )
        )
        start = end
    return tuple(found)
