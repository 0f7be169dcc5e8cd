"""What a person leaves behind: pages, downloads, e-mails, forms, conversations. From the hidden state alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Final

from leadgate.learning.simulation import words
from leadgate.learning.simulation.chance import chosen, happens, on_ladder, picked, poisson, rung_near, spread
from leadgate.learning.simulation.pen import Pen
from leadgate.learning.simulation.talk import message_of, note_of
from leadgate.learning.simulation.world import Persona, Sight, State, Step

Mix = Mapping[str, float]

_READING: Final[Mix] = {"educational": 0.76, "evaluation": 0.16, "pricing": 0.08}
_SHOPPING: Final[Mix] = {
    "educational": 0.15,
    "evaluation": 0.35,
    "pricing": 0.15,
    "implementation": 0.1,
    "competitive": 0.25,
}
# By rung of readiness: what is read when the active phase begins, and what at its end.
_MIXES: Final[tuple[tuple[Mix, Mix], ...]] = (
    (_READING, _READING),
    (_READING, {"educational": 0.65, "evaluation": 0.22, "pricing": 0.1, "competitive": 0.03}),
    (
        {"educational": 0.6, "evaluation": 0.32, "pricing": 0.05, "competitive": 0.03},
        {"educational": 0.25, "evaluation": 0.6, "pricing": 0.08, "implementation": 0.04, "competitive": 0.03},
    ),
    (
        {"educational": 0.45, "evaluation": 0.4, "pricing": 0.1, "competitive": 0.05},
        {"educational": 0.08, "evaluation": 0.67, "pricing": 0.12, "implementation": 0.1, "competitive": 0.03},
    ),
)
_PERSONA_MIXES: Final[Mapping[Persona, Mix]] = {
    "student": {"educational": 0.8, "evaluation": 0.1, "implementation": 0.06, "pricing": 0.04},
    "job_seeker": {"careers": 0.8, "educational": 0.15, "evaluation": 0.05},
    "rival": _SHOPPING,
    "customer": {"support": 0.65, "implementation": 0.2, "educational": 0.15},
    "listed": _READING,
    "machine": {"educational": 0.4, "evaluation": 0.3, "pricing": 0.15, "implementation": 0.15},
}
_FORMS: Final[Mapping[str, tuple[float, ...]]] = {
    "newsletter": (0.25, 0.14, 0.06, 0.03),
    "content": (0.3, 0.32, 0.3, 0.2),
    "webinar": (0.1, 0.15, 0.15, 0.1),
    "other": (0.06, 0.06, 0.05, 0.05),
}
# Who wants to talk mostly says so; others ask by mistake, or out of curiosity.
_ASKING: Final[Mapping[str, tuple[float, ...]]] = {
    "demo_request": (0.0066, 0.42, 0.65),
    "contact_sales": (0.0024, 0.15, 0.25),
    "pricing_request": (0.0018, 0.12, 0.2),
    "trial": (0.0024, 0.17, 0.22),
}
_ASKING_AGAIN: Final = 0.35
_MESSAGE_BELOW_A_FORM: Final = 0.07
_READING_OF_THE_WILLING: Final = (1.0, 0.75, 0.6)
_PERSONA_FORMS: Final[Mapping[Persona, Mix]] = {
    "reader": {
        "newsletter": 0.3,
        "content": 0.5,
        "webinar": 0.26,
        "other": 0.06,
        "demo_request": 0.012,
        "trial": 0.01,
        "contact_sales": 0.005,
    },
    "student": {"content": 0.4, "newsletter": 0.2, "demo_request": 0.05, "trial": 0.06},
    "job_seeker": {"careers": 0.7, "newsletter": 0.05},
    "rival": {"content": 0.3, "demo_request": 0.12, "trial": 0.1},
    "customer": {"support": 0.7, "newsletter": 0.1},
    "listed": {},
    "machine": {"newsletter": 0.3, "other": 0.3, "demo_request": 0.1, "content": 0.2},
}
_ANSWERS: Final[tuple[Mix, ...]] = (
    {"no_answer": 0.55, "not_interested": 0.01, "timing": 0.08, "connected": 0.12},
    {"no_answer": 0.5, "not_interested": 0.008, "timing": 0.1, "connected": 0.14, "interested": 0.02},
    {"no_answer": 0.44, "not_interested": 0.006, "timing": 0.1, "connected": 0.18, "interested": 0.02},
    {"no_answer": 0.44, "not_interested": 0.004, "timing": 0.1, "connected": 0.2, "interested": 0.02},
)
_KEEN: Final[tuple[Mix, ...]] = (
    {},
    {"no_answer": 0.4, "timing": 0.04, "connected": 0.36, "interested": 0.2},
    {"no_answer": 0.35, "timing": 0.01, "connected": 0.34, "interested": 0.3},
)
_WARM: Final[Mix] = {"connected": 0.08, "interested": 0.92}
_REFUSING: Final[Mix] = {"no_answer": 0.25, "not_interested": 0.75}
_PHASE_DAYS: Final = (2.0, 12.0, 24.0, 20.0)
_PACE: Final = (1.0, 0.35, 0.4, 0.5)
_STIRRED: Final = (0.15, 0.45, 0.7, 0.8)
_STEP_STAGES: Final[Mapping[Step, str]] = {
    "costing": "pricing",
    "vetting": "implementation",
    "comparing": "competitive",
}
_STEP_DAYS: Final = 12.0
# Readers who read all week, for the love of it.
_DEVOTED: Final = 0.43
_DEVOTED_DAYS: Final = 25.0


@dataclass(frozen=True, slots=True)
class Course:
    """How one person moved. Days are before the dossier's instant; active_days 0: never stirred.

    idle_days: since the active phase ended. pace: touches a day in it. ordered: what is read deepens with time.
    """

    known_days: float
    active_days: float
    idle_days: float
    pace: float
    background: float
    first: Mix
    last: Mix
    ordered: bool = True


def course_of(rng: Random, state: State, known_days: float, idle_days: float) -> Course:
    """The lead's own course."""
    first, last = _MIXES[rung_near(rng, state.shown, len(_MIXES))]
    if state.persona in _PERSONA_MIXES:
        first = last = _PERSONA_MIXES[state.persona]
    if state.persona == "listed":
        return Course(known_days, 0.0, idle_days, 0.0, 0.0, first, last)
    if state.persona == "reader" and happens(rng, _DEVOTED):
        days = min(spread(rng, _DEVOTED_DAYS, 0.7), known_days)
        return Course(known_days, days, idle_days, spread(rng, 0.5, 0.6), 0.03, first, last)
    busy = state.persona in ("rival", "machine", "customer", "job_seeker")
    stirred = state.urgent or happens(rng, 0.5 if busy else on_ladder(state.shown, _STIRRED))
    active = spread(rng, 7.0 if state.urgent else on_ladder(state.shown, _PHASE_DAYS), 0.5) if stirred else 0.0
    pace = spread(rng, 2.2 if state.urgent else on_ladder(state.shown, _PACE), 0.5)
    pace *= _READING_OF_THE_WILLING[state.will]
    background = spread(rng, 0.035 if state.persona == "reader" else 0.02, 0.7)
    return Course(known_days, min(active, known_days), idle_days, pace, background, first, last, state.purposeful)


