"""What an amount of money is said to be, where nobody calls it a budget: set aside for this, or lost."""

import re
from typing import Final, Literal

from leadgate.domain.conversation.money import Money
from leadgate.domain.conversation.text import Text

_LOST_BEFORE: Final = re.compile(
    r"\b(?:los(?:e|es|ing|t)|burn(?:s|ing|ed|t)?|wast(?:e|es|ing|ed)|bleeding|costs? us|costing us|miss(?:ing)? out on"
    r"|verlieren|verliere|verliert|verlor\w*|verbrennen|vergeuden|kostet uns|kosten uns|entgehen uns"
    r"|perdons|perds?|perdent|perdre|gaspillons|nous coute|nous coutent"
    r"|perdemos|perdiendo|pierdo|pierde|pierden|malgastamos|nos cuesta|nos cuestan|costando)(?:\s+[^\s.!?]+){0,5}\s*$"
)
_LOST_AFTER: Final = re.compile(
    r"^(?:\s+[^\s.!?,]+){0,5}\s+(?:verlieren|verliere|verloren|verbrennen|lost|perdus?|perdidos)\b"
)
_SET_ASIDE_BEFORE: Final = re.compile(
    r"\b(?:have|got|set aside|haben|hatten|habe|avons|ai|disposons de|tenemos|tengo|contamos con|disponemos de)"
    r"(?:\s+(?:about|around|roughly|up|to|some|a|total|of|at|least|ca|etwa|rund|bis|zu|so|um|die|noch|circa|environ|de"
    r"|quelque|unos|unas|cerca|alrededor|hasta|aproximadamente)){0,3}\s*$"
)
_SET_ASIDE_AFTER: Final = re.compile(
    r"^(?:\s+[^\W\d]+){0,3}\s+(?:approved|allocated|available|earmarked|set aside|signed off|to (?:spend|invest)"
    r"|bewilligt|freigegeben|genehmigt|verfugung|eingeplant|reserviert"
    r"|valides?|debloques?|alloues?|approuves?|disponibles?|prevus?|aprobad[oa]s?|asignad[oa]s?|reservad[oa]s?"
    r"|(?:de|of|en|von) (?:presupuesto|budget))\b"
)
_OTHER_MONEY: Final = re.compile(
    r"\b(?:revenue|arr|mrr|turnover|sales|profit|debts?|invoices?|bills?|fees?|charges?|charged|refund|umsatz|gewinn"
    r"|rechnung\w*|schulden|erstattung|chiffre|ca|factures?|dettes?|benefices?|ingresos|ventas|facturas?|deudas?)\b"
)


def purpose_of(text: Text, money: Money) -> Literal["budget", "loss", ""]:
    """Empty where nothing is said of it."""
    low, high = text.sentence(money.start, money.end)
    if lost_from(text, money) is not None:
        return "loss"
    sure = money.currency is not None or money.amount >= 1000
    if not sure or _OTHER_MONEY.search(text.own, low, high):
        return ""
    set_aside = _SET_ASIDE_BEFORE.search(text.own[low : money.start]) or _SET_ASIDE_AFTER.match(
        text.own[money.end : high]
    )
    return "budget" if set_aside else ""


def lost_from(text: Text, money: Money) -> int | None:
    """Where the words begin that say that it is lost; None where they do not."""
    low, high = text.clause(money.start, money.end)
    before = _LOST_BEFORE.search(text.own[low : money.start])
    if before:
        return low + before.start()
    return money.start if _LOST_AFTER.match(text.own[money.end : high]) else None
