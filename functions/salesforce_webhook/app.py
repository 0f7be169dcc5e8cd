"""What Salesforce tells: change events from a queue or an EventBridge API destination, outbound messages, callouts.

All of it at least once and in any order. An answer of success means kept.
"""

from leadgate.aws.entry import lambda_http, lambda_records
from leadgate.crm.changes import Changes
from leadgate.crm.salesforce.events import parse_events
from leadgate.crm.salesforce.flows import parse_callout
from leadgate.crm.salesforce.outbound import ACKNOWLEDGED, is_outbound, parse_outbound
from leadgate.crm.salesforce.own_user import recall_user_id
from leadgate.domain.ids import content_id
from leadgate.errors import BadInputError
from leadgate.http import HttpAnswer, HttpRequest, Route
from leadgate.ports import Ports
from leadgate.service.intake import check_key, verify_standard_webhook
from leadgate.service.keep_signals import keep_signals, park_unreadable

SECRET = "salesforce_webhook_secret"  # noqa: S105  # its name


def receive(request: HttpRequest, ports: Ports) -> HttpAnswer:
    """Outbound messages and API destinations can show a key and not sign; callouts of flows are signed."""
    now = ports.clock.now()
    secret = ports.secrets.get(SECRET)
    if is_outbound(request.body):
        check_key(request, secret)
        _keep(parse_outbound(request.body, ports.settings.current().salesforce.organization_id, now), ports)
        return HttpAnswer(200, ACKNOWLEDGED, content_type="text/xml")
    if "webhook-signature" in request.headers:
        verify_standard_webhook(request, secret)
        return _kept(parse_callout(request.json(), request.headers["webhook-id"], now), ports)
    check_key(request, secret)
    return _kept(parse_events(request.body, recall_user_id(ports.store), now), ports)


def keep_event(body: bytes, ports: Ports) -> None:
    """A change event as the queue holds it. Nobody can be answered, so what is no event at all is parked too."""
    try:
        _keep(parse_events(body, recall_user_id(ports.store), ports.clock.now()), ports)
    except BadInputError as error:
        park_unreadable([({"body": content_id(body.decode(errors="replace"))}, str(error))], "salesforce", ports)
        raise


def _kept(changes: Changes, ports: Ports) -> HttpAnswer:
    return HttpAnswer(202, {"kept": _keep(changes, ports), "own": changes.own, "parked": len(changes.unreadable)})


def _keep(changes: Changes, ports: Ports) -> int:
    park_unreadable(changes.unreadable, "salesforce", ports)
    return keep_signals(changes.signals, ports)


ROUTES = (Route("POST", "/webhooks/salesforce", receive, "Salesforce's change events, outbound messages, callouts"),)
handler = lambda_records(keep_event, lambda_http(*ROUTES))
