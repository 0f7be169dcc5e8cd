"""What the booking page says, in the languages it speaks: English, German, French, Spanish."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from leadgate.render.languages import LANGUAGES

_EN: Final = {
    "heading": "Choose a time with {rep}",
    "heading_plain": "Choose a time",
    "minutes": "{minutes} minutes",
    "zone": "Your time zone",
    "show": "Show times",
    "more": "more days",
    "times_on": "Times on {day}",
    "nobody": "No time can be offered at the moment. We will be in touch with you.",
    "taken": "That time has just been taken. Please choose another one.",
    "spent": "This link has been used already. This is what stands.",
    "booked": "Your meeting is booked",
    "with": "With",
    "when": "When",
    "where": "Where",
    "calendar": "Add to your calendar",
    "move": "Choose another time",
    "keep": "Keep the time you have",
    "cancel": "Cancel the meeting",
    "cancel_sure": "Yes, cancel it",
    "cancelled": "The meeting is cancelled",
    "cancelled_more": "Your time is free again. To meet after all, answer the e-mail that brought you here.",
    "over": "This link has expired",
    "over_more": "To get a new one, answer the e-mail that brought you here.",
    "bad_link": "This link is not complete",
    "bad_link_more": "Please open it again from the e-mail that brought you here.",
    "bad_choice": "That is no time that can be chosen. Please choose one of these.",
    "later": "The calendar does not answer just now",
    "later_more": "Nothing is lost. Please load this page again in a minute.",
    "failed": "Something went wrong on our side",
    "failed_more": "We are looking into it. Please answer the e-mail that brought you here.",
}
_DE: Final = {
    "heading": "Termin mit {rep} wählen",
    "heading_plain": "Termin wählen",
    "minutes": "{minutes} Minuten",
    "zone": "Ihre Zeitzone",
    "show": "Zeiten zeigen",
    "more": "weitere Tage",
    "times_on": "Zeiten am {day}",
    "nobody": "Im Moment ist kein Termin frei. Wir melden uns bei Ihnen.",
    "taken": "Diese Zeit ist gerade vergeben worden. Bitte wählen Sie eine andere.",
    "spent": "Dieser Link ist schon benutzt worden. So steht es jetzt.",
    "booked": "Ihr Termin steht",
    "with": "Mit",
    "when": "Wann",
    "where": "Wo",
    "calendar": "In den Kalender",
    "move": "Andere Zeit wählen",
    "keep": "Zeit behalten",
    "cancel": "Termin absagen",
    "cancel_sure": "Ja, absagen",
    "cancelled": "Der Termin ist abgesagt",
    "cancelled_more": "Wenn Sie doch sprechen möchten, antworten Sie auf die E-Mail, die Sie hierher geführt hat.",
    "over": "Dieser Link ist abgelaufen",
    "over_more": "Einen neuen bekommen Sie, wenn Sie auf die E-Mail antworten, die Sie hierher geführt hat.",
    "bad_link": "Dieser Link ist nicht vollständig",
    "bad_link_more": "Bitte öffnen Sie ihn noch einmal aus der E-Mail.",
    "bad_choice": "Diese Zeit steht nicht zur Wahl. Bitte wählen Sie eine von diesen.",
    "later": "Der Kalender antwortet gerade nicht",
    "later_more": "Es ist nichts verloren. Bitte laden Sie die Seite in einer Minute neu.",
    "failed": "Bei uns ist etwas schiefgegangen",
    "failed_more": "Wir kümmern uns darum. Bitte antworten Sie auf die E-Mail, die Sie hierher geführt hat.",
}
_FR: Final = {
    "heading": "Choisir un rendez-vous avec {rep}",
    "heading_plain": "Choisir un rendez-vous",
    "minutes": "{minutes} minutes",
    "zone": "Votre fuseau horaire",
    "show": "Afficher les horaires",
    "more": "autres jours",
    "times_on": "Horaires du {day}",
    "nobody": "Aucun horaire n'est libre pour le moment. Nous prendrons contact avec vous.",
    "taken": "Cet horaire vient d'être pris. Veuillez en choisir un autre.",
    "spent": "Ce lien a déjà servi. Voici ce qui est prévu.",
    "booked": "Votre rendez-vous est confirmé",
    "with": "Avec",
    "when": "Quand",
    "where": "Où",
    "calendar": "Ajouter à votre agenda",
    "move": "Choisir un autre horaire",
    "keep": "Garder cet horaire",
    "cancel": "Annuler le rendez-vous",
    "cancel_sure": "Oui, annuler",
    "cancelled": "Le rendez-vous est annulé",
    "cancelled_more": "Pour nous parler malgré tout, répondez à l'e-mail qui vous a conduit ici.",
    "over": "Ce lien a expiré",
    "over_more": "Pour en recevoir un nouveau, répondez à l'e-mail qui vous a conduit ici.",
    "bad_link": "Ce lien n'est pas complet",
    "bad_link_more": "Veuillez l'ouvrir de nouveau depuis l'e-mail.",
    "bad_choice": "Cet horaire n'est pas proposé. Veuillez en choisir un parmi ceux-ci.",
    "later": "L'agenda ne répond pas pour l'instant",
    "later_more": "Rien n'est perdu. Veuillez recharger la page dans une minute.",
    "failed": "Une erreur s'est produite de notre côté",
    "failed_more": "Nous nous en occupons. Veuillez répondre à l'e-mail qui vous a conduit ici.",
}
_ES: Final = {
    "heading": "Elegir una cita con {rep}",
    "heading_plain": "Elegir una cita",
    "minutes": "{minutes} minutos",
    "zone": "Su zona horaria",
    "show": "Mostrar horas",
    "more": "más días",
    "times_on": "Horas del {day}",
    "nobody": "Ahora mismo no hay horas libres. Nos pondremos en contacto con usted.",
    "taken": "Esa hora se acaba de ocupar. Elija otra, por favor.",
    "spent": "Este enlace ya se ha usado. Esto es lo que está previsto.",
    "booked": "Su cita está confirmada",
    "with": "Con",
    "when": "Cuándo",
    "where": "Dónde",
    "calendar": "Añadir a su calendario",
    "move": "Elegir otra hora",
    "keep": "Mantener esta hora",
    "cancel": "Cancelar la cita",
    "cancel_sure": "Sí, cancelarla",
    "cancelled": "La cita está cancelada",
    "cancelled_more": "Si aun así quiere hablar, responda al correo que le ha traído aquí.",
    "over": "Este enlace ha caducado",
    "over_more": "Para recibir uno nuevo, responda al correo que le ha traído aquí.",
    "bad_link": "Este enlace no está completo",
    "bad_link_more": "Ábralo de nuevo desde el correo, por favor.",
    "bad_choice": "Esa hora no se puede elegir. Elija una de estas, por favor.",
    "later": "El calendario no responde en este momento",
    "later_more": "No se ha perdido nada. Vuelva a cargar la página en un minuto.",
    "failed": "Algo ha fallado por nuestra parte",
    "failed_more": "Lo estamos revisando. Responda al correo que le ha traído aquí, por favor.",
}


@dataclass(frozen=True, slots=True)
class Speech:
    """day: how a day reads, of {weekday}, {day}, {month}, {year}. clock: of a time, as strftime writes it."""

    language: str
    words: Mapping[str, str]
    day: str
    clock: str

    def say(self, name: str, **values: object) -> str:
        return self.words[name].format(**values)

    def day_of(self, wall: date) -> str:
        names = LANGUAGES[self.language]
        weekday, month = names.weekdays[wall.weekday()], names.months[wall.month - 1]
        return self.day.format(weekday=weekday, day=wall.day, month=month, year=wall.year)

    def time_of(self, wall: datetime) -> str:
        return wall.strftime(self.clock).lstrip("0") if self.clock.startswith("%I") else wall.strftime(self.clock)


SPEECHES: Final = (
    Speech("en", _EN, "{weekday}, {month} {day}, {year}", "%I:%M %p"),
    Speech("de", _DE, "{weekday}, {day}. {month} {year}", "%H:%M"),
    Speech("fr", _FR, "{weekday} {day} {month} {year}", "%H:%M"),
    Speech("es", _ES, "{weekday}, {day} de {month} de {year}", "%H:%M"),
)
_BY_LANGUAGE: Final = {speech.language: speech for speech in SPEECHES}


def speech_for(accepted: str, lead_language: str = "") -> Speech:
    """accepted: what the browser says it reads (RFC 9110, Accept-Language); the lead's language where that names none
    of ours; else English.
    """
    wanted = sorted((_quality(part), -place, part) for place, part in enumerate(accepted.split(",")))
    codes = [part.split(";")[0].strip()[:2].lower() for quality, _, part in reversed(wanted) if quality > 0]
    return next((_BY_LANGUAGE[one] for one in (*codes, lead_language[:2]) if one in _BY_LANGUAGE), SPEECHES[0])


def _quality(part: str) -> float:
    _, _, given = part.partition(";q=")
    try:
        return float(given) if given else 1.0
    except ValueError:
        return 0.0
