"""POST /webhooks/hubspot: up to 100 changes, at least once, in any order. 202 means kept."""

from leadgate.aws.entry import lambda_http
from leadgate.crm.hubspot.own_app import recall_app_id
from leadgate.crm.hubspot.signature import verify_signature
from leadgate.crm.hubspot.webhooks import parse_changes
from leadgate.http import HttpAnswer, HttpRequest, Route
from leadgate.ports import Ports
from leadgate.service.keep_signals import keep_signals, park_unreadable


def receive(request: HttpRequest, ports: Ports) -> HttpAnswer:
    now = ports.clock.now()
    secret = ports.secrets.get("hubspot_client_secret")
    verify_signature(request.method, request.url, request.body, request.headers, secret, now)
    app_id = ports.settings.current().hubspot.app_id or recall_app_id(ports.store) or ""
    batch = parse_changes(request.body, app_id, now)
    park_unreadable(batch.unreadable, "hubspot", ports)
    kept = keep_signals(batch.signals, ports)
    return HttpAnswer(202, {"kept": kept, "own": batch.own, "parked": len(batch.unreadable)})


ROUTES = (Route("POST", "/webhooks/hubspot", receive, "HubSpot's webhooks, signed by HubSpot"),)
handler = lambda_http(*ROUTES)
