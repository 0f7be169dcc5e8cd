"""The topics of the reasons: which features one sentence explains, what it says of a case, and its evidence."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from leadgate.domain.assessment import Pattern
from leadgate.domain.case import Case, ids
from leadgate.domain.content import ELSEWHERE_STAGES
from leadgate.domain.fit_parts import FitPart
from leadgate.domain.hearing import words_of
from leadgate.domain.patterns import find_stakeholders
from leadgate.domain.signals import Signal, in_order
from leadgate.domain.topics import OFF_TOPIC, relevance_of
from leadgate.domain.words import counted, days_ago, duration, listed, page_name, quoted, spoken

# Properties that name who or what a signal is about.
_NAMING: Final = ("referrer", "campaign", "name", "network")

Words = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Topic:
    """Features of one layer that one sentence explains. say gives the sentence and its evidence."""

    name: str
    features: tuple[str, ...]
    say: Callable[[Case, Mapping[str, Pattern]], Words]


def _burst(case: Case, found: Mapping[str, Pattern]) -> Words:
    if "B1" in found:
        return found["B1"].text, found["B1"].signals
    days = case.settings.patterns.burst.window_days
    recent = case.interest_in(0.0, days)
    if recent:
        return f"{counted(len(recent), 'touch', 'touches')} in {days:g} days, no burst", ids(recent)
    return f"no touch in {days:g} days", ()


def _recency(case: Case, _: Mapping[str, Pattern]) -> Words:
    if not case.touches:
        return "no activity of the lead itself", ()
    if not case.interest:
        return "no activity that leads to a purchase", ids(case.touches)
    last = case.interest[-1]
    return f"last touch {days_ago(case.age_days(last))}", (last.id,)


def _progression(case: Case, found: Mapping[str, Pattern]) -> Words:
    if "B2" in found:
        return found["B2"].text, found["B2"].signals
    progress = case.measure("funnel_progress")
    if progress is None:
        return "too little read to see a direction", ()
    return "some movement towards evaluation content" if progress else "no movement towards evaluation content", ()


def _depth(case: Case, _: Mapping[str, Pattern]) -> Words:
    deep = case.read_in("evaluation", "pricing", "implementation", "competitive")
    longest = sorted(deep, key=lambda s: -(s.number("seconds") or 0.0))[:2]
    if not longest:
        return "no evaluation, pricing or implementation content read", ()
    names = listed([f"{page_name(s)} ({duration(s.number('seconds') or 0.0)})" for s in longest if s.number("seconds")])
    return (f"time with buying content: {names}" if names else "buying content opened, time unknown"), ids(
        tuple(longest)
    )


def _pattern_or(pattern: str, otherwise: str) -> Callable[[Case, Mapping[str, Pattern]], Words]:
    def say(_: Case, found: Mapping[str, Pattern]) -> Words:
        return (found[pattern].text, found[pattern].signals) if pattern in found else (otherwise, ())

    return say


def _bounce(case: Case, found: Mapping[str, Pattern]) -> Words:
    if "B10" in found:
        return found["B10"].text, found["B10"].signals
    timed = case.measure("pricing_bounce") is not None
    return "stays on the pages it opens" if timed else "no pricing visit was timed", ()


def _top_funnel(case: Case, _: Mapping[str, Pattern]) -> Words:
    if case.amount("educational_only"):
        read = case.in_stage("educational")
        return f"{counted(len(read), 'touch', 'touches')} with content that only educates, and no other", ids(read)
    return "no run of content that only educates", ()


def _elsewhere(case: Case, _: Mapping[str, Pattern]) -> Words:
    touches = tuple(s for s in case.touches if case.stage_of(s) in ELSEWHERE_STAGES)
    if not touches:
        return "nothing about careers or support", ()
    stages = listed(list(dict.fromkeys(str(case.stage_of(signal)) for signal in touches)))
    return f"{counted(len(touches), 'touch', 'touches')} about {stages}", ids(touches)


def _fit_parts(*groups: str) -> Callable[[Case, Mapping[str, Pattern]], Words]:
    def say(case: Case, _: Mapping[str, Pattern]) -> Words:
        parts: list[FitPart] = [part for part in case.fit.parts if part.group in groups]
        text = "; ".join(part.text for part in parts) or f"{listed(groups)} unknown"
        return text, tuple(signal for part in parts for signal in part.signals)

    return say


def _address(case: Case, _: Mapping[str, Pattern]) -> Words:
    kind = case.profile.person.email_class
    return ("mailbox of no person" if kind == "role" else f"{kind} e-mail address" if kind else "no e-mail address"), ()


def _forms(case: Case, _: Mapping[str, Pattern]) -> Words:
    forms = case.dossier.own("form_submission")
    if not forms:
        return "has not asked for anything by form", ()
    kinds = dict.fromkeys(signal.text("form") or "other" for signal in reversed(forms))
    names = listed([spoken(kind) for kind in kinds])
    when = days_ago(case.age_days(forms[-1]))
    if case.is_settled(forms[-1]):
        when = f"{when}, before the last deal was closed"
    if len(kinds) == 1:
        return f"sent the form {names}{', last' if len(forms) > 1 else ''} {when}", ids(forms)
    return f"sent the forms {names}, last {when}", ids(forms)


def _stage_words(stage: str) -> Callable[[Case, Mapping[str, Pattern]], Words]:
    def say(case: Case, _: Mapping[str, Pattern]) -> Words:
        read = case.read_in(stage)
        if not read:
            return f"no {stage} content read", ()
        names = listed(list(dict.fromkeys(map(page_name, reversed(read)))), most=2)
        return f"read {stage} content: {names}, last {days_ago(case.age_days(read[-1]))}", ids(read)

    return say


def _surge(case: Case, _: Mapping[str, Pattern]) -> Words:
    surges = case.dossier.every("category_surge")
    if not surges:
        return "no category research seen", ()
    percent = max(signal.number("percent") or 0.0 for signal in surges)
    return f"category research up {percent:.0f} %" if percent > 0 else "category research not up", ids(surges)


def _jobs(case: Case, _: Mapping[str, Pattern]) -> Words:
    seen = case.dossier.every("job_posting")
    fitting = tuple(signal for signal in seen if relevance_of(signal, case.settings.market) > OFF_TOPIC)
    if fitting:
        titles = listed([signal.text("title") or "a job" for signal in reversed(fitting)], most=2)
        return f"hiring for this: {titles}", ids(fitting)
    return "hiring for other things" if seen else "no job postings seen", ()


def _answered(case: Case, _: Mapping[str, Pattern]) -> Words:
    written = case.dossier.own("email_reply")
    replies = tuple(s for s in written if case.heard.is_answer(s))
    talks = tuple(s for s in case.dossier.own("sales_activity") if s.text("result") in ("connected", "interested"))
    if not (replies or talks):
        moot = tuple(s for s in written if s.id not in case.heard.refused)
        return ("replied, but says nothing of buying" if moot else "has not answered sales"), ids(moot)
    counts = (counted(len(replies), "reply", "replies"), counted(len(talks), "talk"))
    said = listed([words for words, found in zip(counts, (replies, talks), strict=True) if found])
    return f"answered sales: {said}", ids(in_order((*replies, *talks)))


def _of_kinds(words: str, otherwise: str, *kinds: str) -> Callable[[Case, Mapping[str, Pattern]], Words]:
    """Who or what it was stands behind the words, the newest first, where it is known."""

    def say(case: Case, _: Mapping[str, Pattern]) -> Words:
        known = {case.dossier.lead.id, None} | case.dossier.colleague_ids
        evidence = tuple(s for kind in kinds for s in case.dossier.every(kind) if s.lead_id in known)
        if not evidence:
            return otherwise, ()
        names = dict.fromkeys(next(filter(None, map(s.text, _NAMING)), "") for s in reversed(evidence))
        told = listed([name for name in names if name])
        return (f"{words}: {told}" if told else words), ids(evidence)

    return say


def _said(case: Case, _: Mapping[str, Pattern]) -> Words:
    """The words of the last message about buying, and what was found in all of them."""
    if not case.heard.buying:
        return "has not said what they want", ()
    told = dict.fromkeys(m.kind for one in case.heard.buying for m in one.reading.mentions if not m.negated)
    about = listed([spoken(kind) for kind in told if kind != "intent"])
    last = case.heard.buying[-1].signal
    subject = f"about buying ({about})" if about else "about buying"
    text = f"wrote {days_ago(case.age_days(last))} {subject}: {quoted(words_of(last))}"
    return text, ids(tuple(one.signal for one in case.heard.buying))


def _declined(case: Case, _: Mapping[str, Pattern]) -> Words:
    refused = tuple(one.signal for one in case.heard.said if one.signal.id in case.heard.refused)
    if refused and case.heard.turned_down:
        return f"turned us down {days_ago(case.age_days(refused[-1]))}: {quoted(words_of(refused[-1]))}", ids(refused)
    said = tuple(s for s in case.dossier.own("sales_activity") if s.text("result") in ("not_interested", "timing"))
    gone = case.dossier.own("email_unsubscribe")
    results = {signal.text("result") for signal in said}
    if "not_interested" in results:
        text = "said no to sales before"
    elif said:
        text = "said before that it was not the time"
    else:
        text = "unsubscribed" if gone else "never said no"
    return text, ids((*said, *gone))


def _colleagues(case: Case, found: Mapping[str, Pattern]) -> Words:
    if "B3" in found:
        return found["B3"].text, found["B3"].signals
    active = find_stakeholders(case)  # also where the pattern is switched off
    return (active.text, active.evidence) if active else ("no colleague was active", ())


def _deals(case: Case, _: Mapping[str, Pattern]) -> Words:
    named = {None: "open", True: "won before", False: "lost before"}
    counts = {what: sum(deal.won is won for deal in case.dossier.deals) for won, what in named.items()}
    said = listed([f"{counted(count, 'deal')} {what}" for what, count in counts.items() if count])
    return (f"{said} at the company" if said else "no deals at the company"), ()


def _referral(case: Case, _: Mapping[str, Pattern]) -> Words:
    given = (*case.dossier.every("referral"), *case.dossier.every("introduction_request"))
    return (f"was referred by {listed(_who(given))}" if given else "not referred"), ids(given)


def _connections(case: Case, _: Mapping[str, Pattern]) -> Words:
    kinds = {"customer_connection": "knows", "partner_touch": "came through", "campaign_response": "answered"}
    found = {kind: case.dossier.every(kind) for kind in kinds}
    said = [f"{words} {listed(_who(found[kind]))}" for kind, words in kinds.items() if found[kind]]
    told = tuple(signal for signals in found.values() for signal in signals)
    worked = case.profile.knows_us
    text = "; ".join((*said, *([f"worked at {worked}, a customer of yours"] if worked else [])))
    return text or "no connection known", (*ids(told), *case.profile.knows_us_from)


def _who(signals: tuple[Signal, ...]) -> list[str]:
    """Who refers or connects, with what they are to us; `a partner` where nobody is named."""
    said = []
    for signal in signals:
        kind = spoken(signal.text("referrer_kind"))
        name = signal.text("referrer") or signal.text("campaign")
        said.append(f"{name} ({kind})" if name and kind else name or (f"a {kind}" if kind else "somebody"))
    return list(dict.fromkeys(said))


TOPICS: Final[tuple[Topic, ...]] = (
    Topic("burst", ("burst_touches", "burst_surprise", "active_days"), _burst),
    Topic("recency", ("days_since_touch",), _recency),
    Topic("progression", ("funnel_progress",), _progression),
    Topic("depth", ("depth_minutes",), _depth),
    Topic("bounce", ("pricing_bounce",), _bounce),
    Topic("sporadic", ("sporadic",), _pattern_or("B6", "not scattered over months")),
    Topic("top_funnel", ("educational_only",), _top_funnel),
    Topic("elsewhere", ("elsewhere_share",), _elsewhere),
    Topic("company", ("company_fit",), _fit_parts("company")),
    Topic("role", ("role_fit",), _fit_parts("role")),
    Topic("technology", ("technology_fit",), _fit_parts("technology")),
    Topic("timing", ("timing_fit",), _fit_parts("timing")),
    Topic("address", ("contact_quality",), _address),
    Topic("form", ("form_intent",), _forms),
    Topic("pricing", ("pricing_interest",), _stage_words("pricing")),
    Topic("evaluation", ("evaluation_interest",), _stage_words("evaluation")),
    Topic("implementation", ("implementation_interest",), _stage_words("implementation")),
    Topic("comparison", ("comparison",), _pattern_or("B4", "compares no vendors")),
    Topic("surge", ("surge_percent",), _surge),
    Topic("jobs", ("job_postings",), _jobs),
    Topic("answered", ("answered_sales",), _answered),
    Topic(
        "awareness",
        ("awareness",),
        _of_kinds("events and networks", "no events or networks", "event_attendance", "social_engagement"),
    ),
    Topic("said", ("said_buying",), _said),
    Topic("declined", ("declined",), _declined),
    Topic("colleagues", ("colleagues_engaged", "seats_engaged", "colleague_depth", "alone"), _colleagues),
    Topic("referred", ("referred",), _referral),
    Topic("connected", ("connected",), _connections),
    Topic("deals", ("open_deals", "won_deals", "lost_deals"), _deals),
)
