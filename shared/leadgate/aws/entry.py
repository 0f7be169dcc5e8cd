"""Lambda's side of every handler: events become requests and messages, our errors become answers and failures.

Ports are made once a process, at the first event; importing this makes nothing.
"""

import base64
import hashlib
import logging
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools import Logger, Metrics, Tracer
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    SqsFifoPartialProcessor,
    process_partial_response,
)
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from leadgate import bootstrap
from leadgate.errors import BadInputError, NotYetError, RetryableError, without_value
from leadgate.http import HttpAnswer, HttpRequest, Receive, Route, failed, no_route
from leadgate.ports import Ports
from leadgate.service.qualify import Qualified
from leadgate.service.settle import settle_failure

if TYPE_CHECKING:
    from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response

Handler = Callable[[dict[str, Any], Any], Any]

_logger = logging.getLogger(__name__)
metrics = Metrics(namespace="Leadgate", service="leadgate")


def lambda_http(*routes: Route, idempotent_by: str | None = None) -> Handler:
    """A function behind API Gateway (HTTP API). idempotent_by: a header that names a delivery; the same delivery
    gets the first good answer again without being worked on.
    """
    from aws_lambda_powertools.event_handler import (
        APIGatewayHttpResolver,
    )  # 40 ms that a queue's function need not wait

    resolver = APIGatewayHttpResolver()
    for route in routes:
        resolver.route(route.pattern, method=route.method)(_bound(resolver, route, idempotent_by))
    resolver.not_found(lambda _: _response(no_route(routes, resolver.current_event.path)))
    return _instrumented(resolver.resolve)


def lambda_records(keep: Callable[[bytes, Ports], Any], otherwise: Handler) -> Handler:
    """A function behind a standard queue whose messages are kept one by one; other events go to `otherwise`.

    What nobody can read was parked by `keep` and is acknowledged; any other failure comes back.
    """

    def record_handler(record: SQSRecord) -> None:
        try:
            keep(record.body.encode(), bootstrap.lambda_ports())
        except BadInputError as error:
            _logger.warning("a record was parked: %s", without_value(str(error)))

    processor = BatchProcessor(event_type=EventType.SQS)

    def handle(event: dict[str, Any], context: Any) -> Any:
        if "Records" not in event:
            return otherwise(event, context)
        return process_partial_response(event, record_handler, processor, context)

    return _instrumented(handle)


def lambda_notifications(keep: Callable[[str, Ports], Any], otherwise: Handler) -> Handler:
    """A function that a topic calls; other events go to `otherwise`. What nobody can read is logged and let go: SNS
    would send the very same again."""

    def handle(event: dict[str, Any], context: Any) -> Any:
        if "Records" not in event:
            return otherwise(event, context)
        for record in event["Records"]:
            try:
                keep(str(record["Sns"]["Message"]), bootstrap.lambda_ports())
            except (BadInputError, KeyError, TypeError) as error:
                _logger.warning("a notification cannot be read: %s", without_value(str(error)))
        return None

    return _instrumented(handle)


def lambda_leads(qualify: Callable[[str, Ports], Qualified]) -> Handler:
    """The function behind the queue of leads: one lead's failure holds up nobody else's."""
    from leadgate.aws.queue import lead_changed  # botocore is loaded only where there is a queue

    def record_handler(record: SQSRecord) -> None:
        ports = bootstrap.lambda_ports()
        message = lead_changed(record.raw_event)
        if message is None:  # back it goes, until SQS itself moves it to the dead letters
            metrics.add_metric(name="NotJudged", unit=MetricUnit.Count, value=1)
            raise BadInputError("body", "no message of ours")
        try:
            _count(qualify(message.lead_id, ports))
        except Exception as error:
            settled = settle_failure(error, message, ports)
            if isinstance(error, NotYetError):
                _logger.info("%s: %s", message.lead_id, error)
                raise
            _logger.exception("lead %s: not done, %s", message.lead_id, settled)
            metrics.add_metric(name="NotJudged", unit=MetricUnit.Count, value=1)
            if settled == "again":
                raise

    processor = SqsFifoPartialProcessor(skip_group_on_error=True)
    # All records of a batch failing is an answer like any other: the alarm is on the dead letters, not on errors.
    processor.raise_on_entire_batch_failure = False

    def handle(event: dict[str, Any], context: Any) -> Any:
        return process_partial_response(event, record_handler, processor, context)

    measured: Handler = metrics.log_metrics(handle, capture_cold_start_metric=True)
    return _instrumented(measured)


