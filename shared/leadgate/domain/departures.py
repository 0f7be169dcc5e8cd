"""N6: replies that say that somebody has left the company; the mailbox answers, its owner does not."""

import re
from typing import Final

from leadgate.domain.conversation.intents import wishes
from leadgate.domain.conversation.reading import read_messages
from leadgate.domain.conversation.said import Message
from leadgate.domain.conversation.text import fold

_READ_CHARACTERS: Final = 800
_COMPANY_EN: Final = r"(?:the |our |this )?(?:company|organi[sz]ation|firm|business|team|employ|us\b|role|position)"
_LEFT: Final = re.compile(
    # English
    r"\b(?:is|are|am|was|'m|'s) no longer (?:with|at|employed|working (?:at|for|with|here|in))\b"
    r"|\b(?:is|are|am|was|'m|'s) no longer (?:an employee|part of|a member|in this role)\b"
    r"|\bno longer works? (?:here|at|for|with us)\b"
    rf"|\b(?:has|have|'ve|'s) (?:now |since |recently |already )?(?:left|departed(?: from)?|retired from) {_COMPANY_EN}"
    r"|\bleft (?:the|our|this) (?:company|organi[sz]ation|firm|business)\b|\bhas (?:departed|retired|moved on from)\b"
    r"|\bretired (?:in|on|last)\b"
    rf"|\b(?:i|he|she|they) left {_COMPANY_EN}|\bmy last (?:working )?day (?:at|with|here|was)\b"
    # German
    r"|\b(?:arbeitet|arbeite|ist|bin|sind) (?:\w+ ){0,3}?nicht (?:mehr|langer) (?:bei|fur|hier|teil|im unternehmen"
    r"|in (?:der|unserer) firma|(?:\w+ ){0,3}?(?:tatig|beschaftigt|angestellt))\b"
    r"|\b(?:unternehmen|firma|haus|uns|betrieb|gesellschaft|gmbh|ag) (?:[\w.]+ ){0,4}?verlassen\b|\bausgeschieden\b"
    # French
    r"|\bne (?:travaille|fait|fais|suis) plus (?:\w+ ){0,2}?(?:partie|chez|pour|dans|ici|au sein|en poste)\b"
    r"|\bn'est plus (?:\w+ ){0,2}?(?:dans|chez|au sein|en poste|salariee?|employee?|parmi|membre)\b"
    r"|\b(?:a|ai) quitte (?:\w+ ){0,2}?(?:l'entreprise|societe|l'organisation|nos|notre|groupe|fonctions|equipe)\b"
    # Spanish
    r"|\bya no (?:\w+ )?(?:trabaja|trabajo|labora|forma parte|formo parte|pertenece|pertenezco|se encuentra en)\b"
    r"|\bya no (?:esta|estoy) en (?:\w+ )?(?:empresa|compania|organizacion)\b"
    r"|\b(?:ha|he) (?:dejado|abandonado) (?:\w+ )?(?:empresa|compania|organizacion|equipo)\b"
    r"|\b(?:dejo|deje) (?:la|nuestra) (?:empresa|compania|organizacion)\b|\bha causado baja\b"
    # Portuguese
    r"|\b(?:ja nao (?:trabalha|trabalho|faz|faco|pertence|esta)|nao (?:trabalha|trabalho|faz parte|faco parte) mais)\b"
    r"|\b(?:deixou|deixei) (?:a|nossa|esta) (?:empresa|companhia|organizacao)\b|\bsaiu da (?:empresa|companhia)\b"
    r"|\bnao (?:faz|faco) mais parte\b|\b(?:foi|fui) desligad[oa]\b"
    # Italian
    r"|\bnon (?:lavora|lavoro|fa|faccio|e|sono) piu (?:\w+ ){0,2}?(?:parte|per|presso|con noi|in|nella|nel|qui)\b"
    r"|\b(?:ha|ho) lasciato (?:l'azienda|la societa|la nostra|l'organizzazione|il gruppo)\b"
    # Dutch
    r"|\b(?:werkt|werk|is|ben) (?:\w+ ){0,2}?niet (?:meer|langer) (?:\w+ ){0,2}?(?:bij|voor|in dienst|werkzaam|hier)\b"
    r"|\b(?:bedrijf|organisatie|ons) (?:\w+ ){0,2}?verlaten\b|\buit dienst\b"
)
# Of somebody else: the company itself, what it uses, one who went before, or one of ours.
_NOT_THEY: Final = re.compile(
    r"(?:\b(?:we|it|they|wir|es|nous|on|nosotros|wij|noi)\s"
    r"|\b(?:company|account|contract|vendor|tool|system|plant|export|app|feature|link|login|predecessor|firma|anbieter|vertrag|vorganger\w*|outil|contrat"
    r"|fournisseur|predecesseur|herramienta|proveedor|contrato|predecesor\w*|antecessor\w*|predecessore|voorganger)\b"
    r"[^.!?\n,;:]{0,40}"
    r"|\b(?:your|ihr|euer|votre|su|jullie|uw) (?:\w+ )?(?:rep|account|sales|consultant|kolleg\w*|vertrieb\w*|commercial"
    r"|comercial|vendedor)\b[^.!?\n,;:]{0,40})$"
)
_TOOK_OVER: Final = re.compile(
    r"\b(?:i (?:have |'ve )?(?:now )?(?:taken over|took over)"
    r"|i(?:'m| am) (?:the|their|his|her) (?:new|successor|replacement)"
    r"|ich habe (?:\w+ ){0,4}?ubernommen|ich bin (?:\w+ ){0,2}?nachfolger\w*|ich ubernehme"
    r"|j'ai repris|je (?:le|la) remplace"
    r"|me he hecho cargo|soy (?:su|el|la) (?:nuev[oa]|reemplazo|sustitut[oa])|assumi|ho preso il (?:suo )?posto"
    r"|ik heb (?:\w+ ){0,4}?overgenomen)\b"
)


def says_they_left(text: str) -> bool:
    """Whether a reply tells that the one we wrote to is gone; not where somebody asks or speaks for themselves."""
    folded = fold(text[:_READ_CHARACTERS])
    left = _LEFT.search(folded)
    if left is None or "?" in folded or _NOT_THEY.search(folded, 0, left.start()) or _TOOK_OVER.search(folded):
        return False
    return not wishes(read_messages([Message("visitor", text)]).mentions)
