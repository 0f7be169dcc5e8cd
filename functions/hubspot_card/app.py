"""GET /cards/hubspot/{contact_id}: what the card on a contact's record shows, asked for by HubSpot for its user."""

from leadgate.aws.entry import lambda_http
from leadgate.crm.hubspot.ids import our_id
from leadgate.crm.hubspot.signature import verify_signature
from leadgate.errors import BadInputError
from leadgate.http import HttpAnswer, HttpRequest, Route
from leadgate.ports import Ports
from leadgate.service.card import card_of


def receive(request: HttpRequest, ports: Ports) -> HttpAnswer:
    """HubSpot signs the URL with all that it adds to the query: portal, app and user."""
    secret = ports.secrets.get("hubspot_client_secret")
    verify_signature(request.method, request.url, request.body, request.headers, secret, ports.clock.now())
    number = request.query["contact_id"]
    if not (number.isascii() and number.isdigit()):
        raise BadInputError("contact_id", "an id of HubSpot's is needed: a whole number")
    return HttpAnswer(200, card_of(our_id("contact", number), ports))


ROUTES = (Route("GET", "/cards/hubspot/{contact_id}", receive, "A contact's verdict for its card, signed by HubSpot"),)
handler = lambda_http(*ROUTES)
