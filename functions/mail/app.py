"""What comes back of our mail: unsubscribing by a link, replies and bounces by a signed POST, or from SES by SNS."""

from leadgate.aws.entry import lambda_http, lambda_notifications
from leadgate.domain import reading
from leadgate.errors import BadInputError
from leadgate.http import HttpAnswer, HttpRequest, Route, json_of
from leadgate.ports import Ports
from leadgate.service.intake import verify_standard_webhook
from leadgate.service.mail_events import keep_event, read_event, read_message
from leadgate.service.unsubscribing import read_token, recall_mailing, unsubscribe
from leadgate.web.unsubscribe_page import State, unsubscribe_page


def show(request: HttpRequest, ports: Ports) -> HttpAnswer:
    """Looking changes nothing: mail scanners open every link."""
    return _page(request, ports, "ask")


def take_off(request: HttpRequest, ports: Ports) -> HttpAnswer:
    """One click in the mail program (RFC 8058), or the button of the page."""
    return _page(request, ports, "done")


def receive(request: HttpRequest, ports: Ports) -> HttpAnswer:
    """JSON, or a whole message as our mailbox got it."""
    verify_standard_webhook(request, ports.secrets.get("mail_intake_secret"))
    is_json = request.body.lstrip().startswith(b"{")
    event = read_event(reading.an_object(request.json(), "body")) if is_json else read_message(request.body)
    return HttpAnswer(202, {"kept": keep_event(event, ports)})


def keep_notification(message: str, ports: Ports) -> None:
    keep_event(read_event(reading.an_object(json_of(message.encode()), "message")), ports)


def _page(request: HttpRequest, ports: Ports, state: State) -> HttpAnswer:
    try:
        number = read_token(request.query.get("token", ""), ports)
    except BadInputError:
        return unsubscribe_page("en", "unknown")
    mailing = recall_mailing(number, ports)
    is_known = mailing is not None if state == "ask" else unsubscribe(number, ports)
    language = str((mailing or {}).get("language", "en"))
    return unsubscribe_page(language, state if is_known else "unknown")


ROUTES = (
    Route("GET", "/unsubscribe/{token}", show, "A page that asks whether to unsubscribe"),
    Route("POST", "/unsubscribe/{token}", take_off, "Unsubscribes, by one click"),
    Route("POST", "/mail", receive, "Replies, bounces and complaints, signed as Standard Webhooks are"),
)
handler = lambda_notifications(keep_notification, otherwise=lambda_http(*ROUTES))
