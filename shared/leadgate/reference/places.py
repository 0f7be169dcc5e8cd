"""Countries, regions, states and languages, however a form, a CRM or a person writes them."""

import gettext
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Literal

from leadgate.reference.domains import read_host
from leadgate.reference.tables import read_table

# What a form filled in abroad, or a CRM of another language, calls a country.
_NAMES_IN = "de fr es it nl pt pl cs hu ro sv da nb_NO fi tr el ru uk ja zh_CN ko ar".split()
# Country endings sold to everybody: they say nothing of where a company is.
_WORLDWIDE_ENDINGS = frozenset(
    """
    ac ad ag ai as bz cc cd ci co cx dj eu fm gg gl im io is la ly me mn ms mu nu pn pw re rs sc sh so st su tk tl
    to tv vc vg ws
    """.split()
)
_WORLD = frozenset("anywhere everywhere global international monde row weltweit welt world worldwide".split())
_NOT_A_COUNTRY = frozenset("na n a none null unknown other".split())


@lru_cache(maxsize=8_192)
def read_country(text: str | None) -> str | None:
    """The ISO 3166 two-letter code of a country by code, name in some twenty languages, flag, or `City, Country`.

    None for what is no country, and for `NA`: seldom Namibia, mostly nothing at all.
    """
    key = fold_place(text or "")
    if not key and text:
        return _flags().get(text.strip())
    if not key or key in _NOT_A_COUNTRY:
        return None
    return _country_named(key) or _country_in_parts(text or "")


@lru_cache(maxsize=1_024)
def countries_of(region: str | None) -> frozenset[str]:
    """The countries of `EMEA`, `DACH`, `Nordics`, `worldwide` …; of a country, itself; empty where unknown."""
    key = fold_place(region or "")
    if key in _WORLD:
        return frozenset(_codes())
    if key in _regions():
        return _regions()[key]
    country = read_country(region)
    return frozenset((country,)) if country else frozenset()


def country_matches(country: str | None, wanted: Iterable[str]) -> bool | None:
    """Whether a country is among wanted countries and regions.

    None where nothing is wanted, or the country, or all that is wanted, cannot be read.
    """
    code = read_country(country)
    allowed = frozenset[str]().union(*map(countries_of, wanted))
    return code in allowed if code and allowed else None


@lru_cache(maxsize=8_192)
def read_subdivision(text: str | None, country: str | None = None) -> str | None:
    """The ISO 3166-2 code (`US-CA`) of a state or province by code or name.

    A bare code (`CA`, `BY`) is read only where the country is known; a name without one only where it is unique.
    """
    key = fold_place(text or "")
    if not key:
        return None
    home = read_country(country)
    if home:
        by_code = f"{home}-{key.upper()}"
        if by_code in _subdivision_codes():
            return by_code
    full = (text or "").strip().upper()
    candidates = {full} & _subdivision_codes() or _subdivisions_named(key)
    fitting = {code for code in candidates if home is None or code.startswith(f"{home}-")}
    return fitting.pop() if len(fitting) == 1 else None


def language_of(
    country: str | None = None, *, locale: str | None = None, subdivision: str | None = None, domain: str | None = None
) -> str | None:
    """The two-letter language to write in; the first that is known: the lead's locale (`de-CH`, `fr_FR`), the state
    or province (Québec, Genève), the country, the country of the mail domain's ending."""
    spoken = re.match(r"\s*([A-Za-z]{2})(?![A-Za-z])", locale or "")
    if spoken:
        return {"no": "nb", "nn": "nb", "iw": "he"}.get(spoken[1].lower(), spoken[1].lower())
    code = read_country(country) or country_of_domain(domain)
    state = read_subdivision(subdivision, code)
    return _by_code("subdivision_language").get(state or "") or _by_code("language").get(code or "")


def country_of_domain(host_or_url_or_email: str | None) -> str | None:
    """The country of a domain's ending; None for endings sold to everybody (`.io`, `.co`, `.me`)."""
    host = read_host(host_or_url_or_email)
    ending = host.rpartition(".")[2] if host else ""
    if ending in _WORLDWIDE_ENDINGS or len(ending) != 2:
        return None
    code = "GB" if ending == "uk" else ending.upper()
    return code if code in _codes() else None


