"""C1, C3, C6: who says no, to us or to a date or for want of money; and who only sounds like it."""

from datetime import UTC, datetime
from typing import Final

import pytest

from leadgate.bootstrap import bundled_model
from leadgate.conversation.classifier import load_classifier
from leadgate.domain.conversation.deciding import decide_conversation
from leadgate.domain.conversation.intents import denies_buying
from leadgate.domain.conversation.reading import read_messages
from leadgate.domain.conversation.said import Mention, Message
from leadgate.domain.conversation_settings import ConversationSettings

NOON: Final = datetime(2026, 11, 23, 12, tzinfo=UTC)
CLASSIFY: Final = load_classifier(bundled_model().parent / "conversation").opinion_of


def mentions_of(text: str) -> tuple[Mention, ...]:
    """By the rules alone."""
    return read_messages([Message("visitor", text, NOON)]).mentions


def action_for(text: str) -> str:
    reading = read_messages([Message("visitor", text, NOON)], CLASSIFY)
    return decide_conversation(reading, ConversationSettings()).action


REFUSALS: Final = [
    "we stopped looking for a tool last month",
    "we cancelled our demo",
    "let's hold off on the demo for now",
    "We're putting this on hold until further notice",
    "we won't be moving forward with this",
    "we decided not to proceed with the purchase",
    "we went with another vendor",
    "we decided to go with Zoho",
    "we already found a vendor",
    "we are staying with our current vendor",
    "we no longer need pricing",
    "the project has been shelved",
    "I'm afraid we must decline your offer",
    "thanks for the demo last week, but we went with Zoho",
    "Wir brauchen keine Demo mehr",
    "wir haben uns für Zoho entschieden",
    "Wir haben uns gegen einen Kauf entschieden",
    "das Projekt liegt auf Eis",
    "Wir verzichten auf ein Angebot",
    "Bitte stornieren Sie den Demo-Termin",
    "wir machen das jetzt doch intern",
    "Danke für die Demo, aber wir haben uns anders entschieden",
    "on a décidé de ne pas donner suite",
    "nous n'avons plus besoin de la démo",
    "nous avons opté pour une autre solution",
    "nous annulons la démo",
    "ce n'est plus d'actualité",
    "plus besoin de devis",
    "Ya no necesitamos la demo, gracias",
    "hemos elegido otro proveedor",
    "hemos decidido no seguir adelante",
    "el proyecto se canceló",
    "preferimos quedarnos con lo que tenemos",
    "gracias por la cotización, pero elegimos otra opción",
]
WISHES: Final = [
    "We have decided to go with you, please send the contract",
    "we cancelled our contract with Salesforce and are looking for a new CRM, can we get a demo?",
    "we decided against Salesforce, can you show us a demo?",
    "the old project was cancelled but this one is approved, please send a quote",
    "Can't hold off any longer, we need a demo this week",
    "we're not happy with our current vendor and want a quote for 100 users",
    "Without a demo we cannot decide, can we have one tomorrow?",
    "wir haben uns für Ihre Lösung entschieden",
    "wir haben Zoho gekündigt und brauchen bis März eine Alternative",
    "wir haben noch keine Lösung und möchten nächste Woche eine Demo",
    "nous avons choisi votre solution, envoyez le contrat",
    "nous n'avons pas d'outil aujourd'hui, il nous faut un devis cette semaine",
    "hemos decidido contratar su solución, ¿nos envían el contrato?",
    "no tenemos CRM y queremos una demo esta semana",
    "on n'est pas contre une démo",
    "wir sind einer Demo nicht abgeneigt",
    "no vemos la hora de comprar",
]


@pytest.mark.capability("C6", "C7")
@pytest.mark.parametrize("text", REFUSALS)
def test_who_turns_us_down_is_left_alone(text: str) -> None:
    assert denies_buying(mentions_of(text))
    assert action_for(text) != "escalate"


@pytest.mark.capability("C6")
@pytest.mark.parametrize("text", WISHES)
def test_who_only_sounds_like_a_no_is_not_turned_away(text: str) -> None:
    assert not denies_buying(mentions_of(text))
    assert action_for(text) == "escalate"


