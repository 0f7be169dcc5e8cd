"""Phrases of other reasons to write: help, curiosity, a job; grammar in `phrases.py`."""

from typing import Final

_SUPPORT: Final = """
stuck at|on|in|since
keeps|keep saying|failing|crashing|freezing|logging|asking|showing|disconnecting
disappear|disappeared|vanished|missing after|from|since|again
still the_same|locked|broken|waiting_for|not_working
access denied|revoked|lost
invalid user|token|key|credentials
quota exceeded
undo|restore|recover|bring_back a|an|the|my delete|deleted|contact|record|list|field|data
make|set someone|somebody|another .. admin|owner
broke|breaks our|my|the
disconnected itself|again|from
workflow|automation|automations|sync|import|export|jobs|webhook failed|fails|stopped|stops|hangs|is_stuck|broke|stuck
wrong amount|address|rep|owner|timezone|time_zone
download|resend .. invoice|invoices|receipt|receipts
steht|stehen .. still
hangt|haengt seit|bei|schon|wieder|fest
bricht|brechen|abgebrochen ab|nach
stimmen|stimmt nicht
zugriff|zugang verweigert|gesperrt|weg
versehentlich|aus_versehen ... geloscht
wiederherstellen
abgelaufen
falsche|falscher|falschen|falsches adresse|zeitzone|betrag|name
immer noch .. fehler|problem|nicht|kaputt
wie andere|stelle|mache|melde|lade ich
kollege|kollegin|kollegen .. zugang|zugriff
acces refuse|impossible|perdu
expire|expiree
page blanche
supprime|efface .. par erreur
restaurer|recuperer un|une|mes|mon|des
renvoyez|renvoyer .. facture
double authentification
comment changer|retirer|ajouter|mettre|modifier|activer
suspendieron|bloquearon|cerraron .. cuenta
se cayo|cuelga|colgo|congelo|cierra|desconecto|quedo_colgada
en blanco
duplicada|duplicado|duplicaron|duplicados
cargo que|doble|duplicado|no
dar de_baja
vencio|caduco|expiro
perdi acceso|mi|todos|mis
acceso denegado
como agrego|configuro|recupero|cambio|exporto|activo|descargo|pongo
mismo error|fallo|problema
zona horaria
no .. llega|llegan|aparece|aparecen|guardan|guarda|ven|ve|veo
reset|forgot|forgotten|change|lost|restore|recover my|our|the|a|his|her? password|login|passcode
password reset|recovery|not|doesn't|won't
can't|cannot|couldn't|unable|not_able|impossible to? log|login|sign|get_in|access|open|save|connect|export|import|
  invite|upload|load
doesn't|does_not|don't|won't|didn't|isn't|not|stopped|stops|quit work|working|load|loading|sync|syncing|open|opening|
  save|saving|respond|responding
broken|crashes|crashed|crashing|crash|outage|glitch|buggy
screen|page|app|site|tool|it is|has|keeps? frozen|froze|freezes|freezing
error|errors|bug|bugs code|message|when|in|on|after|while|#|says|again|500|404|401|429
get|got|getting|shows|throws|see|seeing|keep ... error|errors
my|our|an|the|need|send|download|wrong|missing|only_want|corrected invoice|invoices|receipt
invoice for|from|of|number|missing|is|was|wrong
charged|billed|debited twice|double|again|wrong|too|me|us|for|after
was|were|got|been|keep|stop|still charged|charging|billed|billing
refund|chargeback|reimburse
cancel|downgrade|close|delete|deactivate|unlock|reactivate|suspend my|our|the subscription|account|plan|user|profile|
  contract|membership
how do|can|to i? cancel|export|import|reset|delete|restore|unsubscribe|merge|undo
my|our account is|was|has|got locked|suspended|blocked|disabled|deactivated
ticket|case number|#|still|is|was|open|from
opened|open|raised|reopen|filed|my|our|the a? ticket|case
already a|an? customer|client|user
already|currently|existing use|using|customer|customers|client you|your|here?
we're|i'm|we|i|am|are a|an? paying|existing|long_time|longtime|current customer|customers|client
production|prod is? down
is|are|was|were|went|goes|been .. down|offline|unavailable|unreachable|unresponsive|corrupted|gone_after
invoice|invoices|data|numbers|report|reports|dashboard is|are|was|were|looks|look .. wrong|incorrect|missing|empty|
  gone|lost
our|my|all .. data|records|leads|contacts is|are|were|have|has gone|disappeared|vanished|missing|lost|been_deleted
customer|client|user|users|customers|clients of_ours? asks|ask|says|say|reports|report|complains|complain|cannot|can't
locked out
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
system|server|seite|portal|app|daten|dashboard|kontakte|plattform|zugang ... weg|ausgefallen|verschwunden|down|offline|
  nicht_erreichbar|lahmgelegt|gesperrt
komme|kommt|kommen .. nicht .. rein|mehr_rein|drauf|ins_system
kunde|nutzer|anwender|kollege .. fragt|meldet|sagt|beschwert
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
est|sont .. en_panne|down|hors_service|hors_ligne|indisponible|inaccessible|tombe
donnees|contacts|fichiers .. disparu|perdues|disparues|efface
client|utilisateur|utilisateurs .. demande|signale|signalent|se_plaint|dit
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
no .. funciona|anda|carga|abre|sirve|responde|sincroniza|llega|llegan
no .. puedo|puede|podemos|pueden|logro|logra|logramos|consigo|consigue|deja|permite .. entrar|acceder|ingresar|iniciar|
  abrir|
  guardar|conectar|conectarse|conectarme|exportar|cargar|descargar|ver|loguear|loguearme
cliente|usuario|companero|usuarios|clientes .. pregunta|preguntan|reporta|reportan|se_queja|dice|dicen
caido|caida|desaparecido|desaparecieron|desaparecio
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
bachelorarbeit|masterarbeit|abschlussarbeit|hausarbeit|seminararbeit|doktorarbeit|diplomarbeit|schulprojekt|
  studienprojekt
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
salary|salaries|wage|wages|stipend|ctc|payslip
paid leave|relocation|internship|holidays
working student|students
graduate scheme|program|programme|role|roles
placement year
candidate|candidates|candidacy
phone screen
offer letter
notice period
night|day|weekend shift|shifts
career|careers at|page|change|opportunities
recruitment|hiring|selection|interview process|team|manager|round|stage|steps
hire|hires junior|juniors|freshers|me|people|interns|remotely|graduates|students
junior|entry-level|entry_level developer|role|position|engineer|designer|job|analyst
role|position|vacancy|posting is|still|remote|hybrid
interns|intern in|for|this|next|position
gehalt|gehalter|gehaltsspanne|gehaltsspannen|verdienst|verdient|verdiene
stelle|stellen frei|offen|in|als|noch|ausgeschrieben
ferienjob|minijob|trainee|traineeprogramm|homeoffice|urlaubstage|personalabteilung|arbeitszeiten|zeugnis|zeugnisse
duales studium
ausbildung zum|zur|bei|als
meine unterlagen|bewerbungsunterlagen
bei euch|ihnen arbeiten|anfangen
stellt|stellen|sucht ihr|sie .. ein|leute|azubis
einstellung neuer|von
arbeit suchen|suche|gesucht
salaire|salaires|remuneration|cdi|cdd|teletravail|boulot|recandidater|conges
poste|postes ouverts|ouvert|disponible|disponibles|pourvoir|debutant|libre
travailler|bosser chez|avec vous
job d'ete|etudiant
prenez|cherchez|recrutez .. monde|alternants|stagiaires|freelances|apprentis
ressources humaines
mon|un|l entretien demain|chez|est|avec_rh
sueldo|salario|salarios|practicas|pasantia|pasante|chamba|reclutador|reclutadora|postulacion|postulo|postule
plaza|plazas de|para|libres
proceso de seleccion
contratan|reclutando|contratando gente|sin|en|extranjeros|personal
trabajar con|en|para ustedes|remoto|su_equipo
hay|busco|buscando|ofrecen trabajo|empleo|chamba|pega
puesto|puestos|vacante de|abiertos|abierto|sigue|libre|disponible
mi cv|curriculum|hoja_de_vida|entrevista|candidatura|postulacion
bolsa de trabajo|empleo
hiring|recruiting|recruiter|vacancy|vacancies|internship|internships|traineeship|apprenticeship|cv|resume
open|job positions|position|roles|openings|ad|posting|opening|listing
apply|applied|applying|application for|to a|the|your? job|position|role|internship|work|vacancy
my application|cv|resume|interview
job at|in|for|as|opportunity|opportunities|interview|application
looking|search|need|want|find for? a|an? job|work|internship|employment|new_role
work for|at|with you|your_company|your_team|leadgate
join your|the team|company
bewerbung|bewerben|bewerbe|beworben|bewerbungen|lebenslauf|stellenanzeige|stellenangebot|stellenangebote|
  vorstellungsgesprach|bewerbungsgesprach
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
OTHER_PHRASES: Final = {
    ("support", "trouble"): _SUPPORT,
    ("curiosity", "reading"): _CURIOSITY,
    ("curiosity", "student"): _STUDENT,
    ("job", "applying"): _JOB,
}
