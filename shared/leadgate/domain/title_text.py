"""A title as somebody typed it → plain lower-case tokens, with what separates them.

Tokens are words without accents, or one of the separators: `|` starts another title, `,` a loose addition,
`&` joins equals. The tables of words are folded by the same function, so they can be written as people write.
"""

import re
import unicodedata

HARD, LOOSE, JOIN = "|", ",", "&"
SEPARATORS = frozenset((HARD, LOOSE, JOIN))

_WORDS_THAT_SEPARATE = {
    **dict.fromkeys("and und et y e og och u plus sowie ainsi".split(), JOIN),
    **dict.fromkeys(
        "now currently current jetzt aktuell derzeit heute actuellement actualmente atualmente".split(), HARD
    ),
    **dict.fromkeys("attualmente tegenwoordig ahora agora".split(), HARD),
}
_SIGNS = {
    **dict.fromkeys("|;•·●▪►»→\n\t", HARD),
    **dict.fromkeys(",()[]{}:–—-.", LOOSE),
    **dict.fromkeys("&/+\\", JOIN),
}
# Leiter/in, Leiter*in, Leiter:in, Leiter(in), Directeur/trice, Director/a, Chargé(e)
_BOTH_GENDERS = re.compile(
    r"(?<=[^\W\d_]{3})\s?[/*:_(·•.-](?:innen|in|trice|rice|euse|ice|ere|ora|oras|ne|se|te|ra|frau|e|a|o|r|n)\b\)?(?![/&])"
)
# (m/w/d), H/F, (all genders)
_ANY_GENDER = re.compile(r"\(?\b(?:[mwfhdxvi]\s?/\s?){1,2}[mwfhdxvi]\b\)?|\(?\ball genders?\b\)?")
_AD_INTERIM = re.compile(r"(?<!\bof )(?<!\bfor )(?<!\bin )\ba\.\s?i\.")  # small letters; A.I. is a field of work
_DOTTED = re.compile(r"\b(?:[a-z]\.\s?){2,}")  # C.E.O., V. P., a.D.
_LETTERS_JOINED = re.compile(r"\b([a-z]{1,2})\s?[&+]\s?([a-z]{1,2})(?:\s?[&+]\s?([a-z]))?\b")  # R & D, FP&A, I+D+i
_CREDENTIAL = re.compile(r",\s*(?:md|phd|mba|cpa|pmp|pe|esq|rn|dds|jd)\b(?=\s*(?:,|$))")  # "Physician, MD"
_E_PREFIX = re.compile(r"\be-(?=[a-z]{4})")  # e-commerce
_TOKEN = re.compile(r"[^\W_]+|\s[-–—.]\s|[|;•·●▪►»→\n\t,()\[\]{}:–—&/+\\@]")


def tokens(text: str) -> list[str]:
    """Words and separators, in order; separators never lead, trail or repeat."""
    found: list[str] = []
    for raw in _TOKEN.findall(_plain(text)):
        token = _SIGNS.get(raw.strip(" ") or raw) or _WORDS_THAT_SEPARATE.get(raw, raw)
        if token in SEPARATORS and (not found or found[-1] in SEPARATORS):
            if found:
                found[-1] = min(found[-1], token, key=_STRENGTH.__getitem__)
            continue
        found.append(token)
    while found and found[-1] in SEPARATORS:
        found.pop()
    return found


_STRENGTH = {HARD: 0, LOOSE: 1, JOIN: 2}


def _plain(text: str) -> str:
    text = fold(_AD_INTERIM.sub(" interim ", text)).replace("’", "'").replace("`", "'")
    if not text.replace(" ", "").isalpha():
        text = text.replace("a.d.", " former ").replace("i.r.", " retired ")
        text = _ANY_GENDER.sub(" ", text)
        text = _BOTH_GENDERS.sub("", text)
        text = _DOTTED.sub(_without_dots, text)
        text = _CREDENTIAL.sub("", text)
        text = _LETTERS_JOINED.sub(_run_together, text)
        text = _E_PREFIX.sub("e", text)
    return text


def fold(text: str) -> str:
    """Lower case, compatibility forms, no accents: 'Geschäftsführer' → 'geschaftsfuhrer'."""
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFKD", text.casefold().replace("ø", "o").replace("ł", "l"))
    return "".join(c for c in spread if not unicodedata.combining(c))


def _without_dots(match: re.Match[str]) -> str:
    return re.sub(r"[.\s]", "", match.group()) + " "


def _run_together(match: re.Match[str]) -> str:
    """'r & d' → 'rnd', so that the ampersand is not read as a joint; 'it & hr' stays two words."""
    left, right, third = match.groups()
    if len(left) == len(right) == 2:
        return match.group()
    return f"{left}n{right}" + (f"n{third}" if third else "")
