"""Names of spans, months and days, and how many days away they are."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from leadgate.domain.conversation.text import fold


def _numbered(*rows: str, first: int = 1) -> Mapping[str, int]:
    return {fold(word): number for number, row in enumerate(rows, first) for word in row.split()}


MONTHS: Final = _numbered(
    "january jan januar janner janvier enero ene",
    "february feb februar fevrier febrero",
    "march mar marz maerz mars marzo",
    "april apr avril abril",
    "may mai mayo",
    "june jun juni juin junio",
    "july jul juli juillet julio",
    "august aug aout agosto",
    "september sep sept septembre septiembre",
    "october oct oktober okt octobre octubre",
    "november nov novembre noviembre",
    "december dec dezember dez decembre diciembre dic",
)
WEEKDAYS: Final = _numbered(
    "monday mon montag lundi lunes",
    "tuesday tue tues dienstag mardi martes",
    "wednesday wed mittwoch mercredi miercoles",
    "thursday thu thurs donnerstag jeudi jueves",
    "friday fri freitag vendredi viernes",
    "saturday samstag samedi sabado",
    "sunday sonntag dimanche domingo",
)
NUMBERS: Final[Mapping[str, int]] = {
    **_numbered(
        "a an one ein eine einem einen einer eines un une una uno",
        "two couple zwei zweier deux dos",
        "three few several paar einigen wenigen drei trois tres quelques unos unas pocos algunos",
        "four vier quatre cuatro",
        "five funf cinq cinco",
        "six sechs seis",
        "seven sieben sept siete",
        "eight acht huit ocho",
        "nine neun neuf nueve",
        "ten zehn dix diez",
    ),
    "twelve": 12,
    "zwolf": 12,
    "douze": 12,
    "doce": 12,
    "half": 0,
    "halben": 0,
    "halbes": 0,
    "medio": 0,
}
UNIT_DAYS: Final[Mapping[str, int]] = {
    fold(word): days
    for days, words in (
        (1, "day days tag tage tagen jour jours dia dias"),
        (7, "week weeks wk wks woche wochen semaine semaines semana semanas"),
        (30, "month months mo monat monate monaten monats mois mes meses"),
        (91, "quarter quarters quartal quartale quartalen quartals trimestre trimestres"),
        (365, "year years yr jahr jahre jahren jahres an ans annee annees ano anos"),
    )
    for word in words.split()
}
ORDINALS: Final = _numbered(
    "first erste ersten erstes premier primer",
    "second zweite zweiten zweites deuxieme segundo",
    "third dritte dritten drittes troisieme tercer",
    "fourth last vierte vierten viertes letzten quatrieme cuarto",
)
SEASONS: Final[Mapping[str, tuple[int, int]]] = {
    fold(word): day
    for day, words in (
        ((3, 20), "spring fruhjahr fruhling printemps primavera"),
        ((6, 21), "summer sommer ete verano"),
        ((9, 22), "autumn fall herbst automne otono"),
        ((12, 21), "winter hiver invierno"),
        ((12, 25), "christmas xmas weihnachten noel navidad"),
    )
    for word in words.split()
}


def month_span(today: date, month: int, year: int | None = None) -> tuple[date, date]:
    """First day and the day after the last of the next such month, or of the present one."""
    chosen = year or today.year + (month < today.month)
    return date(chosen, month, 1), _month_after(chosen, month, 1)


def quarter_span(today: date, quarter: int, year: int | None = None) -> tuple[date, date]:
    chosen = year or today.year + (quarter < (today.month + 2) // 3)
    return date(chosen, 3 * quarter - 2, 1), _month_after(chosen, 3 * quarter - 2, 3)


def unit_span(today: date, unit_days: int, ahead: int) -> tuple[date, date]:
    """This (ahead 0) or the next (1) week, month, quarter or year."""
    if unit_days == 7:
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=ahead)
        return monday, monday + timedelta(weeks=1)
    if unit_days == 365:
        return date(today.year + ahead, 1, 1), date(today.year + ahead + 1, 1, 1)
    months = 3 if unit_days == 91 else 1
    begin = _month_after(today.year, today.month - (today.month - 1) % months, months * ahead)
    return begin, _month_after(begin.year, begin.month, months)


def weekday_after(today: date, weekday: int) -> date:
    return today + timedelta(days=(weekday - 1 - today.weekday()) % 7 or 7)


def day_after(today: date, month: int, day: int) -> date | None:
    """The next such day; None where there is none."""
    for year in (today.year, today.year + 1):
        try:
            found = date(year, month, day)
        except ValueError:
            return None
        if found >= today:
            return found
    return None


def _month_after(year: int, month: int, months: int) -> date:
    place = year * 12 + month - 1 + months
    return date(place // 12, place % 12 + 1, 1)
