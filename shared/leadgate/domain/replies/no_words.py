"""Phrases of replies that turn us down, by what they say (grammar in `conversation/phrases.py`)."""

from typing import Final

_NO: Final = """
not|isn't|aren't|no_longer|never|hardly|don't|ain't ... interested|a_priority|a_fit|for_us|for_me|relevant|necessary|
  needed|required|looking|in_the_market|a_good_fit|the_right_fit|something_we|on_our|what_we|applicable|of_interest
isn't|is_not|are_not|not a .. fit|match|priority|need
no interest|need|thank_you|thanks|requirement|use_for|use_case|appetite|demand|plans|go|longer_needed|longer_interested
don't|do_not|won't|will_not|wouldn't|doesn't|didn't ... need|want|require|see_a_need|see_the_need|have_a_need|think|
  intend|plan|wish|make_sense|proceed|buy|pursue|have_any_need|like
have no .. need|interest|use|plans|demand|requirement|intention|budget
can't|cannot|can_not|unable ... afford|proceed|justify|move_forward|commit
decided|chosen|opted|going against|not_to|to_stay|to_keep|another|someone_else|with_another|in_another|with_someone
pass|passing on this|on_it|for_now|this_time
pass for_now|this_time
we'll|we_will|i'll|i_will|have_to|going_to .. pass !this|it|along|your|on_your
all set|good_here|good_thanks
we're|we_are|i'm|i_am .. all_set|good|fine|happy|covered|sorted|satisfied !to|with_that|if|for|open
happy|satisfied|content with .. our|what|the|current|existing
i'd|we'd|would|i_would|we_would .. rather|prefer not
decided|chosen|opted|going to .. go|work|stay|move with|on|forward_with|ahead_with .. another|a_competitor|our|someone|
  somebody|different
renewed|extended|prolonged .. with|our|contract|the
decline|declining|withdraw|respectfully_decline
project|initiative|evaluation|budget|plan|purchase .. cancelled|canceled|scrapped|stopped|dropped|on_hold|shelved|
  killed|
  abandoned|dead|frozen
cancelled|canceled|scrapped|dropped|stopped|shelved the|this|our|my project|initiative|evaluation|meeting|search|plans
cancel the|my|our|this|tomorrow|today's .. meeting|call|appointment|demo|trial|subscription|account !and_move|and_re
kein|keine|keinen|keinerlei .. interesse|bedarf|verwendung|budget|notwendigkeit|weiteren_kontakt|thema_fur
nicht ... interessiert|interessant|relevant|fur_uns|notig|benotigt|notwendig|in_frage|bedarf|infrage|weiterverfolgen
interessiert uns|mich|mir nicht
brauchen|brauche|benotigen|wollen|mochten|suchen wir|ich|das|sowas|so_etwas|es|uns|derzeit|aktuell ... nicht|kein|
  keine|
  keinen|nichts
nein danke
danke|vielen_dank nein|kein_bedarf|kein_interesse
lieber|leider|eher nicht|nein|kein|keine
sind|bin ... zufrieden|versorgt|bedient|gut_aufgestellt
passt|past .. nicht
abgesagt|gestoppt|eingestellt|eingestampft|auf_eis
absagen|ablehnen
pas|plus|aucun ... interesse|interesses|interessee|interessees|besoin|interet|interessant|pertinent|pour_nous|
  d'actualite|concernes|a_l'ordre_du_jour|necessaire|suite|prioritaire
ne|n' ... interesse|souhaite|souhaitons|voulons|veux|correspond|avons ... pas|plus
non merci
sans facon|interet|suite
ne souhaite|souhaitons|donnons|donnerons|desire|desirons pas|plus|aucune
projet|budget .. annule|abandonne|gele|arrete|suspendu
no|ya_no|tampoco ... interesa|interesados|interesado|interesada|necesitamos|necesito|queremos|quiero|interesan|
  buscamos|encaja|aplica|requerimos|nos_sirve|hace_falta|deseamos|estamos_interesados
no gracias|me_interesa|nos_interesa|tenemos_interes|tengo_interes|es_para_nosotros|es_de_nuestro_interes|por_el_momento
gracias pero no
sin interes
proyecto|presupuesto .. cancelado|cancelo|parado|congelado|suspendido
nao ... interesse|interessa|interessados|interessado|interessada|precisamos|preciso|queremos|quero|necessitamos|
  faz_sentido|se_aplica|temos_necessidade|buscamos|procuramos
nao obrigado|obrigada|temos_interesse|tenho_interesse|e_para_nos
sem interesse
projeto|orcamento .. cancelado|suspenso|congelado|parado
non ... interessa|interessati|interessato|interessata|interesse|bisogno|serve|necessario|necessita|siamo_interessati|
  fa_per_noi|vogliamo|cerchiamo|rientra|in_linea|prioritario
no grazie
nessun|nessuna .. interesse|bisogno|necessita|esigenza
siamo|sono .. posto|coperti|soddisfatti
progetto .. annullato|cancellato|sospeso|bloccato
geen .. interesse|behoefte|belangstelling|plannen|budget|gebruik|nood
niet ... interesse|geinteresseerd|nodig|interessant|relevant|voor_ons|van_toepassing|aan_de_orde|passend
nee dank_je|bedankt|dank_u|hoor|dankjewel
zijn|ben .. tevreden|voorzien
project .. geannuleerd|stopgezet|afgeblazen|gestopt
"""
_ELSEWHERE: Final = """
already|currently|just|recently|have|we've|we're .. have|has|got|use|using|chose|chosen|signed|selected|purchased|
  bought|
  implemented|picked|working|work|contracted|went|gone|committed|decided|partnered|in_contract|under_contract|covered
  .. a|an|another|with|one|on|for|vendor|provider|supplier|solution|system|tool|partner|something|someone|this|that
  !concern|concerns|problem|question|questions|few|couple|meeting|look|lot|need|interest|project|budget|demo|call
have|has|got ... in_place|covered|sorted
already have|use|using|own|work_with|covered|in_place|signed|taken_care|sorted|decided !a_call|looked|heard|seen
went|gone|going|gone_ahead|moved|signed|staying|sticking|proceeding with|for ... another|other|different|competitor|
  someone|vendor|supplier|provider|competing|alternative|current|existing
chose|chosen|selected|picked|signed|bought|purchased another|a_different|someone|somebody|a_competitor|your_competitor|
  a
  .. vendor|provider|supplier|solution|system|tool|else|competitor|product
under|in|locked contract|into ... with|until|till|through|for|contract
built|developed|building|developing|made|created|do|doing|handle|have|solved ... in-house|inhouse|ourselves|internally|
  in_house|our_own
haben|nutzen|verwenden|setzen|arbeiten|sind|habe ... bereits|schon .. einen|eine|ein|mit|anderen|andere|anbieter|
  losung|losungen|system|tool|lieferanten|dienstleister|entschieden|versorgt|bei|im_einsatz|unterschrieben|gekauft|
  beauftragt|partner|vertrag|abgedeckt|auf
bereits|schon .. versorgt|entschieden|vergeben|beauftragt|im_einsatz|eingefuhrt|gekauft|einen_anbieter|eine_losung|
  abgedeckt|einen_partner
haben|habe uns|mich ... entschieden !fur_sie|fur_euch
entschieden|entschlossen .. andere|anderen|anders|dagegen|gegen
selbst|selber|intern|inhouse entwickelt|gebaut|programmiert|gelost|abgedeckt|umgesetzt
machen|losen|erledigen|decken|regeln wir|das|dies|es ... selbst|selber|intern|inhouse
eigenentwicklung|eigenlosung
avons|ai|utilisons|travaillons|sommes ... deja
deja .. un|une|des|equipe|equipes|choisi|signe|fournisseur|prestataire|solution|outil|pourvus|pourvu|engages|sous !vu|
  vue|
  question
avons|ai choisi|retenu|signe|opte|opte_pour|opte_pour_un .. autre|avec|une_autre|un_autre|autre
on|nous|j'|j'ai a|avons|ai ... ce_qu'il|ce_qu'il_nous_faut|notre_solution|notre_prestataire|notre_fournisseur
deja .. ce_qu'il|notre|nos|quelqu'un
developpe|concu|construit|fait|gerons|developpons ... interne|nous-memes
ya .. tenemos|tengo|contamos|trabajamos|usamos|utilizamos|disponemos|contratamos|elegimos|firmamos|hemos|estamos
  ... proveedor|solucion|sistema|herramienta|con|otro|otra|una|un|contratado|elegido|firmado|decidido
tenemos|contamos|trabajamos|usamos|elegimos|firmamos ... ya|otro|otra|con_otro|con_otra ... proveedor|solucion|empresa|
  sistema|herramienta
elegimos|optamos|decidimos|contratamos|firmamos|hemos_elegido|hemos_optado .. otro|otra|por_otro|por_otra|con_otro|
  con_otra|con
desarrollamos|desarrollado|hicimos|construimos|hecho ... interno|internamente|propia|propio|nosotros
ja .. temos|tenho|usamos|utilizamos|trabalhamos|contratamos|fechamos|escolhemos|contamos|possuimos|assinamos
temos|usamos .. ja ... fornecedor|solucao|sistema
fechamos|optamos|escolhemos|contratamos|assinamos com|por|outro|outra .. outro|outra|fornecedor|concorrente|empresa
desenvolvemos|desenvolvido|fizemos|construimos ... internamente|interna|propria|proprio|em_casa
abbiamo|usiamo|utilizziamo|lavoriamo|siamo|ho .. gia
gia .. un|una|fornitore|coperti|soluzione|scelto|firmato|partner !parlato|visto|avuto
abbiamo scelto|optato|firmato|deciso|preferito .. altro|altra|un_altro|un'altra|con|diversamente|per_un
sviluppato|sviluppata|realizzato|fatto|sviluppiamo ... interno|internamente|casa
hebben|gebruiken|werken|zijn|heb .. al ... een|met|leverancier|oplossing|systeem|partner|voorzien|tool|gekozen|getekend
al .. een_leverancier|een_oplossing|voorzien|gekozen|getekend|een_systeem|een_partner
hebben|heb .. gekozen|besloten .. voor|een_andere|niet|om ... andere|anders|niet|concurrent
hebben|heb|is ... andere|ander leverancier|partij|oplossing|aanbieder|keuze|systeem
zelf|intern ontwikkeld|gebouwd|gemaakt|opgelost
"""