def lambda_http_and_schedule(http: Handler, schedule: Handler) -> Handler:
    """A function that people ask over HTTP, and that a schedule calls between."""
    return lambda event, context: (http if "requestContext" in event else schedule)(event, context)


def lambda_schedule(work: Callable[[Ports], int], counted: str) -> Handler:
    """A function that a schedule calls. counted: the metric of how many things it did; a failure is the function's."""

    def handle(_: dict[str, Any], __: Any) -> dict[str, int]:
        done = work(bootstrap.lambda_ports())
        metrics.add_metric(name=counted, unit=MetricUnit.Count, value=done)
        return {"done": done}

    measured: Handler = metrics.log_metrics(handle)
    return _instrumented(measured)


def _instrumented(handle: Handler) -> Handler:
    """With structured logs and traces; personal data is in none of them.

    Powertools' logger takes over the logs of `leadgate.*` and its tracer patches libraries, so both are made at the
    first event: on one machine, where the same modules are imported, nothing of it happens.
    """

    @cache
    def instrumented() -> Handler:
        tracer, logger = Tracer(service="leadgate"), Logger(service="leadgate")
        traced: Handler = tracer.capture_lambda_handler(handle, capture_response=False)
        logged: Handler = logger.inject_lambda_context(traced, clear_state=True)
        return logged

    return lambda event, context: instrumented()(event, context)


def _bound(
    resolver: "APIGatewayHttpResolver", route: Route, idempotent_by: str | None
) -> "Callable[..., Response[str]]":
    def answer(**path: str) -> "Response[str]":
        request = _request(resolver.current_event.raw_event, path)
        receive = _once(route.receive, idempotent_by, resolver.lambda_context) if idempotent_by else route.receive
        try:
            given = receive(request, bootstrap.lambda_ports())
        except Exception as error:
            given = failed(error, route, request)
        return _response(given)

    return answer


def _response(given: HttpAnswer) -> "Response[str]":
    from aws_lambda_powertools.event_handler import Response

    return Response(given.status, given.content_type, given.text(), headers=dict(given.headers))


def _once(receive: Receive, header: str, context: Any) -> Receive:
    """`receive`, answered from memory for a delivery that was answered before; only good answers are remembered."""

    from aws_lambda_powertools.utilities.idempotency.exceptions import (
        IdempotencyAlreadyInProgressError,
        IdempotencyPersistenceLayerError,
    )

    def answer(request: HttpRequest, ports: Ports) -> HttpAnswer:
        if header not in request.headers:
            return receive(request, ports)
        content = hashlib.sha256(request.body + repr(sorted(request.headers.items())).encode()).hexdigest()
        once = bootstrap.lambda_idempotency(lambda: _remembered(receive(request, ports)), context)
        try:
            return HttpAnswer(**once(delivery={"id": request.headers[header], "content": content}))
        except IdempotencyAlreadyInProgressError as error:
            raise RetryableError("this delivery is being worked on") from error
        except IdempotencyPersistenceLayerError as error:
            raise RetryableError("nobody can tell whether this delivery was worked on") from error

    return answer


def _remembered(answer: HttpAnswer) -> dict[str, Any]:
    return {"status": answer.status, "body": answer.text(), "headers": dict(answer.headers)}


def _request(event: Mapping[str, Any], path: Mapping[str, str]) -> HttpRequest:
    """The request of an HTTP API event (payload format 2.0), with the URL as the sender wrote it."""
    headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    body = event.get("body") or ""
    query = event.get("rawQueryString") or ""
    host = headers.get("host") or event["requestContext"].get("domainName", "")
    return HttpRequest(
        method=event["requestContext"]["http"]["method"],
        url=f"{bootstrap.public_url(f'https://{host}')}{event['rawPath']}{'?' if query else ''}{query}",
        headers=headers,
        body=base64.b64decode(body) if event.get("isBase64Encoded") else body.encode(),
        query={**(event.get("queryStringParameters") or {}), **path},
    )


def _count(qualified: Qualified) -> None:
    metrics.add_metric(name="Judged", unit=MetricUnit.Count, value=1)
    _logger.info("lead %s: %s", qualified.lead_id, qualified.result)
