"""C7: which configured answer is given. The admin's come first, the built-in ones after them."""

from collections.abc import Sequence
from typing import Final

from leadgate.domain.conversation.said import ConversationReading
from leadgate.domain.conversation.text import fold
from leadgate.domain.conversation_settings import SelfServiceAnswer, Topic

_BUILT_IN: Final[dict[Topic, dict[str, str]]] = {
    "escalation": {
        "en": "Thanks, that helps. I am bringing in a colleague who will get back to you right away.",
        "de": "Danke, das hilft. Ich hole eine Kollegin oder einen Kollegen dazu, Sie hören gleich von uns.",
        "fr": "Merci, c'est clair. Je fais venir un collègue qui revient vers vous tout de suite.",
        "es": "Gracias, está claro. Aviso a un colega, que le responderá enseguida.",
    },
    "question": {
        "en": "Happy to help. For how many people is it, and by when would you like to have it running?",
        "de": "Gern. Für wie viele Personen ist es gedacht, und bis wann soll es laufen?",
        "fr": "Avec plaisir. Pour combien de personnes, et pour quand ?",
        "es": "Con gusto. ¿Para cuántas personas y para cuándo lo necesita?",
    },
    "support": {
        "en": "For help with an existing account please see the help centre or open a ticket with our support team.",
        "de": "Hilfe zu einem bestehenden Konto finden Sie im Hilfebereich oder mit einem Ticket bei unserem Support.",
        "fr": "Pour un compte existant, consultez le centre d'aide ou ouvrez un ticket auprès de notre support.",
        "es": "Para una cuenta existente consulte el centro de ayuda o abra un ticket con nuestro soporte.",
    },
    "curiosity": {
        "en": "Good question. Our website has an overview, articles and recordings to read and watch at your own pace.",
        "de": "Gute Frage. Auf unserer Website finden Sie Überblick, Artikel und Aufzeichnungen in Ruhe zum Nachlesen.",
        "fr": "Bonne question. Notre site propose une présentation, des articles et des vidéos à consulter librement.",
        "es": "Buena pregunta. En nuestra web hay un resumen, artículos y vídeos para ver con calma.",
    },
    "student": {
        "en": "Great that you study this. Our articles and recordings are free to use and to quote.",
        "de": "Schön, dass Sie sich damit befassen. Unsere Artikel und Videos dürfen Sie gern nutzen und zitieren.",
        "fr": "Merci de votre intérêt. Nos articles et vidéos sont libres d'accès et peuvent être cités.",
        "es": "Gracias por su interés. Nuestros artículos y vídeos se pueden usar y citar libremente.",
    },
    "job": {
        "en": "Thank you for your interest in working with us. Open positions are on our careers page.",
        "de": "Danke für Ihr Interesse, bei uns zu arbeiten. Offene Stellen stehen auf unserer Karriereseite.",
        "fr": "Merci de vouloir travailler avec nous. Les postes ouverts sont sur notre page carrières.",
        "es": "Gracias por su interés en trabajar con nosotros. Las vacantes están en nuestra página de empleo.",
    },
    "pitch": {
        "en": "Thank you. This chat is for questions about our product; offers to us are not answered here.",
        "de": "Danke. Dieser Chat ist für Fragen zu unserem Produkt da; Angebote an uns werden hier nicht beantwortet.",
        "fr": "Merci. Ce chat sert aux questions sur notre produit ; nous n'y répondons pas aux offres commerciales.",
        "es": "Gracias. Este chat es para preguntas sobre nuestro producto; aquí no se responden ofertas comerciales.",
    },
    "greeting": {
        "en": "Hello! What can we do for you?",
        "de": "Hallo! Was können wir für Sie tun?",
        "fr": "Bonjour ! Que pouvons-nous faire pour vous ?",
        "es": "¡Hola! ¿En qué podemos ayudarle?",
    },
}
BUILT_IN: Final = tuple(
    SelfServiceAnswer(topic=topic, languages=(language,), text=text)
    for topic, texts in _BUILT_IN.items()
    for language, text in texts.items()
)


def answer_for(topic: str, reading: ConversationReading, configured: Sequence[SelfServiceAnswer]) -> str | None:
    """The answer that fits best: in the lead's language, with most of its words said, the admin's before ours.

    English where there is none in the lead's language; None where there is not even that.
    """
    said = " ".join(message.text for message in reading.messages)
    usable = [
        answer
        for answer in (*configured, *BUILT_IN)
        if answer.topic == topic
        and _speaks(answer, reading.language, "en")
        and (not answer.words or _hits(answer, said))
    ]
    if not usable:
        return None
    best = max(usable, key=lambda answer: (_speaks(answer, reading.language), _hits(answer, said)))
    return best.shown


def _speaks(answer: SelfServiceAnswer, *languages: str) -> bool:
    return not answer.languages or any(language in answer.languages for language in languages)


def _hits(answer: SelfServiceAnswer, said: str) -> int:
    return sum(fold(word) in said for word in answer.words)
