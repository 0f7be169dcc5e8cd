"""Negative words that deny nothing: a search that failed, a double negation, a figure of speech."""

import re
from typing import Final

_CANNOT: Final = r"(?:can'?t|cannot|couldn'?t|don'?t|doesn'?t|didn'?t|won'?t|wouldn'?t|not|never)"
_PATTERNS: Final = (
    # English
    r"\bnot (?:really |at all )?(?:only|just|against|opposed|averse|unwilling|uninterested)\b",
    r"\b(?:is|are|was|would)n'?t (?:really |at all )?(?:only|just|against|opposed|averse|unwilling|uninterested)\b",
    r"\b(?:why (?:not|don'?t|doesn'?t|wouldn'?t|shouldn'?t)|if not)\b",
    rf"\b{_CANNOT} (?:\w+ )?(?:say no|turn it down|wait|hesitate|find|see|show|list|say|mention|know|sure)\b",
    rf"\b{_CANNOT} (?:\w+ )?(?:understand|answer|help|hear|heard|afford|care|work|load|decide|choose|pick)\b",
    rf"\b{_CANNOT} (?:\w+ )?(?:resist|hold off|postpone|mind|object|manage|live|be more)\b",
    rf"\b{_CANNOT} (?:\w+ )?get\b(?! (?:approval|sign|buy|budget|funding))",
    rf"\b{_CANNOT} (?:\w+ )?(?:go on|continue) (?:without|like|with)\b",
    rf"\b{_CANNOT} (?:want|wish|like|need) to (?:wait|lose|miss|waste|keep|continue|go on|delay|hurry|rush|worry)\b",
    r"\b(?:have|has)(?:n'?t| not) (?:\w+ )?(?:had|seen|received|gotten|got|heard|been|tried|done|chosen|picked)\b",
    r"\bnot yet (?:had|seen|received|sure)\b|\bnever (?:looked|seen|tried|used|heard|had|been (?:so|this|more))\b",
    r"\bno (?:problem|doubt|idea|matter|worries|issue|objections?|hesitations?|reasons? (?:not|against))\b",
    r"\bno (?:other|one else|need to (?:worry|hurry|rush|wait))\b",
    r"\b(?:nothing but|nobody else|nothing else|say no)\b",
    r"\bnothing (?:\w+ )?(?:stop|keep|prevent|hold|speak)\w*\b|\bnothing against\b",
    r"\bnot (?:yet )?(?:fixed|final|finali[sz]ed|set in stone)\b",
    r"\bno longer (?:wait|happy|satisfied|works?|scales?|supports?|supported|fits?|enough)\b",
    r"\bwithout (?:\w+ ){1,5}?(?:can'?t|cannot|won'?t|don'?t)\b",
    # German
    r"\bnicht (?:nur|abgeneigt|dagegen|nein|langer warten|mehr warten)\b|\b(?:warum|wieso|wenn) nicht\b",
    r"\bnicht (?:\w+ ){0,5}?(?:entscheiden|bekommen|erhalten|gesehen|gehort)\b",
    r"\bkein\w{0,2} (?:problem|thema|hindernis|einwande?|zweifel|anderer|andere|zeit (?:mehr )?(?:zu )?verlieren)\b",
    r"\bnicht (?:fix|final|endgultig)\b|\bohne (?:\w+ ){1,6}?(?:nicht|kein\w*)\b",
    r"\bkein\w{0,2} (?:\w+ )?(?:bekommen|erhalten|gesehen)\b",
    r"\bnichts (?:da)?gegen\b|\bnichts (?:spricht|steht|hindert|halt)\b|\bniemand (?:sonst|anders)\b",
    r"\b(?:finde|sehe|weis|weiss|verstehe|find|kenne) (?:\w+ ){0,3}?(?:nicht|kein\w{0,2})\b",
    # French
    r"\b(?:n'|ne )?(?:\w+ )?pas (?:\w+ )?(?:contre|oppose\w*|hostiles?|ferme\w* a|non)\b",
    r"\bpas (?:seulement|que|de (?:probleme|souci))\b|\b(?:pourquoi pas|sinon)\b",
    r"\brien (?:ne )?(?:nous |m'|vous )?(?:empeche|retient|s'oppose)\b|\bpersonne d'autre\b",
    r"\b(?:n'arriv\w+|ne (?:parvien\w+|sais|savons|sait|peux|pouvons|peut)) pas (?:a )?(?:choisir|decider|trancher)\b",
    r"\b(?:n'|ne )?\w+ (?:pas|plus) (?:attendre|perdre|rater|continuer)\b",
    r"\b(?:n'|ne l'|ne )?\w+ (?:\w+ )?pas (?:encore )?(?:recu|eu|vu)\b",
    r"\b(?:trouve|vois|sais|comprends) pas\b|\bne (?:trouve|vois|sais|comprends)(?: pas)?\b",
    r"\baucune? (?:objection|hesitation)\b|\bpas (?:encore )?fixe\b|\bsans (?:\w+ ){1,6}?pas\b",
    # Spanish
    r"\bno (?:solo|solamente)\b|\bpor que no\b|\bno (?:se|encuentro|veo|entiendo)\b",
    r"\bno (?:\w+ ){0,3}?(?:en contra|cerrados?|opuestos?|opone\w*|decidir\w*|elegir|esperar|perder|la hora)\b",
    r"\bno dir\w+ que no\b|\b(?:sin|no hay|ningun) (?:problema|inconveniente)\b",
    r"\bnada (?:nos |me )?(?:impide|frena|detiene)\b|\bnadie mas\b",
    r"\bsin (?:\w+ ){1,5}?no\b",
    r"\b(?:todavia|aun) no (?:\w+ )?(?:recib\w+|vi|vimos|visto)\b",
)
HARMLESS: Final = re.compile("|".join(_PATTERNS))
