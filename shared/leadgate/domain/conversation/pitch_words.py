"""Phrases of those who write to sell to us, in English, German, French and Spanish (grammar in `phrases.py`)."""

from typing import Final

# Says what they would do for us.
_PITCH: Final = """
we|i|our_team|our_agency|our_company .. help|assist|support you|your|companies|businesses|brands|clients|firms
  !use_your|
  understand
we|i|our_team|our_agency|our_company .. help|assist|support manufacturers|founders|teams|startups|agencies|retailers|
  sellers|leaders .. hire|recruit|find|get|grow|scale|save|sell|close|win|build|generate|book|reach
we|our_team|our_agency|i've|i .. booked|generated|delivered|closed|placed|filled|sourced #|hundreds|thousands ..
  meetings|leads|appointments|roles|hires|candidates
are you .. looking|trying|planning to scale|outsource|hire|grow|rank !with_your|your_product
our agency|recruiters|recruitment_team|headhunters fill|fills|place|places|find|finds|hire|hires
we|i can|could|will|would|'ll .. book|create|build|write|design|develop|find|source|deliver|make|generate|handle|manage|
  provide|offer ... for_you|your_company|your_team|your_business
do|are|would|could you .. need|looking_for|struggling_with|use .. help|assistance|support|more|new|better with|
  customers|
  clients|leads|traffic|sales|staff|developers|designers|website|funding
happy|satisfied|unhappy|content with your .. current|existing|present|provider|supplier|agency
save|saves|saving you|your_company|your_team .. #|money|time|costs|up_to|hours|thousands
send|share|show|mail you our .. rates|portfolio|catalog|catalogue|samples|brochure|deck|price_list|
  case_studies|
  profiles|offer|proposal
lists|list|contacts|emails|leads|database|cfos|ceos ... for_sale
interested in buying|purchasing|receiving|getting .. leads|list|lists|contacts|database|emails|traffic|backlinks
person|contact|manager|someone|somebody|colleague in_charge_of|responsible_for|who_handles your|the? purchasing|
  procurement|hiring|recruiting|marketing|advertising|it|buying
talk|speak|connect|meeting|appointment to|with your .. purchasing|procurement|hr|buyer|buyers|marketing|decision_maker|
  it|
  finance|ceo|team_lead
looking|searching|seeking|look for new? distributors|resellers|dealers|investors|sales_partners|affiliates
first|top|number page|one|of on|in google
page one|1 of|on google
refresh|redesign|revamp|rebrand|rebuild|modernize your
process|handle|manage|run your .. payments|payroll|bookkeeping|accounting|logistics|marketing|recruiting
exclusive|special|attractive|unbeatable|competitive|irresistible offer|deal|discount|price|prices|rates for you|your
who ... in_charge_of|responsible_for|handles|takes_care_of ... purchasing|procurement|marketing|
  advertising|vendors|suppliers
we|i|our_company help|assist|serve|support .. like|similar_to|such_as you|yours|your
companies|businesses|brands|clients like|similar_to|such_as yours|you|your_company
we|i|us|team|agency ... increase|boost|grow|double|triple|improve|optimize|optimise|redesign|rank|generate|scale|reduce|
  promote|market|supercharge .. your !price|prices|demo|product|answer
increase|boost|grow|double|triple|improve|skyrocket your .. traffic|sales|revenue|ranking|rankings|leads|conversion|
  conversions|pipeline|visibility|roi|seo
your website|site|domain|homepage|page ... outdated|slow|expires|ranking|rank|seo|traffic|redesign|backlinks|google
guest|sponsored|paid post|posts|article|articles|blog_post|content|link
backlink|backlinks|link_exchange|link_building|link_insertion|dofollow|do-follow|guestpost
seo|ppc|smm|web_design|outsourcing|offshore|staffing|recruitment services|service|agency|company|expert|experts|packages
would|are|be|if you .. interested|open ... our|partnering|partnership|collaboration|collaborating|outsourcing|
  reselling|a_list|advertising !demo|yours
partner|partnering|collaborate|collaborating|work_together|cooperate with you|your|leadgate
partnership|collaboration|sponsorship|cooperation|advertising|business opportunity|proposal|offer|request|inquiry|
  opportunities|with_you|with_your
explore|discuss|propose|proposing a|possible|potential partnership|collaboration|cooperation
become your|a|one_of_your supplier|vendor|reseller|distributor|affiliate|provider|service_provider|sponsor|contractor
like|want|love|wish|happy|pleased|here|trying|able to .. sell|offer|supply|pitch|introduce|present|showcase you|your|
  our|my|
  ourselves|myself !requirements|needs|case|problem|team|company_to_your
offer|offering|selling|supply|supplying|sell you|your_company|your_team|your_business !for|a_contract|a_deal
introduce|present|showcase|pitch our|my services|service|product|products|agency|company|solution|platform|offer|tool
show you how we|our|i
on your purchasing|procurement|recruiting|hiring|marketing|advertising|it
who|whom|person|contact|manager ... handles|responsible|in_charge ... your purchasing|procurement|recruiting|hiring|
  marketing|advertising|vendors|suppliers
who ... handles|manages|runs your
email|mailing|contact|leads list|lists|database|databases ... of|for_sale|verified|decision_makers|targeted
verified|targeted|qualified leads|contacts|emails|buyers|prospects for|of|in|list|lists|at
free audit|seo_audit|website_audit|consultation|analysis|quote ... your website|site|business
business|working_capital loan|loans|funding|financing
candidates|developers|engineers|freelancers|virtual_assistants|resources for|to your|you team|roles|positions|projects|
  company?
hire our|dedicated|offshore developers|team|engineers
on your website|site|blog .. article|post|link|advertise|advertising|banner
wir|ich|unsere|unser ... ihnen|euch|sie .. anbieten|vermitteln|verkaufen|beliefern|liefern !lassen
wir|ich ... ihnen|euch|sie|ihrem|ihrer|ihr|ihren|ihre ... helfen|unterstutzen|steigern|senken|optimieren|entlasten|
  verbessern|erhohen
wir|ich bieten|biete|verkaufen|liefern|vermitteln|helfen|unterstutzen|beliefern ihnen|euch|sie|unternehmen|firmen|
  betriebe|kunden
bieten|biete|helfen|unterstutzen|liefern|vermitteln wir|ich ihnen|euch|sie|unternehmen
unternehmen|firmen|betriebe|kunden wie ihres|ihrem|ihre|ihnen|sie|euch
unsere|unseren|unser|unserer .. dienstleistungen|leistungen|agentur|produkte|angebote|produktpalette|portfolio ...
  vorstellen|prasentieren|anbieten|nahebringen
ihre|ihrer|eure|deine website|webseite|homepage|seite|shop ... ranking|google|optimieren|sichtbarkeit|veraltet|
  suchmaschinen|seo|backlinks|rankt
mehr kunden|umsatz|besucher|anfragen|reichweite|leads|sichtbarkeit fur sie|ihr|ihre|ihren|euch|euer
ihren|ihre|ihrem|euren|eure umsatz|sichtbarkeit|ranking|reichweite|kosten|einkaufskosten ... steigern|erhohen|
  verbessern|senken|reduzieren
kooperation|partnerschaft|zusammenarbeit|kooperationspartner ... anbieten|vorschlagen|vorstellen|mit_ihnen|mit_euch|
  interesse|interessiert
kooperationsanfrage|linktausch|gastartikel|gastbeitrag|advertorial|adresslisten|linkaufbau|suchmaschinenoptimierung|
  personalvermittlung|personaldienstleister|adressdaten
interesse an|einer .. kooperation|partnerschaft|zusammenarbeit|kooperationen
mit ihrem|ihrer|eurem einkauf|personalabteilung|geschaftsfuhrung|hr|marketing|marketingleiter|einkaufer ... sprechen|
  reden|kontakt|telefonieren
suchen|brauchen|benotigen|sucht|braucht sie|ihr .. personal|fachkrafte|unterstutzung|kunden|leads|
  dienstleister|lieferanten|entwickler|aushilfen
haben|hatten passende|qualifizierte|geprufte|freie kandidaten|bewerber|fachkrafte|entwickler|kapazitaten
google ... seite_1|platz_1|oben|ersten_seite|besser_gefunden
als ihr|ihren|euer .. neuer|neuen|partner|dienstleister|lieferant|anbieter|it-dienstleister ... vorstellen|anbieten|
  empfehlen|bewerben
als lieferant|lieferanten|dienstleister|partner|vertriebspartner ... bewerben|vorstellen|anbieten|ihnen|sie
nous|je|on vous proposons|propose|offrons|offre|aidons|aide|accompagnons|fournissons|presentons|vendons
vous proposer|offrir|vendre|fournir|presenter nos|notre|mes|mon|un_partenariat|une_collaboration|des|du
pouvons|pouvoir|peux|peut|afin|pour|de|a vous aider|accompagner|assister|fournir !a_comprendre
aidons|accompagnons|aide|accompagne les|des|vos entreprises|societes|pme|clients|equipes
entreprises|societes|pme comme|telles_que la_votre|vous|votre
augmenter|ameliorer|booster|optimiser|developper|doubler|reduire|moderniser|refaire votre|vos
votre site|referencement|visibilite|trafic ... google|referencement|ameliorer|mieux_reference|optimise|lent|refonte
notre|mon agence|cabinet|entreprise|societe|equipe propose|offre|accompagne|aide|realise|fournit
avez-vous|auriez-vous|vous_avez|cherchez-vous|recherchez-vous|cherchez|recherchez .. besoin|un|une|des|de|du ...
  prestataire|fournisseur|personnel|developpeurs|freelance|clients|main-d'oeuvre|nettoyage|menage|referencement
recherchons|cherchons .. partenaires|distributeurs|revendeurs|investisseurs|apporteurs
page de|sur google
article|contenu|lien invite|sponsorise|sponsorises|sponsorise
echange de liens|d'articles
referencement naturel|seo|google
article_sponsorise|netlinking
partenariat commercial|avec_vous|ensemble|gagnant|gagnant-gagnant
proposer|proposition|demande|opportunite|projet .. partenariat|collaboration
fichier|fichiers|base|bases|liste|listes de|d .. prospects|emails|contacts|entreprises|adresses|decideurs
devenir votre|un_de_vos fournisseur|partenaire|prestataire|revendeur|distributeur
podemos|puedo|queremos|quiero|gustaria|quisiera|quisieramos|podriamos ... ayudarles|ayudarle|ayudarlos|ayudarte|
  ofrecerles|
  ofrecerle|ofrecerte|venderles|venderle|presentarles|presentarle|apoyarles|proveerles|suministrarles|brindarles|
  proponerles|proponerle
somos|soy .. empresa|agencia|consultora|estudio|proveedor|proveedores ... ofrecemos|ofrezco|ofreciendo|ayudamos
ofrecemos|ofrezco|ofreciendo nuestros|nuestras|mis servicios|soluciones|productos
le|les|te|os ofrecemos|ofrezco|ayudamos|proponemos|propongo|presentamos|vendemos|brindamos|proveemos
ayudamos|ayudo|apoyamos|asesoramos a empresas|companias|negocios|pymes|su|sus|tu
empresas|negocios|companias como la_suya|la_tuya|ustedes|el_suyo
nuestra|nuestro agencia|empresa|equipo|despacho|estudio ofrece|ayuda|brinda|se_especializa|puede_ayudarle|
  puede_ayudarles|desarrolla
aumentar|aumente|mejorar|mejore|incrementar|incremente|optimizar|optimice|duplicar|duplique|impulsar|potenciar su|sus|
  tu|tus
su|tu pagina|sitio|web|tienda ... posicionamiento|google|seo|trafico|visibilidad|rediseno
alianza|colaboracion|convenio|sociedad comercial|estrategica|con_ustedes
proponer|propuesta|oportunidad|proponerles .. de? alianza|colaboracion|negocio|negocios
intercambio de enlaces
presentarle|presentarles|presentarte|ofrecerle|ofrecerles|ofrecerte|venderle|venderles nuestro|nuestra|nuestros|
  nuestras|
  un|una|mis|los|las !caso|necesidades|requisitos|proyecto
necesitan|necesita|buscan|busca|quieren|quiere ... ayuda_con|mas_clientes|personal|proveedor_de|desarrolladores|
  mejorar_su|una_pagina|diseno
contactar|hablar|comunicarme|dirigirme ... encargado|encargada|responsable|jefe|gerente de compras|adquisiciones|
  recursos_humanos|marketing
buscamos|busco distribuidores|socios|revendedores|inversionistas|inversores
reducimos|reducir|bajamos|ahorramos|ahorrar|ahorrarle|ahorrarles .. costos|costes|gastos|su|sus
primera|primer pagina|lugar de|en google
articulo|post|contenido|enlace patrocinado|patrocinados|invitado
ser|como|somos .. su|sus|un proveedor|proveedores|socio|distribuidor !actual
bases|base|listas|lista de datos|correos|emails|contactos|empresas .. de|en_venta|verificados|verificadas|segmentadas
posicionamiento seo|web|en_google
"""
# Says what they sell; whoever has a wish of their own beside it only tells who they are.
_WARES: Final = """
we|i offer|provide|sell|supply|deliver|specialize|specialise|manufacture|distribute
we|i are|represent a|an|the .. agency|supplier|provider|manufacturer|distributor|reseller|consultancy|
  software_house|
  recruiter|freelancer
our agency|services|products|developers|company|team .. can|offers|offer|provides|helps|include|specializes|rates
attached is|are|please_find|our .. catalog|catalogue|portfolio|brochure|price_list|rates
we|i represent ... firm|company|team|freelancers
nearshore|offshore|dev_shop|software_house|moq
wir sind .. hersteller|agentur|dienstleister|grosshandler|lieferant|personalvermittler
hacemos|hago|realizamos .. diseno|paginas|webs|marketing|publicidad|limpieza|mantenimiento
trabajamos con empresas|companias|marcas
we process|handle|do|make|produce|build .. payments|payroll|bookkeeping|websites|logistics|boxes|packaging|it
lead_generation|staffing|recruiting|recruitment|outsourcing|offshore company|agency|firm
wir bieten|verkaufen|vertreiben|produzieren|fertigen|vermitteln
wir sind ein|eine .. agentur|anbieter|dienstleister|hersteller|lieferant|grosshandler
nous|on proposons|vendons|fabriquons|commercialisons|distribuons|propose|sommes_une_agence|sommes_specialises
ofrecemos|vendemos|fabricamos|distribuimos|comercializamos
somos una|un .. agencia|proveedor|fabricante|distribuidora|distribuidor|consultora
"""
_SPAM: Final = """
casino|bitcoin|crypto|viagra|loan|jackpot|forex
ignore|disregard|forget ... instructions|prompt|rules
system prompt
vergiss|ignoriere ... anweisungen|anweisung|regeln
ignore|oublie|ignorez ... instructions|consignes
ignora|olvida ... instrucciones|reglas
"""
PITCH_PHRASES: Final = {
    ("other", "pitch"): _PITCH,
    ("other", "wares"): _WARES,
    ("other", "spam"): _SPAM,
}
