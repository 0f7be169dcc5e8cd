"""Short answers mean what they were asked: "do you have a budget?" – "yes, 20k"."""

import re
from typing import Final, NamedTuple

from leadgate.domain.conversation.phrases import Index, find_hits, index_of
from leadgate.domain.conversation.text import Text, fold


class Answer(NamedTuple):
    """The stretch of the message that answers yes or no."""

    start: int
    end: int
    negated: bool


_FILLER: Final = (
    r"^\W*(?:(?:hi|hello|hey|oh|ah|well|um+|hm+|so|hallo|also|tja|euh|ben|bon|bonjour|hola|bueno|pues|eh)\b[\s,.!]+)?"
)
_YES: Final = re.compile(
    _FILLER
    + r"(?:[👍👌✅]|(?:yes|yeah|yep|yup|ya|sure|ok|okay|oki|k|alright|correct|exactly|absolutely|definitely|certainly"
    r"|of course|gladly|please|great|perfect|cool|fine|awesome|lovely|deal|why not|no problem|no worries|go ahead"
    r"|go for it|sounds (?:\w+ )?(?:good|great|fine|perfect|like a plan)|works for|that works|let'?s"
    r"|(?:that|it)(?:'d| would| will|'ll) (?:be|help|work)|i(?:'d| would) (?:\w+ )?(?:love|like|appreciate)"
    r"|we(?:'d| would) (?:\w+ )?(?:love|like|appreciate)|we do|we have|we are|i do|i am|very much|works"
    r"|ja|jo|jap|jep|jawohl|jawoll|genau|klar|natuerlich|naturlich|richtig|gern|gerne|sehr gern|sehr gerne|bitte|passt"
    r"|einverstanden|machen wir|super|perfekt|prima|unbedingt|warum nicht|kein problem|in ordnung|freilich"
    r"|auf jeden fall|das (?:ware|klingt|passt|wurde)|wurde mich freuen|von mir aus"
    r"|oui|ouais|bien sur|tout a fait|volontiers|avec (?:grand )?plaisir|d'accord|dac|parfait|entendu|allez|allez-y"
    r"|allons-y|ca marche|ca me va|ca roule|pourquoi pas|tres bien|super|excellent|ce serait|cela me|je veux bien"
    r"|on veut bien|s'il vous plait|svp|pas de (?:probleme|souci)"
    r"|si|sip|claro|por supuesto|exacto|vale|dale|perfecto|de acuerdo|con (?:mucho )?gusto|me parece|genial|estupendo"
    r"|encantad[oa]|me encantaria|nos encantaria|por favor|venga|orale|listo|adelante|buena idea|por que no|seria"
    r"|sin problema|me va bien|esta bien|de una|bueno)\b)"
)
_NO: Final = re.compile(
    _FILLER
    + r"(?:no|nope|nah|not really|not yet|not at all|not currently|not now|not today|not interested|not necessary"
    r"|not needed|don'?t bother|maybe later|perhaps later|later|another time|some other time|i'd rather not|rather not"
    r"|i'?m (?:good|fine|ok|okay)|we'?re (?:good|fine|ok|okay)|that'?s not (?:necessary|needed)|we don'?t|i don'?t|none"
    r"|nein|ne|nee|noch nicht|nicht wirklich|nicht notig|nicht notwendig|nicht jetzt|jetzt nicht|momentan nicht"
    r"|gerade nicht|derzeit nicht|aktuell nicht|erst ?mal nicht|vorerst nicht|lieber nicht|eher nicht|kein bedarf"
    r"|(?:vielleicht |eher |lieber )?(?:spater|ein andermal)|brauche?n? (?:ich|wir) nicht|muss nicht sein"
    r"|non|pas vraiment|pas encore|pas du tout|pas maintenant|pas tout de suite|pas pour (?:l'instant|le moment)"
    r"|pas besoin|pas la peine|pas necessaire|pas interesse\w*|ce n'est pas (?:la peine|necessaire)|c'est pas la peine"
    r"|(?:peut-etre )?(?:plus tard|une autre fois)|sans facon"
    r"|todavia no|aun no|para nada|ahora no|por ahora no|de momento no|mejor no|no hace falta|(?:tal vez |quizas? )?"
    r"(?:mas (?:adelante|tarde)|en otro momento|otro dia|luego)|no me interesa|paso)\b"
)
_PUT_OFF: Final = re.compile(
    r"\b(?:not (?:now|today|yet|right now)|later|another time|next year|spater|nicht jetzt|jetzt nicht|noch nicht"
    r"|nachstes jahr|plus tard|pas maintenant|pas encore|l'annee prochaine|ahora no|mas adelante|todavia no"
    r"|otro momento|el proximo ano)\b"
)
_CLOCK: Final = re.compile(r"\b(?:\d{1,2}(?::\d\d| ?(?:am|pm|uhr|h\b))|(?:tomorrow|morgen|demain|manana)\b)")
_QUESTION: Final = re.compile(r"[^.!?\n]*\?")
_SENTENCE: Final = re.compile(r"[^.!?\n]+[.!?]*")
# What only sales gives. A call may be of anybody's.
_OFFERED: Final = """
demo|demonstration|vorfuhrung|demostracion !account|environment|data|version|zugang
walkthrough|quote|proposal|pilot|sales|account_executive|angebot|vertrieb|devis|proposition|commercial|cotizacion|
  propuesta|presupuesto|ventas
show|zeigen|montrer|mostrarle|mostrarte you|ihnen|vous|el|our|the
"""
_CALLED: Final = """
call|meeting|appointment|colleague|colleagues|expert|experts|specialist|consultant|slot|talk|speak
termin|kollege|kollegin|kollegen|experten|berater|gesprach|anruf|anrufen|telefonat|telefonieren|ruckruf|zuruckrufen
rendez-vous|collegue|conseiller|appel|appeler|appelle|rappeler|rappelle
reunion|llamada|cita|asesor|companero|especialista|comercial|llamar|llamarle|llamarte|llame|llamo|llamamos|hablar
"""
_PAST: Final = re.compile(
    r"\b(?:was|were|did|had|remember|last|helpful|already have|war|hat|fanden|erinnern|letzte\w*"
    r"|haben sie (?:bereits|schon)|etait|avez-vous (?:aime|eu|recu|deja)|dernier\w*|deja"
    r"|fue|estuvo|gusto|recibio|ultima|ya (?:tiene|tienen|tienes))\b"
)

