"""Whether the part before the @ names a person, a function of the company, nothing at all."""

import re
import unicodedata
from functools import lru_cache

from leadgate.reference.keyboard import is_mash

# English, German, French, Spanish, Italian, Dutch, Portuguese; accents and hyphens are folded before looking.
_ROLE_WORDS = frozenset(
    """
    abuse accommodation account accounting accounts accountspayable accountspayables accueil achat achats
    acquisti acquisto adm admin administracao administracion administration administrativo administrator
    administrazione admissions ads advertising aftersales agence alerts ambiente amministrazione anfrage
    anfragen anmeldung apply ar asistencia assistenza ata atencion atencionalcliente atendimento auftraege
    auftrag auskunft bestellung bestellungen bewerbung bewerbungen billing board booking bookings bookkeeping
    bounce bounces buchhaltung buero bureau buro business buyer campaigns career careers carriere carrieres
    cliente clientes clienti clients clientservice clientservices comercial commande commandes commercial
    commerciale communication communications complaints compliance compras compta comptabilite comunicacion
    comunicazione connect consultas contabilidad contabilidade contabilita contact contacta contacto contactos
    contactus contato contatti contatto correo creditors customer customercare customerservice customersupport
    cv daemon datenschutz debtors delivery demo design designs desk dev development devops digital direccion
    direction direktion direzione dispatch dispo disposition donotreply dpd dpo dsb einkauf email empfang empleo
    emploi enquiries enquiry envios events export exports facturacion facturas facturation fakturierung
    fatturazione faturamento fax feedback finance finances finanzen formation franchise frontdesk ftp
    fundraising gdpr general geral gerencia geschaeftsfuehrung geschaeftsleitung gestion hallo hello help
    helpdesk hi hilfe hola hostmaster hotline hr ict immobilien impressum incasso info infoline informacion
    informatica informatik information informations informatique informazioni infos inkoop inquiries inquiry
    inscription internet investor investorrelations investors invoice invoices invoicing it itsupport jobs
    karriere kassa klantenservice kontakt kontoret kundenberatung kundenbetreuung kundencenter kundendienst
    kundenservice kundeservice kundservice kundtjanst lager lavoro leads ledelse legal leitung licensing list
    listserv logistic logistica logistics logistik logistique mahnwesen mail mailbox mailer mailerdaemon mailing
    management manager marketing marketplace media mediarelations membership messe montage nepasrepondre news
    newsletter newsletters nicht nichtantworten noc noreply noresponder notification notifications notify
    offerte office offres oficina onderhoud online operations ops orcamento order orders ordini ordre partner
    partners partnership partnerships payable payables payment payments payroll pedidos personal
    personalabteilung personale personnel planning post postfach postmaster praxis prensa presales press presse
    privacy procurement produccion produktion projects projekte promo promotions protocollo protocolo public
    publicrelations purchase purchasing qualitaet qualitaetssicherung qualite quality query questions
    receivables recepcao recepcion reception rechnung rechnungen reclamations recruit recruiter recruiting
    recruitment recrutement redaccion redaction redaktion redazione registration reklamation rentals reparatur
    reply request requests reservas reservation reservations reservierung reservierungen resumes returns
    rezeption rh risorseumane root router rrhh sac sale sales salg schadenmeldung seccion secretaire secretaria
    secretariat secretary security segreteria sekretariat service servicedesk services servicio serviciocliente
    servizioclienti shipping shop solicitud soporte spam spedition stampa store studio subscribe subscriptions
    suggestions suporte supply supplychain support sysadmin system team tech technical technik technique tecnica
    tecnico tesoreria ticket tickets trade training transport travel treasury uebersetzung ufficio undisclosed
    unsubscribe usenet uucp vendas vendite vendor ventas vente ventes verkauf verkoop versand vertrieb
    verwaltung voorraad wareneingang web webadmin webmail webmaster webshop website welcome werkstatt www
    zentrale
    """.split()
)
# May stand beside a role word (`sales-emea@`, `info.at@`, `no-reply@`), never alone.
_ROLE_COMPANIONS = frozenset(
    """
    a abteilung and antworten apac asia at au be ca care center centre ch client clients co com corp cz d dach
    de departamento departement department dept desk dipartimento dk do e emea es et eu europe fi fr france gb
    germany global group hq humaines human humanos ie in int international intl la latam ltd main my ne nl no
    not of our pas pl pt re recursos relations repondre resources responder ressources ro room row ru se sg the
    uk umane und unit us usa world y
    """.split()
)
_PLACEHOLDERS = frozenset(
    """
    aaa abc abcd abcde abcdef anonymous asd asdas bar baz bla blabla blah dummy email example fake fakeemail
    firstname foo foobar hello lastname me myemail name no nobody noemail nomail none noone nope null qwe sample
    somebody someone something spam test teste tester testing tests testtest unknown user username whatever xx
    xyz you your youremail yourname zzz
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
    if words in _ROLE_PHRASES:
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


_ROLE_PHRASES = frozenset(
    tuple(phrase.split())
    for phrase in """
    no reply | do not reply | please do not reply | ne pas repondre | no responder | nao responder | nicht antworten
    | non rispondere | geen antwoord | reply to | human resources | ressources humaines | recursos humanos
    | risorse umane | web master | post master | host master | mailer daemon | front desk | back office | e mail
    """.split("|")
)