_OPT_OUT: Final = """
unsubscribe|unsubscribed|opt-out|opt_out|opting_out me|us|please|now|from|my|immediately|this !link_does
please|want|wish|like|to|how|try|trying|could|can .. unsubscribe|opt_out|be_removed|be_taken_off
remove|take|delete|drop|strike|scratch me|us|my|our|this ... list|lists|database|mailing|crm|distribution|sequence|
  emails|off|address|from_your|from_this|from_future|from_all|records|system|name|email
please remove|take me|us !to|through|along|up
stop|cease|quit|refrain .. emailing|e-mailing|mailing|contacting|writing|calling|messaging|sending|spamming|bothering|
  harassing|from_contacting|from_emailing|from_sending|these|this_spam|pestering|texting
don't|do_not|never|stop ... contact|email|e-mail|write|call|message|mail|bother|text|phone|approach me|us|again|
  anymore|
  any_more|any_longer|this_number|my !back_until|before|until|on|first|between|after
do|please not|never contact|email|write|call|bother|phone
no more emails|mails|messages|calls|spam|contact|mail
lose|forget my .. number|email|address|contact|details
austragen|abmelden|abbestellen
streichen|nehmen|loschen|entfernen|tragen ... verteiler|liste|listen|datenbank|mailingliste|kontakte|aus_ihrem|
  aus_ihrer|newsletter|uns_aus|mich_aus
verteiler|liste|mailingliste|datenbank ... streichen|nehmen|loschen|entfernen|austragen
keine|keinerlei weiteren|weitere|mehr|solche|werbung|emails|e-mails|mails ... mails|e-mails|emails|nachrichten|werbung|
  anrufe|kontaktaufnahme|mehr|kontaktieren|zusenden|erhalten
kontaktieren|schreiben|anschreiben|anrufen|melden|rufen|belastigen ... nicht|nie .. mehr|wieder|an
nicht mehr|wieder|weiter .. kontaktieren|kontaktiert|anschreiben|angeschrieben|anrufen|schreiben|kontaktiert_werden
unterlassen sie|bitte
horen|hor sie|auf|bitte ... mails|schreiben|senden|kontaktieren|schicken|anzurufen|auf
desabonner|desinscrire|desinscription|desabonnez|desinscrivez|desabonnement|desabonnez-moi|desinscrivez-moi
me|nous desabonner|desinscrire
retirez|supprimez|enlevez|retirer|supprimer|enlever|retirez-moi|supprimez-moi|enlevez-moi .. moi|nous|mon|mes|notre|de
  ... liste|listes|fichier|base|adresse|coordonnees|contacts|mail|diffusion|donnees
cessez|arretez|arreter|cesser|stop|merci .. contacter|m'envoyer|nous_envoyer|m'ecrire|d'envoyer|de_m'ecrire|
  de_me_contacter|de_nous_contacter|vos_mails|de_m'envoyer|de_nous_envoyer|de_me_solliciter|de_me_relancer
ne .. plus .. contacter|m'ecrire|envoyer|m'envoyer|nous_envoyer|recevoir|m'appeler|solliciter|relancer|me_contacter
ne me|nous .. contactez|appelez|ecrivez|envoyez|contacter|appeler|relancez plus|pas
ne m'ecrivez|m'envoyez|m'appelez|m'appeler plus|pas|rien
darme|darnos|denme|deme|dar|cancelar|cancele .. baja|suscripcion
baja .. lista|boletin|suscripcion|correo|de|por_favor|inmediata|mi
quitenme|saquenme|eliminenme|borrenme|retirenme|bajenme|sacame|quitame|eliminame de|por_favor|ya
eliminen|elimine|elimineme|eliminar|borren|borre|quiten|quite|quiteme|saquen|saqueme|retiren|retireme|borreme .. me|mi|
  mis|
  nos|de ... lista|listas|correo|base|datos|contacto|email|contactos|direccion
dejen|deje|dejad|paren|pare de .. escribir|enviar|escribirme|enviarme|llamar|llamarme|contactar|contactarme|molestar|
  mandar|mandarme|escribirnos|enviarnos|contactarnos
no .. me|nos .. vuelvan|vuelva|contacten|contacte|escriban|escriba|llamen|llame|envien|envie|manden|molesten|molesten
no quiero|deseo|queremos|deseamos recibir|que_me|que_nos .. mas|correos|emails|mensajes|escriban|contacten|llamen|nada
no mas correos|emails|mensajes|llamadas|mails
descadastrar|descadastre|descadastrem|descadastramento|desinscrever|desinscreva|descadastre-me
remova|remover|retire|retirar|exclua|excluir|remova-me|retire-me|tire|apague .. me|meu|meus|minha|nos|o_meu|os_meus ...
  lista|listas|email|e-mail|contato|contacto|base|cadastro|dados|nome|endereco
me|nos remova|remove|retire|exclua|tire|descadastre|remover|descadastrar
parem|pare|deixem|deixe de .. enviar|me_enviar|mandar|ligar|escrever|me_ligar|contatar|contactar|me_contatar|me_mandar
nao .. quero|queremos|desejo|desejamos receber|mais|ser_contatado|ser_contactado
nao .. me|nos .. enviem|envie|mandem|mande|liguem|ligue|contatem|contacte|contate|contactem|escrevam
cancellatemi|cancellami|disiscrivetemi|disiscrivermi|disiscrizione|cancellarmi|disiscrivere|rimuovetemi|toglietemi
rimuovere|rimuova|rimuovete|toglietemi|tolga|togliete|cancellate|cancellare|cancelli|eliminate|eliminare|rimuovetemi|
  rimuovermi .. mi|il_mio|la_mia|i_miei|dalla|dalle|il_nostro ... lista|liste|indirizzo|mailing|email|elenco|
  database|dati|contatto|nominativo
smettete|smetta|smettetela|smettere|basta .. di|con .. scrivermi|inviarmi|contattarmi|chiamarmi|mandarmi|scrivere|
  inviare|
  contattare|email|mail|scriverci|contattarci|contattarci
non .. mi|ci .. contattate|contatti|scrivete|scriva|chiamate|chiami|inviate|mandate|contattare|scrivetemi piu|!prima
non voglio|desidero|vogliamo|desideriamo .. ricevere|essere ... email|mail|contattato|contattati|comunicazioni|piu|
  altro
non contattatemi|scrivetemi|chiamatemi|contattateci|mandatemi
uitschrijven|afmelden|uitschrijving|schrijf_mij_uit|meld_mij_af|schrijf_me_uit|meld_me_af|uitgeschreven
verwijder|haal|schrap|verwijdert mij|me|ons|mijn|onze ... lijst|mailinglijst|bestand|gegevens|database|adres|
  e-mailadres|af
verwijderen|halen ... lijst|mailinglijst|bestand|database
stop|stopt met .. mailen|sturen|bellen|schrijven|contact|spammen|mij|e-mails
geen .. mails|e-mails|emails|berichten|mail|telefoontjes|contact .. meer|sturen|opnemen|ontvangen
niet meer .. mailen|bellen|contacteren|benaderen|schrijven|benaderd|gemaild|contact
bel|mail|benader|contacteer mij|me|ons .. niet .. meer|!voor
"""
_DELETE: Final = """
delete|erase|remove|destroy|purge .. my|our|all|any|personal|the .. personal|data|details|information|record|records|
  profile
right|request to .. be_forgotten|erasure|erase|deletion|delete|object !a_quote
gdpr|dsgvo|rgpd|avg|lgpd request|complaint|deletion|violation|data|anfrage|auskunft|verstos|breach|artikel|article
data deletion|erasure|protection_officer|subject_access|subject_request
where|how .. did|do|have you .. get|got|obtain|obtained|find|found|have|receive my|our|this .. email|e-mail|address|
  contact|details|number|name|data|info|information|mail
loschen|loscht|losche|entfernen|vernichten .. sie|bitte|alle|meine|unsere|umgehend ... daten|kontaktdaten|
  personenbezogenen|adresse|e-mail-adresse
meine|unsere .. daten ... loschen|geloscht|entfernen
datenloschung|auskunftsersuchen|loschung .. meiner|unserer|art|aller
woher|wo haben|habt sie|ihr ... adresse|daten|e-mail|mail|kontaktdaten|nummer|mailadresse
supprimer|supprimez|effacer|effacez|suppression .. mes|nos|toutes|de_mes ... donnees|coordonnees|informations
droit a l'oubli|l'effacement
comment|ou .. avez-vous|avez_vous ... obtenu|eu|trouve ... adresse|mail|coordonnees|email|numero|contact
eliminar|eliminen|borrar|borren|supresion|suprimir|elimine|borre ... mis|nuestros|los ... datos
como|donde|de_donde .. obtuvieron|consiguieron|sacaron|obtuvo|consiguio|obtenido|han_obtenido|tienen ... correo|email|
  datos|contacto|direccion|numero
excluir|exclua|apagar|apaguem|eliminar|remover|apague|excluam ... meus|nossos|os ... dados
como|onde .. conseguiram|obtiveram|conseguiu|obteve|arranjaram ... email|e-mail|contato|contacto|dados|endereco|numero
cancellare|cancellate|eliminare|eliminate|cancellazione|cancelli ... miei|nostri|dei ... dati
come|dove .. avete|ha .. avuto|ottenuto|trovato|preso ... indirizzo|email|mail|contatto|dati|numero
verwijder|verwijderen|wis|wissen|verwijdert .. mijn|onze|alle|u ... gegevens|persoonsgegevens|data
hoe|waar .. kom|komt|heeft|hebben|kwam|komen .. u|je|jullie ... adres|mailadres|e-mailadres|gegevens|nummer|e-mail|aan
"""
_COMPLAINT: Final = """
report|reporting|reported|mark|marking|marked|flag|flagging|flagged ... spam|abuse|junk|authorities|phishing
report|reporting you|your_company|them|it_as
this|it|that is|looks|feels|seems|smells .. spam|phishing|scam|unsolicited|harassment
spam|spammer|spammers|spammed|spamming me|us|mail|mails|email|again|folder !filter|folder
unsolicited|unwanted|harassing .. mail|email|emails|e-mail|messages|message|contact|calls|advertising|commercial
harassment|harassing|lawyer|lawyers|solicitor|legal_action|cease_and_desist|court !firm|firms|department_needs
never|didn't|did_not|don't|not|nor|haven't ... sign|signed|signing|subscribed|subscribe|consent|consented|asked_for|
  opted|
  registered|requested ... up|this|to|for|these|it|consent|anything
why .. are|do|keep|did you .. keep|emailing|contacting|writing|calling|email|spam|contact|bothering|spamming|
  mailing !if
leave me|us alone
unerwunschte|unerlaubte|unverlangte|unaufgeforderte .. werbung|mail|mails|e-mail|e-mails|zusendung|kontaktaufnahme|
  werbe
belastigung|abmahnung|abmahnen|rechtsanwalt|anwalt|anzeige_erstatten|unterlassung|spam_melden
nie|niemals|nicht|keine .. angemeldet|zugestimmt|eingewilligt|bestellt|einwilligung|angefordert|registriert
signaler|signale|signalerai|signalerons|considere .. comme|votre|ce|cet|du ... spam|indesirable|abus
harcelement|demarchage|cnil|spam|pourriel
jamais|pas .. inscrit|inscrite|demande|donne|autorise|consenti ... rien|accord|consentement|newsletter|cela|votre|vos
denunciar|denunciare|denunciaremos|reportar|reportare|marcar ... spam|abuso|agencia|correo_no_deseado
acoso|correo_no_deseado|no_solicitado|no_deseado
nunca|no .. suscribi|me_suscribi|autorice|he_autorizado|di_mi_consentimiento|solicite|he_solicitado|pedi
denunciar|denunciarei|reportar|marcar ... spam|abuso|lixo|anpd
nunca .. autorizei|me_inscrevi|pedi|solicitei|me_cadastrei|dei
segnalero|segnalare|segnaleremo|segnalo ... spam|garante|abuso
mai .. iscritto|iscritta|autorizzato|richiesto|dato|acconsentito|chiesto
indesiderata|indesiderate|garante_della_privacy|molestie
melden|rapporteer|markeer|meld ... spam|autoriteit|misbruik
ongewenste|ongevraagde mail|mails|e-mail|e-mails|reclame|post|berichten
nooit .. aangemeld|ingeschreven|toestemming|gevraagd|opgegeven
"""