def is_currency(code: str) -> bool:
    """Whether it is an ISO 4217 code."""
    import pycountry  # heavy: loaded at the first call

    return pycountry.currencies.get(alpha_3=code) is not None


def fold_place(text: str) -> str:
    """Lower case without accents, dots or brackets: `Côte d'Ivoire` is `cote d ivoire`, `U.S.A.` is `usa`."""
    text = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", text)
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ø", "o").replace("ł", "l").replace("&", " and "))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(re.findall(r"\w+", plain.replace("_", " ")))


def _country_named(key: str) -> str | None:
    return _english_names().get(key) or _translated_names().get(key)


def _country_in_parts(text: str) -> str | None:
    """`Germany (DE)`, `Paris, France`, `US - United States`: the last part that names a country.

    Two letters may be a state's, and Georgia is one: inside an address neither is read as a country.
    """
    parts = [fold_place(part) for part in re.split(r"[,;()/|\n]|\s[-–]\s", text)]
    names = [part for part in parts if part in ("uk", "usa", "uae") or (len(part) > 3 and part != "georgia")]
    found = [code for code in map(_country_named, names) if code] if len(parts) > 1 else []
    return found[-1] if found else None


@cache
def _codes() -> frozenset[str]:
    import pycountry

    return frozenset(country.alpha_2 for country in pycountry.countries) | {"XK"}


@cache
def _english_names() -> Mapping[str, str]:
    import pycountry

    names: dict[str, str] = {}
    for country in pycountry.countries:
        written = (country.alpha_2, country.alpha_3, *_names_of(country))
        names.update((fold_place(name), country.alpha_2) for name in written)
        names.update((fold_place(name.partition(",")[0]), country.alpha_2) for name in _names_of(country)[:1])
    return MappingProxyType(names | _by_name("country"))


def _names_of(country: object) -> tuple[str, ...]:
    attributes = ("name", "official_name", "common_name")
    return tuple(name for name in (getattr(country, attribute, None) for attribute in attributes) if name)


@cache
def _translated_names() -> Mapping[str, str]:
    """Names in other languages; where two languages disagree on a word, it names nothing."""
    import pycountry

    readings: dict[str, set[str]] = {}
    for language in _NAMES_IN:
        catalogue = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[language], fallback=True)
        for country in pycountry.countries:
            for name in set(map(catalogue.gettext, _names_of(country))):
                readings.setdefault(fold_place(name), set()).add(country.alpha_2)
    return MappingProxyType({name: codes.pop() for name, codes in readings.items() if len(codes) == 1})


@cache
def _flags() -> Mapping[str, str]:
    import pycountry

    return MappingProxyType({country.flag: country.alpha_2 for country in pycountry.countries})


@cache
def _subdivision_codes() -> frozenset[str]:
    import pycountry

    return frozenset(subdivision.code for subdivision in pycountry.subdivisions)


def _subdivisions_named(key: str) -> set[str]:
    alias = _by_name("subdivision").get(key)
    return {alias} if alias else set(_subdivision_names().get(key, ()))


@cache
def _subdivision_names() -> Mapping[str, frozenset[str]]:
    """Codes by name; of units nested under one name (a province and its capital), only the outermost."""
    import pycountry

    names: dict[str, set[str]] = {}
    for subdivision in sorted(pycountry.subdivisions, key=lambda it: it.parent_code is not None):
        for name in re.split(r"[\[\]/]", subdivision.name):
            codes = names.setdefault(fold_place(name), set())
            if not any(code[:2] == subdivision.country_code for code in codes):
                codes.add(subdivision.code)
    return MappingProxyType({name: frozenset(codes) for name, codes in names.items()})


@cache
def _regions() -> Mapping[str, frozenset[str]]:
    rows = read_table("places")["region"]
    return MappingProxyType(
        {n.strip(): frozenset(row["countries"].split()) for row in rows for n in row["names"].split(",")}
    )


@cache
def _by_name(table: Literal["country", "subdivision"]) -> dict[str, str]:
    """`{code: "name, name"}` turned round: the code of every name."""
    rows = read_table("places")[table]
    return {name.strip(): code for code, names in rows.items() for name in names.split(",")}


@cache
def _by_code(table: Literal["language", "subdivision_language"]) -> dict[str, str]:
    """`{language: "code code"}` turned round: the language of every code."""
    return {code: language for language, codes in read_table("places")[table].items() for code in codes.split()}
