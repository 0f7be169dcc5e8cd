"""What each capability reads: the one home of "without this, that cannot be seen".

An ingredient is there where any of its paths is known: a kind of signal (`email_reply`), a property of one
(`page_view.seconds`), a field (`lead.title`), or a part of the dossier (`colleagues`).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from leadgate.domain.dossier import Dossier
from leadgate.domain.signals import KINDS, Signal


@dataclass(frozen=True, slots=True)
class Ingredient:
    """words: how a gap is called (`no page-level detail`). source: the S-id of where it comes from."""

    words: str
    source: str
    paths: tuple[str, ...]


SOURCES: Final[Mapping[str, str]] = {
    "S1": "web tracking",
    "S2": "content engagement",
    "S3": "e-mail",
    "S4": "forms",
    "S5": "chat",
    "S6": "firmographic data",
    "S7": "technographic data",
    "S8": "intent feeds",
    "S9": "social networks",
    "S10": "news and events",
    "S11": "CRM history",
    "S12": "marketing automation",
    "S13": "support and success",
    "S14": "references and referrals",
}
SOURCE_OF_KIND: Final[Mapping[str, str]] = {
    "page_view": "S1",
    "content_download": "S2",
    "email_open": "S3",
    "email_click": "S3",
    "email_reply": "S3",
    "email_bounce": "S3",
    "email_unsubscribe": "S3",
    "form_submission": "S4",
    "chat_message": "S5",
    "chat_escalation": "S5",
    "event_attendance": "S10",
    "review_site_visit": "S8",
    "competitor_research": "S8",
    "job_posting": "S10",
    "social_engagement": "S9",
    "category_surge": "S8",
    "news": "S10",
    "contract": "S7",
    "referral": "S14",
    "introduction_request": "S14",
    "partner_touch": "S14",
    "campaign_response": "S12",
    "customer_connection": "S14",
    "sales_activity": "S11",
    "support_ticket": "S13",
    "firmographic": "S6",
    "technographic": "S7",
    "person_enrichment": "S6",
    "crm_change": "S11",
    "outcome": "S11",
}

_TOUCHES: Final = tuple(kind.name for kind in KINDS if kind.touch)
INGREDIENTS: Final[Mapping[str, Ingredient]] = {
    "touches": Ingredient("activity of the lead", "S1", _TOUCHES),
    "pages": Ingredient("page-level detail", "S1", ("page_view.url", "page_view.stage")),
    "seconds": Ingredient("time on page", "S1", ("page_view.seconds",)),
    "downloads": Ingredient("downloads", "S2", ("content_download.asset", "content_download.stage")),
    "replies": Ingredient("e-mail replies", "S3", ("email_reply",)),
    "forms": Ingredient("forms by their kind", "S4", ("form_submission.form",)),
    "chat": Ingredient("chat transcripts", "S5", ("chat_message.text",)),
    "employees": Ingredient("company size", "S6", ("account.employees", "firmographic.employees")),
    "industry": Ingredient("industry", "S6", ("account.industry", "firmographic.industry")),
    "country": Ingredient("country", "S6", ("account.country", "lead.country", "firmographic.country")),
    "title": Ingredient("job titles", "S6", ("lead.title", "person_enrichment.title")),
    "person": Ingredient("background of the person", "S6", ("person_enrichment",)),
    "fiscal_year": Ingredient(
        "fiscal year", "S6", ("account.fiscal_year_end_month", "firmographic.fiscal_year_end_month")
    ),
    "technologies": Ingredient(
        "technology stack", "S7", ("account.technologies", "technographic.technologies", "firmographic.technologies")
    ),
    "contracts": Ingredient("contracts with renewal dates", "S7", ("contract.renews_on",)),
    "surges": Ingredient("surges of category research", "S8", ("category_surge.percent",)),
    "rivals": Ingredient("research on competitors", "S8", ("competitor_research",)),
    "reviews": Ingredient("visits of review sites", "S8", ("review_site_visit",)),
    "networks": Ingredient("engagement on networks", "S9", ("social_engagement",)),
    "news": Ingredient("company news", "S10", ("news.type",)),
    "events": Ingredient("events attended", "S10", ("event_attendance",)),
    "postings": Ingredient("job postings", "S10", ("job_posting.title",)),
    "account": Ingredient("companies of the leads", "S11", ("account.id", "account.domain", "account.name")),
    "colleagues": Ingredient("other people of the account", "S11", ("colleagues",)),
    "calls": Ingredient("results of sales calls", "S11", ("sales_activity.result",)),
    "targets": Ingredient("target accounts", "S11", ("account.target_account",)),
    "campaigns": Ingredient("answers to campaigns", "S12", ("campaign_response",)),
    "introductions": Ingredient("introductions", "S14", ("introduction_request",)),
    "referrers": Ingredient("referrals with who gave them", "S14", ("referral.referrer_kind", "referral.referrer")),
    "connections": Ingredient("connections to customers", "S14", ("customer_connection",)),
    "partners": Ingredient("partner touches", "S14", ("partner_touch",)),
}

# Capability → the ways to see it; each way needs all of its ingredients.
NEEDS: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    "B1": (("touches",),),
    "B2": (("pages",), ("downloads",)),
    "B3": (("account", "colleagues"),),
    "B4": (("pages",), ("rivals",), ("reviews",)),
    "B5": (("pages",), ("downloads",)),
    "B6": (("touches",),),
    "B7": (("pages",), ("downloads",)),
    "B8": (("account", "touches"),),
    "B10": (("pages", "seconds"),),
    "F1": (("employees",),),
    "F2": (("industry",),),
    "F3": (("technologies",),),
    "F4": (("country",),),
    "F5": (("news",), ("postings",)),
    "F6": (("title",),),
    "F7": (("title",),),
    "F8": (("person",),),
    "F9": (("connections",),),
    "F10": (("networks",), ("events",)),
    "F11": (("fiscal_year",),),
    "F12": (("fiscal_year",),),
    "F13": (("contracts",),),
    "F14": (("news",),),
    "F15": (("news",),),
    "I1": (("forms",),),
    "I2": (("pages",),),
    "I3": (("pages",), ("downloads",)),
    "I4": (("chat",),),
    "I5": (("replies",), ("calls",)),
    "I6": (("surges",),),
    "I7": (("pages",), ("rivals",)),
    "I8": (("reviews",),),
    "I9": (("events",),),
    "I10": (("postings",),),
    "I11": (("introductions",),),
    "I12": (("referrers",),),
    "I13": (("connections",),),
    "I14": (("partners",),),
    "I15": (("campaigns",),),
    "C1": (("chat",),),
    "C2": (("chat",),),
    "C3": (("chat",),),
    "C4": (("chat",),),
    "C5": (("chat",),),
    "A1": (("account", "colleagues"),),
    "A2": (("account", "title"),),
    "A3": (("account", "colleagues"),),
    "A4": (("surges",),),
    "A5": (("contracts",),),
    "A7": (("targets",),),
}


def ingredients_of(dossier: Dossier) -> frozenset[str]:
    """Names of the ingredients that this dossier has."""
    known = {path for signal in dossier.signals for path in _paths_of(signal)} | set(_known_fields(dossier))
    return frozenset(name for name, one in INGREDIENTS.items() if not known.isdisjoint(one.paths))


def can_be_seen(capability: str, there: Collection[str]) -> bool:
    """With these ingredients."""
    return any(all(name in there for name in way) for way in NEEDS[capability])


def _paths_of(signal: Signal) -> tuple[str, ...]:
    known = (f"{signal.kind}.{name}" for name, value in signal.properties.items() if value not in (None, "", [], ()))
    return (signal.kind, *known)


def _known_fields(dossier: Dossier) -> tuple[str, ...]:
    parts = (("lead", dossier.lead), ("account", dossier.account))
    fields = [
        f"{part}.{name}"
        for part, record in parts
        for name in record.__dataclass_fields__
        if getattr(record, name) not in (None, "", False, ())
    ]
    return (*fields, *(("colleagues",) if dossier.colleagues else ()))