def write_course(pen: Pen, who: str, course: Course, sight: Sight, bounces: float) -> None:
    """bounces: chance that a visit of the pricing page is left at once."""
    rng = pen.rng
    for _ in range(min(poisson(rng, course.background * course.known_days), 40)):
        _touch(pen, who, course.idle_days + course.known_days * rng.random(), course.first, sight, bounces)
    for _ in range(min(poisson(rng, course.pace * course.active_days), 40)):
        progress = rng.random()
        mix = course.last if happens(rng, _depth(rng, progress, course)) else course.first
        _touch(pen, who, course.idle_days + course.active_days * (1.0 - progress), mix, sight, bounces)


def write_steps(pen: Pen, state: State, course: Course) -> None:
    """Sums, checks and comparisons: pages that somebody returns to who has a reason, towards the end."""
    rng = pen.rng
    for step in state.steps:
        for _ in range(1 + poisson(rng, 1.2)):
            days_ago = course.idle_days + max(0.5 * course.active_days, _STEP_DAYS) * rng.random()
            _touch(pen, pen.lead_id, days_ago, {_STEP_STAGES[step]: 1.0}, state.sight, bounces=0.03)


def _depth(rng: Random, progress: float, course: Course) -> float:
    """How likely something of the end is read when that share of the active phase is over."""
    if course.ordered:
        return progress * progress * (3.0 - 2.0 * progress)
    return 1.0 - progress if happens(rng, 0.4) else rng.random()