DOUBLE: Final = [
    "can't decide between you and Zoho",
    "can't wait to buy",
    "nothing stops us from signing",
    "I wouldn't say no to a demo",
    "there's no reason not to buy",
    "rien ne nous empêche de signer",
    "es spricht nichts dagegen, dass wir kaufen",
    "wir können uns nicht zwischen Ihnen und Zoho entscheiden",
    "nada nos impide firmar",
    "no podemos decidir entre ustedes y Zoho",
]


@pytest.mark.capability("C1")
@pytest.mark.parametrize("text", DOUBLE)
def test_two_negations_are_a_yes(text: str) -> None:
    reading = read_messages([Message("visitor", text, NOON)], CLASSIFY)
    assert not denies_buying(reading.mentions)
    assert reading.intent == "evaluation"


UNTIL: Final = [
    ("a month", "come back to me in June", 190),
    ("again in a month", "melden Sie sich im Juni wieder", 190),
    ("in French", "recontactez-nous en juin", 190),
    ("in Spanish", "vuelva a contactarnos en junio", 190),
    ("by telephone", "rufen Sie im nächsten Quartal nochmal an", 39),
    ("after a season", "could you get back to me after the summer", 210),
    ("half a year", "fragen Sie in einem halben Jahr nochmal nach", 182),
    ("months, in French", "rappelez-moi dans six mois", 180),
    ("frozen", "purchasing is frozen until October", 312),
    ("a freeze", "spending freeze until September", 282),
    ("no money until then", "no budget until Q3", 220),
    ("for now", "hold off for now", None),
]


@pytest.mark.capability("C2", "Q3")
@pytest.mark.parametrize(("text", "days"), [row[1:] for row in UNTIL], ids=[row[0] for row in UNTIL])
def test_a_no_for_now_says_until_when(text: str, days: int | None) -> None:
    later = [mention for mention in mentions_of(text) if mention.says("cue") == "later"]
    assert [mention.says("days") for mention in later] == [days]


@pytest.mark.parametrize(
    "text", ["after our fiscal year", "im neuen Geschäftsjahr", "après notre exercice", "después del año fiscal"]
)
def test_after_the_fiscal_year_is_a_no_for_now(text: str) -> None:
    assert [mention.says("cue") for mention in mentions_of(text) if mention.negated] == ["fiscal_year"]


NOT_LATER: Final = [
    "come back to me with a quote",
    "get back to me tomorrow",
    "call me again next week",
    "rufen Sie mich morgen wieder an",
    "we want to start in June",
    "our contract runs until September",
    "budget is available until December",
    "I'll come back to you in a week with the numbers",
    "the site is not loading right now",
]


@pytest.mark.parametrize("text", NOT_LATER)
def test_what_is_due_soon_is_no_no(text: str) -> None:
    assert not [mention for mention in mentions_of(text) if mention.says("cue") == "later"]


BUDGETS: Final = [
    ("our budget was cut to zero", True),
    ("the budget has been frozen", True),
    ("zero budget", True),
    ("we lost our budget", True),
    ("budget was rejected by the CFO", True),
    ("we blew our whole budget already", True),
    ("budget? we have none", True),
    ("kein Budget", True),
    ("uns fehlt das Budget", True),
    ("le budget a sauté", True),
    ("falta presupuesto", True),
    ("unser Budget ist leider gestrichen worden", True),
    ("le budget a été gelé", True),
    ("on n'a plus de budget", True),
    ("sin presupuesto", True),
    ("nos recortaron el presupuesto a cero", True),
    ("budget is not an issue", False),
    ("budget isn't a problem for us", False),
    ("money is no object", False),
    ("we're not worried about the budget", False),
    ("Budget spielt keine Rolle", False),
    ("the budget was cut in half", False),
    ("Budget ist kein Thema", False),
    ("am Budget soll es nicht scheitern", False),
    ("le budget n'est pas un frein", False),
    ("el presupuesto no es un problema", False),
    ("our budget has not been frozen", False),
    ("the budget was cut by 10% but is still 50k", False),
    ("the budget must be spent by December", False),
    ("our budget is not fixed yet, about 30k", False),
]


@pytest.mark.capability("C3")
@pytest.mark.parametrize(("text", "denied"), BUDGETS)
def test_a_budget_is_there_or_is_not(text: str, denied: bool) -> None:
    assert {mention.negated for mention in mentions_of(text) if mention.kind == "budget"} == {denied}
