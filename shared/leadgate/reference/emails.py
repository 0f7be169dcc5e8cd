"""What an e-mail address says of who wrote it down: a person at a company, a free mailbox, a function, nobody."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from leadgate.reference.domains import domain_class, exists, is_placeholder_domain, split_host
from leadgate.reference.mailboxes import is_junk, is_placeholder, is_role, is_test

EmailClass = Literal["business", "free", "disposable", "education", "role", "government", "invalid"]

_NOT_GIVEN = frozenset(("", "-", "--", ".", "?", "n/a", "na", "n.a.", "none", "null", "nil", "unknown", "nan", "keine"))
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class EmailReading:
    """One address, as it can be written to, and what stands behind it.

    address: lower case, in Unicode, tag kept; None where none was given or it cannot be one.
    domain: what was registered (`acme.co.uk`); host: what stands after the @ (`eu.acme.co.uk`).
    kind: None where no address was given: unknown, which is not invalid.
    """

    address: str | None = None
    domain: str | None = None
    host: str | None = None
    kind: EmailClass | None = None


@lru_cache(maxsize=65_536)
def read_email(address: str | None) -> EmailReading:
    """Read one address as people and forms write it: `mailto:`, `Name <a@b.c>`, blanks, a comma left behind.

    The first that holds is its kind: invalid (cannot be delivered, or names nobody: `test@test.com`,
    `asdf@gmail.com`) · disposable · role (whatever the domain: a mailbox without a person) · education ·
    government · free · business.
    """
    text = _clean(address or "")
    if text.casefold() in _NOT_GIVEN:
        return EmailReading()
    parsed = _parse(text)
    if parsed is None:
        return EmailReading(kind="invalid")
    local, host = parsed
    return EmailReading(f"{local}@{host}", split_host(host).registrable, host, _classify(local, host))


def _classify(local: str, host: str) -> EmailClass:
    kind = domain_class(host)
    if kind is None or not exists(host) or is_placeholder_domain(host):
        return "invalid"
    if kind == "disposable":
        return "disposable"
    if is_role(local) and not (is_placeholder(local) and _names_nobody(local, host)):
        return "role"
    if is_junk(local) or (is_placeholder(local) and (kind == "free" or _names_nobody(local, host))):
        return "invalid"
    return "role" if is_test(local) else kind


def _names_nobody(local: str, host: str) -> bool:
    """Whether the domain repeats a local part that names nobody: `abc@abc.com`, `none@none.de`."""
    label = split_host(host).label
    return label == local or is_placeholder(label)


def _clean(text: str) -> str:
    """The first address of what was written, without wrapping."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).strip()
    bracketed = re.search(r"<([^<>]*@[^<>]*)>", text)
    text = bracketed[1] if bracketed else text
    text = re.sub(r"(?i)^\s*(?:mailto|e-?mail)\s*:\s*", "", text).partition("?")[0] if "@" in text else text
    if text.count("@") > 1:
        text = next(part for part in re.split(r"[;,|\s]+", text) if "@" in part)
    text = re.sub(r"\s*\([^()@]*\)\s*$", "", text)
    text = re.sub(r"\s*@\s*", "@", text.strip(" \t\r\n,;:.<>()[]'`|"))
    return text[1:-1] if re.fullmatch(r'"[^"]+@[^"]+"', text) else text


def _parse(text: str) -> tuple[str, str] | None:
    from email_validator import EmailNotValidError, validate_email

    try:
        valid = validate_email(text, check_deliverability=False, test_environment=True, allow_quoted_local=True)
    except EmailNotValidError:
        return None
    host = valid.domain.lower()
    return (valid.local_part.lower(), host) if "." in host else None
