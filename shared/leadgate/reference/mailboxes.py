"""Whether the part before the @ names a person, a function of the company, nothing at all."""

import re
import unicodedata
from functools import lru_cache

from leadgate.reference.keyboard import is_mash

# English, German, French, Spanish, Italian, Dutch, Portuguese; accents and hyphens are folded before looking.
_ROLE_WORDS = frozenset(
    """
    abuse accommodation account accounting accounts accountspayable accueil achat achats acquisti acquisto adm admin
    administracao administracion administration administrator administrativo administrazione admissions ads advertising
    agence alerts ambiente amministrazione anfrage anfragen anmeldung apply ar asistencia assistenza ata atencion
    atendimento atencionalcliente auftrag auftraege bestellung bestellungen bewerbung bewerbungen billing board
    booking bookings bookkeeping bounce bounces buchhaltung buero buro business buyer campaigns career careers
    carriere carrieres cliente clientes clienti clients comercial commande commandes commercial commerciale
    communication communications complaints compliance compras compta comptabilite comunicacion comunicazione
    connect consultas contabilidad contabilidade contabilita contact contacta contacto contactos contactus contato
    contatti contatto correo creditors customer customercare customerservice customersupport cv daemon
    datenschutz debtors delivery demo design designs desk dev development devops direccion direction direktion
    direzione digital dispatch dispo donotreply dpo dpd dsb einkauf email empfang emploi empleo
    enquiries enquiry envios events export exports facturacion facturas facturation fatturazione
    faturamento fax feedback finance finances finanzen formation franchise
    frontdesk ftp fundraising gdpr general geral gerencia geschaeftsfuehrung geschaeftsleitung gestion
    hallo hello helpdesk help hi hilfe hola hostmaster hotline hr ict immobilien impressum incasso informatica
    informacion information informatique informatik info infos informations infoline informazioni inkoop inquiries
    inquiry inscription internet investor investorrelations investors invoice invoices invoicing it itsupport
    jobs kassa karriere klantenservice kontakt kontoret kundendienst kundenservice kundservice kundtjanst
    lager lavoro ledelse legal leads licensing list listserv logistic logistica logistics logistik logistique mail
    mailbox mailer mailerdaemon mailing manager management marketing marketplace media mediarelations membership
    messe newsletter newsletters news nicht nichtantworten noc noreply notification notifications notify
    nepasrepondre noresponder office oficina offerte offres onderhoud online operations ops order orders ordini
    ordre orcamento partner partners partnership partnerships payable payables payment payments payroll pedidos
    personal personale personalabteilung personnel planning postmaster post postfach praxis prensa press presse privacy
    procurement produccion produktion projects projekte promo promotions protocollo protocolo public
    publicrelations purchase purchasing quality qualite qualitaet query questions rechnung rechnungen reception
    recepcion recepcao receivables reclamations recruit recruiter recruiting recruitment recrutement redaccion
    redaction redaktion redazione registration reklamation reply rentals reparatur request requests
    reservas reservation reservations resumes returns rezeption rh risorseumane root router rrhh sac sale sales
    salg schadenmeldung seccion secretaria secretariat secretary secretaire security segreteria sekretariat
    service servicedesk services servicio serviciocliente servizioclienti shipping shop soporte solicitud spam
    spedition stampa store studio subscribe subscriptions suggestions supply supplychain support suporte
    sysadmin system team tech technical technik technique tecnico tecnica tesoreria ticket tickets trade training
    transport travel treasury uebersetzung ufficio undisclosed unsubscribe usenet uucp vendas vendite ventas vendor
    vente ventes verkauf verkoop vertrieb verwaltung voorraad web webadmin webmaster webmail webshop website
    welcome werkstatt www zentrale
    """.split()
)
# May stand beside a role word (`sales-emea@`, `info.at@`, `no-reply@`), never alone.
_ROLE_COMPANIONS = frozenset(
    """
    a and antworten at au be ca care center centre ch co com corp cz de dept desk dk emea apac dach latam es eu fi
    fr gb global group hq ie in int international intl ltd main my ne nl no nl not d do europe germany uk us usa
    france asia abteilung la of our pl pt responder repondre ro room row ru se sg the ne pas re relations resources
    human humaines umane recursos humanos ressources unit usa world y e et und
    """.split()
)
_PLACEHOLDERS = frozenset(
    """
    aaa abc abcd abcde abcdef anonymous asd asdas bla blah blabla dummy email example fake fakeemail firstname
    foo foobar hello lastname me myemail name no nobody nomail noemail none noone nope null qwe sample somebody
    someone spam test teste tester testing tests testtest unknown user username xx xyz you your yourname youremail zzz
    """.split()
)
_TEST_WORDS = frozenset("test tester testing tests testuser testaccount".split())


@lru_cache(maxsize=65_536)
def is_role(local: str) -> bool:
    """`info`, `sales-emea`, `no.reply`, `vertrieb2`, `support+crm`: a function answers, not a person.

    Every word must be of a function, or of a place beside one: `marie.sales` is Marie.
    """
    words = _words(local)
    if not words:
        return False
    if "".join(words) in _ROLE_WORDS or words in _NO_REPLY:
        return True
    known = [word in _ROLE_WORDS for word in words]
    return any(known) and all(role or word in _ROLE_COMPANIONS for role, word in zip(known, words, strict=True))


def is_test(local: str) -> bool:
    """`test`, `test12`: somebody's rehearsal, at whatever domain."""
    return "".join(_words(local)) in _TEST_WORDS


def is_placeholder(local: str) -> bool:
    """`test`, `abc`, `asdf`, `me`: names nobody, when the domain does not either."""
    return "".join(_words(local)) in _PLACEHOLDERS or is_junk(local)


def is_junk(local: str) -> bool:
    """Keyboard mash before the @, whatever stands behind it; a number may be a real name at some providers."""
    word = local.partition("+")[0]
    return is_mash(word) or (is_mash(word.rstrip("0123456789")) and not word.isdigit())


def _words(local: str) -> tuple[str, ...]:
    text = unicodedata.normalize("NFKD", local.partition("+")[0].casefold())
    text = "".join(char for char in text if not unicodedata.combining(char))
    return tuple(word for word in re.split(r"[^a-z]+", text.replace("ß", "ss")) if word)


_NO_REPLY = frozenset(
    tuple(phrase.split())
    for phrase in (
        "no reply",
        "do not reply",
        "ne pas repondre",
        "no responder",
        "nicht antworten",
        "nao responder",
        "non rispondere",
        "geen antwoord",
        "please do not reply",
        "reply to",
    )
)
