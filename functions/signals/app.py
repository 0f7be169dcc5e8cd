"""POST /signals: one signal or a batch, from the tracker or a server of ours. 202 means kept.

With `?source=NAME` the body is a payload of that source, which its mapping file reads.
"""

from dataclasses import asdict

from leadgate.aws.entry import lambda_http
from leadgate.http import HttpAnswer, HttpRequest, Route
from leadgate.ports import Ports
from leadgate.service.intake import check_sender, cors_headers, read_signals
from leadgate.service.keep_signals import keep_signals, park_unreadable
from leadgate.service.sources import take_payload


def receive(request: HttpRequest, ports: Ports) -> HttpAnswer:
    check_sender(request, ports)
    if "source" in request.query:
        taken = take_payload(request.body, request.query["source"], ports)
        return HttpAnswer(202, asdict(taken), cors_headers(request, ports))
    batch = read_signals(request.json(), "signals", ports.clock.now(), ports.settings.current().crm)
    park_unreadable(batch.unreadable, "signals", ports)
    kept = keep_signals(batch.signals, ports)
    problems = [reason for _, reason in batch.unreadable]
    return HttpAnswer(202, {"kept": kept, "parked": len(problems), "problems": problems}, cors_headers(request, ports))


def preflight(request: HttpRequest, ports: Ports) -> HttpAnswer:
    return HttpAnswer(204, "", cors_headers(request, ports))


ROUTES = (
    Route("POST", "/signals", receive, "Signals from the tracker, with the write key"),
    Route("OPTIONS", "/signals", preflight, "What a browser asks before it sends signals"),
)
handler = lambda_http(*ROUTES)
