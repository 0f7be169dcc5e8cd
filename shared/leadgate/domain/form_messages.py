"""I1: what the message of a form takes away from it: a test, a request for a donation, a question of the press …"""

import re
from functools import lru_cache
from typing import Final, Literal

from leadgate.domain.conversation.intents import wishes
from leadgate.domain.conversation.phrases import Index, find_hits, index_of
from leadgate.domain.conversation.said import MessageReading
from leadgate.domain.conversation.text import fold
from leadgate.domain.replies.reading import read_reply

FormMessage = Literal["", "test", "leave_alone", "charity", "press", "job", "pitch"]
_READ_CHARACTERS: Final = 1_200
_TEST: Final = re.compile(
    r"\W*(?:(?:this|das|dies|ceci|esto|isto|questo|dit) (?:is|ist|est|es|e) )?"
    r"(?:(?:only|just|nur|juste|solo|an?|ein|un|una|um|een) ){0,2}"
    r"(?:tests?|testing|teste|prueba|prova|essai|probe|dummy|lorem ipsum.*|hello world|foo ?(?:bar)?|bla(?: ?bla)+"
    r"|qwert\w*|azerty\w*|(?:[asdfghjkl]*(?:asd|sdf|dfg|fgh|ghj|hjk|jkl)[asdfghjkl]*\s*)+|(?:abc|xyz|xxx+|zxc\w*|yxc\w*)"
    r"|1234\d*)"
    r"(?:[\s\d,.:;!-]|please|ignore|do not|reply|message|only|form|lead|submission|nachricht|bitte|ignorieren|abc|asdf"
    r"|merci|ignorer|ignorar|por favor|messaggio|formulaire|formular|formulario|test)*",
)
# "Please do not call, e-mail me": how to reach somebody, no wish to be left alone.
_RATHER_WRITE: Final = re.compile(
    r"\b(?:call\w*|phone\w*|ring|anruf\w*|rufen|telefon\w*|appel\w*|llam\w*|ligu?\w*|chiam\w*|bel|bellen)\b.*?"
    r"\b(?:e-?mail|mail|write|text|schreib\w*|schriftlich|ecri\w+|courriel|correo|escrib\w*|escrev\w*|scriv\w*|schrijf\w*"
    r"|before|after|until|vor|nach|avant|apres|antes|prima|voor)\b",
    re.DOTALL,
)
_PHRASES: Final[dict[tuple[str, str], str]] = {
    ("press", ""): """
i|we|am|i'm .. journalist|reporter|correspondent|editor|columnist
journalist|reporter|editor|correspondent|freelance_writer at|for|with|writing|from|working
press|media inquiry|enquiry|request|question|interview|kit|accreditation|pass
interview .. with|for our|for|your ceo|founder|readers|podcast|magazine|article|newspaper|management
writing|working on|an|a .. article|story|feature|piece .. on|about|for
presseanfrage|interviewanfrage|medienanfrage|redaktion|journalistin
journaliste|redacteur|redactrice pour|au|chez|a|independant
demande d'interview|presse
periodista|redactor|reportero de|para|en
solicitud|consulta de prensa|entrevista
jornalista|reporter do|da|para|de
pedido de entrevista|imprensa
giornalista|redattore di|per|presso
richiesta di? intervista|stampa
persvraag|interviewverzoek|perscontact|redacteur
""",
    ("charity", ""): """
sponsor|sponsoring|sponsorship|donate|donating|donation|donations|fundraiser|fundraising|raffle ... our|for|of|to|
  request|event|team|school|club|charity|tournament|gala|kids|children|foundation
ask|asking|request|requesting|looking|seeking|like|would|consider|make .. donation|donations|sponsorship|sponsors|
  sponsor
spende|spenden|sponsor|sponsoring|tombola ... verein|unseren|unser|schule|fur|anfrage|kinder|fest|mannschaft
don|dons|mecenat|parrainage|sponsoring|tombola|sponsoriser|parrainer ... association|notre|ecole|club|pour
donacion|donativo|patrocinio|patrocinar|rifa|donar ... para|nuestra|nuestro|escuela|club|equipo|fundacion
doacao|patrocinio|patrocinar|rifa|doar ... para|nossa|nosso|escola|time|clube|ong
donazione|sponsorizzazione|sponsorizzare|beneficenza|donare ... per|nostra|nostro|scuola|squadra|associazione|la|il
donatie|sponsoring|sponsoren|sponsor|loterij|doneren ... onze|ons|voor|school|club|vereniging|stichting
""",
    ("job", ""): """
minha|meu|envio|segue|anexo .. candidatura|curriculo|cv
vaga|vagas|emprego|estagio .. de|na|em|aberta|abertas|disponivel
mia|invio|allego|allegato .. candidatura|curriculum|cv
candidatura spontanea
lavorare per|con|da voi
cerco|cerca .. lavoro|stage|impiego
sollicitatie|solliciteren|solliciteer|sollicitatiebrief
openstaande|open|jullie vacature|vacatures
zoek|zoekt .. baan|stage|werk|vacature
""",
    ("pitch", ""): """
somos|represento|trabalho .. agencia|empresa|fornecedor ... oferecemos|marketing|seo|trafego|leads
oferecemos|oferecer|apresentar .. nossos|nossas|servicos|solucoes ... para|aos|servicos
siamo|rappresento .. agenzia|fornitore|azienda ... offriamo|marketing|seo|servizi|leads
offriamo|proporre|proporvi|presentare|presentarvi .. nostri|nostre|servizi|i|le ... servizi|soluzioni|prodotti
wij|we bieden|leveren|verzorgen .. onze|diensten|u|jullie ... diensten|aan|oplossingen
onze diensten|producten|oplossingen .. aanbieden|voorstellen|presenteren
""",
}


@lru_cache(maxsize=1)
def _index() -> Index:
    return index_of(_PHRASES)


def read_form_message(text: str, reading: MessageReading) -> FormMessage:
    """What the message is instead of a wish to buy; empty where it says nothing against one.

    reading: of the same text; who asks for what a buyer asks for is one, whatever else they write.
    """
    folded = fold(text[:_READ_CHARACTERS]).strip()
    if _TEST.fullmatch(folded):
        return "test"
    if read_reply(text).leave_alone:
        return "" if _RATHER_WRITE.search(folded) else "leave_alone"
    kinds = {hit.kind for hit in find_hits(folded, _index())}
    if not kinds or wishes(reading.mentions):
        return ""
    told: tuple[FormMessage, ...] = ("press", "charity", "job", "pitch")
    return next((kind for kind in told if kind in kinds), "")
