"""What a person leaves behind: pages, downloads, e-mails, forms, conversations. From the hidden state alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Final

from leadgate.learning.simulation import words
from leadgate.learning.simulation.chance import chosen, happens, picked, poisson, spread
from leadgate.learning.simulation.pen import Pen
from leadgate.learning.simulation.world import Persona, Sight, Stage, State

Mix = Mapping[str, float]

_READING: Final[Mix] = {"educational": 0.88, "evaluation": 0.06, "pricing": 0.06}
_SHOPPING: Final[Mix] = {
    "educational": 0.15,
    "evaluation": 0.35,
    "pricing": 0.15,
    "implementation": 0.1,
    "competitive": 0.25,
}
# What is read when the active phase begins, and what at its end.
_MIXES: Final[Mapping[Stage, tuple[Mix, Mix]]] = {
    "none": (_READING, _READING),
    "aware": (_READING, {"educational": 0.7, "evaluation": 0.2, "pricing": 0.07, "competitive": 0.03}),
    "evaluating": (
        {"educational": 0.6, "evaluation": 0.32, "pricing": 0.05, "competitive": 0.03},
        {"educational": 0.2, "evaluation": 0.42, "pricing": 0.2, "implementation": 0.1, "competitive": 0.08},
    ),
    "deciding": (
        {"educational": 0.45, "evaluation": 0.4, "pricing": 0.1, "competitive": 0.05},
        {"educational": 0.05, "evaluation": 0.3, "pricing": 0.3, "implementation": 0.28, "competitive": 0.07},
    ),
}
_PERSONA_MIXES: Final[Mapping[Persona, Mix]] = {
    "student": {"educational": 0.8, "evaluation": 0.1, "implementation": 0.06, "pricing": 0.04},
    "job_seeker": {"careers": 0.8, "educational": 0.15, "evaluation": 0.05},
    "rival": _SHOPPING,
    "customer": {"support": 0.65, "implementation": 0.2, "educational": 0.15},
    "machine": {"educational": 0.4, "evaluation": 0.3, "pricing": 0.15, "implementation": 0.15},
}
_FORMS: Final[Mapping[Stage, Mix]] = {
    "none": {
        "newsletter": 0.22,
        "content": 0.3,
        "webinar": 0.1,
        "other": 0.06,
        "demo_request": 0.012,
        "contact_sales": 0.006,
    },
    "aware": {
        "newsletter": 0.14,
        "content": 0.32,
        "webinar": 0.16,
        "other": 0.06,
        "demo_request": 0.06,
        "trial": 0.03,
        "contact_sales": 0.02,
    },
    "evaluating": {
        "content": 0.3,
        "webinar": 0.16,
        "demo_request": 0.34,
        "trial": 0.1,
        "pricing_request": 0.08,
        "contact_sales": 0.08,
    },
    "deciding": {
        "content": 0.16,
        "webinar": 0.08,
        "demo_request": 0.5,
        "trial": 0.1,
        "pricing_request": 0.18,
        "contact_sales": 0.2,
    },
}
_PERSONA_FORMS: Final[Mapping[Persona, Mix]] = {
    "student": {"content": 0.4, "newsletter": 0.2, "demo_request": 0.05, "trial": 0.06},
    "job_seeker": {"careers": 0.7, "newsletter": 0.05},
    "rival": {"content": 0.3, "demo_request": 0.12, "trial": 0.1},
    "customer": {"support": 0.7, "newsletter": 0.1},
    "machine": {"newsletter": 0.3, "other": 0.3, "demo_request": 0.1, "content": 0.2},
}
_ASKING: Final = frozenset(("demo_request", "contact_sales", "pricing_request", "trial"))
_PHASE_DAYS: Final[Mapping[Stage, float]] = {"none": 2.0, "aware": 12.0, "evaluating": 24.0, "deciding": 16.0}
_PACE: Final[Mapping[Stage, float]] = {"none": 1.5, "aware": 0.3, "evaluating": 0.4, "deciding": 0.55}
_STIRRED: Final[Mapping[Stage, float]] = {"none": 0.06, "aware": 0.5, "evaluating": 0.9, "deciding": 0.95}


@dataclass(frozen=True, slots=True)
class Course:
    """How one person moved. Days are before the dossier's instant; active_days 0: never stirred.

    idle_days: since the active phase ended. pace: touches a day in it.
    """

    known_days: float
    active_days: float
    idle_days: float
    pace: float
    background: float
    first: Mix
    last: Mix


def course_of(rng: Random, state: State, known_days: float, idle_days: float) -> Course:
    """The lead's own course."""
    first, last = _MIXES[state.stage]
    if state.persona in _PERSONA_MIXES:
        first = last = _PERSONA_MIXES[state.persona]
    stirred = 0.5 if state.persona in ("rival", "machine", "customer", "job_seeker") else _STIRRED[state.stage]
    active = spread(rng, 7.0 if state.urgent else _PHASE_DAYS[state.stage], 0.5) if happens(rng, stirred) else 0.0
    pace = spread(rng, 1.8 if state.urgent else _PACE[state.stage], 0.5)
    background = spread(rng, 0.035 if state.persona == "reader" else 0.02, 0.7)
    return Course(known_days, min(active, known_days), idle_days, pace, background, first, last)


