"""Phrases of replies in our favour, by language and what they say (grammar in `conversation/phrases.py`)."""

from typing import Final

_ACCEPT: Final = """
sounds|looks|seems|that's|it's .. good|great|interesting|fine|perfect|promising|useful|relevant|intriguing|worth_a
works|suits|fits|convenient for|me|us|well|fine
that|this|it|which works|suits|fits !like|with|on|by
happy|glad|keen|delighted|love|willing|pleased to .. chat|talk|meet|connect|discuss|learn|see|hear|have|jump|join|take
open|up to|for .. a|an|call|chat|talk|meeting|meet|short|quick|learning|hearing|discussing|conversation|demo
let's|lets|let_us .. talk|chat|meet|speak|connect|discuss|schedule|book|set|do|go|find|arrange|jump|plan|catch
looking|look forward to .. speaking|talking|meeting|our|seeing|the_call|hearing_more|your_call|the_demo
count|sign me|us in|up
passt|past fur_uns|uns|mir|fur_mich|gut|super|perfekt|bestens|auch|so
klingt|hort_sich|horen_sich|sieht ... gut|interessant|spannend|super|vielversprechend|sinnvoll|an
das|dies|es passt|klingt|interessiert !nicht
gerne|gern telefonieren|sprechen|treffen|austauschen|einen|ein|mal|mehr|naher|naheres|unterhalten
freue|freuen mich|uns auf|uber
sollten|konnten|konnen|wurden wir|uns|gern ... sprechen|telefonieren|treffen|austauschen|reden|unterhalten|ansehen
sollten|konnten|konnen|wurden wir|uns|gern|gerne ... sprechen|telefonieren|treffen|austauschen|reden|unterhalten
lassen|lass sie_uns|uns .. telefonieren|sprechen|treffen|reden|austauschen|einen_termin
interet|interessant|interessante|semble|parait .. interessant|interessante|bien|pertinent|utile
me|nous convient|conviendrait|irait|interesse|interesserait|va
ca|cela|c'est me|nous|m' .. va|convient|interesse|interesserait
c'est bon|parfait|interessant|d'accord|ok pour|!pas
je|nous suis|sommes .. disponible|disponibles|d'accord|interesse|interessee|interesses|ouvert|ouverts|ouverte|preneur
ravi|ravie|volontiers d'echanger|de|pour|un|une
echangeons|discutons|parlons|appelons|fixons|convenons
me|nos interesa|interesaria|gustaria|encantaria .. conocer|saber|ver|probar|recibir|hablar|un|una|el|la|mas
ficaria|ficarei|ficaremos feliz|contente|satisfeito
me|nos parece|va|viene|interesa|interesaria|gustaria|encantaria|queda .. bien|perfecto|interesante|genial|!ya
suena|parece|luce .. bien|interesante|genial|perfecto
estamos|estoy .. interesados|interesadas|interesado|interesada|disponible|disponibles|de_acuerdo|dispuestos|abiertos
hablemos|hablamos|agendemos|conversemos|quedamos|reunamonos|coordinemos
parece|soa interessante|bom|otimo|perfeito|muito|me
fica|funciona|serve .. bem|bom|otimo|perfeito|para_mim|para_nos
pode ser
vamos|podemos .. conversar|falar|marcar|agendar|combinar|reunir
estou|estamos .. interessado|interessada|interessados|interessadas|disponivel|disponiveis|abertos
gostaria|gostariamos|adoraria .. de|conhecer|saber|conversar|ver
mi|ci va|andrebbe|interessa|interesserebbe|sembra|farebbe|piacerebbe .. bene|interessante|piacere|!piu
sembra|pare .. interessante|bene|utile|ottimo
sentiamoci|parliamone|vediamoci|fissiamo|organizziamo|fissare un|una
siamo|sono .. interessati|interessato|interessata|disponibile|disponibili|d'accordo
va bene|benissimo !cosi|grazie_lo_stesso
klinkt|lijkt .. goed|interessant|prima|leuk|me|ons
schikt|past|komt .. mij|ons|me|goed|prima|uit
ik|we|wij|dat .. interesse|geinteresseerd|belangstelling|beschikbaar
graag een|meer|wat|even|kennismaken|afspreken|bellen|contact|!gedaan
laten we .. bellen|spreken|praten|afspreken|plannen|kijken
"""
_INTEREST: Final = """
we|i|we're|i'm|they|that|this|it|are|am|is|very|definitely|certainly|would .. interested|interests|interest !rate|
  rates|
  to_know
interesting|interested tell|please|could|can|in|how|what|to
interesse|interessiert .. an|daran|besteht|vorhanden|haben|hatten|ware
haben|hatten|habe|hatte|besteht|bekunden .. interesse
wir|ich|uns|mich .. interessiert|interessiere|interessieren|neugierig
interesse|interessee|interesses|interessees|interet par|pour|de
tenemos|tengo|hay .. interes
temos|tenho|ha .. interesse
nos|me interessa|interessaria|interessou
abbiamo|avrei|ho|avremmo .. interesse
wel|zeker|wij|we|ik|heb|hebben .. interesse|geinteresseerd
"""
_SEND: Final = (
    "info|infos|information|informations|informationen|details|detail|pricing|prices|price|quote|proposal|offer"
    "|brochure|brochures|deck|presentation|material|materials|materialien|one-pager|link|invite|invitation"
    "|calendar_invite|slots|times|times_that|dates|case_study|case_studies|examples|references|contract|datasheet"
    "|documentation|docs|overview|agenda|more|something|it|them|that|over|angebot|preise|preisliste|unterlagen"
    "|broschure|beispiele|referenzen|termine|terminvorschlage|terminvorschlag|einladung|prasentation|devis|tarifs"
    "|tarif|brochure|documentation|plaquette|creneaux|creneau|proposition|exemples|lien|invitation|informacion"
    "|precios|precio|propuesta|cotizacion|presupuesto|folleto|catalogo|presentacion|detalles|enlace|horarios"
    "|oferta|informacoes|informacao|proposta|orcamento|precos|material|detalhes|apresentacao|cotacao|informazioni"
    "|offerta|preventivo|listino|prezzi|dettagli|presentazione|brochure|materiale|informatie|offerte|prijzen"
    "|prijslijst|prijsopgave|voorstel|folder|presentatie|uitnodiging"
)
_ASK: Final = f"""
send|share|email|mail|provide|forward|get me|us|over|through|across|along|the|your|a|an|more|some|details|pricing
  .. {_SEND}
send|share me|us|it|over|through|along
send|share|provide|forward|resend .. {_SEND}
can|could|we_can|i_can do|make #|noon|it|that|mornings|afternoons|monday|tuesday|wednesday|thursday|friday
  !without
would|we'd|i'd|we_would|i_would .. love|like|appreciate .. a|an|to|some|your|more !unsubscribe|be_removed|opt_out
want|need|wants|needs a|an|the|your|some .. demo|quote|proposal|trial|offer|walkthrough|price|pricing|call
tell|show me|us .. more|how|what|about|something
like|love|want|need|wish|eager|keen to .. know|learn|see|hear|understand|discuss|find_out|try|test|get
could|can|would|will you|someone|somebody|we .. send|share|call|tell|show|explain|provide|schedule|give|set|arrange|
  organise|organize|walk|offer|ring|prepare|elaborate|confirm|clarify|talk|speak|meet|have|get|see|do|book
call|ring|phone|reach me|us .. on|at|back|tomorrow|today|anytime|next|this|after|before|when|please|around|between|in
call|ring|phone me|us
give me|us a|your .. call|ring|quote|price|demo|overview|calendly|calendar
what|how .. cost|costs|price|pricing|charge|much|expensive|licence|license
more information|info|infos|details|on|about
book|schedule|arrange|set_up|organise|organize|find|put a|some|the|time|something|us .. call|meeting|demo|time|slot|
  session|up|in|chat
schicken|senden|schick|sende|mailen|ubermitteln|zusenden|zuschicken|lassen|geben sie|mir|uns|du|bitte ... {_SEND}|
  zukommen|zu|bescheid
mehr|nahere|weitere|genauere infos|informationen|details|erfahren|daruber|dazu|unterlagen
konnen|konnten|kannst|konntest|wurden sie|wir|du|ihr ... {_SEND}|telefonieren|sprechen|anrufen|zuschicken|zusenden|
  schicken|senden|erklaren|zeigen|vorstellen|treffen|melden|zuruckrufen|erlautern|nennen|sagen
rufen|ruf|melden|melde sie|mich|uns|dich ... an|zuruck|mir|mich|uns
melden sie|dich sich? ... morgen|heute|nachste|kommende|vormittag|bei
was|wie ... kostet|kosten|teuer|preis|preise
brauchen|brauche|mochten|mochte|wollen|bitten|bitte|hatten|hatte|benotigen|um ... angebot|termin|demo|vorfuhrung|
  mehr_wissen|kennenlernen|rabatt|muster|preisliste|unterlagen|testzugang
bitte um|mehr|ein|einen ... ruckruf|info|infos|angebot|termin|anruf|preis|preise|terminvorschlag|terminvorschlage
pouvez-vous|pourriez-vous|pouvez|pourriez|peux-tu|pourrais-tu|pouvons-nous|peut-on|pourrait-on|merci_de|veuillez ...
  {_SEND}|m'envoyer|nous_envoyer|envoyer|m'appeler|appeler|rappeler|me_rappeler|nous_rappeler|expliquer|montrer|
  presenter|transmettre|echanger|parler|preciser|convenir|fixer|voir
envoyez|envoyez-moi|envoyez-nous|envoie-moi|transmettez-moi|appelez-moi|appelez|rappelez-moi|dites-m'en|parlez-m'en
  !plus|pas|jamais
quel|quels|quelle|combien .. prix|tarif|tarifs|coute|cout|couts
en savoir|apprendre|dire plus|davantage
plus d'informations|d'infos|d'information|de_details|de_renseignements
j'aimerais|nous_aimerions|je_souhaite|nous_souhaitons|je_voudrais|nous_voudrions|je_souhaiterais ...
  savoir|voir|avoir|recevoir|echanger|une|un|discuter|decouvrir|comprendre|en_savoir
puede|podria|pueden|podrian|puedes|podrias|podemos|podriamos|favor_de|por_favor ... {_SEND}|enviar|enviarme|enviarnos|
  llamar|llamarme|llamarnos|explicar|mostrar|mandar|mandarme|hablar|agendar|compartir|indicar|reunirnos|ver
envieme|envienos|enviame|enviadme|mandeme|mandenme|mandame|llameme|llamenme|llamame|cuenteme|cuentame|digame
cuanto|cual|que .. cuesta|costo|coste|precio|precios|vale|costaria
mas informacion|detalles|info|datos|acerca|sobre
quisiera|quisieramos|quiero|queremos|me_gustaria|nos_gustaria|necesito|necesitamos ... saber|ver|conocer|recibir|una|
  un|
  hablar|tener|agendar|probar
pode|poderia|podem|poderiam|podes|consegue|favor ... {_SEND}|enviar|mandar|ligar|me_ligar|explicar|mostrar|apresentar|
  marcar|agendar|compartilhar|falar|informar
envie|mande|manda|envia|ligue|liga|enviem|mandem .. {_SEND}|me|para_mim|por_favor|nos|para_nos
me|nos ligue|liga|ligar|mande|envie|chame|contate
quanto|qual .. custa|custo|preco|valor|custaria|costa|costerebbe|prezzo|costo|viene
mais informacoes|detalhes|informacao|sobre
quero|queremos|gostaria|gostariamos|preciso|precisamos ... saber|ver|conhecer|receber|uma|um|orcamento|proposta
puo|potrebbe|potete|potreste|puoi|potresti|possiamo|potremmo ... {_SEND}|mandare|mandarmi|mandarci|inviare|inviarmi|
  inviarci|chiamare|chiamarmi|richiamare|richiamarmi|spiegare|mostrare|sentire|sentirci|fissare|parlare|vedere
mandatemi|mandateci|inviatemi|inviateci|mandami|inviami|mi_mandi|mi_invii|ci_mandi|ci_invii|chiamatemi|chiamami|
  mi_chiami|ci_chiami|mi_richiami|mi_dica|ci_dica|raccontami|mi_racconti
vorrei|vorremmo|desidero|desideriamo ... sapere|vedere|ricevere|avere|conoscere|un|una|capire|approfondire
piu|maggiori|ulteriori informazioni|dettagli|info
kunt|kun|kunnen|zou|zouden|wilt|wil u|je|jullie|we|wij ... {_SEND}|bellen|sturen|mailen|toesturen|uitleggen|laten_zien|
  terugbellen|opsturen|afspreken|vertellen|inplannen|toelichten
stuur|mail|bel|vertel|stuurt|belt mij|me|ons|maar|gerust|eens|u ... {_SEND}|maar|terug|op|morgen|toe|gerust|eens
bel|belt mij|me|ons
wat|hoeveel .. kost|kosten|prijs|prijzen
meer informatie|info|weten|horen|details|over
graag ... {_SEND}|demo|terugbellen|contact_opnemen|gesprek|afspraak|horen|weten|ontvangen
"""
_HAND_ON: Final = """
forwarded|forwarding|passed|passing|handed|shared|sharing|redirected|relayed ... to|on|along|over|with|it
forward|pass|share|hand|relay|run it|this|that|these|your ... to|on|along|by|past|with
will|i'll|we'll .. forward|pass|share|discuss .. it|this|that|your
adding|looping|copying|bringing|including|cc'ing|ccing|putting|introducing|connecting ... in|cc|copy|our|my|you|here
add|added|copied|looped|cc'd|cced|put ... in_cc|in_copy|on_cc|in|copy|on_this|to_this
loop|bring in|my|our|him|her
cc'd|cced|copied our|my|the|in|him|her|you
in|on cc|copy !me|of
leite|leiten|gebe|geben|reiche|reichen ... weiter
weitergeleitet|weitergegeben|weitergereicht
nehme|nehmen|setze|setzen|hole|holen ... in_kopie|in_cc|ins_cc|dazu|mit_auf|cc
in kopie|cc
transmets|transmis|transferer|transfere|transferons|transmettons|relaye|fais_suivre|fait_suivre|faire_suivre .. a|au|
  aux|votre|vos|ce|votre_message|mon|ma
je|nous .. transmets|transmet|transmettons|transfere|ajoute|relaie|fais_suivre|mets
en copie|copia|cc
reenvio|reenvie|reenviado|reenviare|traslado|trasladado|trasladare|derivo|derivado|comparto|pasare|paso|copio ... a|
  con|
  al|mi|nuestro|nuestra|companero
lo|le|su_mensaje|la .. reenvio|reenvie|paso|pasare|derivo|traslado|comparto a|con|al
encaminhei|encaminho|encaminhando|encaminharei|repassei|repasso|reencaminho|reencaminhei|repassarei|compartilhei
  ... para|ao|a|com
em copia
inoltro|inoltrato|inoltrero|giro|girato|giriamo|inoltriamo|passo|passato ... a|al|alla|ai|la_sua|la_tua|questa
metto|mettiamo|aggiungo|metto_in|in copia|cc
stuur|stuurde|stuur_ik|geef|zet .. door|dit|het|uw|je ... door|collega|naar
doorgestuurd|doorgestuurt|doorgezet|doorgegeven|doorsturen|doorgeven
ik|we|wij|heb|hebben|zal|voeg|neem|zet ... doorgestuurd|doorsturen|door|in_cc|in_kopie|mee_in|toe
"""
_TIME: Final = """
when|what_time|which_day .. free|available|suits|works|good|convenient|best
calendar|calendly|kalender|agenda|scheduling|booking|buchungs link|invite|invitation|page|einladung
calendly
here's|here_is my calendar|calendly|availability|booking
free|available on|at|next|this|tomorrow|from|between|after|monday|tuesday|wednesday|thursday|friday|anytime|all
i'm|i_am|we're|we_are|i_can|we_can free|available|do|make !not
wann .. passt|passen|ware|hatten|haben|konnen|konnten
dispo|disponible|disponibles|libre|libres le|lundi|mardi|mercredi|jeudi|vendredi|demain|la_semaine|cette|a|mi|al|el|
  lunes|martes|miercoles|jueves|viernes|manana|la_proxima
disponivel|livre|libero|libera|disponibile|beschikbaar na|no|em|segunda|terca|quarta|quinta|sexta|amanha|il|lunedi|
  martedi|mercoledi|giovedi|venerdi|domani|op|maandag|dinsdag|woensdag|donderdag|vrijdag|morgen
"""
_DAY: Final = """
monday|tuesday|wednesday|thursday|friday|mon|tue|tues|wed|thu|thur|thurs|fri|tomorrow|today|tonight
next|this week|month|morning|afternoon|monday|tuesday|wednesday|thursday|friday
montag|dienstag|mittwoch|donnerstag|freitag|montags|morgen|heute|ubermorgen
nachste|nachster|kommende|diese|nachsten|kommenden woche|tage|tagen|monat
lundi|mardi|mercredi|jeudi|vendredi|demain|apres-demain
semaine prochaine
lunes|martes|miercoles|jueves|viernes|manana
proxima|siguiente|proxima semana
semana que_viene|proxima
segunda|terca|quarta|quinta|sexta|segunda-feira|terca-feira|quarta-feira|quinta-feira|sexta-feira|amanha
lunedi|martedi|mercoledi|giovedi|venerdi|domani|dopodomani
prossima|settimana prossima|settimana
maandag|dinsdag|woensdag|donderdag|vrijdag
volgende|komende|deze week|maandag|dinsdag
"""

