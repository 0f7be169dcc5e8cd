"""Short answers mean what they were asked: "do you have a budget?" – "yes, 20k"."""

import re
from typing import Final, NamedTuple

from leadgate.domain.conversation.phrases import Index, index_of
from leadgate.domain.conversation.text import Text, fold


class Answer(NamedTuple):
    """The stretch of the message that answers yes or no."""

    start: int
    end: int
    negated: bool


_YES: Final = re.compile(
    r"\W*\b(?:yes|yeah|yep|yup|sure|correct|exactly|absolutely|definitely|of course|we do|we have|we are|i do|i am|ja"
    r"|jawohl|genau|klar|natuerlich|naturlich|richtig|oui|bien sur|tout a fait|si|claro|por supuesto|exacto)\b"
)
_NO: Final = re.compile(
    r"\W*\b(?:no|nope|nah|not really|not yet|not at all|not currently|nein|noch nicht|nicht wirklich|non"
    r"|pas vraiment|pas encore|pas du tout|todavia no|aun no|para nada|we don'?t|i don'?t|none)\b"
)
_QUESTION: Final = re.compile(r"[^.!?\n]*\?")

ASKED: Final[Index] = index_of(
    {
        ("budget", ""): """
budget
spend|invest|pay|afford
ausgeben|investieren|budget|kostenrahmen
depenser|investir|enveloppe
presupuesto|gastar|invertir
""",
        ("timeline", ""): """
when|how_soon|by_when|what_date ... start|begin|live|need|decide|implement|launch|looking|go|plan|ready|want|buy|sign
timeline|timeframe|time_frame|deadline
wann|bis_wann|ab_wann
zeitplan|zeitrahmen
quand|echeance|calendrier|delai
cuando|plazo|fecha
""",
        ("authority", ""): """
decision maker|makers|maker?
who|are_you ... decide|decides|decision|sign|approve
entscheiden|entscheidet|entscheider
decide|decideur|valide
decide|decision|toma
""",
        ("evaluation", "looking"): """
are|were you|u ... looking|evaluating|considering|interested|planning|comparing|buying
would you like ... buy|demo|call|upgrade|purchase|quote|trial|talk|speak|meeting
want|like|interested ... demo|call|quote|buy|upgrade|purchase
suchen|planen|mochten|wollen|interessieren ... losung|kaufen|demo|angebot|anbieter|termin
cherchez|souhaitez|voulez|envisagez ... solution|acheter|demo|devis|rendez-vous
buscan|buscas|quieren|quiere|desea ... solucion|comprar|demo|cotizacion|reunion
""",
    }
)


def questions_of(text: str) -> str:
    """What our side asked last; empty where it asked nothing."""
    found = _QUESTION.findall(fold(text[:2000]))
    return found[-1] if found else ""


def answer_in(text: Text) -> Answer | None:
    """A yes or no at the beginning of a message."""
    for pattern, negated in ((_NO, True), (_YES, False)):
        found = pattern.match(text.own)
        if found:
            return Answer(0, found.end(), negated)
    return None
