"""Questions by which a buyer finds out whether the product fits, in English, German, French and Spanish (`phrases.py`).

They speak for an evaluation, and by themselves for no talk with a person.
"""

from typing import Final

_FIT: Final = """
trial period|version|available|possible|length|account
free|longer|extended|paid trial
cheapest|smallest|largest|starter|starting|basic|pro|enterprise|business|professional|premium|standard tier|plan|
  package|
  edition|version
which|what|right plan|tier|package|edition|license|licence is|has|includes|do|fits|for|would|covers
included in the|your plan|price|tier|package|base|starter
integrate|integrates|integration|connect|connects|plug|plugs|compatible with|into|for
soc2|soc|gdpr|hipaa|sso|scim|saml|single_sign|iso
data|servers ... hosted|stored
hosted in
hidden fees|costs
training|support|onboarding|migration|setup is|included|costs
how long|painful|hard|difficult|complicated ... migrate|migrating|migration|rollout|onboarding|set_up|commitment|
  implement
start|begin small
sandbox
per user|seat|head|month|contact
annual|annually|monthly|quarterly|yearly or|payment|billing|instalments
pay quarterly|monthly|annually|by_invoice
nonprofit|non-profit|startup|volume|agency discount|pricing|rates|plan
testphase|testzeitraum|teststellung|testversion|testzugang|testmonat
tarif|paket|plan|version|edition|ausgabe ... enthalten|drin|inklusive|passt|unterschied
unterschied zwischen
kleinsten|kleinste|gunstigste|gunstigsten|billigste paket|tarif|plan|variante
schnittstelle|schnittstellen|anbindung|anbinden|anbindbar
dsgvo|dsgvo-konform|iso-zertifiziert|av-vertrag|serverstandort
gehostet|server ... stehen|deutschland|europa
schulung|einrichtung|support|einfuhrung|einrichtungsaufwand ... inklusive|enthalten|dabei|im_preis|drin
mindestvertragslaufzeit|vertragslaufzeit|kundigungsfrist|kundigungsfristen
monatlich|jahrlich zahlen|zahlbar|kundbar|abrechnen
umzug|umstieg|migration vom|von
klein anfangen|starten
pro nutzer|kopf|monat|platz
ausprobieren|testen vor|kaufen|bevor|lassen|moglich
essai|version gratuit|d'essai|possible|avant
formule|forfait|offre de_base|comprend|inclut|pro|entreprise
difference|differences entre|avec|par_rapport
integre|integration|compatible|connecte|connecter|interface ... avec|a|hubspot|outlook|sap|dynamics
rgpd|certifies|certification
hebergees|hebergement|heberge
formation|support|migration ... comprise|compris|inclus|incluse
duree d'engagement|d_engagement
paiement mensuel|annuel|trimestriel
commencer petit
par utilisateur|mois|tete|poste
tester|essayer ... avant|gratuitement|donnees
prueba gratis|gratuita
periodo de prueba
plan|version|paquete basico|pro|empresa|incluye|trae|conviene|empresarial
diferencia|diferencias entre|con|hay
integra|integrar|integracion|conecta|conectar|compatible con
cumplen con
alojados|alojamiento|servidores
capacitacion|formacion|soporte|instalacion incluida|incluido|incluye
permanencia|compromiso minima|minimo|de
pago mensual|anual|por
pagar|cobran mensual|por|al
probar|probarlo|se_puede_probar antes|un|gratis|con
por usuario|mes|cabeza|contacto
retorno de inversion
"""
FIT_PHRASES: Final = {("evaluation", "fit"): _FIT}
