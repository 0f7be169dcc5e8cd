"""Values of CRM records in our words: how kindly they are read, whichever CRM they come from."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from leadgate.domain.dossier import Account, Lead
from leadgate.domain.reading import parse_instant
from leadgate.domain.signals import read_number

Properties = Mapping[str, str | None]
"""A CRM's own names → values as clean text; None for none."""
Text = Callable[[str], str]
"""Our name of a fact → its text, empty where there is none."""


def lead_of(lead_id: str, text: Text, properties: Mapping[str, str]) -> Lead:
    """properties: the CRM's own, as they are kept."""
    return Lead(
        id=lead_id,
        email=text("email"),
        first_name=text("first_name"),
        last_name=text("last_name"),
        title=text("title"),
        country=text("country"),
        region=text("region"),
        lifecycle=text("lifecycle"),
        source=text("source"),
        created_at=read_instant(text("created_at")),
        owner_id=text("owner_id") or None,
        properties=properties,
    )


def account_of(
    account_id: str, text: Text, properties: Mapping[str, str], *, is_customer: bool, target_account: bool
) -> Account:
    return Account(
        id=account_id,
        name=text("name"),
        domain=read_domain(text("domain")),
        employees=read_count(text("employees")),
        annual_revenue=read_count(text("annual_revenue")),
        industry=text("industry"),
        country=text("country"),
        region=text("region"),
        technologies=read_list(text("technologies")),
        is_customer=is_customer,
        target_account=target_account,
        owner_id=text("owner_id") or None,
        properties=properties,
    )


def first_text(properties: Properties, names: Sequence[str]) -> str:
    return next((text for name in names if (text := str(properties.get(name) or "").strip())), "")


def read_count(text: str) -> float | None:
    """A number of at least 0; the middle of a range ("100-500"), the start of an open one ("1000+"); else None."""
    low, dash, high = text.strip().rstrip("+").partition("-")
    ends = [read_number(part.strip()) for part in ((low, high) if dash and low else (text.strip().rstrip("+"),))]
    found = [end for end in ends if end is not None and end >= 0]
    return sum(found) / len(found) if len(found) == len(ends) else None


def read_instant(text: str) -> datetime | None:
    """ISO 8601 or epoch milliseconds; None for anything else."""
    if text.isascii() and text.isdigit() and len(text) > 8:
        try:
            return datetime.fromtimestamp(int(text) / 1000, UTC)
        except (ValueError, OverflowError, OSError):
            return None
    return parse_instant(text)


def read_list(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.replace(",", ";").split(";") if part.strip()))


def read_domain(text: str) -> str:
    """The host of a domain or web address, lower case, without www."""
    host = text.strip().lower().partition("://")[2] or text.strip().lower()
    return host.partition("/")[0].partition("?")[0].removeprefix("www.")