YES_PHRASES: Final[dict[tuple[str, str], str]] = {
    ("for", "accept"): _ACCEPT,
    ("for", "interest"): _INTEREST,
    ("for", "ask"): _ASK,
    ("for", "time"): _TIME,
    ("hand_on", ""): _HAND_ON,
    ("day", ""): _DAY,
}
OPENING_YES: Final[dict[tuple[str, str], str]] = {
    ("for", "^accept"): """
yes|yeah|yep|yup|sure|still_interested|absolutely|definitely|certainly|gladly|of_course|why_not|no_problem|please_do|go_ahead|
  interesting|
  interested|with_pleasure|agreed|deal|happy_to !but_not|not
ok|okay|great|perfect|good|fine for|with|by|let's|lets|see|works|idea|thursday|monday|tuesday|wednesday|friday
ja|jawohl|gern|gerne|sehr_gerne|sehr_gern|klar|unbedingt|warum_nicht|einverstanden|passt|naturlich|kein_problem|
  machen_wir|interessant|spannend !aber_nicht
oui|volontiers|avec_plaisir|pourquoi_pas|bien_sur|d'accord_pour|avec_grand_plaisir|pas_de_probleme|pas_de_souci|
  entendu_pour|interessant
si|claro|por_supuesto|con_gusto|con_mucho_gusto|encantado|encantada|como_no|por_que_no|interesante !no
sim|com_certeza|claro|com_prazer|por_que_nao|porque_nao|interessante
certo|certamente|volentieri|con_piacere|perche_no|d'accordo|si_certo
ja|jazeker|zeker|natuurlijk|graag|prima|waarom_niet|goed_idee|leuk !gedaan
""",
}
"""What counts where a clause begins with it."""
ASKING: Final[dict[tuple[str, str], str]] = {
    ("question", "^"): """
can|could|would|will|does|do|did|is|are|has|have|what|what's|whats|how|how's|which|when|where|who|who's|why|any|and|
  also
kann|konnen|konnte|konnten|konnt|gibt|ist|sind|hat|haben|wie|was|wann|wo|wer|welche|welcher|welches|lauft|lasst|
  unterstutzt|bieten|funktioniert|geht|auch|wieviel
est-ce|est|peut|peut-on|pouvez-vous|quel|quels|quelle|quelles|comment|combien|quand|qui|ou|existe-t-il|y|fonctionne|
  avez-vous|proposez-vous|faut-il
puede|pueden|se|es|hay|tiene|tienen|como|cuanto|cuando|que|cual|quien|funciona|ofrecen|donde
pode|podem|tem|ha|e|como|quanto|quando|qual|quais|quem|o_que|voces|integra
puo|potete|c'e|avete|e|come|quanto|quando|quale|quali|chi|cosa|si|funziona|offrite
kan|kunnen|kunt|is|zijn|heeft|hebben|hoe|wat|wanneer|welke|wie|werkt|ondersteunt
""",
    ("wondering", ""): """
who are|is|was you|this|that|sent|it !else|using
what is|do|company|are this|you|it !cost|support|recommend|suggest|offer|need|charge|think
why are|do|did|is|have|me|am
how are you
is|are this|that|you .. spam|bot|robot|joke|scam|human|real|sales|ai|automated|phishing
do i|we know
have|did we|you .. met|see|seen|read|already
wer sind|bist|ist sie|du|das|ihr
was soll|wollen|ist
warum|wieso|weshalb schreiben|kontaktieren|haben|bekomme|erhalte|mich
kennen wir uns
qui etes-vous|est-ce|es-tu|etes
c'est qui|quoi
quien|quienes es|eres|son|sois usted|ustedes|esto|tu
que es|quieren|quiere esto|usted|ustedes
por que me|nos|recibo
quem e|sao|voce voce|voces|isto|isso
o que e|querem isto|isso|voces
chi siete|sei|e
wie bent|ben|is u|je|dit
wat is|wil dit|u
waarom mailt|krijg|stuurt|belt
""",
}
"""What a question about the product, the price or a time begins with, and what asks only who we are."""
