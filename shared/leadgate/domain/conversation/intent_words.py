"""Phrases that show what somebody is here for, in English, German, French and Spanish (grammar in `phrases.py`)."""

from typing import Final

# Asks for what only a person in sales can give.
_REQUEST: Final = """
book|schedule|arrange|request|get|see|want|need|like|have|set_up|do|give_us|give_me|show_us|watch ... demo|demonstration|walkthrough
demo|demonstration|walkthrough for|with|next|this|tomorrow|pls|please|on|call|request|possible|available
live demo|walkthrough
send|get|need|want|request|give|like|prepare|provide|make|receive ... quote|quotation|proposal|offer|contract|order_form|msa
quote|quotation|proposal for|please|pls
formal|official|written|firm quote|quotation|offer|proposal
talk|speak|chat|meet|connect|meeting|call ... sales|account_executive|account_manager_for_new|ae
sales team|rep|person|representative|contact
someone|somebody|anyone from|in sales
call|ring|phone me|us back?
call me|us at|on|under
give me|us a call
ready|want|looking|like|plan|planning|intend|decided|going|prepared|keen|about|wish|hope|prefer to buy|purchase|order|sign|subscribe|upgrade|move_forward|proceed|start_a_pilot|become_a_customer
where|how|who ... buy|purchase|order
before we|i buy|sign|purchase|order
start|run|do|begin|launch a? pilot|poc|proof_of_concept|paid_trial
proof of concept
pilot project|phase|program|programme
rfp|rfq|rfi|tender
order|buy|purchase|add # licences|licenses|seats|users
send|review|sign|redline ... contract|agreement|msa|dpa
security|vendor|supplier questionnaire
become a? customer|client
w-9
angebot|kostenvoranschlag fur|schicken|senden|zusenden|erstellen|machen|anfordern|einholen|bitte
ein|formelles|unverbindliches|konkretes|schriftliches angebot
bitte um? ... angebot
demo|vorfuhrung|produktdemo|prasentation vereinbaren|buchen|machen|bekommen|sehen|ansehen|moglich|termin|haben|gern|nachste
eine|live|gern|gerne|kurze demo|vorfuhrung|produktdemo
mit jemandem|einem|einer ... vertrieb|berater|beraterin|verkauf|vertriebler
vertrieb|jemand|sie|bitte ... zuruckrufen|anrufen|melden
rufen sie|sie_mich ... an|zuruck
ruft ... an|zuruck
jemand vom|aus vertrieb|verkauf|dem_vertrieb
mochten|mochte|wollen|will|wurden|wurde|konnen|kann|werden ... kaufen|bestellen|beauftragen|unterschreiben|buchen|upgraden|lizenzieren
bestellen|beauftragen|kaufen wir|mochten|wollen|wurden
vor|bevor ... kauf|vertragsschluss|unterschreiben|unterschrift|vertragsabschluss
pilotprojekt|pilotphase|pilot
ausschreibung|sicherheitsfragebogen|lieferantenfragebogen
wo|wie ... kaufen|bestellen|bestelle
voudrais|voudrions|souhaite|souhaitons|aimerais|aimerions|peut|pouvez|possible|avoir|veux|voulons|programmer|planifier|faire|reserver|organiser ... demo|demonstration
une|demander demo|demonstration
envoyer|envoyez|faire|obtenir|recevoir|besoin|voudrais|souhaite|etablir|demander ... devis|proposition|offre_commerciale|contrat
devis pour|svp|formel|detaille|s'il
un devis
parler ... commercial|commerciale|conseiller|ventes|service_commercial
commercial|quelqu'un|vous peut|peut-il|pourrait|pouvez ... rappeler|appeler
rappelez|appelez moi|nous
voulons|veux|souhaitons|souhaite|voudrais|voudrions|aimerait|aimerais|aimerions|allons|pret|prets ... acheter|commander|signer|souscrire|passer_commande
avant achat|signature|d'acheter|de_signer|l'achat
ou|comment ... acheter|commander|achete-t-on
appel d'offres
lancer|demarrer|commencer ... pilote|poc
quiero|queremos|quisiera|quisieramos|agendar|programar|reservar|ver|solicitar|pedir|podemos|posible|necesito|hacer|tener|gustaria ... demo|demostracion
una demo|demostracion
enviar|envienme|enviarme|mandar|mandarme|necesito|necesitamos|quiero|solicito|solicitar|pueden|puede|pedir ... cotizacion|propuesta|oferta|contrato
cotizacion|presupuesto para|por_favor|formal
enviar|enviarme|envienme|mandar|mandarme|pedir|solicitar|hacerme un? presupuesto
una cotizacion
hablar ... ventas|comercial|vendedor|asesor
puede|pueden|podria|podrian llamar|llamarme|contactarme ... comercial|ventas|asesor|vendedor
llamenme|llamame|llameme
quiero|queremos|quisiera|quisieramos|vamos|listos|deseamos|deseo ... comprar|contratar|firmar|adquirir|pedir
antes de comprar|firmar|contratar
donde|como ... compra|comprar|contrato|pedido|contratar
prueba de concepto
piloto con|en|de
licitacion|cuestionario_de_seguridad|cuestionario_de_proveedores
"""
# Is choosing.
_LOOKING: Final = """
evaluating|evaluate|comparing|shortlisting|benchmarking|assessing|reviewing|vetting|considering ... vendors|vendor|tools|tool|options|solutions|solution|providers|platforms|platform|software|products|product|you|suppliers|alternatives|crm|crms|systems|offers
compare|evaluate|review|research|select|shortlist ... vendors|tools|options|solutions|providers|platforms|software|suppliers|alternatives|offers|chatbots
we're|we|i'm|i|currently|are|am|now|still evaluating|comparing|shopping_around
looking|searching|shopping|hunting|search|market for|into a|an|some|new|another|better|different|alternative|alternatives|something|solution|solutions|software|lead|crm|tool|vendor|options|the_right|tools|vendors
in the market for
find|choose|pick|select|picking|choosing|selecting|finding a|the? new? right? vendor|solution|provider|tool|platform|supplier|software
selecting|choosing|deciding|choose|decide|pick between|on_a
deciding|decision|decide ... month|week|friday|monday|tuesday|quarter|vendor|soon|tomorrow
replace|replacing|replacement|outgrown|outgrew|moving_away|move_away|switch|switching|migrate|migrating|ditch|leave ... our|from|current|existing|away|salesforce|hubspot|provider|vendor
thinking|think|considering about|of? switching|moving|replacing|changing|buying|a_switch
interested in your|buying|purchasing|the_product|a_pilot|getting|using_you|using_your|the_enterprise
shortlist|short_list
alternative|alternatives to|for
vendor|tool|software|product|provider selection|evaluation|comparison|review
evaluation team|phase|process|project
need|needs|require|want a|an|some|new? solution|tool|platform|software|system|crm|vendor
lead scoring|routing|qualification solution|software|tool
compared|compare|comparison to|with|between|against
better than
reference|references customers?|customer?
want|like|would_like to? try|test it|you|this|before|with|for|the_product
roll|rolling|rollout it? out? to|in|across|by
case studies in|for|from
business case
roi numbers|calculator|figures|data
suchen|suche|brauchen|benotigen|wollen|mochten ... losung|software|tool|anbieter|system|plattform|crm|alternative|werkzeug
losung|anbieter|software|tool|system gesucht|suchen
auf der suche nach
vergleichen|vergleiche|evaluieren|prufen|sondieren|pruefen ... anbieter|losungen|tools|systeme|produkte|optionen|alternativen|software|angebote
anbieter|losungen|tools|systeme|produkte|optionen|alternativen|software zu? vergleichen|evaluieren|prufen|auswahlen
anbietervergleich|marktvergleich|shortlist|anbieterauswahl|toolauswahl|produktauswahl
vergleich zu|mit
ablosen|ersetzen|wechseln|umsteigen wollen|mochten|wir|von
wollen|mochten|mussen|werden|wollten ... ablosen|ersetzen|wechseln|umsteigen|einfuhren|digitalisieren
auswahl verantwortlich|zustandig|eines|der
interessieren uns|sich fur
interesse an
referenzen|referenzkunden
alternative|alternativen zu|fur
cherchons|cherche|recherchons|recherche|besoin|voulons|faut ... solution|outil|logiciel|crm|fournisseur|prestataire|plateforme|systeme
comparons|comparer|compare|evaluons|evaluer|etudions|etudier|regardons ... solutions|fournisseurs|outils|offres|logiciels|prestataires|options|vous|plusieurs|concurrent
remplacer|changer|quitter ... outil|crm|salesforce|hubspot|fournisseur|prestataire|actuel
comparaison|comparatif
hesite|hesitons|hesiter entre
interesses|interesse|interessee par
alternative|alternatives a|au
buscamos|busco|buscando|necesitamos|necesito|queremos|requerimos ... solucion|herramienta|software|crm|proveedor|plataforma|sistema|alternativas|alternativa
comparando|comparar|comparamos|evaluando|evaluar|evaluamos|analizando|valorando ... con|proveedores|opciones|soluciones|herramientas|alternativas|ofertas|plataformas
reemplazar|sustituir|cambiar|dejar ... herramienta|crm|salesforce|hubspot|proveedor|actual
interesados|interesado|interesada en
dudamos|dudo entre
alternativa|alternativas a
"""
_PRICE: Final = """
how much is|does|would|do|for|will|are
what's|what|whats ... price|prices|pricing|cost|costs|ballpark|fee
price|prices|pricing|priced|pricelist
cost|costs of|for|per|compared|a|us
does|would|will|it|that|this cost|costs
discount|discounts|rebate
setup|implementation|onboarding fee|fees|cost|costs
payment|contract|minimum|licensing terms|term
minimum contract|commitment
annual|yearly|monthly billing|contract|plan|payment
was|wieviel|wie_viel kostet|kosten|wurde_kosten|wurde_das_kosten|wurde_es_kosten
kostet|kosten das|es|die|der|ihr|eure|fur|pro
preis|preise|preisliste|preismodell|lizenzkosten|lizenzmodell
rabatt|mengenrabatt|sonderkonditionen|konditionen|staffelpreise|mindestlaufzeit
welcher tarif|plan
combien ca? coute|couterait|coutent|couterait-il|pour
c'est combien
prix|tarif|tarifs|tarification|cout|couts
remise|degressif|engagement_minimum
cuanto cuesta|cuestan|vale|valdria|costaria|sale|seria
precio|precios|tarifa|tarifas|coste
descuento|descuentos
"""
_SUPPORT: Final = """
reset|forgot|forgotten|change|lost|restore|recover my|our|the|a|his|her? password|login|passcode
password reset|recovery|not|doesn't|won't
can't|cannot|couldn't|unable|not_able|impossible to? log|login|sign|get_in|access|open|save|connect|export|import|invite|upload|load
doesn't|does_not|don't|won't|didn't|isn't|not|stopped|stops|quit work|working|load|loading|sync|syncing|open|opening|save|saving|respond|responding
broken|crashes|crashed|crashing|crash|freezes|frozen|outage|glitch|buggy
error|errors|bug|bugs code|message|when|in|on|after|while|#|says|again|500|404|401|429
get|got|getting|shows|throws|see|seeing|keep ... error|errors
my|our|an|the|need|send|download|wrong|missing|only_want|corrected invoice|invoices|receipt
invoice for|from|of|number|missing|is|was|wrong
charged|billed|debited twice|double|again|wrong|too|me|us|for|after
was|were|got|been|keep|stop|still charged|charging|billed|billing
refund|chargeback|reimburse
cancel|downgrade|close|delete|deactivate|unlock|reactivate|suspend my|our|the subscription|account|plan|user|profile|contract|membership
how do|can|to i? cancel|export|import|reset|delete|restore|unsubscribe|merge|undo
my|our account is|was|has|got locked|suspended|blocked|disabled|deactivated
ticket|case number|#|still|is|was|open|from
opened|open|raised|reopen|filed|my|our|the a? ticket|case
already a|an? customer|client|user
already|currently|existing use|using|customer|customers|client you|your|here?
we're|i'm|we|i|am|are a|an? paying|existing|long_time|longtime|current customer|customers|client
production|prod is? down
our users|team|admin cannot|can't|couldn't
two factor|2fa
technical|tech help|support|issue|problem
problem|trouble|issue|issues with my|our|the|your|login|account
passwort|kennwort vergessen|zurucksetzen|andern|falsch|geht|funktioniert
setze|setzt|andere ... passwort|kennwort ...? zuruck?
einloggen|anmelden|login geht|nicht|funktioniert|klappt|unmoglich
kann|konnen|komme|kommen ... einloggen|anmelden|rein|speichern|offnen
geht|funktioniert|klappt|ladt|reagiert|lauft|synchronisiert ... nicht|nichts|mehr
nichts geht|funktioniert
fehler|fehlermeldung|fehlercode|storung|ausfall|absturz
sturzt|hangt ab|sich_auf
meine|unsere|die|nur_meine|falsche|wo ... rechnung
rechnung vom|fur|ist|fehlt|falsch|nicht
abgebucht|doppelt|erstatten|ruckerstattung|erstattung
kundigen|kundige|kundigung mein|meine|unser|abo|vertrag|ich|des|fur
losche|loschen ... konto|account
konto gesperrt|ist_gesperrt
mochte|will kundigen
support|ticket sprechen|nummer|#|immer
schon|bereits|sind|bestehender kunde|kunden|bestandskunde
nutzen euch|sie schon|bereits
zahlende kunden
kaputt
mot de passe
n'arrive|arrive|impossible|peux|peut ... connecter|ouvrir|enregistrer|acceder|exporter
marche|fonctionne|charge|s'affiche pas|plus
erreur|panne|plante|bug|bloque|bloquee
ma|notre|mes|nos|la|seulement_ma facture|factures
facture erronee|d'octobre|manquante|du|de
debite|preleve|facture deux|en_double|encore
rembourser|remboursement|remboursez
resilier|supprimer|desactiver|annuler mon|notre|l' abonnement|compte|contrat
comment resilier|exporter|supprimer|reinitialiser|annuler
veux|voudrais|souhaite resilier
deja client|cliente|clients
utilise|utilisons deja
clients payants
contrasena|clave olvidada|olvide|restablecer
olvide mi|la contrasena|clave
restablezco|restablecer|recuperar|cambiar ... contrasena|clave
no funciona|anda|carga|puedo_entrar|abre|sirve|responde|sincroniza|llega|llegan
error al|de|en|#|cuando|500
mi|nuestra|la|solo_quiero_mi factura
factura de|incorrecta|falta|del
cobraron|cobrado|cobran dos|doble|de_mas|otra
reembolso|devolucion|devuelvan|devuelvanme
cancelar|borrar|eliminar|cerrar mi|nuestra|la|el suscripcion|cuenta|plan|contrato
como cancelo|exporto|borro|restablezco|elimino|cambio|agrego
cuenta bloqueada|suspendida
hablar con soporte
somos|soy|ya clientes|cliente
usamos|utilizamos su|los|ya
"""
_CURIOSITY: Final = """
just|only browsing|curious|looking|reading|wondering|exploring|learning|testing|playing|interested_in_how|checking
out of curiosity|interest
simply|merely curious|wondering
for fun
school|university|uni|college|class|student|toy|hobby project|assignment|paper|homework
seminar|term|bachelor's|bachelor|master's|masters|master paper|thesis|degree
thesis|dissertation
blog|newsletter|podcast|whitepaper|ebook|glossary|webinar|infographic
just|only|simply the|a pdf|whitepaper|ebook|slides|article
academic|educational|student license|licence|discount|plan|version
open source
journalist|reporter|press_kit
what is|are|does|do you|it|your_company|this|lead_scoring
personal|private|hobby use|project
nur mal? schauen|gucken|umsehen|neugierig|informieren|lesen|interesse
schau|schaue|sehe mich nur? um
neugier|neugierig|interessehalber
bachelorarbeit|masterarbeit|abschlussarbeit|hausarbeit|seminararbeit|doktorarbeit|diplomarbeit|schulprojekt|studienprojekt
whitepaper|podcast|folien
journalist|journalistin|pressemappe
hobbyprojekt
juste curieux|regarder|m'informer|une_question|curieuse|le_pdf|nous_informer
regarde juste|seulement
simple|par curiosite
memoire|these sur|de|universitaire
projet scolaire|perso|etudiant
livre blanc
journaliste|dossier_de_presse
solo estoy|curioseando|mirando|curiosidad|leo|leyendo|informarnos|informarme|el_pdf
por curiosidad
tesis|tesina|trabajo_escolar|proyecto_escolar
periodista|kit_de_prensa
proyecto personal
"""
_STUDENT: Final = """
student|students|studying|undergraduate|phd|freshman|sophomore|pupil
thesis|dissertation
homework|school_project|university_assignment
student|studentin|studenten|studierende|studium|studiere|schuler|schulerin|doktorand|doktorandin
bachelorarbeit|masterarbeit|hausarbeit|seminararbeit|schulprojekt|doktorarbeit
etudiant|etudiante|etudiants|lyceen|doctorant|doctorante|mon_memoire|projet_scolaire
estudiante|estudiantes|universitario|universitaria|doctorando|mi_tesis|proyecto_escolar
"""
_JOB: Final = """
hiring|recruiting|recruiter|vacancy|vacancies|internship|internships|traineeship|apprenticeship|cv|resume
open|job positions|position|roles|openings|ad|posting|opening|listing
apply|applied|applying|application for|to a|the|your? job|position|role|internship|work|vacancy
my application|cv|resume|interview
job at|in|for|as|opportunity|opportunities|interview|application
looking|search|need|want|find for? a|an? job|work|internship|employment|new_role
work for|at|with you|your_company|your_team|leadgate
join your|the team|company
bewerbung|bewerben|bewerbe|beworben|bewerbungen|lebenslauf|stellenanzeige|stellenangebot|stellenangebote|vorstellungsgesprach|bewerbungsgesprach
praktikum|praktika|werkstudent|werkstudenten|pflichtpraktikum|initiativbewerbung|quereinsteiger|ausbildungsplatz
offene|freie stellen|stelle|positionen
suche|suchen einen|eine|neuen|arbeit ... job|arbeit|stelle|nebenjob
recrutez|recrutement|embauchez|postuler|postule|candidature|candidatures|stage|stages|alternance|alternants|cv
offre|offres d'emploi|de_stage
entretien d'embauche
lettre de motivation
cherche un? emploi|travail|job|stage|poste
contratando|vacante|vacantes|postularme|postular|curriculum|becario|becarios|practicante
oferta|ofertas|busco|buscando|solicitud ... empleo|trabajo
hoja de vida
entrevista de trabajo
"""
_SALES_PITCH: Final = """
we offer|provide|sell|supply|deliver|specialize|specialise ... services|service|developers|backlinks|seo|lists|list|products|solutions_to
seo|backlinks|backlink|guest_post|sponsored_post|link_exchange
increase your traffic|sales|revenue|ranking
your website|site|domain has|expires|is_not|ranking
our agency|company|team can|offers|helps
casino|bitcoin|crypto|viagra|loan
ignore|disregard|forget ... instructions|prompt|rules
system prompt
suchmaschinenoptimierung|gastbeitrag|adresslisten
wir bieten|verkaufen ihnen|adresslisten|an|dienstleistungen|suchmaschinenoptimierung
vergiss|ignoriere ... anweisungen|anweisung|regeln
referencement|article_sponsorise
nous proposons|vendons
ignore|oublie|ignorez ... instructions|consignes
posicionamiento seo|web
ofrecemos|vendemos servicios|bases|posicionamiento|limpieza|listas
ignora|olvida ... instrucciones|reglas
"""
INTENT_PHRASES: Final = {
    ("evaluation", "request"): _REQUEST,
    ("evaluation", "looking"): _LOOKING,
    ("evaluation", "price"): _PRICE,
    ("support", "trouble"): _SUPPORT,
    ("curiosity", "reading"): _CURIOSITY,
    ("curiosity", "student"): _STUDENT,
    ("job", "applying"): _JOB,
    ("other", "pitch"): _SALES_PITCH,
}
