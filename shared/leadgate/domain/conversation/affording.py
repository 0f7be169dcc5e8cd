"""C3: whether there is money where somebody speaks of a budget: "was cut to zero" is a no, "is not an issue" a yes."""

import re
from typing import Final

from leadgate.domain.conversation.negation import is_negated
from leadgate.domain.conversation.text import Text

_HINDRANCE: Final = (
    r"(?:issues?|problems?|obstacles?|constraints?|concerns?|worry|worries|blockers?|objects?|limits?|question"
    r"|thema|hindernis|frage|sorge|scheitern|liegen|souci|soucis|probleme|frein|obstacle|problema|obstaculo|tema"
    r"|inconveniente|impedimento|short|tight|knapp)"
)
_NOT: Final = (
    r"\b(?:\w+n't|isnt|wasnt|hasnt|doesnt|not|no|never|nicht|kein\w?|nie|pas|jamais|nunca|sin|without|ohne|sans)"
)
_NO_HINDRANCE: Final = re.compile(rf"{_NOT}\s+(?:\w+\s+){{0,3}}?{_HINDRANCE}\b")
_GONE: Final = (
    r"(?:frozen|cut|slashed|gone|spent|exhausted|zero|nil|empty|rejected|denied|refused|declined|pulled|withdrawn|cancelled"
    r"|canceled|used up|eingefroren|gestrichen|gekurzt|aufgebraucht|weg|abgelehnt|erschopft|gesperrt|null|verbraucht"
    r"|ausgegeben|gele|gelee?s?|refuse|epuise|coupe|supprime|depense|rejete|congelado|recortado|agotado|cero|rechazado"
    r"|gastado|congelaron|recortaron|acabo|eliminado|cancelado)"
)
_GONE_AFTER: Final = re.compile(
    rf"^(?P<between>(?:[\s,]*[\w']+){{0,5}}?)\s+(?P<gone>{_GONE})\b(?P<rest>.{{0,24}})", re.DOTALL
)
_ONLY_LESS: Final = re.compile(
    r"^\s*(?:in half"
    r"|(?:by|um|de|en|to|auf|a)\s+(?:about\s+)?(?:[$€£]?\d*[1-9]|half|a third|die halfte|la moitie|la mitad))"
)
_GONE_BEFORE: Final = re.compile(
    r"\b(?:zero|0|lost|lack of|lacks?|out of|frozen|exhausted|used up|cut|null|cero|acabo|agotado|manque de"
    r"|recortaron|congelaron|quitaron|eingefrorenes|gestrichenes)\s+(?:(?:the|our|el|le|du|de|das|unser)\s+){0,2}$"
)
_GONE_INSIDE: Final = re.compile(rf"\b{_GONE}\b|\b(?:recortaron|congelaron|quitaron)\b")
_DENIED: Final = re.compile(rf"{_NOT}\b")
_TO_BE: Final = re.compile(r"\b(?:to be|must be|be|a|zu|etre|ser)\s*$|\b(?:muss|mussen|doit|debe)\b")


def is_unpaid(text: Text, start: int, end: int) -> bool:
    """Whether money of which text[start:end] speaks is said not to be there."""
    low, high = text.clause(start, end)
    before, after = text.own[low:start], text.own[end:high]
    if _NO_HINDRANCE.search(text.own[low:high]):
        return False
    if _GONE_BEFORE.search(before) or _GONE_INSIDE.search(text.own, start, end):
        return True
    gone = _GONE_AFTER.match(after)
    if gone and not _ONLY_LESS.match(gone["rest"]) and not _TO_BE.search(gone["between"]):
        return not _DENIED.search(gone["between"])
    return is_negated(text, start, end)