def write_course(pen: Pen, who: str, course: Course, sight: Sight, bounces: float) -> None:
    """bounces: chance that a visit of the pricing page is left at once."""
    rng = pen.rng
    for _ in range(min(poisson(rng, course.background * course.known_days), 40)):
        _touch(pen, who, course.idle_days + course.known_days * rng.random(), course.first, sight, bounces)
    for _ in range(min(poisson(rng, course.pace * course.active_days), 40)):
        progress = rng.random()
        mix = course.last if happens(rng, progress) else course.first
        _touch(pen, who, course.idle_days + course.active_days * (1.0 - progress), mix, sight, bounces)


def write_forms(pen: Pen, state: State, idle_days: float, known_days: float) -> None:
    """Whoever asks for something mostly does so last; that is what brings a lead before us."""
    rng = pen.rng
    for form, chance in _PERSONA_FORMS.get(state.persona, _FORMS[state.stage]).items():
        if happens(rng, chance * (1.25 if state.urgent and form in _ASKING else 1.0)):
            recent = form in _ASKING and happens(rng, 0.75)
            days_ago = idle_days + (2.0 if recent else known_days) * rng.random()
            pen.write("form_submission", days_ago, pen.lead_id, form=form)


def write_mail(pen: Pen, state: State, idle_days: float, known_days: float) -> None:
    rng = pen.rng
    eager = {"none": 0.1, "aware": 0.25, "evaluating": 0.45, "deciding": 0.55}[state.stage]
    for _ in range(poisson(rng, min(known_days, 180.0) / 40.0)):
        days_ago = idle_days + known_days * rng.random()
        pen.write("email_open", days_ago, pen.lead_id, source="email", campaign="newsletter")
        if happens(rng, eager):
            pen.write("email_click", days_ago, pen.lead_id, source="email", campaign="newsletter")
    if happens(rng, 0.02 if state.stage in ("evaluating", "deciding") else 0.08):
        pen.write("email_unsubscribe", idle_days + known_days * rng.random(), pen.lead_id, source="email")


def write_sales_talks(pen: Pen, state: State, idle_days: float) -> None:
    """In some installations a rep had been in touch before."""
    rng = pen.rng
    if not happens(rng, 0.22):
        return
    answers: Mapping[Stage, Mix] = {
        "none": {"no_answer": 0.55, "not_interested": 0.33, "timing": 0.07, "connected": 0.05},
        "aware": {"no_answer": 0.5, "not_interested": 0.16, "timing": 0.2, "connected": 0.12, "interested": 0.02},
        "evaluating": {"no_answer": 0.36, "not_interested": 0.04, "timing": 0.12, "connected": 0.3, "interested": 0.18},
        "deciding": {"no_answer": 0.28, "not_interested": 0.02, "timing": 0.05, "connected": 0.3, "interested": 0.35},
    }
    result = chosen(rng, answers[state.stage])
    days_ago = idle_days + 45.0 * rng.random() ** 2
    pen.write("sales_activity", days_ago, pen.lead_id, source="crm", type="call", result=result)
    if result in ("connected", "interested") and happens(rng, 0.5):
        pen.write("email_reply", days_ago * rng.random(), pen.lead_id, source="email")


def write_tickets(pen: Pen, idle_days: float) -> None:
    for _ in range(1 + poisson(pen.rng, 1.0)):
        days_ago = idle_days + 60.0 * pen.rng.random()
        pen.write("support_ticket", days_ago, pen.lead_id, source="support", subject="Cannot log in", status="open")


def _touch(pen: Pen, who: str, days_ago: float, mix: Mix, sight: Sight, bounces: float) -> None:
    rng = pen.rng
    if _is_quiet(pen, days_ago) and happens(rng, 0.6):
        return
    stage = chosen(rng, mix)
    if stage in words.ASSETS and happens(rng, 0.3):
        pen.write("content_download", days_ago, who, asset=picked(rng, words.ASSETS[stage]))
        return
    if not sight.pages:
        return
    url = f"https://www.example.com{picked(rng, words.PAGES[stage])}"
    if sight.seconds:
        pen.write("page_view", days_ago, who, url=url, seconds=_seconds(rng, stage, bounces))
    else:
        pen.write("page_view", days_ago, who, url=url)


def _seconds(rng: Random, stage: str, bounces: float) -> float:
    if happens(rng, bounces if stage == "pricing" else 0.4 * bounces):
        return round(1.0 + 8.0 * rng.random(), 1)
    medians = {"educational": 60.0, "evaluation": 150.0, "implementation": 220.0}
    return round(min(spread(rng, medians.get(stage, 90.0), 0.8), 3600.0), 1)


def _is_quiet(pen: Pen, days_ago: float) -> bool:
    """Weekends, August and the turn of the year."""
    day = pen.as_of - timedelta(days=days_ago)
    return day.weekday() >= 5 or day.month == 8 or (day.month == 12 and day.day > 20)
