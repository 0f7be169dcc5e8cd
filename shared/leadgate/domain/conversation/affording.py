"""C3: whether there is money where somebody speaks of a budget: "was cut to zero" is a no, "is not an issue" a yes."""

import re
from typing import Final

from leadgate.domain.conversation.negation import is_negated
from leadgate.domain.conversation.text import Text

_HINDRANCE: Final = (
    r"(?:issues?|problems?|obstacles?|constraints?|concerns?|worry|worries|worried|wrong|blockers?|objects?|limits?"
    r"|question|thema|hindernis|frage|sorge|rolle|scheitern|liegen|souci|soucis|probleme|frein|obstacle|problema"
    r"|obstaculo|tema|inconveniente|impedimento|importa|falta|short|tight|knapp)"
)
_NOT: Final = (
    r"\b(?:\w+n't|isnt|wasnt|hasnt|doesnt|not|no|never|nothing|nicht|nichts|kein\w?|nie|pas|rien|jamais|nunca|nada|sin"
    r"|without|ohne|sans)"
)
_NO_HINDRANCE: Final = re.compile(rf"{_NOT}\s+(?:\w+\s+){{0,3}}?{_HINDRANCE}\b")
_TAKEN: Final = (
    r"frozen|froze|cut|slashed|spent|exhausted|pulled|withdrawn|withdrew|cancelled|canceled|killed|blew|burned|lost"
    r"|rejected|denied|refused|declined|used up"
)
_GONE: Final = (
    rf"(?:{_TAKEN}|gone|zero|nil|empty|fell through|dried up|evaporated|eingefroren|gestrichen|gekurzt|aufgebraucht|weg"
    r"|weggefallen|verloren|abgelehnt|erschopft|gesperrt|null|verbraucht|ausgegeben|gelee?s?|refuse|epuise|coupe"
    r"|supprime|depense|rejete|saute|congelado|recortado|agotado|cero|rechazado|gastado|congelaron|recortaron|acabo"
    r"|eliminado|cancelado)"
)
_GONE_AFTER: Final = re.compile(
    rf"^(?P<between>(?:[\s,]*[\w']+){{0,5}}?)\s+(?P<gone>{_GONE})\b(?P<rest>.{{0,24}})", re.DOTALL
)
_ONLY_LESS: Final = re.compile(
    r"^\s*(?:in half"
    r"|(?:by|um|de|en|to|auf|a)\s+(?:about\s+)?(?:[$€£]?\d*[1-9]|half|a third|die halfte|la moitie|la mitad))"
)
_GONE_BEFORE: Final = re.compile(
    rf"(?<!not )(?<!no )\b(?:{_TAKEN}|zero|0|lack of|lacks?|lacking|short of|out of|null|fehlt|fehlen|cero|acabo"
    r"|agotado|manque|manquons|falta|faltan|recortaron|congelaron|quitaron|eingefrorenes|gestrichenes)"
    r"\s+(?:(?:the|our|all|whole|of|uns|das|unser|dafur|el|le|du|de|d'|nos|notre|nuestro)\s+){0,3}$"
)
_NONE_NEXT: Final = re.compile(
    r"^\s*[?:,-]+\s*(?:we have |there is |got |wir haben |haben wir |on en a |tenemos |hay )?"
    r"(?:none|nope|zero|keins|keines|aucun|ninguno|nada)\b"
)
_GONE_INSIDE: Final = re.compile(rf"\b{_GONE}\b|\b(?:recortaron|congelaron|quitaron|(?<!no )faltan?)\b")
_NEAR: Final = 30
_DENIED: Final = re.compile(rf"{_NOT}\b")
_TO_BE: Final = re.compile(r"\b(?:to be|must be|be|zu|etre|ser)\s*$|\b(?:muss|mussen|doit|debe)\b")


def is_unpaid(text: Text, start: int, end: int) -> bool:
    """Whether money of which text[start:end] speaks is said not to be there."""
    low, high = text.clause(start, end)
    before, after = text.own[low:start], text.own[end:high]
    if _NO_HINDRANCE.search(text.own[low:high]):
        return False
    taken = _GONE_BEFORE.search(before) or _GONE_INSIDE.search(text.own, start, end)
    if (taken and not _ONLY_LESS.match(after)) or _NONE_NEXT.match(text.own[end : end + _NEAR]):
        return True
    gone = _GONE_AFTER.match(after)
    if gone and not _ONLY_LESS.match(gone["rest"]) and not _TO_BE.search(gone["between"]):
        return not _DENIED.search(gone["between"])
    return is_negated(text, start, end)
