"""F5, N1: what news means for a company's freedom to buy: who took over whom, and who cannot pay any more."""

import re
from typing import Final

from leadgate.domain.dossier import Dossier
from leadgate.domain.fit_parts import headline, recent_news
from leadgate.domain.signals import Signal

_ALL_TYPES: Final = (
    "funding", "leadership_change", "initiative", "acquisition", "layoffs", "expansion", "competitor_incident",
)  # fmt: skip
_TAKEN: Final = re.compile(
    r"\b(?:acquired|bought|taken over|snapped up|purchased|absorbed) by|\b(?:sold to|merged? into)"
    r"|\bto be (?:sold|acquired|bought)"
    r"|(?:übernommen|uebernommen|gekauft|geschluckt) (?:von|durch)|verkauft an|wird (?:an .+ verkauft|(?:von|durch) )"
    r"|(?:rachet[ée]+e?|acquise?|reprise?) par|vendue? à|(?:adquirid|comprad|vendid)[oa] (?:por|a)\b"
    r"|(?:acquisit|acquistat|comprat)[oa] da|(?:overgenomen|gekocht) door",
    re.IGNORECASE,
)
_TAKES: Final = re.compile(
    r"\b(?:acquires?|acquiring|to acquire|buys?|to buy|takes? over|to take over|swallows|snaps up|übernimmt|uebernimmt"
    r"|kauft|schluckt|rach[èe]te|acquiert|reprend|adquiere|compra|acquisisce|koopt|neemt)\b",
    re.IGNORECASE,
)
_INSOLVENT: Final = re.compile(
    r"insolven[tcz]|insolvabl|bankrupt|chapter (?:7|11)\b|in(?:to)? (?:administration|receivership)|goes bust"
    r"|winding up|liquidation|konkurs|zahlungsunfähig|redressement judiciaire|d[ée]p[ôo]t de bilan"
    r"|concurso de acreedores|quiebra"
    r"|recupera[çc][ãa]o judicial|fal[êe]ncia|fallimento|concordato preventivo|faillissement|faillite|surseance",
    re.IGNORECASE,
)


def taken_over(dossier: Dossier) -> Signal | None:
    """The newest news by which somebody else took over the lead's company; not one of what the company took over."""
    found = [news for news in recent_news(dossier, "acquisition") if _is_taken_over(dossier, headline(news))]
    return found[-1] if found else None


def insolvent(dossier: Dossier) -> Signal | None:
    """The newest news by which the lead's company cannot pay any more; its customers' or rivals' trouble is none."""
    told = [news for news in recent_news(dossier, *_ALL_TYPES) if _INSOLVENT.search(headline(news))]
    own = [news for news in told if news.text("type") != "competitor_incident" and _is_about(dossier, headline(news))]
    return own[-1] if own else None


def _is_taken_over(dossier: Dossier, told: str) -> bool:
    passive = _TAKEN.search(told)
    if passive:
        return not _names(dossier, told[passive.end() :])
    active = _TAKES.search(told)
    return active is not None and _names(dossier, told[active.end() :])


def _is_about(dossier: Dossier, told: str) -> bool:
    """The company stands before what is said of it, or the headline names nobody we know it by."""
    found = _INSOLVENT.search(told)
    return _names(dossier, told) and found is not None and _names(dossier, told[: found.end()])


def _names(dossier: Dossier, text: str) -> bool:
    """Whether the text names the lead's company by the first word of its name that says something."""
    words = [word for word in re.findall(r"\w+", dossier.account.name.casefold()) if word not in ("the", "die", "der")]
    return bool(words) and re.search(rf"\b{re.escape(words[0])}\b", text.casefold()) is not None
