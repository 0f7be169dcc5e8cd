"""N1, N5, N6: who writes to us and is no buyer by what they say or do: weak findings, so that a human looks."""

import re
from collections.abc import Iterable
from typing import Final

from leadgate.domain.case import WISH_DAYS, Case
from leadgate.domain.findings import Finding
from leadgate.domain.hearing import words_of
from leadgate.domain.words import quoted

_RECRUITS: Final = re.compile(
    r"\b(?:recruit\w*|headhunt\w*|talent (?:acquisition|sourc\w*|scout)|sourcer|staffing|personalvermittl\w*"
    r"|personalberater\w*|chasseur de t[êe]tes|charg[ée]e? de recrutement|reclutador\w*"
    r"|recrutador\w*|selezionat\w* del personale)\b",
    re.IGNORECASE,
)
_FUND: Final = re.compile(r"venture capital|private equity|investment (?:fund|firm)", re.IGNORECASE)


def find_bystander(case: Case) -> Iterable[Finding]:
    """The press, investors and recruiters look at companies all day; a founder who also invests is a buyer."""
    person = case.profile.person
    markers = person.reading.markers
    if "press" in markers:
        yield Finding("N1", "analyst", False, f"{person.title}: of the press; do they ask to buy or to write?")
    elif _invests(case):
        yield Finding("N1", "analyst", False, f"{person.title}: an investor; do they ask to buy or to invest?")
    elif _RECRUITS.search(person.title) and not person.seat and person.reading.function == "hr":
        yield Finding("N5", "non_decision_maker", False, f"{person.title}: recruits; do they ask for their company?")


def _invests(case: Case) -> bool:
    reading = case.profile.person.reading
    if case.profile.industry_match == 1.0:
        return False
    leads = reading.markers & {"founder", "owner"} or reading.seniority in ("c_level", "vp", "director", "manager")
    return ("investor" in reading.markers and not leads) or _FUND.search(
        case.dossier.account.industry or ""
    ) is not None


def find_not_theirs(case: Case) -> Iterable[Finding]:
    """N5: the newest reply says that they are not the one to ask, and who is, where it names them."""
    replies = case.heard.replies
    read = [(one.signal, replies[one.signal.id]) for one in case.heard.said if one.signal.id in replies]
    if not read or read[-1][1].kind != "not_theirs" or case.wants_to_buy:
        return
    signal, reply = read[-1]
    instead = f"; ask {reply.ask_instead} instead" if reply.ask_instead else ""
    text = f"replied that they are not the one to ask: {quoted(words_of(signal))}{instead}"
    yield Finding("N5", "non_decision_maker", False, text, (signal.id,))


def find_form_message(case: Case) -> Iterable[Finding]:
    """N1, N3, N6: a form that is sent as a test, by the press or to get a job, and none that asks to buy beside it."""
    if case.asks_to_buy:
        return
    for one in case.heard.said:
        kind = case.heard.forms.get(one.signal.id)
        if kind not in ("test", "press", "job") or case.age_days(one.signal) > WISH_DAYS:
            continue
        words = quoted(words_of(one.signal))
        if kind == "test":
            yield Finding("N6", "invalid_contact", False, f"the form was only tried out: {words}", (one.signal.id,))
        elif kind == "press":
            yield Finding("N1", "analyst", False, f"writes for the press: {words}", (one.signal.id,))
        elif one.reading.intent != "job":
            yield Finding("N3", "job_seeker", False, f"writes that they look for a job: {words}", (one.signal.id,))
