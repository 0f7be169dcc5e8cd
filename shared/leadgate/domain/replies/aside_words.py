"""Phrases of replies that are nobody's answer: sent by a mailbox, or by somebody whom it is not for."""

from typing import Final

_SURE: Final = """
automatic|automated|auto|autoreply|auto-reply|auto-response|autoresponder reply|response|message|email|e-mail|answer|
  notification|generated
autoreply|auto-reply|auto-response|autoresponder
this is|was an|a automated|automatic|automatically|system|no-reply
do|please not .. reply|respond to this
mailbox|inbox|address|account|e-mail-address|alias .. not|isn't|no_longer|never|rarely|only .. monitored|checked|read|
  attended|active|in_use|valid|used
mailbox|inbox is|has .. full|unattended|unmonitored|exceeded|unavailable|disabled
unmonitored|unattended|no-reply|noreply mailbox|inbox|address|account
delivery|message|email|mail|nachricht|zustellung|mensaje|messaggio|bericht ... failed|failure|delayed|undeliverable|
  delayed|incomplete|not_delivered|not_be_delivered|couldn't_be_delivered|rejected|returned|nicht_zugestellt|
  fehlgeschlagen|unzustellbar|nicht_zugestellt_werden|blocked !because_of
undeliverable|undelivered|unzustellbar|mailer-daemon|mailer_daemon|postmaster|returned_mail|returned_to_sender
address|recipient|user|adresse|empfanger|destinataire .. not_found|unknown|does_not_exist|doesn't_exist|wasn't_found|
  nicht_gefunden|unbekannt|inconnu|introuvable|rejected
couldn't|could_not|cannot|can't|was_not|wasn't be|delivered .. delivered|reached|found|to_the_recipient
delivery status|has_failed|delayed|incomplete|notification|failure|to_the_following
voicemail|voice_mail .. please|message|greeting|you_have|of|full|box
leave a|your message|name|number .. after|and|with|at_the
please leave a|your message|name|number
reached the voicemail|mailbox|voice_mail
automatische|automatisch|automatisierte|autom antwort|abwesenheitsnachricht|abwesenheitsnotiz|nachricht|bestatigung|
  erstellt|generiert|erzeugt|e-mail|antwoord|bericht|reactie|beantwoord|gegenereerd
abwesenheitsnotiz|abwesenheitsnachricht|abwesenheitsassistent|afwezigheidsbericht
postfach|mailbox .. nicht .. uberwacht|gelesen|abgerufen|gepruft|aktiv|betreut
antworten sie|bitte nicht|auf_diese
reponse|message|courriel automatique|automatiques|genere
ne .. pas repondre|y_repondre
boite .. n'est|pas|plus .. relevee|consultee|surveillee|suivie|valide
non|n'a .. remis|distribue|distribuable|pas_pu_etre
respuesta|mensaje|contestacion automatica|automatico
no responda|respondas|responder .. este|a_este
buzon .. no .. supervisado|revisa|monitorea|atendido|atiende|activo|lleno
resposta|mensagem automatica
nao .. responda|responder .. este|esta|a_este|a_esta
caixa .. nao .. monitorada|monitorizada|verificada|lida
risposta|messaggio|mail automatica|automatico|generata
non rispondere|rispondete|rispondere .. a_questa|a_questo|questa|al_presente
casella .. non .. monitorata|presidiata|attiva|controllata|letta
mailbox|postvak|adres .. niet .. gelezen|beheerd|gecontroleerd|bemand|actief|gemonitord
niet .. antwoorden|beantwoorden|reageren op_deze|op_dit
"""
_LIKELY: Final = """
out_of_office|out_of_the_office|ooo|ooto|out_of_the_country
out of .. office
on|in|during a|an|my|our .. business_trip|vacation|holiday|leave|sabbatical|trip|break|honeymoon|conference
on|taking|starting|start|off|began|currently|during|my .. leave|vacation|vacations|holiday|holidays|pto|sabbatical|
  furlough|paternity|maternity|business_trip|honeymoon|sick_leave|annual_leave|parental_leave !a_message|it|that|this
annual|parental|maternity|paternity|sick|medical|bereavement|family|extended leave
away|absent from|until|till|on|for|at|this|and|with .. office|desk|email|work|#|monday|january|february|march|april|
  may|june|
  july|august|september|october|november|december|conference|travel|business|limited
limited|no|intermittent|restricted|sporadic|without .. access|availability|connectivity .. email|e-mail|mail|emails|
  internet|my
travelling|traveling|traveling_for|on_travel|at_a_conference|on_the_road !salesman|well|team|staff
respond|reply|answer|get_back|be_back|return|returning|back|responding .. when|upon|as_soon_as|in|on|after|once|to_you
  .. i|my|return|returning|back|possible|office|january|february|march|april|may|june|july|august|september|october|
  november|december|monday|the
back in|on .. the_office|office|january|february|march|april|may|june|july|august|september|october|november|december|#
return|returning|back to|on|in .. the|office|work|monday|#
delayed|slow|delay .. response|responses|reply|replies|replying|responding|in_responding
office|offices is|are|will_be .. closed
in urgent|emergency|emergencies cases|matters|case|situations
ticket|case|reference|request|enquiry|inquiry|incident number|no|id|#|created|opened|has_been|was|received
ticket|tickets|vorgang|anfrage|dossier|caso|solicitud|zaak|richiesta .. #
received|registered|logged your|the|this request|message|email|e-mail|inquiry|enquiry|ticket|mail|query|submission|
  application
request|message|email|e-mail|inquiry|enquiry|query has|was been|successfully received|registered|logged|created|
  assigned|
  forwarded|routed
thank|thanks you|for .. contacting|for_contacting|reaching_out_to|for_reaching_out_to|for_getting_in_touch_with|
  for_writing_to|for_your_message_to !me|us_last|back
aim|try|endeavour|strive|will to|get|respond|reply|answer .. respond|reply|back|within|you .. within|#|business|hours
within|innerhalb|binnen|dans|entro|dentro .. #|two|one|24 .. hours|business|working|stunden|werktagen|heures|ore|uur|
  horas|werkdagen|jours
nicht im|am|in .. buro|haus|hause|office|platz|arbeitsplatz
auser haus|dienst
im|in|auf|bin|wegen|derzeit|aktuell .. urlaub|mutterschutz|elternzeit|krankenstand|dienstreise|geschaftsreise|
  betriebsferien|betriebsurlaub|sabbatical|elternurlaub|bildungsurlaub|karenz|krankheit|fortbildung|abwesend
abwesend|abwesenheit|unterwegs|verreist|krankgeschrieben|betriebsferien|betriebsurlaub bis|vom|ab|und|auf|am|in|#
urlaub|elternzeit|mutterschutz|krankenstand|ferien bis|vom|ab|und|zuruck|in|#
bin|bis|ab|erst|wieder .. abwesend|nicht_erreichbar|wieder_da|wieder_erreichbar|zuruck|wieder_im|ab_dem
bis|ab|erst|wieder .. im_buro
eingeschrankt|begrenzt|keinen|nur|nicht .. zugriff|erreichbar
anfrage|nachricht|mail|e-mail|anliegen .. bei_uns|ist|wurde .. eingegangen|registriert|erfasst|bei_uns
anfrage|nachricht|mail|e-mail|anliegen .. erhalten|eingegangen|wird .. bearbeitet|weitergeleitet|erhalten|
  schnellstmoglich|
  beantwortet
vielen|danke dank|fur ... anfrage|kontaktaufnahme
wir melden|kummern|bearbeiten uns|ihr|ihre ... in|schnellstmoglich|umgehend|zeitnah|baldmoglichst|moglichst
ticketnummer|vorgangsnummer|fallnummer|bearbeitungsnummer
absent|absente|absence|indisponible .. du|de|jusqu|jusqu'au|jusque|pour|bureau|au|actuellement|le|entreprise
hors du bureau
en|actuellement|conge|suis|serai|pendant .. conge|conges|vacances|deplacement|arret|formation|mission|maternite|
  parental
conge|conges|arret maternite|paternite|parental|annuels|maladie|jusqu|jusqu'au|du|sabbatique
de retour le|au|lundi|a_partir|en|debut|mardi
bien recu|enregistre|pris_en_compte votre|la .. demande|message|mail|courriel|ticket
votre demande|message|mail|ticket .. recu|recue|enregistree|enregistre|pris|prise|ete|traite|traitee|numero
acces limite|restreint|reduit
fuera de .. oficina|pais|despacho
de|en|estoy|actualmente|estare|mis .. vacaciones|viaje|baja|permiso|licencia|excedencia|descanso
baja|permiso|licencia .. maternidad|paternidad|medica|laboral|maternal|parental|enfermedad|por|sin_sueldo
ausente|ausencia|vacaciones .. hasta|del|desde|oficina|y|por|de|laboral
acceso limitado|restringido
hemos|su|tu .. recibido|solicitud|mensaje|consulta|correo .. su|tu|ha|recibida|recibido|registrada|registrado|sido|
  solicitud|mensaje|consulta|correo
fora do|de .. escritorio|empresa|pais
de|em|estou|estarei .. ferias|licenca|viagem|baixa|atestado|folga
licenca|baixa .. maternidade|paternidade|medica|parental|saude|maternal|de
ausente|ausencia|ferias .. ate|do|de|no|entre|desde
acesso limitado|restrito
recebemos|sua|seu .. sua|seu|o_seu|a_sua|mensagem|solicitacao|pedido|email|e-mail|contato .. foi|recebida|recebido|
  mensagem|solicitacao|pedido|contato|e-mail|email
fuori ufficio|sede|dall'ufficio|studio
in|sono|saro|attualmente .. ferie|vacanza|maternita|malattia|congedo|trasferta|viaggio|permesso|aspettativa
congedo|ferie|vacanza .. parentale|maternita|paternita|fino|dal|sino|e|matrimoniale
assente|assenza|ufficio_chiuso .. fino|dal|per|dall'ufficio|sino|e|fino_al
accesso limitato
abbiamo|la_sua|la_tua|il_suo .. ricevuto|richiesta|messaggio|email|mail .. e_stata|la_sua|richiesta|messaggio|ricevuta|
  presa|il_suo|la_vostra|stata
niet op|aanwezig|bereikbaar .. kantoor|werk|tot|van|op|vandaag
op|met|ben|geniet|tijdens|wegens .. vakantie|verlof|zwangerschapsverlof|ouderschapsverlof|zakenreis|reis|ziekteverlof|
  bevallingsverlof
afwezig|afwezigheid|vakantie|verlof tot|van|wegens|en|t/m|op|met|tot_en
beperkt|beperkte toegang|bereikbaar
uw|je|jouw|wij|we .. bericht|verzoek|aanvraag|mail|e-mail|vraag .. ontvangen|geregistreerd|goed|in_behandeling|is|
  hebben
"""
_NOT_THEIRS: Final = """
not|isn't|aren't|never|hardly|probably_not ... right|correct|best|appropriate|proper|relevant .. person|contact|one|
  guy|
  department|team|address|place|people|channel|individual|point
wrong person|department|contact|address|guy|team|number|mailbox|email|e-mail|company|people|lady|man|one|place|inbox|
  individual|recipient
not|isn't|no_longer|never my|our|in_my|under_my|within_my department|area|responsibility|job|role|field|remit|decision|
  topic|call|domain|team|scope|expertise|division|purview
outside|beyond of? my|our area|responsibility|remit|scope|role|field|department|expertise
not|isn't|no_longer|aren't|never .. responsible|in_charge|involved|dealing|concerned|the_decision_maker|
  a_decision_maker|the
  .. for|in|with|of|decision|one_who|person_who
don't|do_not|doesn't|no_longer ... handle|deal_with|look_after|work_in|work_on|manage|decide|make_these|make_those|
  make_such|make_decisions|oversee|take_care
someone|somebody|another|other|different else|colleague|person|department|team|office|entity .. handles|decides|
  manages|
  responsible|in_charge|deals|looks_after|takes_care|is
this|that|it|these should|needs_to|must|has_to|ought_to go|be_directed|be_sent|be_addressed|be_handled .. to|by
misdirected|intended_for_someone|meant_for_someone
falscher|falsche|falschen|verkehrter|verkehrten ansprechpartner|ansprechpartnerin|adressat|person|abteilung|kontakt|
  adresse|stelle|empfanger|ansprechperson
nicht|nicht_mehr ... richtige|richtiger|zustandig|verantwortlich|richtigen|passende|entscheider|entscheiderin|
  der_falsche|
  mein_bereich|meine_abteilung|mein_thema|meine_baustelle|mein_aufgabengebiet|mein_ressort|betraut
mauvaise|mauvais|bonne|bon personne|interlocuteur|interlocutrice|service|adresse|departement|destinataire
pas|plus|n'est .. bonne|bon|le_bon|la_bonne|responsable|charge|decisionnaire|concerne|concernee|competent|mon|en_charge
  .. personne|interlocuteur|interlocutrice|service|domaine|de|par|departement|ressort|adresse|du|perimetre|sujet
ne|n' .. occupe|m'occupe|gere|decide|traite|charge pas|plus
m'occupe|me_charge pas|plus
pas|plus .. de_mon|dans_mon ressort|perimetre|domaine
adresser|adressez-vous|rapprochez-vous|rapprocher|tournez-vous .. a|vers|de|au|aupres
persona|contacto|departamento|area equivocada|equivocado|incorrecta|incorrecto|errada|errado|sbagliata|sbagliato
no ... persona|indicada|indicado|adecuada|adecuado|responsable|encargado|encargada|mi_area|mi_departamento|
  competencia|correcta|correcto
no .. me|nos .. encargo|ocupo|corresponde|compete|encargamos
nao .. sou_eu|cuido|trato|sou_responsavel|decido
nao ... pessoa|responsavel|indicada|certa|correta|minha_area|meu_departamento|encarregado|encarregada|meu_setor
pessoa|contato|contacto|setor errada|errado|incorreta
non ... persona|referente|responsabile|giusta|giusto|competenza|mio_settore|mia_area|occupo|mio_reparto|interlocutore
persona|contatto|ufficio|reparto|indirizzo sbagliata|sbagliato|errato|errata
verkeerde|foute persoon|afdeling|contact|adres|contactpersoon
niet ... juiste|goede|verantwoordelijk|bevoegd|contactpersoon|mijn_afdeling|mijn_gebied|mijn_taak|over_gaan|beslisser|
  mijn_verantwoordelijkheid
daarvoor|hiervoor|dan moet|kunt|kan|moeten|bent u|je|jullie .. bij|met|mijn|onze ... zijn|collega|afdeling|terecht
ga|gaan .. ik|wij|we .. niet .. over
"""
_REFER: Final = """
you|best should|need_to|would|may|might|could|can|'d|will|to|must|want_to .. talk|speak|contact|reach|ask|write|email|
  try|
  approach|connect|address|get|check|reach_out|turn .. to|with|out|our|my|the|in|him|her|!me|us
could|can|would you .. contact|ask|try !me|us|back|if|when|your
please|kindly contact|ask !me|us|back|if|when|on|before|after|for
please|kindly|try|pls|better .. contact|ask|email|e-mail|write|reach|speak|talk|refer|direct|address|turn|redirect|
  approach
  .. to|our|my|with|the|out_to|him|her|in !me|us|back|questions
contact|email|reach|ask|try our|my|the|him|her !address|number|details|website|form
bitte ... wenden|kontaktieren|schreiben|ansprechen|fragen sie|an|unsere|meine|unseren|meinen !mich|uns
wenden|kontaktieren|fragen|schreiben|sprechen sie|sich .. sich|an|bitte|frau|herrn|meine|unsere|meinen|unseren|mit|doch
  !mich|uns|mir
zustandig ist|dafur_ist|fur_das|sind|hierfur|waren
ansprechpartner|ansprechpartnerin|zustandiger|ansprechperson .. ist|ware|dafur|hierfur
veuillez|merci_de|pouvez|il_faut|vous_pouvez|vous_devez|je_vous_invite_a ... contacter|adresser|ecrire|joindre
  .. mon|ma|notre|le|la|a|vous|au|monsieur|madame !me|m'|nous
contactez|voyez|demandez|ecrivez mon|ma|notre|le|la|plutot|a|au|avec|monsieur|madame|mme|m
la|le|bonne|bon personne|interlocuteur|contact .. est|a_contacter|serait
contacte|contactar|dirigirse|dirijase|hable|hablar|escriba|escribir|consulte|pongase .. a|con|al|mi|nuestro|nuestra|en
  ... con|companero|companera|colega|senor|senora|departamento|responsable|jefe|jefa|director|compras|area|equipo
persona|responsable indicada|adecuada|correcta|encargada|es .. es|seria|mi|la
procure|fale|contate|contacte|falar|contactar|entre|escreva .. com|o|a|em ... meu|minha|nosso|nossa|colega|responsavel|
  departamento|setor|gestor|diretor|diretora|compras
pessoa|responsavel certa|correta|indicada|por_isso|e .. e|seria|o|a
contatti|contattare|contattate|rivolgersi|rivolgetevi|rivolga|si_rivolga|parli|parlate|scriva|scrivete|chieda .. a|al|
  il|
  alla|con|la|mio|nostro|mia|collega|nostra
referente|responsabile e|giusto|corretto|sarebbe .. il|la|e|mio|nostro
neem|neemt|gelieve|kunt|kan|moet|u .. contact|bij|u|beter|zich ... op_met|terecht|wenden|zijn ... met|mijn|onze|
  collega|
  bij|tot
verantwoordelijk|juiste|contactpersoon .. persoon|is|hiervoor
"""

ASIDE_PHRASES: Final[dict[tuple[str, str], str]] = {
    ("automatic", "sure"): _SURE,
    ("automatic", "likely"): _LIKELY,
    ("not_theirs", ""): _NOT_THEIRS,
    ("refer", ""): _REFER,
}
