"""The few words of what leads read that are no template's: days and months, what was asked for, by language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final


@dataclass(frozen=True, slots=True)
class Language:
    """asked: by form, as it follows "thank you for". day: how weekday, day and month stand together.

    between: from when until when. unsubscribe: the link below each mail. months, weekdays: in order, Monday first.
    """

    asked: Mapping[str, str]
    other: str
    day: str
    between: str
    unsubscribe: str
    weekdays: tuple[str, ...]
    months: tuple[str, ...]

    def window(self, begins: datetime, ends: datetime) -> str:
        return self.between.format(day=self.day_of(begins), begins=f"{begins:%H:%M}", ends=f"{ends:%H:%M}")

    def day_of(self, at: datetime) -> str:
        return self.day.format(weekday=self.weekdays[at.weekday()], day=at.day, month=self.months[at.month - 1])


_FORMS: Final = ("demo_request", "contact_sales", "pricing_request", "trial")


def _language(asked: str, other: str, day: str, between: str, unsubscribe: str, weekdays: str, months: str) -> Language:
    forms = dict(zip(_FORMS, asked.split(" | "), strict=True))
    return Language(forms, other, day, between, unsubscribe, tuple(weekdays.split()), tuple(months.split()))


LANGUAGES: Final[Mapping[str, Language]] = {
    "en": _language(
        "your request for a demo | your request to talk to us | your question about pricing | your interest in a trial",
        "your message",
        "{weekday} {day} {month}",
        "{day}, between {begins} and {ends}",
        "No more automated e-mails like this",
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
        "January February March April May June July August September October November December",
    ),
    "de": _language(
        "Ihre Anfrage nach einer Vorführung | Ihren Wunsch nach einem Gespräch | Ihre Frage nach unseren Preisen"
        " | Ihr Interesse an einem Testzugang",
        "Ihre Nachricht",
        "{weekday}, {day}. {month}",
        "{day}, zwischen {begins} und {ends} Uhr",
        "Keine automatischen E-Mails dieser Art mehr",
        "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    ),
    "fr": _language(
        "votre demande de démonstration | votre demande de contact | votre question sur nos tarifs"
        " | votre intérêt pour un essai",
        "votre message",
        "{weekday} {day} {month}",
        "{day}, entre {begins} et {ends}",
        "Ne plus recevoir d'e-mails automatiques de ce type",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    ),
    "es": _language(
        "su solicitud de una demostración | su solicitud de contacto | su consulta sobre precios"
        " | su interés en una prueba",
        "su mensaje",
        "{weekday} {day} de {month}",
        "{day}, entre las {begins} y las {ends}",
        "No recibir más correos automáticos como este",
        "lunes martes miércoles jueves viernes sábado domingo",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    ),
}
DEFAULT: Final = "en"
