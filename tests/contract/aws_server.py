"""AWS as moto plays it, on a free port of this machine."""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import boto3
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server

from leadgate.aws.clients import make_client
from leadgate.emulator.template import read_template

TEMPLATE = Path(__file__).parents[2] / "template.yaml"
_numbers = count(1)


@dataclass
class AwsServer:
    """Clients are made once a service and closed with the server; every table and queue has a name of its own."""

    url: str
    session: boto3.Session = field(
        default_factory=lambda: boto3.Session(
            aws_access_key_id="test", aws_secret_access_key="test", region_name="eu-central-1"
        )
    )
    clients: dict[str, Any] = field(default_factory=dict)

    def client(self, service: str) -> Any:
        if service == "ssm" and service not in self.clients:
            self._wake_ssm()
        if service not in self.clients:
            self.clients[service] = make_client(service, self.session, self.url)
        return self.clients[service]

    def _wake_ssm(self) -> None:
        """moto reads all of AWS's own parameters at the first call, which takes longer than a function would wait."""
        with closing(make_client("ssm", self.session, self.url, patient=True)) as client:
            client.get_parameters_by_path(Path="/leadgate")

    def make_table(self) -> str:
        name = fresh_name("table")
        with closing(make_client("dynamodb", self.session, self.url, patient=True)) as client:  # the first call is slow
            client.create_table(TableName=name, **table_shape())
        return name

    def make_queues(self, max_receives: int) -> tuple[str, str]:
        """URLs of a FIFO queue and of its dead letters."""
        sqs = self.client("sqs")
        dead_letters = sqs.create_queue(QueueName=fresh_name("dead") + ".fifo", Attributes={"FifoQueue": "true"})
        url = dead_letters["QueueUrl"]
        arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        policy = f'{{"deadLetterTargetArn": "{arn}", "maxReceiveCount": {max_receives}}}'
        attributes = {"FifoQueue": "true", "VisibilityTimeout": "120", "RedrivePolicy": policy}
        return sqs.create_queue(QueueName=fresh_name("leads") + ".fifo", Attributes=attributes)["QueueUrl"], url

    def close(self) -> None:
        for client in self.clients.values():
            client.close()


@cache
def table_shape() -> dict[str, Any]:
    """Keys and indexes of the table that is deployed."""
    deployed = read_template(TEMPLATE).resources("AWS::DynamoDB::Table")["LeadsTable"]
    parts = ("BillingMode", "KeySchema", "AttributeDefinitions", "GlobalSecondaryIndexes")
    return {part: deployed[part] for part in parts}


def fresh_name(kind: str) -> str:
    return f"{kind}-{next(_numbers)}"


@contextmanager
def aws_server() -> Iterator[AwsServer]:
    """Requests are answered one at a time: moto's writes are not atomic between threads, and AWS's are."""
    moto = DomainDispatcherApplication(create_backend_app)
    one_at_a_time = threading.Lock()

    def answer(environ: Any, start_response: Any) -> Any:
        with one_at_a_time:
            return moto(environ, start_response)

    server = make_server("127.0.0.1", 0, answer, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    aws = AwsServer(f"http://127.0.0.1:{server.server_port}")
    try:
        yield aws
    finally:
        aws.close()
        server.shutdown()
        thread.join()
        server.server_close()


class _Quiet(WSGIRequestHandler):
    def log(self, *_: Any) -> None:
        """Nothing: requests are not what a failing test is about."""
