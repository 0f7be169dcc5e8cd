"""C2, C3, C6: a short answer means what was asked or offered; and what an amount of money is said to be."""

from datetime import UTC, datetime
from typing import Any, Final

import pytest

from leadgate.bootstrap import bundled_model
from leadgate.conversation.classifier import load_classifier
from leadgate.domain.conversation.deciding import decide_conversation
from leadgate.domain.conversation.reading import read_messages
from leadgate.domain.conversation.said import ConversationReading, Message
from leadgate.domain.conversation_settings import ConversationSettings

NOON: Final = datetime(2026, 11, 23, 12, tzinfo=UTC)
CLASSIFY: Final = load_classifier(bundled_model().parent / "conversation").opinion_of


def answered(asked: str, said: str, before: str = "") -> ConversationReading:
    lines = [("visitor", before)] if before else []
    talk = [*lines, ("agent", asked), ("visitor", said)]
    return read_messages([Message(author, text, NOON) for author, text in talk], CLASSIFY)


def escalates(reading: ConversationReading) -> bool:
    return decide_conversation(reading, ConversationSettings()).action == "escalate"


ACCEPTED: Final = [
    ("Shall I set up a demo?", "Sure, sounds good"),
    ("Shall I set up a demo?", "no problem, go ahead"),
    ("Shall I set up a demo?", "why not"),
    ("Shall I set up a demo?", "Thursday at 3 works"),
    ("Shall I set up a demo?", "👍"),
    ("I can arrange a demo for you. Would that help?", "yes"),
    ("Let me know if you'd like a demo.", "yes please!"),
    ("Would you like me to get a colleague on the line?", "Perfect"),
    ("Soll ich Ihnen eine Demo einrichten?", "Ja, gerne"),
    ("Soll ich einen Termin vereinbaren?", "passt"),
    ("Darf ein Kollege Sie anrufen?", "ja bitte"),
    ("Souhaitez-vous une démo ?", "Oui"),
    ("Puis-je vous organiser un rendez-vous ?", "Avec plaisir"),
    ("Voulez-vous que je vous envoie un devis ?", "D'accord"),
    ("¿Quieres que agendemos una demo?", "Dale, perfecto"),
    ("¿Le gustaría hablar con un asesor?", "vale"),
    ("¿Le agendo una llamada?", "claro que sí"),
    ("Would Tuesday at 10 suit you for a demo?", "works for me"),
    ("Hätten Sie Interesse an einer Demo?", "auf jeden Fall"),
    ("Je peux demander à un commercial de vous rappeler ?", "oui merci"),
    ("¿Te llamo mañana para contarte?", "bueno, dale"),
]
DECLINED: Final = [
    ("Shall I set up a demo?", "no thanks"),
    ("Shall I set up a demo?", "I'm good, thanks"),
    ("Shall I set up a demo?", "sure, but not now"),
    ("Shall I set up a demo?", "what would that be?"),
    ("Soll ich eine Demo einrichten?", "nicht nötig"),
    ("Soll ich eine Demo einrichten?", "vielleicht später"),
    ("Souhaitez-vous une démo ?", "pas maintenant"),
    ("Souhaitez-vous une démo ?", "non merci"),
    ("¿Quieres una demo?", "ahora no"),
    ("¿Quieres una demo?", "no hace falta, gracias"),
    ("Shall I send you our white paper?", "yes please"),
    ("Did that help?", "yes"),
    ("Was your demo helpful?", "yes"),
    ("Do you remember our last call?", "yes"),
    ("Shall we schedule a quick call?", "not really"),
    ("Is it all right if I close the ticket?", "Ja, gerne"),
]


@pytest.mark.capability("C6")
@pytest.mark.parametrize(("asked", "said"), ACCEPTED)
def test_who_accepts_what_only_sales_gives_reaches_a_person(asked: str, said: str) -> None:
    assert escalates(answered(asked, said))


@pytest.mark.capability("C7")
@pytest.mark.parametrize(("asked", "said"), DECLINED)
def test_who_declines_or_accepts_something_else_does_not(asked: str, said: str) -> None:
    assert not escalates(answered(asked, said))