NO_PHRASES: Final[dict[tuple[str, str], str]] = {
    ("against", "no"): _NO,
    ("against", "elsewhere"): _ELSEWHERE,
    ("stop", "opt_out"): _OPT_OUT,
    ("stop", "delete"): _DELETE,
    ("stop", "complaint"): _COMPLAINT,
}
OPENING_NO: Final[dict[tuple[str, str], str]] = {
    ("against", "^no"): """
no|nope|nah|never|sorry_no|not_interested|not_really|not_for_us|not_relevant|no_thanks|no_thank_you|pass !problem|
  worries|doubt|objection|objections|issue|issues|need_to_apologize|need_to_apologise|question|rush|idea|
  further_questions
nein|nee|leider_nein|leider_nicht|kein_bedarf|kein_interesse|nein_danke|danke_nein !problem
non|non_merci|pas_interesse|pas_interessee|sans_facon|pas_besoin !seulement
no|no_gracias|gracias_no|no_por_ahora !hay_problema|hay_inconveniente|se_preocupe|dude
nao|nao_obrigado|nao_obrigada|sem_interesse !tem_problema|ha_problema|se_preocupe
no|no_grazie|nessun_interesse !problem|problema|c'e_problema
nee|nee_bedankt|geen_interesse|helaas_niet|liever_niet !probleem|hoor_geen_probleem
""",
}
"""What counts where a clause begins with it."""
ALONE_NO: Final[dict[tuple[str, str], str]] = {
    ("stop", "=opt_out"): """
stop|stopp|remove|unsubscribe|unsub|unsubscribed|delete|opt_out|optout|opt-out|cease|end|quit|remove_please|
  stop_please|
  please_stop|stop_it|stop_emailing|please_unsubscribe|unsubscribe_me|spam|this_is_spam|leave_me_alone|fuck_off|
  piss_off|
  go_away|get_lost|please_remove|stop_now|stop_this
abmelden|austragen|abbestellen|loschen|bitte_austragen|bitte_abmelden|bitte_loschen|aufhoren|schluss
desabonner|desinscription|desabonnement|desinscrire|arretez|stop_sms|stop_mail
baja|basta|eliminar|cancelar_suscripcion|parar|darse_de_baja|dar_de_baja
remover|descadastrar|cancelar|sair|pare|parem|cancelar_inscricao
rimuovere|cancellami|disiscrivi|cancellazione|smettetela|cancella
afmelden|uitschrijven|verwijderen|ophouden|stoppen
""",
}
"""What counts where it is all that a clause says."""
