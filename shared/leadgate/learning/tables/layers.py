"""Which layer a column belongs to, and what it is called in a dossier: by its name, or as the admin says.

The rules, in this order; the first that fits decides, and what fits none is `fit`, which most facts of a CRM are:

| layer | words in the name of the column |
|---|---|
| relationship | referral, partner, customer, existing, opportunities, deals, colleague, owner, previous outcome … |
| intent | demo, pricing, quote, trial, form, competitor, search, keyword, interest, request, product page, chat … |
| behavior | visit, page, view, click, open, session, duration, time on, bounce, download, last, campaign … |
| fit | anything else: size, industry, title, country, source … |
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from leadgate.domain.assessment import LAYERS, LayerName
from leadgate.errors import BadInputError
from leadgate.features.columns import LAYER_OF

_WORDS: Final[Mapping[LayerName, str]] = {
    "relationship": (
        "referr referral referred partner customer existing opportunit deals deal colleague colleagues owner agent "
        "rep poutcome outcome relationship connection connections introduc reseller contract client advocate"
    ),
    "intent": (
        "demo pricing price quote trial form forms competitor competitors compar search keyword interest interested "
        "interests request requested special chat question inquiry enquiry intent topic want wants need buying "
        "budget timeline urgency review surge message wishlist cart"
    ),
    "behavior": (
        "product products visit visits visitor visitors page pages pageviews view views viewed click clicks clicked "
        "open opens opened session sessions duration time bounce bouncerates exit exitrates download downloads "
        "activity activities active engage engaged engagement last recent recency days pdays previous campaign "
        "email emails mail call calls contacted contact touch touches webinar events event attended unsubscribe "
        "weekend month week hour day weekday browser device administrative informational traffic traffictype score "
        "points"
    ),
}
FEATURES: Final = "features."
"""Before the name of a column that is a feature of ours, computed from signals."""
_RULES: Final = tuple((layer, frozenset(words.split())) for layer, words in _WORDS.items())
_ACCOUNT: Final = frozenset("account company organization organisation firm employer".split())
_PREFIXES: Final = ("lead.properties.", "account.properties.")
_PARTS: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def layer_of(name: str) -> LayerName:
    if name.removeprefix(FEATURES) in LAYER_OF and name.startswith(FEATURES):
        return LAYER_OF[name.removeprefix(FEATURES)]
    words = _words(name)
    for layer, known in _RULES:
        if any(word in known for word in words):
            return layer
    return "fit"


def source_of(name: str) -> str:
    """What a dossier calls the column: as it is where it says so, else a property of the account or of the lead."""
    if name.startswith(FEATURES):
        return name.removeprefix(FEATURES)
    if name.startswith(_PREFIXES):
        return name
    words = _words(name)
    return f"{_PREFIXES[1] if words and words[0] in _ACCOUNT else _PREFIXES[0]}{name}"


def read_layers(given: Sequence[str]) -> Mapping[str, LayerName]:
    """column → layer, from `NAME=COLUMN,COLUMN`. Raises BadInputError for a layer there is none of."""
    chosen: dict[str, LayerName] = {}
    for text in given:
        layer, _, columns = text.partition("=")
        found = next((known for known in LAYERS if known == layer.strip().casefold()), None)
        if found is None or not columns.strip():
            raise BadInputError("--layer", f"LAYER=COLUMN,… with one of {', '.join(LAYERS)} is allowed, not {text!r}")
        chosen |= {column.strip(): found for column in columns.split(",") if column.strip()}
    return chosen


def _words(name: str) -> list[str]:
    plain = name
    for prefix in _PREFIXES:
        plain = plain.removeprefix(prefix)
    return [part.casefold() for part in _PARTS.findall(plain)]
