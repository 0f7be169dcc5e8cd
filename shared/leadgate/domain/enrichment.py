"""Enrichment signals fold into the dossier: they fill what the CRM does not know, never what it does."""

from dataclasses import replace
from typing import Any, Final

from leadgate.domain.dossier import Account, Dossier, Lead
from leadgate.domain.signals import Signal, read_number

_LEAD_TEXTS: Final = ("email", "first_name", "last_name", "title", "country", "region")
_ACCOUNT_TEXTS: Final = ("name", "domain", "industry", "country", "region")
_ACCOUNT_NUMBERS: Final = ("employees", "annual_revenue")


def enriched(dossier: Dossier) -> Dossier:
    """The dossier with blanks filled, the newest enrichment first; technologies are added up."""
    people = _newest_first(dossier.own("person_enrichment"))
    companies = _newest_first(dossier.every("firmographic"))
    stacks = _newest_first(dossier.every("technographic"))
    if not (people or companies or stacks):
        return dossier
    account = _with_technologies(_filled_account(dossier.account, companies), (*companies, *stacks))
    return replace(dossier, lead=_filled_lead(dossier.lead, people), account=account)


def _newest_first(signals: tuple[Signal, ...]) -> tuple[Signal, ...]:
    return tuple(reversed(signals))


def _filled_lead(lead: Lead, signals: tuple[Signal, ...]) -> Lead:
    return replace(lead, **_texts(lead, _LEAD_TEXTS, signals)) if signals else lead


def _filled_account(account: Account, signals: tuple[Signal, ...]) -> Account:
    if not signals:
        return account
    found: dict[str, Any] = _texts(account, _ACCOUNT_TEXTS, signals)
    for name in _ACCOUNT_NUMBERS:
        if getattr(account, name) is None:
            numbers = (_amount(signal.properties.get(name)) for signal in signals)
            found[name] = next((number for number in numbers if number is not None and number > 0), None)
    if account.fiscal_year_end_month is None:
        months = (signal.number("fiscal_year_end_month") for signal in signals)
        found["fiscal_year_end_month"] = next((int(m) for m in months if m is not None and m in range(1, 13)), None)
    return replace(account, **found)


def _texts(record: Lead | Account, names: tuple[str, ...], signals: tuple[Signal, ...]) -> dict[str, Any]:
    blank = (name for name in names if not getattr(record, name))
    found = {name: next(filter(None, (s.text(name).strip() for s in signals)), "") for name in blank}
    return {name: value for name, value in found.items() if value}


def _with_technologies(account: Account, signals: tuple[Signal, ...]) -> Account:
    added = [name for signal in reversed(signals) for name in as_texts(signal.properties.get("technologies"))]
    names = tuple(dict.fromkeys((*account.technologies, *added)))
    return account if names == account.technologies else replace(account, technologies=names)


def as_texts(value: object) -> tuple[str, ...]:
    """A list of texts, or one text with commas; empty for anything else."""
    if isinstance(value, str):
        return tuple(name.strip() for name in value.split(",") if name.strip())
    names = value if isinstance(value, list | tuple) else ()
    return tuple(name.strip() for name in names if isinstance(name, str) and name.strip())


def _amount(value: object) -> float | None:
    """A number, or the middle of a range as providers sell it: `201-500`, `10,001+`. A zero is nobody's size."""
    if not isinstance(value, str):
        return read_number(value)
    low, _, high = value.strip().rstrip("+").replace("–", "-").partition("-")
    ends = [read_number(end.strip()) for end in (low, high) if end.strip()]
    known = [end for end in ends if end is not None]
    return sum(known) / len(known) if known and len(known) == len(ends) else None
