"""Company names, compared the way a person would: by what is left without legal forms, accents and spelling."""

import re
import unicodedata
from functools import cache, lru_cache

from leadgate.reference.places import read_country

# Legal forms cleanco lacks, or misses for a bracket, a dash or a preposition.
_LEGAL_FORMS = """
    (pty) ltd | pty | ug (haftungsbeschränkt) | ug haftungsbeschränkt | ug | e.k. | ek | e.kfm. | ohg | gbr |
    ggmbh | mbh | gmbh & co. kgaa | ag & co. kg | ag & co. kgaa | se & co. kg | se & co. kgaa | gmbh & co. |
    ag & co. | se | eg | e.g. | s. de r.l. de c.v. | s.a. de c.v. | s.a.p.i. de c.v. | s.a.b. de c.v. |
    sociedad anónima | s.a.u. | s.l.u. | slu | s.p.a | spa | società per azioni | s.r.l.s. | société anonyme |
    tbk | pvt | pvt. ltd. | private limited | pte. ltd. | k.k. | kabushiki kaisha | eood | oü | a.ş. | ltd. şti.
    | aktiengesellschaft | gesellschaft mit beschränkter haftung | public limited company | l.l.c | gmbh & co |
    co. ltd. | co., ltd. | company limited | kg | b.v | s.c.r.l. | srl | bv | nv | ivzw | asbl |
    kommanditgesellschaft | eireli | s/a | inc
"""
_ASIAN_FORMS = re.compile(
    r"株式会社|有限会社|合同会社|（株）|\(株\)|股份有限公司|有限责任公司|有限公司|公司|주식회사|유한회사|\(주\)"
)
_PREFIX_FORMS = re.compile(r"^(?:the|ab|oy|pt|a/s|ooo|ооо|оао|зао|firma|sarl|sci|eurl)\s+(?=\S)", re.IGNORECASE)
_CONNECTORS = frozenset("and und et y e i og och en the".split())
_GROUP_WORDS = frozenset(
    "group gruppe groupe grupo gruppo groep holding holdings international worldwide global".split()
)
_MULTI_ENDING = re.compile(r"(?<=\w)\.(?:com|net|org|io|ai|co|app|dev|cloud|de|eu)\b", re.IGNORECASE)


@lru_cache(maxsize=65_536)
def company_key(name: str | None) -> str | None:
    """What identifies a company by name: `Müller Söhne AG & Co. KGaA` is `mullersohne`. None if nothing is left.

    For comparing only. Umlauts written out (`Mueller`) and spaces (`Data Dog`) make no difference.
    """
    words = _words(name or "")
    return "".join(words) or None


@lru_cache(maxsize=65_536)
def same_name(name: str | None, other: str | None) -> bool:
    """Whether two names mean one company; its group or holding and its country unit count as it.

    `Acme Deutschland GmbH` is `Acme Group`; `Acme Foods` is not `Acme`. False where a name is missing.
    """
    if not company_key(name) or not company_key(other):
        return False
    first, second = _words(name or ""), _words(other or "")
    brands = _brand(first), _brand(second)
    return brands[0] == brands[1] or brands[0] == _unit_of(second) or _unit_of(first) == brands[1]


def _brand(words: tuple[str, ...]) -> str:
    """Written together, without group words at the end."""
    while len(words) > 1 and words[-1] in _GROUP_WORDS:
        words = words[:-1]
    return "".join(words)


def _unit_of(words: tuple[str, ...]) -> str:
    """The brand a country unit belongs to: `Acme Deutschland` → `acme`; itself where it is none."""
    while len(words) > 1 and len("".join(words[:-1])) > 2 and (words[-1] in _GROUP_WORDS or _is_country(words[-1])):
        words = words[:-1]
    return _brand(words)


def _is_country(word: str) -> bool:
    return word in ("uk", "usa", "us") or (len(word) > 3 and read_country(word) is not None)


@lru_cache(maxsize=65_536)
def _words(name: str) -> tuple[str, ...]:
    """Folded words without legal forms; of a name that is nothing but a legal form (`SAS`), that form."""
    text = _ASIAN_FORMS.sub(" ", unicodedata.normalize("NFKC", name))
    text = re.split(r"(?i)\b(?:d/b/a|dba|t/a|trading as|c/o|formerly|f/k/a)\b", text)[0]
    text = _MULTI_ENDING.sub("", re.sub(r"(?i)^https?://|^www\.", "", text.strip()))
    stripped = _without_forms(_PREFIX_FORMS.sub("", text))
    return _fold(stripped) or _fold(text)


def _without_forms(text: str) -> str:
    from cleanco.clean import custom_basename

    while True:
        shorter = custom_basename(re.sub(r"[()\[\]]", " ", text), _terms(), suffix=True)
        if shorter in ("", text):
            return text
        text = shorter


@cache
def _terms() -> list[tuple[int, list[str]]]:
    """cleanco's legal forms and ours, the longest first, as its own `prepare_default_terms` makes them."""
    from cleanco.clean import get_unique_terms, normalize_terms

    written = {re.sub(r"[()]", " ", form) for form in (*get_unique_terms(), *_LEGAL_FORMS.split("|"))}
    parts = {tuple(term.split()) for term in normalize_terms(sorted(written))}
    return [(len(words), list(words)) for words in sorted(parts, key=lambda words: (-len(words), words)) if words]


def _fold(text: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ø", "o").replace("ł", "l").replace("æ", "ae"))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    plain = re.sub(r"([aou])e", r"\1", plain)
    words = re.findall(r"\w+", re.sub(r"['’`.]", "", plain))
    return tuple(word for word in words if word not in _CONNECTORS)
