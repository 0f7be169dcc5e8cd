"""POST /chat: a message or a whole conversation of one lead. 200 means kept, and says what to answer."""

from leadgate.aws.entry import lambda_http
from leadgate.conversation.choice import converser_for
from leadgate.http import HttpAnswer, HttpRequest, Route
from leadgate.ports import Ports
from leadgate.service.converse import converse, read_chat
from leadgate.service.intake import check_sender, cors_headers
from leadgate.service.record_ids import check_lead_id


def receive(request: HttpRequest, ports: Ports) -> HttpAnswer:
    check_sender(request, ports)
    chat = read_chat(request.json(), ports.clock.now())
    settings = ports.settings.current()
    check_lead_id(chat.lead_id, settings.crm)
    converser = converser_for(settings.conversation)
    decided = converse(chat, ports, converser.opinion_of)
    body = {"intent": decided.intent, "action": decided.action, "reply": decided.reply}
    return HttpAnswer(200, body, cors_headers(request, ports))


def preflight(request: HttpRequest, ports: Ports) -> HttpAnswer:
    return HttpAnswer(204, "", cors_headers(request, ports))


ROUTES = (
    Route("POST", "/chat", receive, "Messages of a chat, with the write key; answers what to reply"),
    Route("OPTIONS", "/chat", preflight, "What a browser asks before it sends messages"),
)
handler = lambda_http(*ROUTES)
