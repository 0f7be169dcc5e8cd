"""What is seen around a person: colleagues, third-party feeds, news, contracts, referrals, open deals."""

from datetime import timedelta
from typing import Final

from leadgate.domain.dossier import Colleague, Opportunity
from leadgate.learning.simulation import words
from leadgate.learning.simulation.chance import happens, on_ladder, picked, poisson, spread
from leadgate.learning.simulation.pen import Pen
from leadgate.learning.simulation.traces import Course, write_course
from leadgate.learning.simulation.world import State, draw_human

_OPEN_DEAL: Final = (0.015, 0.03, 0.07, 0.13)


def write_colleagues(pen: Pen, state: State, course: Course) -> tuple[Colleague, ...]:
    """Those who take part are active now; others are on file and were seen long ago or never."""
    if not state.sight.colleagues:
        return ()
    bystanders = tuple(draw_human(pen.rng) for _ in range(poisson(pen.rng, 0.5)))
    everybody = (*state.committee, *bystanders)
    for place, _human in enumerate(everybody):
        if place < len(state.committee):
            active = min(course.known_days, max(course.active_days, 6.0))
            theirs = Course(active, active, course.idle_days, 0.35, 0.0, course.first, course.last)
        else:
            theirs = Course(300.0, 0.0, 70.0, 0.0, 0.008, course.first, course.first)
        write_course(pen, f"{pen.lead_id}.{place}", theirs, state.sight, bounces=0.1)
    return tuple(
        Colleague(
            id=f"{pen.lead_id}.{place}",
            email=f"{human.first_name}.{human.last_name}@{state.company.domain}".lower(),
            first_name=human.first_name,
            last_name=human.last_name,
            title=human.title if happens(pen.rng, 0.8) else "",
        )
        for place, human in enumerate(everybody)
    )


def write_feeds(pen: Pen, state: State) -> None:
    """Third parties, where the installation has them: surges, comparison, hiring, news, contracts."""
    rng = pen.rng
    if not state.sight.feeds:
        return
    _write_surges(pen, state)
    for _ in range(poisson(rng, 1.2 if "comparing" in state.steps else 0.07)):
        pen.write("review_site_visit", 30.0 * rng.random(), None, source="feed", site="G2")
    for titles, mean in ((words.OPENINGS, 0.8 if state.project else 0.05), (words.OTHER_OPENINGS, 0.8)):
        for _ in range(poisson(rng, mean)):
            pen.write("job_posting", 60.0 * rng.random(), None, source="feed", title=picked(rng, titles))
    _write_news(pen, state)
    if state.company.renewing and happens(rng, 0.8):
        renews_on = (pen.as_of + timedelta(days=15 + 180 * rng.random())).date().isoformat()
        pen.write("contract", 100.0 * rng.random(), None, source="feed", vendor="Northwind", renews_on=renews_on)


def _write_surges(pen: Pen, state: State) -> None:
    """A surge of what is sold is mostly reported; small ones are reported of anybody, and those of other topics."""
    rng = pen.rng
    ours = (words.TOPIC, *((0.85, 210.0) if state.company.surging else (0.25, 20.0)))
    for topic, chance, usual_percent in (ours, (picked(rng, words.OTHER_TOPICS), 0.12, 130.0)):
        if happens(rng, chance):
            percent = round(spread(rng, usual_percent, 0.5))
            pen.write("category_surge", 21.0 * rng.random(), None, source="feed", percent=percent, topic=topic)


def _write_news(pen: Pen, state: State) -> None:
    rng = pen.rng
    if happens(rng, 0.35 if state.project else 0.06):
        _write_headline(pen, state, "initiative", 90.0)
    if state.company.new_leader and happens(rng, 0.8):
        _write_headline(pen, state, "leadership_change", 90.0)
    if state.company.course and happens(rng, 0.8):
        growth = ("funding", "expansion", "acquisition")
        _write_headline(pen, state, picked(rng, growth) if state.company.course > 0 else "layoffs", 160.0)


def _write_headline(pen: Pen, state: State, news: str, within_days: float) -> None:
    headline = f"{state.company.name} {words.HEADLINES[news]}"
    pen.write("news", within_days * pen.rng.random(), None, source="feed", type=news, headline=headline)


def write_connections(pen: Pen, state: State) -> None:
    """Most referrals come with the name of who gave them; campaigns and partners reach everybody."""
    rng, who = pen.rng, pen.lead_id
    if state.referrer and happens(rng, 0.85):
        kind = "referral" if happens(rng, 0.75) else "introduction_request"
        named = {} if state.referrer == "stranger" else {"referrer_kind": state.referrer}
        pen.write(kind, 25.0 * rng.random(), who, source="crm", referrer=state.referrer, **named)
    if happens(rng, 0.4 if state.knows_us else 0.008):
        pen.write("customer_connection", 60.0 * rng.random(), who, source="crm", referrer="a customer")
    if happens(rng, 0.35 if state.knows_us else 0.05):
        earlier = words.CUSTOMERS if state.knows_us else words.STRANGE_COMPANIES
        pen.write("person_enrichment", 90.0 * rng.random(), who, "feed", previous_companies=[picked(rng, earlier)])
    if happens(rng, 0.25 if state.knows_us else 0.01):
        pen.write("partner_touch", 60.0 * rng.random(), who, source="crm", referrer="a partner")
    if happens(rng, 0.03):
        pen.write("campaign_response", 60.0 * rng.random(), pen.lead_id, source="crm", campaign="regional")
    _write_appearances(pen, state)


def _write_appearances(pen: Pen, state: State) -> None:
    """Events and networks: where the outspoken are mostly seen, and others now and then."""
    rng, who = pen.rng, pen.lead_id
    if happens(rng, 0.5 if state.outspoken else 0.1):
        name = picked(rng, ("Expo", "Summit"))
        pen.write("event_attendance", state.idle_days + 90.0 * rng.random(), who, source="crm", name=name)
    if happens(rng, 0.6 if state.outspoken else 0.04):
        for _ in range(1 + poisson(rng, 1.0)):
            pen.write("social_engagement", state.idle_days + 45.0 * rng.random(), who, "feed", network="LinkedIn")


def draw_deals(pen: Pen, state: State) -> tuple[Opportunity, ...]:
    """An opportunity somebody else of the company opened already, or one from years ago."""
    rng = pen.rng
    deals = []
    if happens(rng, on_ladder(state.readiness, _OPEN_DEAL)):
        opened_at = pen.as_of - timedelta(days=5 + 60 * rng.random())
        deals.append(Opportunity(id=f"{pen.lead_id}/open", stage="discovery", created_at=opened_at))
    if state.history != "none":
        won = state.history == "bought"
        for number in range(state.deals):
            opened_at = pen.as_of - timedelta(days=200 + 600 * rng.random())
            closed_at = opened_at + timedelta(days=90)
            deals.append(Opportunity(f"{pen.lead_id}/{number}", "closed", None, opened_at, closed_at, won=won))
    return tuple(deals)
