"""The first response as a letter: in the lead's language, from its rep, with the ways to book and to unsubscribe."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from leadgate.domain.assessment import Assessment
from leadgate.domain.offered_times import offer_windows
from leadgate.domain.reading import clean
from leadgate.domain.settings import Settings
from leadgate.domain.team import Rep
from leadgate.domain.words import capital
from leadgate.ports.outreach import Letter
from leadgate.reference.zones import zones_of
from leadgate.render.filling import Templates
from leadgate.render.languages import DEFAULT, LANGUAGES
from leadgate.service.handing_over import rep_of
from leadgate.service.mailing import sender_of
from leadgate.service.offering import BookingOffer
from leadgate.service.team_facts import holiday_on


@dataclass(frozen=True, slots=True)
class Answer:
    """What a first response is written from. asked: the form's name, empty for a message in words.

    name: as the lead is addressed, empty where unknown.
    """

    assessment: Assessment
    rep: Rep
    name: str
    address: str
    asked: str
    now: datetime
    message_id: str
    offer: BookingOffer | None = None
    unsubscribe_url: str = ""


def language_of(assessment: Assessment) -> str:
    """The lead's language where there is a template in it, else English."""
    return assessment.lead.language if assessment.lead.language in LANGUAGES else DEFAULT


def recipient_zones(assessment: Assessment, settings: Settings) -> tuple[str, ...]:
    """Where the lead's clock may hang; that of the settings where its country is unknown."""
    return zones_of(assessment.lead.country, assessment.lead.region) or (settings.timezone,)


def write_answer(answer: Answer, settings: Settings, templates: Templates) -> Letter:
    language = language_of(answer.assessment)
    filled = templates.fill(f"answer.{language}.txt.j2", _context(answer, language, settings))
    subject, _, body = filled.strip().partition("\n")
    foot = [settings.first_response.imprint]
    foot.append(f"{LANGUAGES[language].unsubscribe}: {answer.unsubscribe_url}" if answer.unsubscribe_url else "")
    about = {
        "language": language,
        "subject": clean(subject),
        "blocks": _blocks(body),
        "imprint": settings.first_response.imprint,
        "unsubscribe_url": answer.unsubscribe_url,
        "unsubscribe_words": LANGUAGES[language].unsubscribe,
    }
    sender, name = sender_of(answer.rep, settings)
    return Letter(
        sender=sender,
        sender_name=clean(name),
        recipient=answer.address,
        subject=capital(clean(subject)),
        text="\n".join((body.strip(), "", "-- ", *(line for line in foot if line))) + "\n",
        html=templates.fill("answer.html.j2", about),
        message_id=answer.message_id,
        reply_to=answer.rep.email if answer.rep.email != sender else "",
        headers=_headers(answer.unsubscribe_url),
    )


def example_letter(assessment: Assessment, settings: Settings, templates: Templates) -> str:
    """The first response as `leadgate handoff preview` shows it: headers that matter, and the text."""
    reps = settings.routing.team.reps
    rep = rep_of(assessment, settings) or (reps[0] if reps else Rep(id="1", name="Your rep", email="rep@example.com"))
    person = next((one for one in assessment.stakeholders if one.lead_id == assessment.lead_id), None)
    answer = Answer(
        assessment, rep, person.name if person else "", assessment.lead.email or "lead@example.com",
        "demo_request", assessment.as_of, "example@example.com", unsubscribe_url="https://your-url/unsubscribe/…",
    )  # fmt: skip
    letter = write_answer(answer, settings, templates)
    head = (f"From: {letter.sender_name} <{letter.sender}>", f"To: {letter.recipient}", f"Subject: {letter.subject}")
    return "\n".join((*head, "", letter.text))


def _context(answer: Answer, language: str, settings: Settings) -> Mapping[str, Any]:
    words = LANGUAGES[language]
    zone = recipient_zones(answer.assessment, settings)[0]
    clock = ZoneInfo(zone)
    windows = offer_windows(answer.rep, zone, answer.now, holiday_on)
    times = [at.astimezone(clock) for at in answer.offer.times] if answer.offer else []
    return {
        "language": language,
        "name": clean(answer.name),
        "asked": words.asked.get(answer.asked, words.other),
        "rep_name": answer.rep.name or answer.rep.email,
        "company": settings.first_response.company,
        "lead_company": answer.assessment.account.name,
        "booking_url": answer.offer.url if answer.offer else "",
        "times": [f"{words.day_of(at)}, {at:%H:%M}" for at in times],
        "windows": [words.window(*window) for window in windows],
        "zone": zone.replace("_", " "),
    }


def _headers(unsubscribe_url: str) -> Mapping[str, str]:
    """RFC 8058: one click, one POST. RFC 3834: no automaton shall answer."""
    headers = {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}
    if unsubscribe_url:
        headers |= {"List-Unsubscribe": f"<{unsubscribe_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return headers


def _blocks(body: str) -> Sequence[Mapping[str, Any]]:
    """Paragraphs and lists of a plain text, for its twin in HTML."""
    blocks: list[Mapping[str, Any]] = []
    for part in body.strip().split("\n\n"):
        plain: list[str] = []
        points: list[str] = []
        for line in filter(None, (line.strip() for line in part.splitlines())):
            (points if line.startswith("- ") else plain).append(line.removeprefix("- "))
        blocks += [{"lines": lines, "is_list": lines is points} for lines in (plain, points) if lines]
    return blocks
