"""Phrases of somebody who may buy, in English, German, French and Spanish (grammar in `phrases.py`)."""

from typing import Final

# Asks for what only a person in sales can give.
_REQUEST: Final = """
have|get|let .. rep|salesperson|sales|someone_from_sales contact|call|reach|ring|phone me|us
sales contact|call|reach me|us
send|sends|sending .. paperwork|contract|order_form|agreement
let's set|schedule|book .. up|call|meeting|something
match it|that|their .. offer|price|quote
can|could|please|would you? quote us|me
how do|can|would i|we order|buy|purchase|sign|pay
add|need|order|want|buy|take # .. more? seats|licences|licenses|users
preisangebot|kostenangebot
schickt|schicken|senden|sendet .. vertrag|vertragsunterlagen|angebot|bestellformular
beratungsgesprach|beratungstermin|verkaufsgesprach
termin|call|gesprach|vorfuhrung ... gern|gerne|klappt|passt|moglich|vereinbaren
wollen|mochten|wurden .. bestellen|kaufen|abschliessen
rendez-vous|rdv|creneau|creneaux|appel ... possible|conseiller|commercial|demo|dispo|disponible|jeudi|mardi|lundi
envoyez|envoyer|envoie .. offre|contrat|proposition
veut|voulons|souhaite|aimerait .. commander|signer|acheter
cotizame|coticenme|cotizar|cotizarme
pasame|mandame|mandenme|enviame|envienme|envien|mandan|pasan|mandeme ... precio|precios|propuesta|contrato|cotizacion|
  oferta|orden
videollamada|reunion|llamada|presentacion ... jueves|hoy|manana|semana|lunes|martes|miercoles|viernes
interesa .. contratar|comprar|propuesta|cotizacion
muestran|muestren|ensenan|ensenen|mostrar ... suyo|producto|sistema|demo
piloto pagado
book|schedule|arrange|request|get|see|want|need|like|have|set_up|do|give_us|give_me|show_us|watch ... demo|
  demonstration|walkthrough
demo|demonstration|walkthrough for|with|next|this|tomorrow|pls|please|on|call|request|possible|available
live demo|walkthrough
send|get|need|want|request|give|like|prepare|provide|make|receive ... quote|quotation|proposal|offer|contract|
  order_form|msa
quote|quotation|proposal for|please|pls
formal|official|written|firm quote|quotation|offer|proposal
talk|speak|chat|meet|connect|meeting|call ... sales|account_executive|account_manager_for_new|ae
contact|reach|reaching|with|from your? sales team|rep|person|representative|people
someone|somebody|anyone from|in sales
decided|decide|choose|chose|chosen|going|go|settled|opted|picked to? go? with|for|on? you|your|yours
looking_forward|can't_wait|cannot_wait|excited|eager|keen|nothing_stops_us|nothing_keeps_us|no_reason_not ... buy|
  buying|
  sign|signing|start|started|purchase|purchasing|work_with_you|order|go_ahead
say_no|opposed|averse|against|mind .. demo|quote|offer|trial|proposal
about switching|changing_vendors|changing_provider
against|averse|opposed|unwilling|reluctant to? buying|buy|signing|sign|purchasing|switching
have|has|haven't|hasn't|not|still|never .. received|got|gotten|seen .. quote|quotation|offer|proposal|contract|demo
ready|want|looking|like|plan|planning|intend|decided|going|prepared|keen|about|wish|hope|prefer to buy|purchase|order|
  sign|subscribe|upgrade|move_forward|proceed|start_a_pilot|become_a_customer
where|how|who ... buy|purchase|order
start|run|do|begin|launch a? pilot|poc|proof_of_concept|paid_trial
pilot project|phase|program|programme
rfp|rfq|rfi|tender
order|buy|purchase|add # licences|licenses|seats|users
send|review|sign|redline ... contract|agreement|msa|dpa
become a? customer|client
w-9
fur euch|sie|ihr|ihre|ihren|eure|euer|euren ... entschieden|entscheiden
nein|abgeneigt|gegen|abgeneigt .. demo|vorfuhrung|angebot|kauf|unterschrift
demo|vorfuhrung|angebot|kauf .. nein|nicht_nein|nicht_abgeneigt|abgeneigt
nichts_dagegen|nichts_gegen|spricht_nichts ... kaufen|kauf|unterschreiben|unterschrift|demo|vorfuhrung|bestellen
noch|bisher|immer_noch .. kein|keine|nicht .. angebot|demo|vertrag .. bekommen|erhalten|gesehen
angebot|kostenvoranschlag fur|schicken|senden|zusenden|erstellen|machen|anfordern|einholen|bitte
ein|formelles|unverbindliches|konkretes|schriftliches angebot
bitte um? ... angebot
demo|vorfuhrung|produktdemo|prasentation vereinbaren|buchen|machen|bekommen|sehen|ansehen|moglich|termin|haben|gern|
  nachste
eine|live|gern|gerne|kurze demo|vorfuhrung|produktdemo
mit jemandem|einem|einer ... vertrieb|berater|beraterin|verkauf|vertriebler
vertrieb|verkauf ... zuruckrufen|anrufen|melden
jemand vom|aus vertrieb|verkauf|dem_vertrieb
mochten|mochte|wollen|will|wurden|wurde|konnen|kann|werden ... kaufen|bestellen|beauftragen|unterschreiben|buchen|
  upgraden|lizenzieren
bestellen|beauftragen|kaufen wir|mochten|wollen|wurden
pilotprojekt|pilotphase|pilot
ausschreibung
wo|wie ... kaufen|bestellen|bestelle
choisi|retenu|opte|opte_pour|decide votre|vos solution|offre|outil|produit|societe|logiciel
decide|choisi .. de travailler|partir|signer|continuer avec vous
contre|opposes|oppose|hostile|hostiles .. demo|demonstration|devis|essai|achat
empeche|retient|hate|impatients|impatient .. signer|acheter|commander|demarrer|commencer
pas_encore|toujours_pas .. recu|eu .. devis|offre|proposition|contrat|demo
voudrais|voudrions|souhaite|souhaitons|aimerais|aimerions|peut|pouvez|possible|avoir|veux|voulons|programmer|
  planifier|faire|reserver|organiser ... demo|demonstration
une|demander demo|demonstration
envoyer|envoyez|faire|obtenir|recevoir|besoin|voudrais|souhaite|etablir|demander ... devis|proposition|
  offre_commerciale|contrat
devis pour|svp|formel|detaille|s'il
un devis
parler ... commercial|commerciale|conseiller|ventes|service_commercial
commercial|commerciale|conseiller ... rappeler|appeler|rappelle|appelle
voulons|veux|souhaitons|souhaite|voudrais|voudrions|aimerait|aimerais|aimerions|allons|pret|prets ... acheter|
  commander|signer|souscrire|passer_commande
ou|comment ... acheter|commander|achete-t-on
appel d'offres
lancer|demarrer|commencer ... pilote|poc
decidimos|decidido|elegido|elegimos|optamos|quedamos .. por|con|contratar|comprar|su|sus ustedes|vosotros|su_solucion|
  solucion|producto|herramienta|oferta
impide|hora|ganas|ansiosos|listos .. comprar|firmar|contratar|empezar
contra .. demo|demostracion|propuesta
todavia|aun no .. cotizacion|propuesta|oferta|contrato|demo
quiero|queremos|quisiera|quisieramos|agendar|programar|reservar|ver|solicitar|pedir|podemos|posible|necesito|hacer|
  tener|gustaria ... demo|demostracion
una demo|demostracion
enviar|envienme|enviarme|mandar|mandarme|necesito|necesitamos|quiero|solicito|solicitar|pueden|puede|pedir ...
  cotizacion|propuesta|oferta|contrato
cotizacion|presupuesto para|por_favor|formal
enviar|enviarme|envienme|mandar|mandarme|pedir|solicitar|hacerme un? presupuesto
una cotizacion
hablar ... ventas|comercial|vendedor|asesor
puede|pueden|podria|podrian llamar|llamarme|contactarme ... comercial|ventas|asesor|vendedor
quiero|queremos|quisiera|quisieramos|vamos|listos|deseamos|deseo ... comprar|contratar|firmar|adquirir|pedir
donde|como ... compra|comprar|contrato|pedido|contratar
piloto con|en|de
licitacion
"""
# Wants a call: of sales, where nothing else is the matter.
_CALLBACK: Final = """
call|ring|phone me|us back?
call me|us at|on|under|in
give me|us a call|ring
call back|us_back
reach me|us at|on|under
ruckruf
rufen sie|sie_mich|mich|uns ... an|zuruck
ruft|ruf ... an|zuruck
jemand|sie|bitte|kollege ... zuruckrufen|anrufen|melden
rappelez|appelez|rappeler|appeler moi|nous|s'il
quelqu'un|vous peut|peut-il|pourrait|pouvez ... rappeler|appeler
llamenme|llamame|llameme|llamenos|llameme
puede|pueden|podria|podrian|alguien|favor ... llamarme|llamarnos|llamar|contactarme
"""
# Wants a person, for whatever it is; what that is, the rest says.
_PERSON: Final = """
who|whom ... talk|speak to|with
talk|speak|chat to|with someone|somebody|anyone|a_person|a_human|an_expert|a_specialist|an_engineer|your_team
someone|somebody|anyone ... show|walk|call|contact|present|advise|visit us|me
mit wem ... sprechen|reden
mit jemandem|einem_menschen|einem_experten ... sprechen|reden
jemand ... zeigen|vorstellen|vorfuhren|beraten|besuchen
ansprechpartner
a qui ... parler|m'adresser|nous_adresser
parler a|avec quelqu'un|une_personne|un_humain|un_expert|un_specialiste
quelqu'un ... montrer|presenter|conseiller
con quien ... hablar
hablar con alguien|una_persona|un_humano|un_experto|un_especialista
alguien ... mostrar|mostrarnos|mostrarme|ensenar|ensenarnos|ensenarme|asesorar|asesorarnos|visitarnos
"""
# Is choosing.
_LOOKING: Final = """
decidir|decidirnos|elegir|escoger|dudando|choisir|trancher|hesitons|schwanken entre|zwischen
zwischen ... entscheiden|wahlen
contract|agreement|renewal|licence|license ... ends|end|expires|lapses|is_up|runs_out|up_for_renewal|coming_up
won't|not renew|renewing
replace|rip_out|move_off|moving_off|get_rid_of ... system|tool|vendor|provider|software
approval|sign-off|green_light|go-ahead for|to|from
narrowed|down to you|two|it
vertrag ... endet|lauft_aus|auslauft|verlangern_nicht
grunes licht
sucht|suche|suchen|brauche|brauchen ... losung|software|vernunftiges|neues|besseres
weg von|vom excel|salesforce|hubspot|pipedrive|anbieter|jetzigen
contrat ... termine|echeance|expire|prend_fin
budget vote|valide|debloque
equiper .. agences|equipe|sites|commerciaux|equipes
cherche|cherchons|recherche .. outil|logiciel|solution|prestataire|fournisseur
contrato|licencia ... vence|termina|acaba|caduca
vence|vencer|termina .. contrato|licencia
visto bueno
aprobado|aprobaron|aprobo|aprobada .. presupuesto|dolares|euros|compra|proyecto
cambiar|cambiarnos|reemplazar|cambiamos|reemplazamos ... plataforma|sistema|proveedor|herramienta|crm
buscamos|buscando|busco ... algo|sistema|herramienta|solucion
how long ... rollout|roll_out|implementation|installation|deployment|onboarding|go-live
wie lange ... einfuhrung|implementierung|inbetriebnahme|installation
combien de temps ... deploiement|mise_en_place|installation|integration
cuanto tiempo|tarda|dura ... implementacion|instalacion|implantacion|despliegue
before we|i buy|sign|purchase|order
proof of concept
security|vendor|supplier questionnaire
vor|bevor ... kauf|vertragsschluss|unterschreiben|unterschrift|vertragsabschluss
sicherheitsfragebogen|lieferantenfragebogen
avant achat|signature|d'acheter|de_signer|l'achat
antes de comprar|firmar|contratar
prueba de concepto
cuestionario de seguridad|proveedores
evaluating|evaluate|comparing|shortlisting|benchmarking|assessing|reviewing|vetting|considering ... vendors|vendor|
  tools|tool|options|solutions|solution|providers|platforms|platform|software|products|product|you|suppliers|
  alternatives|crm|crms|systems|offers
compare|evaluate|review|research|select|shortlist ... vendors|tools|options|solutions|providers|platforms|software|
  suppliers|alternatives|offers|chatbots
we're|we|i'm|i|currently|are|am|now|still evaluating|comparing|shopping_around
looking|searching|shopping|hunting|search|market for ... solution|solutions|software|crm|tool|tools|vendor|vendors|
  options|alternative|alternatives|platform|provider|system|supplier|product|something_that|something_better
in the market for
find|choose|pick|select|picking|choosing|selecting|finding a|the? new? right? vendor|solution|provider|tool|platform|
  supplier|software
selecting|choosing|deciding|choose|decide|pick between|on_a
deciding|decision|decide ... month|week|friday|monday|tuesday|quarter|vendor|soon|tomorrow
replace|replacing|replacement|outgrown|outgrew|moving_away|move_away|switch|switching|migrate|migrating|ditch|leave
  ... our|from|current|existing|away|salesforce|hubspot|provider|vendor
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
suchen|suche|brauchen|benotigen|wollen|mochten ... losung|software|tool|anbieter|system|plattform|crm|alternative|
  werkzeug
losung|anbieter|software|tool|system gesucht|suchen
auf der suche nach
vergleichen|vergleiche|evaluieren|prufen|sondieren|pruefen ... anbieter|losungen|tools|systeme|produkte|optionen|
  alternativen|software|angebote
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
cherchons|cherche|recherchons|recherche|besoin|voulons|faut ... solution|outil|logiciel|crm|fournisseur|prestataire|
  plateforme|systeme
comparons|comparer|compare|evaluons|evaluer|etudions|etudier|regardons ... solutions|fournisseurs|outils|offres|
  logiciels|prestataires|options|vous|plusieurs|concurrent
remplacer|changer|quitter ... outil|crm|salesforce|hubspot|fournisseur|prestataire|actuel
comparaison|comparatif
hesite|hesitons|hesiter entre
interesses|interesse|interessee par
alternative|alternatives a|au
buscamos|busco|buscando|necesitamos|necesito|queremos|requerimos ... solucion|herramienta|software|crm|proveedor|
  plataforma|sistema|alternativas|alternativa
comparando|comparar|comparamos|evaluando|evaluar|evaluamos|analizando|valorando ... con|proveedores|opciones|
  soluciones|herramientas|alternativas|ofertas|plataformas
reemplazar|sustituir|cambiar|dejar ... herramienta|crm|salesforce|hubspot|proveedor|actual
interesados|interesado|interesada en
dudamos|dudo entre
alternativa|alternativas a
not|never interested
not|aren't|isn't|no_longer in_the_market|shopping|buying
not looking|planning|intending|going ... buy|purchase|switch|change
no thanks|thank_you
kein|keinerlei interesse
nicht interessiert|kaufen
suchen|suche|brauchen|kaufen nichts
nein danke
pas interesse|interesses|interessee
cherchons|cherche|pensons|comptons|voulons ... acheter|rien
non merci
no nos|me interesa
no estamos|estoy ... comprando|interesados|interesado
buscando|buscamos|pensamos|planeamos|pensando_en comprar
no gracias
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
EVALUATION_PHRASES: Final = {
    ("evaluation", "request"): _REQUEST,
    ("evaluation", "callback"): _CALLBACK,
    ("evaluation", "person"): _PERSON,
    ("evaluation", "looking"): _LOOKING,
    ("evaluation", "price"): _PRICE,
}
