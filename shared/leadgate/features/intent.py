"""Intent as columns: what the lead asked for, and what others saw it look for. Shapes as in `table.py`."""

from typing import Final

import numpy as np

from leadgate.features.codes import DETAIL_CODES
from leadgate.features.table import BoolArray, FloatArray, SignalTable

# I1: how much a form says by its nature. A demo request outweighs any number of newsletters: only the best counts.
FORM_WEIGHTS: Final = {
    "demo_request": 1.0,
    "contact_sales": 0.95,
    "pricing_request": 0.95,
    "trial": 0.85,
    "webinar": 0.3,
    "content": 0.2,
    "newsletter": 0.05,
    "other": 0.15,
}
# I12: who refers matters more than that somebody does.
REFERRER_WEIGHTS: Final = {"customer": 1.0, "partner": 0.7, "investor": 0.7, "employee": 0.5}
UNKNOWN_REFERRER: Final = 0.15
PICKED_UP: Final = 0.3


def _weights(kinds: tuple[str, ...], table_of_values: dict[str, float], otherwise: float) -> FloatArray:
    """Weight by detail code; the last entry is for −1, the unknown value."""
    weights = np.full(len(DETAIL_CODES) + 1, otherwise)
    for (kind, value), code in DETAIL_CODES.items():
        if kind in kinds:
            weights[code] = table_of_values.get(value, 0.0)
    return weights


_FORM: Final = _weights(("form_submission",), FORM_WEIGHTS, FORM_WEIGHTS["other"])
_NO: Final = _weights(("sales_activity",), {"not_interested": 1.0, "timing": 0.5}, 0.0)
_REFERRER: Final = _weights(("referral", "introduction_request"), REFERRER_WEIGHTS, UNKNOWN_REFERRER)


def form_intent(table: SignalTable, weight: FloatArray) -> FloatArray:
    """(n,) I1: the strongest form since the last deal, 0–1, by nature and age; none in which the lead writes of
    something else."""
    forms = table.own & table.is_kind("form_submission") & ~(table.settled | table.beside)
    return table.peak(forms, _FORM[table.detail] * weight)


def pricing_interest(table: SignalTable, weight: FloatArray) -> FloatArray:
    """(n,) I2: pricing views that were not bounces, by age; an untimed view counts half."""
    trust = np.where(table.timed, 1.0, 0.5)
    return table.total(table.interest & table.read & table.in_stage("pricing"), trust * weight)


def stage_interest(table: SignalTable, weight: FloatArray, *stages: str) -> FloatArray:
    """(n,) the lead's own views and downloads of these stages, by age."""
    return table.total(table.interest & table.read & table.in_stage(*stages), weight)


def comparison(table: SignalTable, weight: FloatArray) -> FloatArray:
    """(n,) B4, I7, I8: comparison pages, competitor research and review sites, by age."""
    pages = table.interest & table.in_stage("competitive")
    elsewhere = table.is_kind("competitor_research", "review_site_visit")
    return table.total(pages | elsewhere, weight)


def surge_percent(table: SignalTable, weight: FloatArray) -> FloatArray:
    """(n,) I6: the strongest surge in percent over baseline, by age. Feeds that see the same surge do not add up."""
    seen = table.is_kind("category_surge") & ~np.isnan(table.percent)
    return table.peak(seen, np.minimum(table.percent, 1000.0) * weight * table.relevance)


def answered_sales(table: SignalTable, weight: FloatArray) -> FloatArray:
    """(n,) I5: replies in our favour and good talks with sales, by age; and Q3, a no for now that is due, as one.

    Somebody who only picked up has answered, but said nothing yet: that counts a third.
    """
    worth = np.where(table.says("sales_activity", "connected"), PICKED_UP * weight, weight)
    worth = np.where(table.due, 1.0, worth)
    answers = table.is_kind("email_reply") | table.says("sales_activity", "connected", "interested") | table.due
    return table.total(table.own & answers & ~(table.refusing | table.moot | table.settled), worth)


def declined(table: SignalTable, weight: FloatArray) -> FloatArray:
    """(n,) the strongest no since they last asked, by age: not interested (1), not now (0.5), unsubscribed (0.7)."""
    no = np.where(table.due, 0.0, _NO[table.detail])
    no = np.where(table.is_kind("email_unsubscribe"), 0.7, no)
    return table.peak(table.own & stands(table), no * weight)


def stands(table: SignalTable) -> BoolArray:
    """(m,) a no of then would still stand: who asked to buy later has taken it back."""
    asked_days = table.least(table.asked, table.age_days)
    mask: BoolArray = ~(table.age_days >= asked_days[table.lead])
    return mask


def referred(table: SignalTable, weight: FloatArray) -> FloatArray:
    """(n,) I11, I12: the best referral or introduction, 0–1, by who gave it and age."""
    given = table.is_kind("referral", "introduction_request")
    return table.peak(given, _REFERRER[table.detail] * weight)
