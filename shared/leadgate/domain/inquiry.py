"""What is worth asking a provider: the value of information about fields that nobody knows.

R. A. Howard, Information Value Theory, IEEE Trans. SSC-2 (1966): the value of knowing x before one decides is
Σ p(x)·u(best decision given x) − u(best decision now). With one worth W for a verdict that is right where today's is
wrong, and 0 otherwise, that is W · P(verdict given x ≠ verdict now): it is asked where this exceeds the cost.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from leadgate.domain.assessment import Status
from leadgate.domain.dossier import Dossier
from leadgate.domain.enrichment_settings import EnrichmentSettings
from leadgate.domain.settings import Settings

# One size of every order of magnitude; titles from the top to the bottom of a company; what companies are made of.
_SIZES: Final = (5.0, 50.0, 500.0, 5_000.0, 50_000.0)
_TITLES: Final = ("Chief Executive Officer", "VP Operations", "Director of Operations", "Operations Manager", "Analyst")
_INDUSTRIES: Final = ("Retail", "Software", "Hospitals", "Construction", "Banking")
_COUNTRIES: Final = ("US", "DE", "IN", "BR", "JP")
_MOST_OF_YOURS: Final = 5


@dataclass(frozen=True, slots=True)
class Question:
    """A field of lead or account. values: plausible ones, each as likely as the others for want of better knowledge."""

    field: str
    record: str
    cost: Callable[[EnrichmentSettings], float]
    values: Callable[[Settings], Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Worth:
    """chance: 0–1, that the answer changes the verdict. value: chance × worth of a verdict, in units of the costs."""

    question: Question
    chance: float
    value: float
    cost: float


QUESTIONS: Final[tuple[Question, ...]] = (
    Question("employees", "account", lambda s: s.cost_of_company, lambda _: _SIZES),
    Question("industry", "account", lambda s: s.cost_of_company, lambda s: _both(s.market.industries, _INDUSTRIES)),
    Question("country", "account", lambda s: s.cost_of_company, lambda s: _both(s.market.countries, _COUNTRIES)),
    Question("technologies", "account", lambda s: s.cost_of_technologies, lambda s: _stacks(s)),
    Question("title", "lead", lambda s: s.cost_of_person, lambda _: _TITLES),
)


def open_questions(dossier: Dossier) -> tuple[Question, ...]:
    """Those whose field nobody knows; of the company none where there is none to ask about."""
    known = bool(dossier.account.domain or dossier.account.name or dossier.lead.email)
    return tuple(
        one
        for one in QUESTIONS
        if not getattr(getattr(dossier, one.record), one.field) and (known or one.record == "lead")
    )


def answers_to(question: Question, dossier: Dossier, settings: Settings) -> Iterator[Dossier]:
    """The dossier as it would be with each plausible value."""
    for value in question.values(settings):
        record = replace(getattr(dossier, question.record), **{question.field: value})
        yield replace(dossier, **{question.record: record})


def worth_of(question: Question, now: Status, then: Sequence[Status], settings: EnrichmentSettings) -> Worth:
    """then: the verdict with each plausible value, all equally likely."""
    chance = sum(status != now for status in then) / len(then) if then else 0.0
    return Worth(question, chance, chance * settings.worth_of_verdict, question.cost(settings))


def worth_asking(found: Sequence[Worth]) -> tuple[Worth, ...]:
    """Those whose value exceeds the cost, by how much more; of equals by name."""
    good = (one for one in found if one.value > one.cost)
    return tuple(sorted(good, key=lambda one: (-(one.value - one.cost), one.question.field)))


def _both(yours: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """Some that you sell to, and as many kinds of others; none where everything fits you."""
    return tuple(dict.fromkeys((*yours[:_MOST_OF_YOURS], *others))) if yours else ()


def _stacks(settings: Settings) -> tuple[tuple[str, ...], ...]:
    """One of yours, one that stops a sale, or nothing that matters."""
    market = settings.market
    named = (*market.technologies[:1], *market.blocking_technologies[:1])
    return (*((name,) for name in named), ("WordPress",)) if named else ()
