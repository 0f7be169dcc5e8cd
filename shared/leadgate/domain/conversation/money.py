"""Amounts of money as people write them: $50k, 50.000 €, 20-30 Tausend Euro, 1,5 Mio."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple


class Money(NamedTuple):
    """amount: the lower end where a range is given, `to` the upper. currency: ISO 4217, None where not said."""

    start: int
    end: int
    amount: float
    to: float | None
    currency: str | None


_CURRENCIES: Final = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "usd": "USD",
    "us$": "USD",
    "dollar": "USD",
    "dollars": "USD",
    "bucks": "USD",
    "dolares": "USD",
    "eur": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "gbp": "GBP",
    "pounds": "GBP",
    "quid": "GBP",
    "chf": "CHF",
    "franken": "CHF",
    "cad": "CAD",
    "aud": "AUD",
    "mxn": "MXN",
}
_FACTORS: Final = {
    "k": 1e3,
    "thousand": 1e3,
    "grand": 1e3,
    "tausend": 1e3,
    "tsd": 1e3,
    "mille": 1e3,
    "mil": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "mio": 1e6,
    "million": 1e6,
    "millions": 1e6,
    "millionen": 1e6,
    "millones": 1e6,
    "mm": 1e6,
}
_BEFORE: Final = r"us\$|[$€£]|usd|eur|gbp|chf|cad|aud|mxn"
_AFTER: Final = r"[$€£]|(?:usd|eur|gbp|chf|cad|aud|mxn|dollars?|dolares|euros?|pounds|quid|bucks|franken)\b"
_DIGITS: Final = r"\d{1,3}(?:[.,' \u00a0]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d{1,9}(?:[.,]\d{1,2})?(?!\d)"
_FACTOR: Final = r"(?:k|thousand|grand|tausend|tsd|mille|mil|millions?|millionen|millones|mio|mn|mm|m)\b"
_MONEY: Final = re.compile(
    rf"(?P<before>{_BEFORE})?\s?(?P<low>{_DIGITS})\s?(?P<low_factor>{_FACTOR})?\.?\s?(?:{_AFTER})?"
    rf"(?:\s?(?:-|–|to|bis|a|and|und|et|y)\s?[$€£]?\s?(?P<high>{_DIGITS})\s?(?P<high_factor>{_FACTOR})?\.?)?"
    rf"\s?(?P<after>{_AFTER})?"
)
_NUMBER_BEGINS: Final = re.compile(r"\d(?:(?<![\w.,]\d)|(?<=[$€£]\d)|(?<=usd\d|eur\d|gbp\d|chf\d|cad\d|aud\d|mxn\d))")
_SIGN_BEFORE: Final = re.compile(rf"(?<!\w)(?:{_BEFORE})\s?$")
_COUNTS: Final = re.compile(
    r"\s?(?:(?!(?:an?|per|each|every|pro|par|por|al|am|im|au)\s)\w+\s)?(?:users?|seats?|people|employees|licen[cs]es|contacts?|leads|reps?|records|events|customers|days?"
    r"|weeks?|months?|years?|percent|%|nutzer\w*|mitarbeiter\w*|lizenzen|kontakte|leute|tage|wochen|monate|jahre"
    r"|utilisateurs|licences|personnes|salaries|jours|semaines|mois|usuarios|licencias|empleados|personas|dias|meses|th\b)"
)


def find_money(text: str) -> list[Money]:
    """Numbers with a currency or a factor, or of three digits and more that count nothing else.

    Whether they are a budget is not known here. text: folded.
    """
    found = []
    for match in _matches(text):
        currency = _currency(match)
        if not currency and (_COUNTS.match(text, match.end()) or not _is_amount(match)):
            continue
        factor = _FACTORS.get(match["low_factor"] or match["high_factor"] or "", 1.0)
        high = _number(match["high"]) * _FACTORS.get(match["high_factor"] or "", factor) if match["high"] else None
        low = _number(match["low"]) * factor
        if high and low < 1000 <= low * 1000 <= high:
            low *= 1000  # "20 à 30 000 euros"
        end = match.start() + len(match.group().rstrip(" ."))
        found.append(Money(match.start(), end, low, high, currency))
    return found


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Only digits are looked at closely."""
    end = 0
    for digits in _NUMBER_BEGINS.finditer(text):
        if digits.start() < end:
            continue
        sign = _SIGN_BEFORE.search(text, max(0, digits.start() - 5), digits.start())
        match = _MONEY.match(text, sign.start() if sign else digits.start())
        if match:
            end = match.end()
            yield match


def _currency(match: re.Match[str]) -> str | None:
    if match["before"] or match["after"]:
        return _CURRENCIES[match["before"] or match["after"]]
    inside = re.search(_AFTER, match.group())
    return _CURRENCIES[inside.group()] if inside else None


def _is_amount(match: re.Match[str]) -> bool:
    if match["low_factor"] or match["high_factor"]:
        return True
    return _number(match["low"]) >= 100 and not re.fullmatch(r"20[2-4]\d", match["low"])


def _number(written: str) -> float:
    """A mark before three last digits parts thousands, before one or two it is the decimal."""
    digits = re.sub(r"[.,' \u00a0](?=\d{3}(?!\d))", "", written)
    return float(digits.replace(",", "."))
