"""Phrases by which somebody turns us down or puts us off, in English, German, French and Spanish (`phrases.py`)."""

from typing import Final

_WISH_DENIED: Final = """
don't|do_not|doesn't|does_not|didn't|did_not|won't|will_not|wouldn't|not|never|no_longer|cannot|can't !you|your ..
  need|needs|require !to|help
don't|do_not|doesn't|does_not|didn't|did_not|wouldn't|not|never|no_longer !you|your .. want|wants !to|help
don't|do_not|doesn't|does_not|didn't|did_not|wouldn't|not|never|no_longer !you|your .. want|wants|plan|planning|
  intend|intending|wish|going to buy|purchase|order|sign !in|up|proceed|subscribe|switch|commit|see_a|have_a|get_a|
  talk|speak|meet|go_ahead|move_forward|continue|change
don't|do_not|won't|will_not|wouldn't|not|no_longer|never|can't|cannot !you|your .. buy|buying|purchase|purchasing|
  proceed|proceeding|pursue|pursuing|subscribe|subscribing
not|won't|don't|no_longer|never .. looking|searching|shopping|evaluating|considering|in_the_market !forward
not|no_longer|isn't|aren't|never .. interested
not|won't|don't|no_longer .. move|moving|go|going|taking_this|take_this|take_it forward|ahead|further
no !problem .. need|interest|use|demand for|in|of|right_now|at_the_moment|anymore|any_more|at_present|currently
not .. fit|match for us
nothing would|will|could make|convince us|me
brauchen|brauche|benotigen|benotige|wollen|will|mochten|mochte|suchen|suche|planen|wunschen|wunsche !findet|liefert|
  zeigt .. kein|keine|
  keinen|keinerlei|nichts|nicht|niemanden !nur|mehr_warten|langer|warten|verlieren|verpassen|zeit
kein|keinen|keinerlei .. bedarf|interesse|kaufinteresse|kaufabsicht|verwendung
nicht|nicht_mehr|nicht_langer .. interessiert|brauchen|benotigen|weiterverfolgen|weiterverfolgt|kaufen|bestellen|
  beauftragen|fortfuhren|in_frage|weitermachen
kommt|kommen|komme .. nicht in_frage|infrage
konnen|kann|werden|werde .. nichts|nicht|keine .. kaufen|bestellen|beauftragen|anschaffen|weiterverfolgen
n|ne .. cherchons|cherche|voulons|veut|veux|souhaitons|souhaite|comptons|envisageons|prevoyons|achetons|acheterons|
  signons|signerons pas|plus|rien !attendre|perdre|rater
n|ne .. voulons|veux|souhaitons|allons|pouvons|comptons|pas|plus .. acheter|signer|souscrire|commander|poursuivre
n|ne avons|ai|a|avait|aura|aurons pas|plus|aucun .. besoin
donnons|donnerons|donnerai|donnera|donne pas|plus suite
pas|plus donner suite
plus|pas|aucun besoin de|du|d|pour
plus|pas|aucunement interesse|interesses|interessee|interessees
veut|veux|cherche pas|plus !attendre|perdre|rater
no|ya_no|tampoco|nunca .. necesitamos|necesito|queremos|quiero|buscamos|busco|requerimos|deseamos|deseo|
  buscando|interesados|interesado|interesada|interesa|compraremos|contrataremos !perder|esperar|seguir
no|ya_no .. vamos|voy|podemos|queremos|pensamos|piensan a? comprar|contratar|adquirir
no|ya_no .. seguir|seguiremos|continuar|continuaremos|avanzar|avanzaremos .. adelante|con
no|sin .. necesidad|interes .. de|en|por|alguno
"""
_CALLED_OFF: Final = """
stop|stopped|quit|ceased|finished|done|gave_up|given_up looking|searching|evaluating|shopping|the_search|our_search|
  the_evaluation|our_evaluation
cancel|cancelled|canceled|cancelling|canceling|scrap|scrapped|scrapping|abandon|abandoned|dropped|shelved|axed|
  withdraw|withdrew|retract|call_off|called_off|calling_off .. demo|demos|trial|pilot|poc|project|evaluation|
  purchase|order|rfp|tender|request|search|initiative|meeting|appointment|call|idea
project|initiative|evaluation|tender|rfp|purchase|plan|search|demo|pilot is|was|has_been|got|been|had_been .. cancelled|
  canceled|scrapped|abandoned|dropped|shelved|axed|dead|stopped|paused|called_off|put_on_hold|on_hold|on_ice|frozen|
  postponed
evaluation|search is|was|has_been over|finished|closed|done
changed|change my|our mind|minds|plans
decided|decide|chose|chosen|elected|opted not to
decided|decide|deciding against it|this|that|you|your|buying|purchasing|moving|a|the|any|going|proceeding|continuing|
  doing|using|investing
went|gone|going|go|decided|settled|signed with|for|on another|a_different|a_competitor|the_competition|somebody_else|
  someone_else|an_alternative|something_else|other_vendor
chose|chosen|choosing|picked|selected|bought|purchased|signed|using|use|have .. another|a_different|something_else|
  somebody_else|someone_else|a_competitor !problem|question|issue
chose|chosen|choosing|picked|selected .. instead
went|gone|ended_up|signed|go|going with|choosing|picking !you|your|yours|the|this|it|that|a|an|our|what|which|my
stay|staying|stick|sticking|remain|remaining with our|what|the current|we|existing|present
stay|staying|stick|sticking with excel|spreadsheets|google_sheets
happy|satisfied|fine|content|good with what|our|the we|i|current|present|existing
we'll|i'll|going_to|have_to|will pass on|this|for
pull|pulled|pulling the plug
it's|it_is|is|that's|be a no|pass from|for|this
couldn't|can't|cannot|didn't|did_not|could_not|failed_to get approval|sign-off|buy-in|budget|it_approved !for
we're|we_are|i'm|i_am good|fine|set|sorted|covered for_now|thanks|already|as_is|as_we_are|without
stop contacting|calling|emailing|writing|messaging|mailing
ended|closed|terminated|paused|halted|froze|frozen|freezing ... evaluation|search|talks|purchases|purchase|purchasing|
  spending|buying|projects|investments
won't|not|no_longer .. continue|continuing !to_use|without
already .. found|have|got|hired|picked|chosen|using|use .. vendor|provider|solution|tool|supplier|system|partner
said|says|saying no
rejected|refused|declined|vetoed|killed|stopped|turned_down .. project|idea|proposal|request|purchase|it
decline|declining|declined .. offer|proposal|quote|invitation|demo
do|manage|live without it|that|this
opted|opting for !you|your|a|the
not for us|me
no plans|intention|intentions|desire to|of !change
not|isn't|no_longer .. priority|relevant_for_us|relevant_to_us
build|building|doing|do|develop|developing .. ourselves|in-house|inhouse|internally
no thanks|thank_you
take|remove me|us off|from your|the list|mailing
brechen|breche|abgebrochen|stoppen|gestoppt|abgesagt|storniert|stornieren|absagen|abblasen|abgeblasen .. projekt|
  demo|termin|auswahl|suche|evaluierung|anfrage|bestellung
projekt|vorhaben|demo|termin|auswahl|suche|evaluierung|anfrage|bestellung|ausschreibung|thema ... gestoppt|
  abgebrochen|abgesagt|absagen|stornieren|storniert|eingestellt|beendet|gestorben|erledigt|vom_tisch|auf_eis|
  pausiert|zuruckgestellt|gestrichen|zuruckziehen|begraben
hat|haben sich|es_sich .. erledigt
leider|mussen|muss|mochte|mochten ... absagen
projekt|vorhaben|antrag|kauf|anschaffung .. abgelehnt|genehmigt_bekommen
machen|losen|bauen|entwickeln ... intern|selbst|inhouse|selber
doch nicht|kein|keine|keinen
keine weiteren|mehr anrufe|mails|e-mails|nachrichten|kontakt|kontaktaufnahme
anderweitig|gut|bereits|schon versorgt
haben|habe|wurde|wird ... gestoppt|eingestellt|verworfen !reagieren|funktioniert
nicht weiter|mehr verfolgen|verfolgt|weiterverfolgen
passt|passen .. fur_uns|zu_uns|uns .. nicht
warten|abwarten wir .. noch|ab
vom tisch
auf eis
uns|mich|sich fur !euch|sie|ihr|ihre|ihren|eure|euer|euren|leadgate|den_kauf|eine_demo|den_pilot ... entschieden|
  entschlossen
dagegen|anders|umentschieden|anderweitig entschieden|orientiert
gegen .. kauf|anschaffung|losung|software|tool|euch|sie|produkt|angebot entschieden
verzichten|verzichte .. auf
nehmen|nehme ... abstand
schon|bereits .. anbieter|partner|dienstleister|losung !unzufrieden
schon|bereits|inzwischen .. anderes|einen_anderen|anderen_anbieter|andere_losung ... gekauft|gefunden|unterschrieben|
  beauftragt|entschieden
bleiben|bleibe bei|beim .. anbieter|system|losung|tool|excel|dienstleister|lieferanten
zufrieden mit dem|unserem|unserer|der was|jetzigen|aktuellen|bestehenden
decide|decidons|decider de ne pas|plus
decide|decidons d arreter|abandonner|annuler|attendre
decide|decidons de stopper|renoncer|suspendre|reporter
annule|annulons|annuler|annulez|abandonne|abandonnons|arrete|arretons|stoppe|suspend|suspendons .. demo|
  demonstration|projet|demande|devis|rendez-vous|reunion|commande|recherche|recherches
projet|demo|demonstration|recherche|achat|offres est|a_ete|ete .. annule|annulee|abandonne|abandonnee|stoppe|
  arrete|suspendu|suspendue|gele|en_pause|reporte|enterre|enterree
en pause|suspens|stand-by|standby
renonce|renoncons|renoncer a
laisse|laissons tomber
sera|est|dit|dire|repondu non|negatif
deja .. trouve|choisi|signe|achete|un|notre .. prestataire|fournisseur|solution|outil|autre
reste|restons|rester sur|avec excel|notre|nos|ce
ne plus me|nous contacter|appeler|relancer|ecrire
ne|va|vais|allons .. pas .. prendre|retenir|acheter|choisir|continuer|aller_plus_loin
refuse|rejete|decline|declinons|stoppe .. projet|demande|offre|proposition|achat
garder|gardons|conserver|conservons notre|mon|nos|celui
plus d actualite
nous|m|pas interesse plus|pas
ferons|faire|fait|developper|faisons ... en_interne|nous-memes
choisi|retenu|pris|signe|opte|partis|parti|choisit ... un_autre|une_autre|concurrent|autre_prestataire|
  autre_fournisseur|autre_solution|autre_chose
restons|reste|rester chez|avec notre|mon .. actuel|actuelle
change|changer d avis
cancelamos|cancelar|cancele|cancelen|anulamos|anular|suspendemos|suspender|abandonamos|descartamos .. demo|
  demostracion|reunion|cita|proyecto|pedido|solicitud|compra|busqueda|llamada
proyecto|demo|demostracion|compra|busqueda|licitacion .. cancelo|cancelado|cancelada|suspendido|suspendida|parado|
  parada|abandonado|descartado|detenido|en_pausa|congelado|pospuesto
en pausa
dejamos|dejado|deje de buscar|evaluar
decidimos|decidido|decidio|optamos_por no
elegimos|elegido|escogimos|escogido|optamos|optado|contratamos|contratado|comprado|compramos|firmado|firmamos|
  decidimos|decidido|fuimos .. otro|otra|la_competencia
decidimos|optamos|decidido|quedamos|quedado por|con !ustedes|usted|vosotros|vuestra|vuestro|su|leadgate|el|la|los|las|
  este|esta|una|un
quedamos|seguimos|seguiremos|continuamos con nuestro|el|la|lo|nuestra .. actual|tenemos|proveedor
no seguiremos|continuaremos|avanzaremos|compraremos|contrataremos
decidido|decidimos|preferimos|vamos_a esperar|aplazar|posponer|postergar|no
pospone|pospuso|aplaza|aplazo|posterga|postergo|retrasa .. hasta|para
resuelto|solucionado|cubierto .. con|por otro|otra|nuestro
no es|era .. lo_que|para_nosotros|lo_nuestro
dejen|deje|dejad de llamar|escribir|contactar|llamarme|escribirme|contactarme|contactarnos
ir|vamos|fuimos|quedarnos|seguir|seguimos|quedamos con otra|otro|lo_que_tenemos|nuestro|la_competencia
dijo|dijeron|dicho que_no|no
rechazo|rechazaron|rechazado|descarto .. proyecto|propuesta|solicitud|oferta|compra
ya .. tenemos|tengo|contratamos|encontramos|compramos .. proveedor|solucion|herramienta|empresa|otro|otra
haremos|hacemos|desarrollamos|desarrollaremos .. internamente|nosotros_mismos|en_casa
cambiamos|cambie|cambiado de opinion|idea
"""
# A no for now: what was meant may come later.
_NOT_NOW: Final = """
hold|holding off
put|putting ... on_hold|on_ice|on_the_back_burner|off_until|off_to
on hold|ice
not|isn't|wasn't right_now|now|at_the_moment|at_this_time|the_right_time|a_good_time|good_timing|this_year|this_quarter
bad|wrong|poor time|timing !zone|zones
maybe|perhaps|possibly later|next_year|next_quarter|some_other_time|another_time|in_the_future
too early|soon|premature for us|me|a_demo|that|this
postpone|postponed|postponing|defer|deferred|deferring|delayed .. project|purchase|decision|evaluation|initiative|this|
  rollout|implementation|everything
spending|budget|purchasing|investment|buying freeze|stop|moratorium
purchasing|purchases|spending|buying|everything is|are frozen|paused|suspended
no money|funds|cash|resources until|before|left
nicht jetzt|momentan|aktuell|derzeit|dieses_jahr|dieses_quartal|der_richtige_zeitpunkt|in_diesem_jahr
vorerst|erstmal|erst_mal nicht
vielleicht|eher|lieber .. spater|nachstes_jahr|im_nachsten_jahr|ein_andermal
erst wieder|nachstes_jahr|im_nachsten|im_neuen|nach_dem
zu fruh
projekt|kauf|entscheidung|anschaffung|einfuhrung|thema .. verschieben|verschoben|vertagt|vertagen|zuruckgestellt|
  aufgeschoben
ausgabenstopp|budgetsperre|haushaltssperre|investitionsstopp|budgetstopp|ausgabensperre|investitionssperre
pas maintenant|tout_de_suite|pour_l'instant|pour_le_moment|le_bon_moment|cette_annee|en_ce_moment
peut-etre|voir|verra|verrons|reparler|reparlons .. plus_tard
trop tot
reporte|reporter|reportons|repousse|repoussons|decale|differe .. projet|achat|decision
gel des|du|budgetaire|sur depenses?|budgets?|investissements?|achats?
ahora no !funciona|puedo|carga|anda
por_ahora|de_momento|por_el_momento no !funciona|puedo|carga|anda
no .. es buen_momento|el_momento|un_buen_momento
no este_ano|este_trimestre|por_ahora|de_momento|por_el_momento
mas adelante
demasiado|muy pronto|temprano para
posponer|pospuesto|pospusimos|aplazar|aplazado|aplazamos|postergar|postergado|postergamos .. proyecto|compra|decision
congelacion|congelamiento|recorte|recortes .. gasto|gastos|presupuesto|presupuestos|inversiones
"""
# Only with a date is this a no for now: "come back to me with a quote" is none.
_AGAIN: Final = """
come|get|check|circle|reach|write|report back|out to? again|me|us|with_me|with_us|in|after|once|when
touch base
follow up
reconnect|revisit
contact|call|email|ping|try|ask|write|approach me|us again|in|after|next|then
talk|speak|discuss|chat|look .. again|then
pick this|it|that up
melden|melde|meldet|kommen|komm|fragen|frag|rufen|schreiben|kontaktieren|sprechen|reden ... .. wieder|erneut|nochmal|
  nochmals|noch_mal|an|
  noch_einmal|zuruck|auf_uns_zu|dann
revenez|reviens|revenir|recontactez|recontacter|relancez|rappelez|rappeler|reparle|reparlons|reparler|recontactons|
  reprenons
vuelva|vuelvan|vuelve|volver|volvamos a|con .. contactar|contactarnos|contactarme|escribir|escribirnos|escribirme|
  llamar|llamarnos|llamarme|hablar|nosotros|intentarlo
contactenos|contacteme|escribanos|escribame|llamenos|hablamos|retomamos|retomemos|retomar|hablemos
"""
# A no for now, until the fiscal year is over.
_AFTER_FISCAL_YEAR: Final = """
after|once our|the|end_of_our?|my .. fiscal|financial|budget year|cycle
next|new fiscal|financial|budget year
nach|erst_nach .. geschaftsjahr|geschaftsjahres|haushaltsjahr|haushaltsjahres|budgetjahr|budgetrunde
nachsten|neuen|nachstes|kommenden geschaftsjahr|haushaltsjahr|budgetjahr
apres .. exercice|annee_fiscale|cloture
prochain|nouvel exercice
despues|tras .. ano_fiscal|ejercicio|cierre_fiscal
proximo|nuevo ano_fiscal|ejercicio
"""
REFUSAL_PHRASES: Final = {
    ("refusal", "refusal"): _WISH_DENIED.rstrip() + _CALLED_OFF,
    ("refusal", "later"): _NOT_NOW,
    ("refusal", "fiscal_year"): _AFTER_FISCAL_YEAR,
    ("refusal", "again"): _AGAIN,
}
