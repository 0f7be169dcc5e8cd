"""Enrichment results: queued ones from SQS, and POST /enrichment signed in the Standard Webhooks way.

Every five minutes: questions that wait are posted to the provider.
"""

from collections.abc import Mapping
from dataclasses import asdict

from leadgate.aws.entry import lambda_http, lambda_http_and_schedule, lambda_records, lambda_schedule
from leadgate.domain.ids import content_id
from leadgate.errors import BadInputError
from leadgate.http import HttpAnswer, HttpRequest, Route, json_of
from leadgate.ports import Ports
from leadgate.service.ask import send_questions
from leadgate.service.intake import read_signals, verify_standard_webhook
from leadgate.service.keep_signals import keep_signals, park_unreadable
from leadgate.service.sources import take_payload, take_queued


def receive(request: HttpRequest, ports: Ports) -> HttpAnswer:
    verify_standard_webhook(request, ports.secrets.get("enrichment_webhook_secret"))
    if "source" in request.query:
        taken = take_payload(request.body, request.query["source"], ports)
        return HttpAnswer(202, asdict(taken))
    kept, parked = keep_results(request.body, ports)
    return HttpAnswer(202, {"kept": kept, "parked": parked})


def keep_results(body: bytes, ports: Ports) -> tuple[int, int]:
    """A result or a list of results, each a signal; (kept, parked). What is no JSON is parked as a whole."""
    try:
        content = json_of(body)
    except BadInputError as error:
        park_unreadable([({"body": content_id(body.decode(errors="replace"))}, str(error))], "enrichment", ports)
        raise
    if isinstance(content, Mapping) and "payload" in content:
        taken = take_queued(content, ports)
        return taken.kept, taken.parked
    batch = read_signals(content, "enrichment", ports.clock.now(), ports.settings.current().crm)
    park_unreadable(batch.unreadable, "enrichment", ports)
    return keep_signals(batch.signals, ports), len(batch.unreadable)


ROUTES = (Route("POST", "/enrichment", receive, "Results of enrichment, signed as Standard Webhooks are"),)
handler = lambda_records(
    keep_results,
    otherwise=lambda_http_and_schedule(
        lambda_http(*ROUTES, idempotent_by="webhook-id"), lambda_schedule(send_questions, counted="Asked")
    ),
)
