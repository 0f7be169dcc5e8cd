"""Leads that the CRM has merged: one history, under the id of the one that is left.

Signals stay where they were kept, under the id they came with; the survivor remembers which ids were its own. So what
comes late with an old id is the survivor's too, whatever the order in which merges and signals are told.
"""

from collections.abc import Sequence
from typing import Final

from leadgate.errors import RetryableError
from leadgate.ports import Store

MERGED: Final = "merged-into:"
_MOST_HOPS: Final = 10
_TRIES: Final = 20


def remember_merge(old_id: str, new_id: str, store: Store) -> None:
    """The history of `old_id`, and of all that were merged into it, belongs to `new_id` from now on."""
    for _ in range(_TRIES):
        row = store.recall(f"{MERGED}{new_id}")
        known = tuple(row["ids"]) if row else ()
        ids = dict.fromkeys((*known, old_id, *earlier_ids((old_id,), store)[old_id]))
        wanted = tuple(one for one in ids if one != new_id)
        if wanted == known or store.swap(f"{MERGED}{new_id}", row, {"ids": list(wanted)}):
            store.unlink(old_id)
            return
    raise RetryableError("too many merges into one lead at once", after_seconds=1)


def undo_merge(lead_id: str, survivor_id: str, store: Store) -> None:
    """The CRM has the lead again, under its own id: its history is its own."""
    for _ in range(_TRIES):
        row = store.recall(f"{MERGED}{survivor_id}")
        if row is None or lead_id not in row["ids"]:
            return
        own = (lead_id, *earlier_ids((lead_id,), store)[lead_id])
        left = [one for one in row["ids"] if one not in own]
        if store.swap(f"{MERGED}{survivor_id}", row, {"ids": left}):
            return
    raise RetryableError("too many merges into one lead at once", after_seconds=1)


def earlier_ids(lead_ids: Sequence[str], store: Store) -> dict[str, tuple[str, ...]]:
    """For each lead the ids of those that were merged into it, empty for most."""
    rows = store.recall_all([f"{MERGED}{lead_id}" for lead_id in lead_ids])
    return {lead_id: tuple(row["ids"]) if row else () for lead_id, row in zip(lead_ids, rows, strict=True)}


def survivor_of(lead_id: str, store: Store) -> str | None:
    """Into whom it was merged, as far as we were ever told, through all that came after; None if into nobody."""
    found = None
    for _ in range(_MOST_HOPS):
        verdict = store.verdict_of(found or lead_id)
        following = verdict.row.get("merged_into") if verdict else None
        if not following:
            return found
        found = str(following)
    return found
