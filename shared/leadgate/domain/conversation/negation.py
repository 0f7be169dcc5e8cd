"""Whether something is said not to be so. The search stays inside of the clause, and within a few words."""

import re
from typing import Final

from leadgate.domain.conversation.harmless import HARMLESS
from leadgate.domain.conversation.text import Text

_BEFORE: Final = re.compile(
    r"\b(?:(?:not|no|never|without|neither|nor|none|nothing|nobody|cannot|hardly"
    r"|(?:do|does|did|is|are|was|were|wo|ca|have|has|had|would|should|could)n'?t"
    r"|nein|non|kein\w{0,2}|nichts|nix|nicht|nie|niemals|ohne|weder|pas|sans|jamais|rien|aucun\w?|ni|nunca|nada|sin|tampoco|jamas|ningun\w?)(?!\w)"
    r"|(?:je|nous|on|vous|tu|ils?|elles?|ca|cela|ce|qui) ne(?!\w)|n'(?=\w))"
)
# "Don't you have a demo?" asks for one.
_POLAR: Final = re.compile(
    r"^\W*(?:(?:do|does|did|can|could|will|would) (?:you|we|i|they) not\b"
    r"|(?:ca|do|does|is|are|wo|could|would|have|has)n'?t (?:you|we|i|there|it|they|your)\b"
    r"|(?:haben sie|habt ihr|gibt es|gibts|bieten sie|bietet ihr|kann ich|konnen wir) (?:\w+ )?(?:kein|nicht)"
    r"|(?:vous n'avez|n'avez-vous|il n'y a|y a-t-il|vous ne) |no (?:tienen|tiene|hay|ofrecen|podemos|puedo)\b)"
)
_AFTER_NEAR: Final = re.compile(r"^[\s,]*(?:\w+\s+){0,2}?(?:nicht|nie|keine?[nrsm]?|pas|jamais|nunca)\b")
_AFTER_IS: Final = re.compile(
    r"^\s*(?:\w+\s+){0,2}?(?:is|are|was|has|have|hasn'?t|isn'?t|aren'?t|wasn'?t|haven'?t|ist|sind|wurde|wird|est|n'est|esta|es)?\s*"
    r"(?:is|are|was|has|have)? ?(?:not|n'?t|no|nicht|noch nicht|noch kein\w*|pas|pas encore|todavia no|aun no)\b"
    r"|^\s*(?:\w+\s+){0,1}?(?:isn'?t|aren'?t|wasn'?t|hasn'?t|haven'?t|doesn'?t)\b"
)
_AND: Final = re.compile(
    r"\b(?:and|und|et|(?<!')y(?! a\b))\b"
)  # what follows is another matter: "we have no tool and want a demo"
_FAR: Final = 7  # words before that a negation still reaches


def is_negated(text: Text, start: int, end: int) -> bool:
    first, last = text.clause(start, end)
    clause = HARMLESS.sub(_blank, text.own[first:last])
    before, inside, after = clause[: start - first], clause[start - first : end - first], clause[end - first :]
    if _BEFORE.search(inside) or _denied_before(before, text, end):
        return True
    return bool(_AFTER_NEAR.match(after) or _AFTER_IS.match(after))


def _denied_before(before: str, text: Text, end: int) -> bool:
    near = " ".join(_AND.split(before)[-1].split()[-_FAR:])
    if not _BEFORE.search(near + " "):
        return False
    _, sentence_end = text.sentence(end, end)
    asks = text.own[end:sentence_end].rstrip().endswith("?")
    return not (asks and _POLAR.match(before))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())
