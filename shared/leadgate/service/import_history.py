"""The CRM's past, lead by lead, as dossiers with outcomes; cut off at any instant, it goes on where it was."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from leadgate.domain.dossier_json import render_dossier
from leadgate.domain.past import Example, JudgingRule, example_of
from leadgate.ports.history import CrmHistory

Told = Callable[["Progress"], None]


@dataclass
class Progress:
    """cursor: behind the last batch that was kept. read: records of people taken so far. calls: to the CRM, in all.

    counts: `converted`, `not_converted` and `open` were written; `too_young`, `decided_before` and `passed_over` (gone
    meanwhile, or a contact that came in as a lead, which has its own row) were not.
    """

    cursor: str = ""
    read: int = 0
    calls: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    notes: dict[str, None] = field(default_factory=dict)

    @property
    def written(self) -> int:
        return sum(self.counts[name] for name in ("converted", "not_converted", "open"))


class HistoryOutput(Protocol):
    def append(self, rows: Sequence[Mapping[str, Any]], progress: Progress) -> None:
        """Keep the rows and how far we are, durably, both or neither."""


def import_history(
    source: CrmHistory, output: HistoryOutput, rule: JudgingRule, until: datetime, progress: Progress, told: Told
) -> None:
    """Go on from where `progress` stands. Raises what the CRM's adapter raises; what was appended stays.

    until: the end of what is known, the same however often a run is resumed.
    """
    calls_before, notes_before = progress.calls, dict(progress.notes)
    for batch in source.batches(progress.cursor):
        rows = []
        for past in batch.pasts:
            found = example_of(past, rule, until)
            progress.counts[_name(found)] += 1
            if isinstance(found, Example):
                rows.append({**render_dossier(found.dossier), "outcome": found.outcome.row()})
        progress.counts["passed_over"] += batch.read - len(batch.pasts)
        progress.cursor = batch.cursor
        progress.read += batch.read
        progress.calls = calls_before + source.calls
        progress.notes = notes_before | dict.fromkeys(source.notes())
        output.append(rows, progress)
        told(progress)


def _name(found: Example | str) -> str:
    if isinstance(found, str):
        return found
    return {True: "converted", False: "not_converted", None: "open"}[found.outcome.converted]
