"""Reads who a lead is: titles, addresses, places, industries and technologies into the facts of `domain/profile.py`."""

from functools import lru_cache

from leadgate.domain.dossier import Colleague, Dossier, Lead
from leadgate.domain.enrichment import as_texts
from leadgate.domain.profile import Person, Profile
from leadgate.domain.settings import Settings
from leadgate.domain.settings_market import Committee, Competition
from leadgate.domain.title_employer import employment_at
from leadgate.domain.titles import read_title
from leadgate.reference.companies import same_name
from leadgate.reference.domains import registrable_domain
from leadgate.reference.emails import EmailReading, read_email
from leadgate.reference.industries import industry_matches, read_industry
from leadgate.reference.names import is_placeholder_name
from leadgate.reference.places import country_matches, language_of, read_country
from leadgate.reference.technologies import technologies_found


def read_profile(dossier: Dossier, settings: Settings) -> Profile:
    """dossier: with enrichment folded in (`domain/enrichment.py`)."""
    lead, account, market = dossier.lead, dossier.account, settings.market
    email = read_email(lead.email or None)
    country = read_country(lead.country or None) or read_country(account.country or None)
    industry = read_industry(account.industry or None)
    company_domain = registrable_domain(account.domain or None) or (email.domain if email.kind == "business" else None)
    domains = tuple(domain for domain in (email.domain, registrable_domain(account.domain or None)) if domain)
    worked_at, told_by = _earlier_customer(dossier, market.customers)
    competitor = _competitor(domains, account.name, lead.title, settings.competition)
    person = _person(lead, email, settings.committee)
    colleagues = tuple(_person(c, read_email(c.email or None), settings.committee) for c in dossier.colleagues)
    return Profile(
        person=person,
        account=account,
        colleagues=colleagues,
        country=country,
        region=lead.region or account.region,
        language=language_of(country) or "",
        industry=industry,
        industry_match=industry_matches(industry, market.industries) if market.industries else None,
        country_match=country_matches(country, market.countries) if market.countries else None,
        technologies_known=bool(account.technologies and market.technologies),
        wanted=_found(account.technologies, market.technologies),
        blocking=_found(account.technologies, market.blocking_technologies),
        company_domain=company_domain or "",
        competitor=competitor,
        competitor_in_title=employment_at(lead.title, competitor),
        analyst=next((domain for domain in domains if domain in _domains(settings.competition.analysts)), ""),
        colleague_of_ours=email.domain is not None and email.domain in _domains(settings.own_domains),
        placeholder_name=_is_placeholder(lead.first_name, lead.last_name),
        knows_us=worked_at,
        knows_us_from=told_by,
        unrelated=_unrelated_contracts(dossier, settings.competition),
    )


def _person(person: Lead | Colleague, email: EmailReading, committee: Committee) -> Person:
    reading = read_title(person.title)
    seat = "" if reading.seniority == "unknown" else committee.seat_of(reading.function, reading.seniority)
    return Person(
        id=person.id,
        name=person.name,
        title=person.title,
        reading=reading,
        seat=seat,
        email_class=email.kind or "",
        email_domain=email.domain,
    )


@lru_cache(maxsize=20_000)
def _is_placeholder(first_name: str, last_name: str) -> bool:
    return is_placeholder_name(first_name, last_name)


@lru_cache(maxsize=4096)
def _found(technologies: tuple[str, ...], named: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(technologies_found(technologies, named) or ()))


@lru_cache(maxsize=20_000)
def _competitor(domains: tuple[str, ...], company: str, title: str, competition: Competition) -> str:
    """Whose people these are: by domain of the address or the company, by the company's name, else by the title."""
    for competitor in competition.competitors:
        theirs = _domains(competitor.domains)
        if any(domain in theirs for domain in domains) or (company and same_name(company, competitor.name)):
            return competitor.name
    at_work = (c.name for c in competition.competitors if employment_at(title, c.name) == "works")
    return next(at_work, "")


def _earlier_customer(dossier: Dossier, customers: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """F8: a customer, by domain, where enrichment says that the lead once worked, and the signal that says so."""
    for signal in dossier.own("person_enrichment"):
        for company in as_texts(signal.properties.get("previous_companies")):
            if registrable_domain(company) in _domains(customers):
                return company, (signal.id,)
    return "", ()


def _unrelated_contracts(dossier: Dossier, competition: Competition) -> frozenset[str]:
    names = tuple(competitor.name for competitor in competition.competitors)
    if not names:
        return frozenset()
    named = ((signal.id, signal.text("vendor")) for signal in dossier.every("contract"))
    return frozenset(one for one, vendor in named if vendor and not any(same_name(vendor, name) for name in names))


@lru_cache(maxsize=1024)
def _domains(listed: tuple[str, ...]) -> frozenset[str]:
    return frozenset(domain for domain in map(registrable_domain, listed) if domain)
