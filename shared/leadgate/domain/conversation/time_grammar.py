"""The grammar of dates and spans: patterns in four languages, and the days each means (searched by `timeline.py`)."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Final, Literal

from leadgate.domain.conversation import calendar
from leadgate.domain.conversation.calendar import MONTHS, NUMBERS, ORDINALS, SEASONS, UNIT_DAYS, WEEKDAYS


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_NUMBER: Final = rf"(?P<number>\d{{1,3}}(?:\s?(?:-|–|to|bis|a|oder|or|ou|o)\s?\d{{1,3}})?|{_any(NUMBERS)})"
_UNIT: Final = rf"(?P<unit>{_any(UNIT_DAYS)})"
_YEAR: Final = r"(?:[\s,]+(?:of |von |de |del )?(?P<year>20\d\d))?"
_END: Final = (
    r"(?P<close>(?:the )?end of|end|eo|late|ende|spatestens ende|fin(?:ales|al)? (?:de|del)|fin|finales de|cierre de)"
)
_THE: Final = r"(?:the|this|our|next|des|der|dieses|diesem|dieser|du|de|la|le|l'|el|este|esta|cette|ce|vom|del)"
_BY: Final = (
    r"(?P<by>not before|no later than|before|by|until|till|til|due|from|starting|start(?:ing)? in|as of|in|for|during"
    r"|on|around|after|bis|vor|ab|im|in|zum|nach|anfang|mitte|early|mid|beginning of|start of|d'ici|avant|apres|en"
    r"|a partir de|debut|au|pour|mi|courant|antes de|para|hasta|desde|a principios de|principios de|a mediados de)"
)
Read = Callable[[re.Match[str], date], int | None]
Family = Literal["unit", "quarter", "month", "weekday", "season", "digits", "short", "compound", "year", "word"]


def _span(found: re.Match[str], _: date) -> int | None:
    words, unit = found["number"], UNIT_DAYS[found["unit"]]
    counts = [int(digits) for digits in re.findall(r"\d+", words)]
    count = max(counts) if counts else NUMBERS[words.split()[0]]
    return round(unit * (count or 0.5))


def _this_or_next(found: re.Match[str], today: date) -> int | None:
    unit = UNIT_DAYS[found["unit"]]
    if unit == 1:
        return 1
    ahead = 0 if re.match(r"(?:this|current|dies|laufend|ce\b|cette|cet\b|est[ae]\b|noch)", found["which"] or "") else 1
    return _until(calendar.unit_span(today, unit, ahead), today, closing=False)


def _end_of_unit(found: re.Match[str], today: date) -> int | None:
    unit = UNIT_DAYS[found["unit"]]
    ahead = 1 if re.search(r"\b(?:next|nachst|prochain|proxim)", found.group()) else 0
    return _until(calendar.unit_span(today, max(unit, 7), ahead), today, closing=True)


def _quarter(found: re.Match[str], today: date) -> int | None:
    named = found["ordinal"]
    quarter = int(found["quarter"]) if found["quarter"] else ORDINALS[named]
    return _until(calendar.quarter_span(today, quarter, _year(found)), today, closing=bool(found["close"]))


def _month(found: re.Match[str], today: date) -> int | None:
    span = calendar.month_span(today, MONTHS[found["month"]], _year(found))
    return _until(span, today, closing=bool(found["close"]))


def _day(found: re.Match[str], today: date) -> int | None:
    parts = found.groupdict()
    if parts.get("iso"):
        chosen = _date(*(int(part) for part in parts["iso"].split("-")))
    elif parts.get("dotted"):
        day, month, year = (int(part) if part else None for part in re.split(r"[./]", parts["dotted"] + "..")[:3])
        chosen = _date(year + 2000 * (year < 100), month or 0, day or 0) if year else None
        chosen = chosen or calendar.day_after(today, month or 0, day or 0)
    else:
        day = int(parts["day"] or parts["day_after"])
        month = MONTHS[parts["month"]]
        year = _year(found)
        chosen = _date(year, month, day) if year else calendar.day_after(today, month, day)
    return (chosen - today).days if chosen and chosen >= today else None


def _weekday(found: re.Match[str], today: date) -> int | None:
    return (calendar.weekday_after(today, WEEKDAYS[found["weekday"]]) - today).days


def _season(found: re.Match[str], today: date) -> int | None:
    chosen = calendar.day_after(today, *SEASONS[found["season"]])
    return (chosen - today).days if chosen else None


def _abbreviation(found: re.Match[str], today: date) -> int | None:
    unit = {"w": 7, "m": 30, "q": 91, "y": 365}[found["letter"]]
    return _until(calendar.unit_span(today, unit, 0), today, closing=True)


def _compound(found: re.Match[str], today: date) -> int | None:
    unit = UNIT_DAYS[{"monats": "monat", "jahres": "jahr", "quartals": "quartal", "wochen": "woche"}[found["whole"]]]
    return _until(calendar.unit_span(today, unit, 0), today, closing=True)


def _new_year(_: re.Match[str], today: date) -> int | None:
    return (date(today.year + 1, 1, 1) - today).days


def _whole_year(found: re.Match[str], today: date) -> int | None:
    year = int(found["year"])
    return max(0, (date(year, 1, 1) - today).days) if year >= today.year else None


def _unknown(_: re.Match[str], __: date) -> int | None:
    return None


_FILLER: Final = (
    r"(?:(?:the|einem|next|of|about|around|roughly|say|der|den|von|nachsten|kommenden|etwa|ca\.?|spatestens|les|des|prochaine?s"
    r"|environ|moins de|less than|weniger als|maximal|los|las|de|unos|unas|proxim[oa]s|menos de|unas?)\s+){0,3}"
)
_PATTERNS: Final[tuple[tuple[Family, str, Read], ...]] = (
    (
        "unit",
        (
            rf"\b(?:in|within|inside|over|innerhalb|binnen|dans|d'ici|en|dentro|sous)\s+{_FILLER}{_NUMBER}\s?"
            rf"(?:(?:of|proxim[oa]s|prochaine?s|more|a|weitere[nr]?)\s+)?{_UNIT}(?!\w)"
        ),
        _span,
    ),
    (
        "unit",
        rf"\b(?:next|nachsten|kommenden|prochaine?s|proxim[oa]s|coming)\s+{_NUMBER}\s+{_UNIT}(?!\w)",
        _span,
    ),
    ("unit", rf"\b{_NUMBER}\s+(?:prochaine?s|proxim[oa]s)\s+{_UNIT}(?!\w)", _span),
    ("unit", rf"\b{_NUMBER}\s?{_UNIT}\s+(?:from now|from today|out|max|tops|or so)\b", _span),
    ("unit", rf"\b(?:{_BY}\s+)?{_END}\s?(?:{_THE}\s+)?{_UNIT}(?!\w)", _end_of_unit),
    ("short", r"\b(?:by\s+)?eo(?P<letter>[wmqy])\b", _abbreviation),
    ("compound", r"\b(?:bis\s+|zum\s+|vor\s+)?(?:ende\s+)?(?P<whole>monats|jahres|quartals|wochen)ende\b", _compound),
    (
        "unit",
        (
            r"\b(?P<which>this|next|current|coming|diese[nrms]?|nachste[nrms]?|kommende[nrms]?|laufende[nrms]?"
            rf"|noch dieses|ce|cet|cette|este|esta|proxim[oa])\s+{_UNIT}(?!\w)(?!\s+(?:prochaine?|que viene))"
        ),
        _this_or_next,
    ),
    ("unit", rf"\b{_UNIT}\s+(?:prochaine?|que viene|entrante|proxim[oa])\b(?P<which>)", _this_or_next),
    (
        "quarter",
        (
            rf"\b(?:{_BY}\s+)?(?:{_END}\s?(?:{_THE}\s+)?)?(?:{_THE}\s+)?(?:q(?P<quarter>[1-4])"
            rf"|(?P<ordinal>{_any(ORDINALS)})\s+(?:quarter|quartal|trimestre))\b{_YEAR}"
        ),
        _quarter,
    ),
    ("digits", r"\b(?P<iso>20\d\d-\d\d?-\d\d?)\b", _day),
    ("digits", r"\b(?P<dotted>[0-3]?\d[./][01]?\d[./](?:20)?\d\d|[0-3]?\d\.[01]?\d\.)(?!\d)", _day),
    (
        "month",
        (
            rf"\b(?:{_BY}\s+)?(?:the |den |le |el )?(?:(?P<day>[0-3]?\d)(?:st|nd|rd|th|\.|er)?\s+(?:of |de )?"
            rf"(?P<month>{_any(MONTHS)})"
            rf"){_YEAR}(?!\w)(?P<day_after>)"
        ),
        _day,
    ),
    (
        "month",
        (
            rf"\b(?:{_BY}\s+)?(?P<month>{_any(w for w in MONTHS if w not in ('mar', 'ene'))})\s+(?P<day_after>[0-3]?\d)"
            rf"(?:st|nd|rd|th)?(?!\d|\s*(?:k|users|people)){_YEAR}(?P<day>)"
        ),
        _day,
    ),
    ("month", rf"\b(?:{_BY}\s+)?{_END}\s?(?:{_THE}\s+)?(?P<month>{_any(MONTHS)}){_YEAR}(?!\w)", _month),
    ("month", rf"\b{_BY}\s+(?:{_THE}\s+)?(?P<month>{_any(MONTHS)})(?P<close>){_YEAR}(?!\w)", _month),
    (
        "weekday",
        (
            rf"\b(?:by|until|till|before|due|on|next|this|bis|am|nachsten|kommenden|vor|avant|d'ici|antes del"
            rf"|el proximo|el)"
            rf"\s+(?:next |this |kommenden |nachsten |the )?(?P<weekday>{_any(WEEKDAYS)})\b"
        ),
        _weekday,
    ),
    (
        "season",
        (
            rf"\b(?:{_BY}|next|this|nachsten|diesen)\s+(?:(?:the|this|next|dem|den|der|l'|la|el|las|nachsten)\s*)?"
            rf"(?P<season>{_any(SEASONS)})\b"
        ),
        _season,
    ),
    (
        "year",
        r"\b(?:in the|early in the|nach|im|el|para el|en el)\s+(?:new year|neuen jahr|neujahr|ano nuevo)\b",
        _new_year,
    ),
    ("word", r"\b(?:timelines?|time ?frames?|time ?lines?|deadline|go-?live(?: date)?|roll-?out date)\b", _unknown),
    (
        "word",
        r"\b(?:zeitplan|zeitrahmen|zeithorizont|stichtag|calendrier|echeance|plazos?|fecha limite|cronograma)\b",
        _unknown,
    ),
)
# What names a time only in answer to when.
_BARE: Final[tuple[tuple[str, Read], ...]] = (
    (rf"\b{_NUMBER}\s?{_UNIT}(?!\w)", _span),
    (rf"\b(?P<month>{_any(MONTHS)})(?P<close>){_YEAR}(?!\w)", _month),
    (rf"\b(?P<weekday>{_any(WEEKDAYS)})(?!\w)", _weekday),
    (rf"(?<!jeden )(?<!keinen )(?<!dem )\b(?P<season>{_any(SEASONS)})(?!\w)", _season),
    (r"(?<!\S)(?P<year>20\d\d)(?!\w)", _whole_year),
)
SPANS: Final = tuple(pattern for pattern, read in (*((row[1], row[2]) for row in _PATTERNS), *_BARE) if read is _span)


@cache
def rules_of(family: Family) -> tuple[tuple[re.Pattern[str], Read], ...]:
    """Compiled when a word of the family was met."""
    return tuple((re.compile(pattern), read) for its, pattern, read in _PATTERNS if its == family)


@cache
def bare_rules() -> tuple[tuple[re.Pattern[str], Read], ...]:
    """Compiled when an answer to when was met."""
    return tuple((re.compile(pattern), read) for pattern, read in _BARE)


def _families() -> Iterator[tuple[str, Family]]:
    """Words that show that a pattern of the family may be near."""
    yield from ((word, "unit") for word in UNIT_DAYS)
    yield from ((word, "quarter") for word in "q1 q2 q3 q4 quarter quartal trimestre".split())
    yield from ((word, "month") for word in MONTHS)
    yield from ((word, "weekday") for word in WEEKDAYS)
    yield from ((word, "season") for word in SEASONS)
    yield from ((word, "short") for word in "eow eom eoq eoy".split())
    yield from ((word, "compound") for word in "monatsende jahresende quartalsende wochenende".split())
    yield from ((word, "year") for word in "year jahr neujahr nuevo".split())
    yield from (
        (word, "word")
        for word in "timeline timelines time timeframe timeframes deadline go golive roll rollout zeitplan zeitrahmen"
        " zeithorizont stichtag calendrier echeance plazo plazos fecha cronograma".split()
    )


FAMILIES: Final[Mapping[str, tuple[Family, ...]]] = {
    word: tuple(family for other, family in _families() if other == word) for word, _ in _families()
}


def _until(span: tuple[date, date], today: date, *, closing: bool) -> int:
    """Days to its beginning; to its last day where the end is meant or it has begun."""
    begin, after = span
    last = (after - timedelta(days=1) - today).days
    return max(0, last) if closing or begin <= today else (begin - today).days


def _year(found: re.Match[str]) -> int | None:
    return int(found["year"]) if found["year"] else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