ASKED: Final[Index] = index_of(
    {
        ("budget", ""): """
budget
spend|invest|pay|afford
ausgeben|investieren|budget|kostenrahmen
depenser|investir|enveloppe
presupuesto|gastar|invertir
""",
        ("offer", "sales"): _OFFERED,
        ("offer", "call"): _CALLED,
        ("size", ""): """
how many|big
wie viele|gross
wieviele|wieviel
combien de
cuantas|cuantos
number of
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
    """What our side asked or offered last, folded; empty where it did neither."""
    folded = fold(text[:2000])
    questions: list[str] = _QUESTION.findall(folded)
    if questions and asked_in(questions[-1]):
        return questions[-1]
    ending = " ".join(_SENTENCE.findall(folded)[-2:])
    if any(kind == "offer" for kind, _ in asked_in(ending)):
        return ending
    return questions[-1] if questions else ""


def asked_in(question: str) -> frozenset[tuple[str, str]]:
    """(kind, name) of all that a question of ours asks for or offers. question: folded."""
    past = _PAST.search(question)
    return frozenset((hit.kind, hit.name) for hit in find_hits(question, ASKED) if hit.kind != "offer" or not past)


def answer_in(text: Text) -> Answer | None:
    """A yes or no at the beginning of a message; "sure, but not now" is a no."""
    yes = _YES.match(text.own)
    if yes:
        return Answer(0, yes.end(), bool(_PUT_OFF.search(text.own, yes.end())))
    no = _NO.match(text.own)
    return Answer(0, no.end(), negated=True) if no else None


def names_a_time(text: Text) -> Answer | None:
    """ "Thursday at 3": who is offered a talk and names a time for it has said yes."""
    clock = _CLOCK.search(text.own)
    return Answer(*clock.span(), negated=False) if clock else None
