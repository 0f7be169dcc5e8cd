"""What a cell of an export, or a property of a CRM, means: a number, yes or no, an instant, a word, or nothing known.

The one reading of values for training, for `leadgate score` and for webhooks, so that the three cannot disagree.
"""

import math
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

UNKNOWN: Final = frozenset(
    "|-|--|?|.|n/a|na|n.a.|#n/a|<na>|nan|null|(null)|none|--none--|-none-|nil|nothing selected|select|(select)"
    "|- select -|-- select --|select...|please select|please choose|choose|unknown|unspecified|undefined"
    "|undisclosed|not set|(not set)|not provided|not specified|not available|not known|not given|no data"
    "|missing|blank|(blank)|empty|tbd"
    "|k.a.|keine angabe|unbekannt|inconnu|desconocido|non renseigné|non specificato".split("|")
)
_FLAGS: Final[Mapping[str, float]] = {
    **dict.fromkeys("yes y true t on ja j oui si sí sim vrai wahr checked x ✓".split(), 1.0),
    **dict.fromkeys("no n false f off nein non não faux falsch unchecked".split(), 0.0),
}
_SCALES: Final[Mapping[str, float]] = {
    **dict.fromkeys(("k", "tsd", "thousand"), 1e3),
    **dict.fromkeys(("m", "mm", "mn", "mio", "mil", "million", "millions"), 1e6),
    **dict.fromkeys(("b", "bn", "mrd", "billion", "billions"), 1e9),
}
_MONEY: Final = re.compile(r"[$€£¥₹]|\b(?:usd|eur|gbp|chf|jpy|inr|aud|cad|sek|nok|dkk|pln|brl)\b")
_NUMBER: Final = r"[+-]?(?:\d[\d.,'’\u00a0\u202f ]*|\.\d+)(?:e[+-]?\d+)?"
_ONE: Final = re.compile(rf"(?:[<>≤≥~≈]|ca\.?|about|over|under)?\s*({_NUMBER})\s*([a-zµ%]{{0,14}})\.?\s*\+?")
_SPAN: Final = re.compile(rf"({_NUMBER})\s*([a-z]{{0,8}})\s*(?:-|–|—|to|bis|à)\s*({_NUMBER})\s*([a-z]{{0,14}})")
_GROUPED: Final = re.compile(r"[+-]?\d{1,3}([.,'’\u00a0\u202f ])\d{3}(?:\1\d{3})*(?:[.,]\d+)?")
_DIGITS_OF_MILLIS: Final = 12
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_FORMATS: Final = (
    "%Y/%m/%d",
    "%Y/%m/%d %H:%M",
    "%Y/%m/%d %H:%M:%S",
    "%d.%m.%Y",
    "%d.%m.%Y %H:%M",
    "%d.%m.%Y %H:%M:%S",
    "%b %d, %Y",
    "%d %b %Y",
    "%B %d, %Y",
    "%d %B %Y",
    "%d-%b-%Y",
)
_SLASHED: Final = ("%Y", "%Y %H:%M", "%Y %H:%M:%S", "%Y %I:%M %p", "%y")
DAY_FIRST: Final = tuple(f"%d/%m/{rest}" for rest in _SLASHED)
MONTH_FIRST: Final = tuple(f"%m/%d/{rest}" for rest in _SLASHED)


def word_of(value: Any) -> str | None:
    """In lower case, blanks as one; None where it says nothing."""
    if value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    word = " ".join(str(value).split()).casefold()
    return None if word in UNKNOWN else word


def number_of(value: Any) -> float:
    """The number in it: `1.200,50 €`, `12k`, `500 employees`, `45 %`, `1000+`; a span's middle. Else NaN."""
    if isinstance(value, (bool, int, float)):
        return _finite(float(value))
    word = word_of(value)
    if word is None:
        return math.nan
    try:
        return _finite(float(word))
    except ValueError:
        return _written_number(word)


def flag_of(value: Any) -> float:
    """1, 0, or NaN where it is neither yes nor no."""
    if isinstance(value, bool):
        return float(value)
    word = word_of(value)
    if word is None:
        return math.nan
    return _FLAGS.get(word, {"1": 1.0, "0": 0.0}.get(word, math.nan))


def day_of(value: Any, day_first: bool = False) -> float:
    """Days since 1970 of a date, an instant, milliseconds or text; NaN where it is none. day_first: of 3/4/2026."""
    if isinstance(value, datetime):
        return _days(value)
    if isinstance(value, date):
        return _days(datetime(value.year, value.month, value.day, tzinfo=UTC))
    word = word_of(value)
    if word is None or not any(map(str.isdigit, word)):
        return math.nan
    if word.isdigit():
        return int(word) / 86_400_000.0 if _DIGITS_OF_MILLIS <= len(word) <= _DIGITS_OF_MILLIS + 1 else math.nan
    return _written_day(word, DAY_FIRST if day_first else MONTH_FIRST)


def _finite(number: float) -> float:
    return number if math.isfinite(number) else math.nan


def _written_number(word: str) -> float:
    text = _MONEY.sub("", word).strip()
    negative = text.startswith("(") and text.endswith(")")
    text = text.strip("()").strip()
    span = _SPAN.fullmatch(text)
    if span:
        low, high = _scaled(span[1], span[2] or span[4]), _scaled(span[3], span[4])
        return (low + high) / 2.0 if low < high else math.nan
    one = _ONE.fullmatch(text)
    if not one:
        return math.nan
    number = _scaled(one[1], one[2])
    return -number if negative else number


def _scaled(digits: str, unit: str) -> float:
    plain = digits.strip()
    if any(blank in plain for blank in " \u00a0\u202f'’") and not _GROUPED.fullmatch(plain):
        return math.nan
    plain = re.sub(r"[\s'’]", "", plain)
    try:
        return _finite(float(_with_point(plain)) * _SCALES.get(unit, 1.0))
    except ValueError:
        return math.nan


def _with_point(digits: str) -> str:
    """The decimal sign as a point, the signs between thousands taken out."""
    comma, point = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and point >= 0:
        thousands, decimal = (".", ",") if comma > point else (",", ".")
        return digits.replace(thousands, "").replace(decimal, ".")
    if comma >= 0:
        return digits.replace(",", "" if _GROUPED.fullmatch(digits) else ".")
    return digits.replace(".", "") if digits.count(".") > 1 and _GROUPED.fullmatch(digits) else digits


def _written_day(word: str, slashed: tuple[str, ...]) -> float:
    try:
        return _days(datetime.fromisoformat(word.upper()))
    except ValueError:
        pass
    for form in (*slashed, *_FORMATS) if "/" in word else _FORMATS:
        try:
            return _days(datetime.strptime(word, form))  # noqa: DTZ007  # read as UTC below
        except ValueError:
            continue
    return math.nan


def _days(instant: datetime) -> float:
    aware = instant if instant.tzinfo else instant.replace(tzinfo=UTC)
    return (aware - _EPOCH).total_seconds() / 86_400.0