def test_a_call_about_a_fault_is_no_call_of_sales() -> None:
    assert not escalates(answered("Shall I have a colleague call you?", "yes please", before="I can't log in"))


VALUES: Final[list[tuple[str, str, str, dict[str, Any]]]] = [
    ("When do you want to start?", "Two months", "timeline", {"days": 60}),
    ("When do you want to start?", "January", "timeline", {"days": 39}),
    ("When do you want to start?", "Monday", "timeline", {"days": 7}),
    ("When do you want to start?", "2027", "timeline", {"days": 39}),
    ("Wann möchten Sie starten?", "zwei Monate", "timeline", {"days": 60}),
    ("Quand souhaitez-vous démarrer ?", "janvier", "timeline", {"days": 39}),
    ("¿Cuándo quieren empezar?", "dos meses", "timeline", {"days": 60}),
    ("How many users?", "250", "size", {"count": 250}),
    ("Für wie viele Personen?", "40", "size", {"count": 40}),
    ("Pour combien de personnes ?", "25", "size", {"count": 25}),
    ("¿Para cuántas personas?", "15", "size", {"count": 15}),
    ("What is your budget?", "250", "budget", {"amount": 250, "currency": None}),
    ("What is your budget?", "50-80k", "budget", {"amount": 50000, "amount_to": 80000, "currency": None}),
    ("¿Cuál es su presupuesto?", "entre 20.000 y 30.000 €", "budget",
     {"amount": 20000, "amount_to": 30000, "currency": "EUR"}),
    ("Wie hoch ist Ihr Budget?", "20 bis 30 Tausend", "budget",
     {"amount": 20000, "amount_to": 30000, "currency": None}),
    ("Quel est votre budget ?", "20 à 30 000 euros", "budget",
     {"amount": 20000, "amount_to": 30000, "currency": "EUR"}),
]  # fmt: skip


@pytest.mark.capability("C2", "C3")
@pytest.mark.parametrize(("asked", "said", "kind", "value"), VALUES)
def test_a_bare_value_answers_the_question(asked: str, said: str, kind: str, value: dict[str, Any]) -> None:
    assert [mention.value for mention in answered(asked, said).mentions if mention.kind == kind] == [value]


MONEY: Final[list[tuple[str, str, dict[str, Any] | None]]] = [
    ("budget 50-80k", "budget", {"amount": 50000, "amount_to": 80000, "currency": None}),
    ("our budget is between 50 and 80k", "budget", {"amount": 50000, "amount_to": 80000, "currency": None}),
    ("entre 20.000 y 30.000 € de presupuesto", "budget", {"amount": 20000, "amount_to": 30000, "currency": "EUR"}),
    ("$1,200,000.50 approved", "budget", {"amount": 1200000.5, "currency": "USD"}),
    ("60.000 € bewilligt", "budget", {"amount": 60000, "currency": "EUR"}),
    ("50k€ validés", "budget", {"amount": 50000, "currency": "EUR"}),
    ("we have about $50k", "budget", {"amount": 50000, "currency": "USD"}),
    ("we lose $20,000 a day", "pain", None),
    ("downtime is costing us 5k a day", "pain", None),
    ("wir verlieren jeden Monat 5.000 Euro", "pain", None),
    ("on perd 20 000 € par jour", "pain", None),
    ("nos cuesta 5.000 euros al mes", "pain", None),
    ("we have $2M revenue", "", None),
    ("we have 20000 contacts", "", None),
    ("I was charged $500", "", None),
]


@pytest.mark.capability("C3", "C4")
@pytest.mark.parametrize(("text", "kind", "value"), MONEY)
def test_money_is_a_budget_a_loss_or_neither(text: str, kind: str, value: dict[str, Any] | None) -> None:
    mentions = read_messages([Message("visitor", text, NOON)]).mentions
    found = [(mention.kind, mention.value) for mention in mentions if mention.kind in ("budget", "pain")]
    assert found == ([(kind, value)] if kind else [])
