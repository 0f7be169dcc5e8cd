"""Who a lead is: the dossier's words read into facts (by `features/profile.py`, which knows the reference data)."""

from dataclasses import dataclass

from leadgate.domain.dossier import Account
from leadgate.domain.title_employer import Employment
from leadgate.domain.titles import TitleReading


@dataclass(frozen=True, slots=True)
class Person:
    """The lead or a colleague. email_class and seat are empty where unknown or none."""

    id: str
    name: str
    title: str
    reading: TitleReading
    seat: str = ""
    email_class: str = ""
    email_domain: str | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """Facts about the lead and its company.

    account: with what enrichment added where the CRM knew nothing. country: ISO 3166 alpha-2. industry: our code.
    industry_match: 1 wanted, between for a relative, 0 not; None where nothing is wanted or the industry is unknown;
    likewise country_match. wanted, blocking: technologies of the account that the market names.
    competitor, analyst: whose address or company this is, or whom the title names; empty for nobody.
    competitor_in_title: what the title says of the competitor: "works" there, "left", or nothing. knows_us: a
    customer where the lead once worked, as the signals knows_us_from say.
    unrelated: ids of contracts with vendors that are no rivals, where rivals are set.
    """

    person: Person
    account: Account
    colleagues: tuple[Person, ...] = ()
    country: str | None = None
    region: str = ""
    language: str = ""
    industry: str | None = None
    industry_match: float | None = None
    country_match: bool | None = None
    technologies_known: bool = False
    wanted: tuple[str, ...] = ()
    blocking: tuple[str, ...] = ()
    competitor: str = ""
    competitor_in_title: Employment = ""
    analyst: str = ""
    company_domain: str = ""
    colleague_of_ours: bool = False
    placeholder_name: bool = False
    knows_us: str = ""
    knows_us_from: tuple[str, ...] = ()
    unrelated: frozenset[str] = frozenset()