def write_forms(pen: Pen, state: State, idle_days: float, known_days: float, *, chatted: bool) -> None:
    """Whoever asks for something mostly does so last; whoever asked in the chat seldom asks again."""
    rng = pen.rng
    usual = {form: on_ladder(state.shown, chances) for form, chances in _FORMS.items()}
    again = _ASKING_AGAIN if chatted else 1.0
    usual |= {form: again * chances[state.will] for form, chances in _ASKING.items()}
    for form, chance in _PERSONA_FORMS.get(state.persona, usual).items():
        if happens(rng, chance):
            recent = form in _ASKING and happens(rng, 0.75)
            days_ago = idle_days + (2.0 if recent else known_days) * rng.random()
            said = {"message": message_of(rng, state)} if happens(rng, _MESSAGE_BELOW_A_FORM) else {}
            pen.write("form_submission", days_ago, pen.lead_id, form=form, **said)


def write_mail(pen: Pen, state: State, idle_days: float, known_days: float) -> None:
    rng = pen.rng
    eager = on_ladder(state.shown, (0.1, 0.22, 0.36, 0.5))
    for _ in range(poisson(rng, min(known_days, 180.0) / 40.0)):
        days_ago = idle_days + known_days * rng.random()
        pen.write("email_open", days_ago, pen.lead_id, source="email", campaign="newsletter")
        if happens(rng, eager):
            pen.write("email_click", days_ago, pen.lead_id, source="email", campaign="newsletter")
    if happens(rng, 0.35 if state.refuses else on_ladder(state.readiness, (0.005, 0.005, 0.004, 0.003))):
        pen.write("email_unsubscribe", idle_days + known_days * rng.random(), pen.lead_id, source="email")


def write_sales_talks(pen: Pen, state: State, idle_days: float) -> None:
    """In some installations a rep had been in touch before; whoever put us off has been called for certain."""
    rng = pen.rng
    if state.put_off:
        _write_put_off(pen, due=state.put_off == "due")
        return
    if not happens(rng, 0.7 if state.warmed else 0.22):
        return
    result = chosen(rng, _answers(rng, state))
    days_ago = idle_days + 45.0 * rng.random() ** 2
    note = note_of(rng, result)
    said = {"text": note} if note else {}
    pen.write("sales_activity", days_ago, pen.lead_id, source="crm", type="call", result=result, **said)
    if result in ("interested", "connected") and happens(rng, 0.55 if result == "interested" else 0.08):
        said = {"text": message_of(rng, state)} if happens(rng, 0.5) else {}
        pen.write("email_reply", days_ago * rng.random(), pen.lead_id, source="email", **said)


def _answers(rng: Random, state: State) -> Mix:
    if state.refuses or state.warmed:
        return _REFUSING if state.refuses else _WARM
    return _KEEN[state.will] if state.will else _ANSWERS[rung_near(rng, state.readiness, len(_ANSWERS))]


def _write_put_off(pen: Pen, *, due: bool) -> None:
    """A no for now with a date, which has come lately or is still ahead."""
    rng = pen.rng
    ahead_days = -55.0 * rng.random() if due else 20.0 + 300.0 * rng.random()
    revisit_on = (pen.as_of + timedelta(days=ahead_days)).date().isoformat()
    days_ago = (60.0 if due else 1.0) + 120.0 * rng.random()
    pen.write(
        "sales_activity", days_ago, pen.lead_id, source="crm", type="call", result="timing", revisit_on=revisit_on
    )


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
