"""P6: how sure a verdict is: what is known, how fresh it is, what the model learned from; and what is unknown."""

import math
from collections.abc import Iterable
from typing import Final

from leadgate.domain.case import Case
from leadgate.domain.signals import KIND_BY_NAME
from leadgate.domain.words import counted, listed, quoted

_SHARES: Final = {"company": 0.2, "role": 0.2, "address": 0.1, "technology": 0.05, "colleagues": 0.1}
_ACTIVITY_SHARE: Final = 0.35
_HALF_KNOWN_TOUCHES: Final = 3.0
_FRESH_DAYS: Final = 90.0
_UNTAUGHT: Final = 0.85
_UNSURE: Final = 0.6


def confidence_of(case: Case, model_weight: float, sure: float = 1.0) -> float:
    """0–1. Each fact that is known adds its share and nothing else does, so more unknown never raises it.

    model_weight: 0 while the model has seen no outcomes of this CRM, which caps the confidence at 0.85.
    sure: 0–1, how far what was learned of this CRM agrees about such leads.
    """
    known: float = sum(share * _known_share(case, fact) for fact, share in _SHARES.items())
    seen = _ACTIVITY_SHARE * (1.0 - math.exp2(-len(case.touches) / _HALF_KNOWN_TOUCHES)) * _freshness(case)
    return min(1.0, known + seen) * (_UNTAUGHT + (1.0 - _UNTAUGHT) * model_weight) * sure


def unknowns_of(case: Case, sure: float = 1.0) -> tuple[str, ...]:
    """What would be judged if it were known, the most telling first. sure: as of `confidence_of`."""
    few = ("how leads like this one end: your history holds too few of them",) if sure < _UNSURE else ()
    return (*few, *_unknowns(case))


def _known_share(case: Case, fact: str) -> float:
    """0–1: how much of a fact is known; of the company its size, industry and country."""
    account, profile = case.profile.account, case.profile
    if fact == "company":
        return (
            float(account.employees is not None) + float(bool(profile.industry)) + float(bool(profile.country))
        ) / 3.0
    if fact == "address":
        return float(bool(profile.person.email_class))
    if fact == "colleagues":
        return float(bool(profile.colleagues))
    return float(getattr(case.fit, fact) is not None)


def _freshness(case: Case) -> float:
    """1 for a touch today, 0.5 after a quarter."""
    return float(2.0 ** (-case.age_days(case.touches[-1]) / _FRESH_DAYS)) if case.touches else 0.0


def _unknowns(case: Case) -> Iterable[str]:
    yield from case.fit.unknown
    if not case.profile.person.email_class:
        yield "e-mail address"
    if not case.touches:
        yield "any activity of the lead itself"
    elif not any(signal.number("seconds") is not None for signal in case.dossier.own("page_view")):
        yield "time spent on pages"
    if not case.profile.colleagues:
        yield "other people of the company"
    strange = [kind for kind in case.dossier.kinds if kind not in KIND_BY_NAME]
    if strange:
        count = sum(len(case.dossier.every(kind)) for kind in strange)
        kinds = listed([quoted(kind) for kind in strange])
        yield f"what {counted(count, 'signal')} of a kind we do not know would mean ({kinds})"
    if case.fit.timing is None:
        yield "timing (budget, fiscal year, contract)"
