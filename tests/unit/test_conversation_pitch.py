"""C1, C6: who writes to sell to us, and who needs help, is not called by sales."""

from datetime import UTC, datetime
from typing import Final

import pytest

from leadgate.bootstrap import bundled_model
from leadgate.conversation.classifier import load_classifier
from leadgate.domain.conversation.deciding import Decided, decide_conversation
from leadgate.domain.conversation.intents import is_pitch
from leadgate.domain.conversation.reading import read_messages
from leadgate.domain.conversation.said import Mention, Message
from leadgate.domain.conversation_settings import ConversationSettings

NOON: Final = datetime(2026, 11, 23, 12, tzinfo=UTC)
CLASSIFY: Final = load_classifier(bundled_model().parent / "conversation").opinion_of


def mentions_of(text: str) -> tuple[Mention, ...]:
    return read_messages([Message("visitor", text, NOON)]).mentions


def decided_on(text: str) -> Decided:
    return decide_conversation(read_messages([Message("visitor", text, NOON)], CLASSIFY), ConversationSettings())


PITCHES: Final = [
    "We offer SEO services, call me at 555-1234",
    "We can help you with your purchasing and save 20% on office supplies",
    "our agency can double your leads, call me back",
    "Do you accept guest posts on your blog?",
    "Would you be open to a partnership?",
    "Our company manufactures packaging and we would love to become your supplier",
    "We help SaaS companies like yours cut cloud costs. Do you have 15 minutes for a demo next week?",
    "Could you tell me who handles your IT purchasing? We supply laptops at great prices.",
    "Wir sind eine Marketing-Agentur und können Ihnen mehr Kunden bringen. Wann können wir telefonieren?",
    "Haben Sie Interesse an einer Kooperation?",
    "Gerne würden wir Ihnen unsere Reinigungsleistungen anbieten",
    "Nous sommes une agence web et nous pouvons refaire votre site. Êtes-vous disponible pour un appel ?",
    "Nous aimerions devenir votre fournisseur de bureau",
    "Somos una agencia de marketing y podemos aumentar sus ventas. ¿Agendamos una llamada?",
    "Quisiera presentarle nuestros servicios de limpieza",
    "Queremos ser su proveedor de hosting",
]
BUYERS: Final = [
    "We sell industrial pumps and need lead scoring for 40 reps, can we get a demo?",
    "We help manufacturers with automation and want to evaluate your product",
    "Can you help us increase our conversion? we want a demo",
    "How does your product help companies like ours? Could we see a demo",
    "our purchasing department wants a quote",
    "Interested in your reseller pricing for 100 seats",
    "Wir sind ein Hersteller von Pumpen und suchen eine Software für 30 Nutzer",
    "Nous sommes une société de services et cherchons un outil, pouvons-nous avoir un devis ?",
    "Somos una distribuidora y necesitamos una herramienta de leads, ¿nos envían una cotización?",
]


@pytest.mark.capability("C1")
@pytest.mark.parametrize("text", PITCHES)
def test_who_writes_to_sell_to_us_is_no_buyer(text: str) -> None:
    assert is_pitch(mentions_of(text))
    decided = decided_on(text)
    assert (decided.intent, decided.action) == ("other", "continue")


@pytest.mark.capability("C1")
@pytest.mark.parametrize("text", BUYERS)
def test_a_buyer_who_says_what_they_sell_stays_a_buyer(text: str) -> None:
    assert not is_pitch(mentions_of(text))
    assert decided_on(text).intent == "evaluation"


def test_a_pitch_has_an_answer_of_its_own() -> None:
    assert (decided_on("We can help you with your purchasing").reply or "").startswith("Thank you. This chat is for")


@pytest.mark.capability("C3")
def test_our_own_purchasing_is_no_authority_of_theirs() -> None:
    said = "Who is in charge of your purchasing? We have an exclusive offer for you."
    assert not [mention for mention in mentions_of(said) if mention.kind == "authority"]
    ours = mentions_of("I am in charge of purchasing here and want an offer")
    assert [mention.negated for mention in ours if mention.kind == "authority"][:1] == [False]


TROUBLED: Final = [
    "our dashboard is down, call me",
    "Please call me back, the export has been broken since Monday",
    "give us a call, invoices are wrong again",
    "rufen Sie mich an, das System ist ausgefallen",
    "bitte um Rückruf, Login geht nicht",
    "rappelez-moi, l'application ne marche plus",
    "quelqu'un peut m'appeler ? mon compte est bloqué",
    "un cliente pregunta por qué no puede entrar, llámenme",
    "mi compañero no puede acceder a su cuenta, llámeme por favor",
]
CALLS: Final = [
    "call me, we want to buy",
    "please call me about pricing for 80 users",
    "our current vendor is down all the time, call me about switching",
    "rufen Sie mich bitte wegen eines Angebots an",
    "rappelez-moi pour un devis",
    "llámenme para una demo",
]


@pytest.mark.capability("C1", "C6")
@pytest.mark.parametrize("text", TROUBLED)
def test_a_call_beside_a_fault_is_support(text: str) -> None:
    decided = decided_on(text)
    assert (decided.intent, decided.action) == ("support", "self_service")


@pytest.mark.capability("C6")
@pytest.mark.parametrize("text", CALLS)
def test_a_call_about_buying_reaches_sales(text: str) -> None:
    assert decided_on(text).action == "escalate"
