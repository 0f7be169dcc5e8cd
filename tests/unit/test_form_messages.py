"""I1: a form's message can take away from it: tests, donations, the press, and who wants to be left alone."""

from typing import Final

import pytest

from leadgate.domain.conversation.reading import read_messages
from leadgate.domain.conversation.said import Message
from leadgate.domain.form_messages import read_form_message
from tests.builders import a_lead, case_of

MESSAGES: Final = {
    "test": ["test", "Test", "TEST 123", "testing", "This is a test, please ignore", "asdf", "asdf asdf", "qwertz",
             "Lorem ipsum dolor sit amet", "xxx", "nur ein Test", "prueba", "blabla", "sdfsdf", "hjkl"],
    "leave_alone": ["Please do not call.", "Please take me off your list", "unsubscribe", "Do not contact me",
                    "Bitte löschen Sie meine Daten", "Désabonnez-moi", "No me llamen más"],
    "charity": ["Would you sponsor our school team?", "We are looking for sponsors for our charity run",
                "Could you make a donation for our raffle?", "Wir bitten um eine Spende für unseren Verein",
                "Nous cherchons un don pour notre association", "Solicitamos un donativo para nuestra escuela",
                "Chiediamo una sponsorizzazione per la nostra squadra", "Sponsoring voor onze vereniging"],
    "press": ["I'm a journalist writing an article on OEE, may I interview your CEO?", "Press inquiry",
              "Presseanfrage zu Ihrem neuen Produkt", "Je suis journaliste pour Les Echos",
              "Soy periodista de El País", "Sono giornalista per il Sole"],
    "job": ["Segue meu currículo em anexo", "Invio la mia candidatura", "Graag stuur ik mijn sollicitatie"],
    "pitch": ["Offriamo i nostri servizi di marketing", "Wij bieden onze diensten aan"],
    "": ["We want to test your product with 20 users", "We need a demo for three plants", "",
         "Our test lab needs a quote",
         "Please do not call, e-mail me instead", "Please don't call before 3 pm", "We are a charity and need a demo",
         "Our executive sponsor wants pricing", "flask", "How much for 50 users?", "Salad packaging line",
         "Our press shop has 12 presses, can we get a quote?", "Dallas", "N/A", "-"],
}  # fmt: skip
ROWS: Final = [(kind, text) for kind, texts in MESSAGES.items() for text in texts]


@pytest.mark.capability("I1")
@pytest.mark.parametrize(("kind", "text"), ROWS, ids=[text or "empty" for _, text in ROWS])
def test_what_a_forms_message_is_instead_of_a_wish(kind: str, text: str) -> None:
    reading = read_messages([Message("visitor", text)]).messages[0]
    assert read_form_message(text, reading) == kind


@pytest.mark.capability("I1", "R11")
@pytest.mark.parametrize("text", ["test", "Would you sponsor our school team?", "Please do not call.", "Press inquiry"])
def test_such_a_form_does_not_ask_to_buy(text: str) -> None:
    asked = case_of(a_lead().sent_form("demo_request", text))
    assert not asked.asked
    assert asked.amount("form_intent") == 0


@pytest.mark.capability("I1")
def test_a_form_without_a_message_asks() -> None:
    assert case_of(a_lead().sent_form("demo_request")).asks_to_buy
