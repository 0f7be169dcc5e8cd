"""Relationships as columns, (n,) each: who else of the company is active, who knows the lead, what was bought."""

from collections.abc import Callable
from typing import Final

import numpy as np

from leadgate.domain.dossier import Dossier
from leadgate.domain.profile import Profile
from leadgate.features.batch import Batch
from leadgate.features.table import FloatArray

_ONE_DECIDES_UP_TO: Final = 100.0


def engaged(batch: Batch) -> FloatArray:
    return batch.table.distinct(batch.engaging, batch.table.person)


def engaged_seats(batch: Batch) -> FloatArray:
    """Committee seats of colleagues who were active lately, each seat once."""
    table = batch.table
    found = np.zeros(table.leads)
    active = set(zip(table.lead[batch.engaging].tolist(), table.person[batch.engaging].tolist(), strict=True))
    seats: dict[int, set[str]] = {}
    for lead, person in active:
        seat = batch.profiles[lead].colleagues[person - 1].seat
        if seat:
            seats.setdefault(lead, set()).add(seat)
    for lead, filled in seats.items():
        found[lead] = len(filled)
    return found


def colleague_depth(batch: Batch) -> FloatArray:
    """Colleagues' views of pricing and implementation, by age; who asks to buy counts as two."""
    table = batch.table
    deep = table.colleague_interest & (table.in_stage("pricing", "implementation") | table.asks)
    return table.total(deep, np.where(table.asks, 2.0, 1.0) * batch.weight)


def alone(batch: Batch) -> FloatArray:
    """B8: nobody else of its company was active; NaN where nobody else can be expected: no company, or its owner."""
    expected = [
        _has_company(dossier) and not _decides_alone(profile)
        for dossier, profile in zip(batch.dossiers, batch.profiles, strict=True)
    ]
    return np.where(expected, (engaged(batch) == 0).astype(np.float64), np.nan)


def _has_company(dossier: Dossier) -> bool:
    return bool(dossier.account.id or dossier.account.name or dossier.account.domain or dossier.colleagues)


def _decides_alone(profile: Profile) -> bool:
    owns = not {"owner", "founder"}.isdisjoint(profile.person.reading.markers)
    return owns and (profile.account.employees or 0.0) <= _ONE_DECIDES_UP_TO


def connected(batch: Batch) -> FloatArray:
    """F8, F9, I13–I15: customers who know them or where they worked, partners, answers to campaigns, by age."""
    kinds = batch.table.is_kind("customer_connection", "partner_touch", "campaign_response")
    worked_at = np.array([float(bool(profile.knows_us)) for profile in batch.profiles])
    known: FloatArray = batch.table.total(kinds & (batch.table.person <= 0), batch.weight) + worked_at
    return known


def deals(won: bool | None) -> Callable[[Batch], FloatArray]:
    """S11: deals of the account that are open (None), won or lost."""
    return lambda batch: np.array([float(sum(deal.won is won for deal in d.deals)) for d in batch.dossiers])
