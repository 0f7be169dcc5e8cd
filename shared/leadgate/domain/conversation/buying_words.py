"""Phrases of urgency, budget, authority and pain in English, German, French and Spanish (grammar in `phrases.py`)."""

from typing import Final

_URGENCY: Final = """
asap|urgent|urgently|urgency|immediately|immediate|deadline|hurry|rush|quickly|promptly|expedite
as soon|quickly as possible|you_can
right away|now
time|deadline pressure|critical|sensitive|is_tight
running out of time
need|needs|needed|want ... yesterday|today|tomorrow|right_now
very|pretty|really soon|quickly|fast
move|moving|act|going fast|quickly
short notice
dringend|dringlich|eilig|eilt|eile|sofort|umgehend|kurzfristig|schnellstmoglich|schnellstens|zeitnah|baldmoglichst|
  baldmoglich|zeitdruck|unverzuglich
so bald|schnell wie moglich
moglichst schnell|bald
noch heute|diese_woche
brennt
unter zeitdruck|hochdruck
urgent|urgente|urgence|urgemment|rapidement|immediatement|presse|pressee|presses|imminent
des que|maintenant possible?
au|le plus vite|tot|rapidement
dans les|de plus_brefs|brefs delais
tres vite
delai court|serre
urgente|urgentemente|urgencia|inmediatamente|inmediato|prisa|apuro|ya_mismo
cuanto antes
lo antes|mas_pronto|mas_rapido posible
ahora mismo
"""
_BUDGET: Final = """
budget|budgets|budgeted|funding|funds
money is|has|set allocated|approved|available|aside
money is no|not|never an? object|issue|problem|concern
money|funds isn't|aren't|is_not|are_not there|available
falta|faltan|nos_falta presupuesto
money isn't an? object|issue|problem|concern
geld ist kein|keine problem|thema|frage
argent n est pas un? probleme|souci|question
dinero no es un? problema|tema
now|finally it|this|that is|was|has_been|got approved|signed_off
allocated|set_aside|earmarked ... for
spend|afford|invest up_to|around|about|roughly|at_least|more|that|it|in
willing to spend|pay|invest
can spend|afford|invest
budgetiert|kostenrahmen|etat|mittel_sind|eingeplant|budgetrahmen
durfen|konnen|konnten|wollen ... ausgeben|investieren
enveloppe|budget|budgets|financement
pouvons|prets|peut|pret ... depenser|investir
presupuestado|presupuestada|presupuestos|fondos
presupuesto aprobado|asignado|disponible|anual|de|limitado|es|no_es|esta|maximo|ajustado|cero|congelado|agotado|fue
recortaron|congelaron|quitaron|acabo ... presupuesto
tenemos|tengo|hay|contamos|nuestro|nuestra|sin|del|el|mi ... presupuesto
podemos|podriamos gastar|invertir
"""
_AUTHORITY_OWN: Final = """
decision maker|makers
i|i'm|im|am|we ... decision_maker|in_charge|sign_off|signing_off|approve|make_the_decision|make_the_final|final_say|
  final_decision|call_the_shots
i decide|choose|sign|own|approve
my decision|call|budget
responsible for|in the? selecting|selection|purchase|purchasing|buying|budget|choosing|decision|evaluating|
  procurement|rollout
in charge of
i run|lead|head|manage|own|oversee ... team|department|operations|company|agency|sales|marketing|procurement|firm|
  business|ops|revenue
authorized|authorised to sign|buy|purchase|decide
ich entscheide|verantworte|unterschreibe|leite
entscheider|entscheiderin|entscheidungstrager|entscheidungstragerin|entscheidungsbefugt|budgetverantwortung
ich bin|habe ... verantwortlich|zustandig|entscheidung|budgetverantwortung
fur die auswahl|beschaffung|entscheidung verantwortlich|zustandig
decideur|decideuse|decisionnaire
je decide|signe|dirige|valide
c'est moi qui decide|signe|valide
responsable des|du|de achats|choix|budget|projet|la_decision
soy quien|el_que|la_que decide|firma|aprueba
yo decido|firmo|apruebo
responsable de compras|la_compra|la_decision|elegir|seleccionar|presupuesto
tomador|tomadora de decisiones
"""
_AUTHORITY_DELEGATED: Final = """
my|our boss|manager|ceo|cfo|cto|cio|coo|director|vp|head|chief|leadership|management ... asked|asks|wants|told|needs|
  is_asking|requested|tasked|approved|decides|will
asked|tasked|told by|to by|my|our|find|research|compare|evaluate|look
board|procurement|management|leadership|executives|cfo|ceo|legal has|have|needs|need|must|will|wants|is|are|approved|
  asks to? approve|decide|sign|sign_off|review|approved|it|asking|agree|approval|signed_off|a|the
present|pitch|show|bring|forward ... board|boss|management|steering_committee|ceo|cfo|leadership|procurement
buying|steering|purchasing committee
on behalf of
mein|meine|unser|unsere ... chef|chefin|vorgesetzter|geschaftsfuhrer|geschaftsfuhrung|vorstand|leitung
einkauf|geschaftsfuhrung|vorstand|geschaftsleitung muss|mochte|will|entscheidet|braucht|hat
mon|ma|notre patron|patronne|directeur|directrice|direction|dsi|dg|pdg|chef|cheffe|manager
service achats|juridique
mi|nuestro|nuestra jefe|jefa|director|directora|gerente|direccion|gerencia
compras necesita|exige|pide|tiene
direccion|junta|gerencia tiene|debe|decide|aprobo|quiere
"""
_PAIN: Final = """
struggling|struggle|struggles to|with
painful|pain_point|pain_points|nightmare|frustrating|frustrated|frustrates|headache|bottleneck|chaos|chaotic|messy|
  clunky|cumbersome|tedious|outgrown|outgrew
fed|sick up|of with|of?
waste|wasting|wasted|wastes|losing|lose|loses|lost|spend|spending hours|time|days|money|leads|deals|customers|revenue|
  opportunities|too_much
hours|days every|each|a|per|on ... manually|copying|spreadsheets|bad_leads
drowning in
too slow|manual|complicated|complex|expensive|many_tools|much_manual
slow and
nobody follows|knows|calls
falling|slip|slipping|slips through the_cracks
unhappy|dissatisfied|not_happy|not_satisfied|disappointed with
bad|terrible|poor experience|leads|data_quality|adoption
doesn't|does_not|don't|can't scale
everything in|by spreadsheets|excel|google_sheets|hand
doing|done|do|handle|work ... by_hand|manually|in_excel|in_spreadsheets|in_google_sheets
manual lead|work|process|processes|qualification|data_entry|effort
spreadsheets|spreadsheet|excel
no visibility|overview
low conversion|adoption
convert almost|hardly none|nothing|any
our|current|biggest|main|the ... problem|challenge|issue is
problem is|with_our_current
muhsam|umstandlich|nervig|unubersichtlich|chaotisch|frustrierend|zeitaufwendig|zeitfresser|fehleranfallig
verschwenden|verlieren|vergeuden|verliert ... zeit|stunden|geld|leads|anfragen|kunden|auftrage
gehen|geht ... verloren|unter
zu langsam|teuer|kompliziert|aufwendig|viel_zeit|viele_fehler
excel|listen reicht|reichen|stosst uns? nicht|an? mehr|grenzen
unzufrieden mit
nicht|nicht_mehr zufrieden
alles|viel|noch handisch|manuell|in_excel|von_hand
penible|galere|frustrant|chronophage|laborieux|ingerable|insatisfaits|mecontents
perdons|perd|perdent|gaspillons|gaspille|gaspillent ... temps|heures|leads|demandes|clients|argent|prospects|ventes
trop lent|cher|complique|lourd|de_temps
excel ne suffit|suffit_plus
tout a|sous la_main|excel
frustrante|tedioso|engorroso|caotico|complicado|insatisfechos|descontentos
perdemos|pierden|pierde|perdiendo|malgastamos ... tiempo|horas|leads|solicitudes|clientes|dinero|ventas|oportunidades|
  prospectos
demasiado lento|caro|complicado|manual
lenta|lento y cara|caro
excel ya_no|no ... alcanza|basta|sirve
todo a|en mano|excel
hartos|cansados de
"""
# What follows is the name of another vendor.
_VERSUS: Final = """
versus
vs
compare|compared|comparing|comparison you|us? to|with|against|and|between
alternative|alternatives to|zu|a|au
switch|switching|move|moving|migrate|migrating|coming away|over? from
replace|replacing|ditching|leaving|ersetzen|ablosen|remplacer|quitter|reemplazar|dejar
currently using|use|on|with
better|cheaper|different than|from
looking at
vergleich zu|mit
wechseln|wechsel|umstieg von
nutzen|verwenden derzeit|aktuell|momentan
utilisons|utilise actuellement
usamos actualmente
comparer|comparando|comparar avec|con|a
"""
BUYING_PHRASES: Final = {
    ("urgency", ""): _URGENCY,
    ("budget", ""): _BUDGET,
    ("authority", "own"): _AUTHORITY_OWN,
    ("authority", "delegated"): _AUTHORITY_DELEGATED,
    ("pain", ""): _PAIN,
    ("versus", ""): _VERSUS,
}
