"""Whether something is said not to be so. The search stays inside of the clause, and within a few words."""

import re
from typing import Final

from leadgate.domain.conversation.text import Text

_BEFORE: Final = re.compile(
    r"\b(?:(?:not|no|never|without|neither|nor|none|nothing|nobody|cannot|hardly"
    r"|(?:do|does|did|is|are|was|were|wo|ca|have|has|had|would|should|could)n'?t"
    r"|nein|non|kein\w{0,2}|nichts|nix|nicht|nie|niemals|ohne|weder|ne|pas|sans|jamais|rien|aucun\w?|ni|nunca|nada|sin|tampoco|jamas|ningun\w?)(?!\w)"
    r"|n'(?=\w))"
)
# A negative word that negates nothing here: a search that failed, a double negation, a figure of speech.
_HARMLESS: Final = re.compile(
    r"\b(?:not|nicht|pas|no|non) (?:only|just|nur|seulement|solo|solamente)\b"
    r"|\b(?:why (?:not|don'?t|doesn'?t)|warum nicht|wieso nicht|pourquoi pas|por que no|if not|wenn nicht|sinon)\b"
    r"|\b(?:can'?t|cannot|couldn'?t|don'?t|doesn'?t|didn'?t|not|never) (?:\w+ )?(?:wait|hesitate|find|see|show|list|say"
    r"|mention|know|sure|understand|answer|help|hear|heard|get|afford|care|work|load)\b"
    r"|\b(?:no (?:problem|doubt|idea|matter|worries)|not yet sure|nothing but|kein problem|nichts gegen|pas contre)\b"
    r"|\bno longer (?:wait|happy|satisfied|works?|scales?|supports?|supported|fits?|enough)\b"
    r"|\b(?:finde|sehe|weis|weiss|verstehe|find|kenne) (?:\w+ ){0,3}?(?:nicht|kein\w{0,2})\b"
    r"|\b(?:trouve|vois|sais|comprends) pas\b|\bne (?:trouve|vois|sais|comprends)\b"
    r"|\bno (?:se|encuentro|veo|entiendo)\b"
)
# "Don't you have a demo?" asks for one.
_POLAR: Final = re.compile(
    r"^\W*(?:(?:ca|do|does|is|are|wo|could|would|have|has)n'?t (?:you|we|i|there|it|they|your)\b"
    r"|(?:haben sie|habt ihr|gibt es|gibts|bieten sie|bietet ihr|kann ich|konnen wir) (?:\w+ )?(?:kein|nicht)"
    r"|(?:vous n'avez|n'avez-vous|il n'y a|y a-t-il|vous ne) |no (?:tienen|tiene|hay|ofrecen|podemos|puedo)\b)"
)
_AFTER_NEAR: Final = re.compile(r"^[\s,]*(?:\w+\s+){0,2}?(?:nicht|nie|keine?[nrsm]?|pas|jamais|nunca)\b")
_AFTER_IS: Final = re.compile(
    r"^\s*(?:\w+\s+){0,2}?(?:is|are|was|has|have|hasn'?t|isn'?t|aren'?t|wasn'?t|haven'?t|ist|sind|wurde|wird|est|n'est|esta|es)?\s*"
    r"(?:is|are|was|has|have)? ?(?:not|n'?t|no|nicht|noch nicht|noch kein\w*|pas|pas encore|todavia no|aun no)\b"
    r"|^\s*(?:\w+\s+){0,1}?(?:isn'?t|aren'?t|wasn'?t|hasn'?t|haven'?t|doesn'?t)\b"
    r"|^\s*(?:is|was|are|ist|wurde|est|esta)?\s*(?:frozen|cut|gone|spent|zero|eingefroren|gestrichen|gele|congelado)\b"
)
_FREEZING: Final = re.compile(r"\b(?:frozen|exhausted|used up|cut|eingefroren|gestrichen)$")
_FAR: Final = 7  # words before that a negation still reaches


def is_negated(text: Text, start: int, end: int) -> bool:
    if _BEFORE.search(_HARMLESS.sub(" ", text.own[start:end])):
        return True
    first, last = text.clause(start, end)
    before, after = text.own[first:start], text.own[end:last]
    if _denied_before(before, text, end):
        return True
    return bool(_AFTER_NEAR.match(after) and not _HARMLESS.search(text.own[start:last])) or bool(_AFTER_IS.match(after))


def _denied_before(before: str, text: Text, end: int) -> bool:
    near = " ".join(before.split()[-_FAR:])
    plain = _HARMLESS.sub(" ", near + " ")
    if not (_BEFORE.search(plain) or _FREEZING.search(plain.strip())):
        return False
    _, sentence_end = text.sentence(end, end)
    asks = text.own[end:sentence_end].rstrip().endswith("?")
    return not (asks and _POLAR.match(before))
