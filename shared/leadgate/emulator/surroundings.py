"""What a function finds around it: table, queues, settings and secrets as `template.yaml` has them, and a HubSpot."""

import json
import threading
import uuid
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import boto3
from botocore.exceptions import BotoCoreError, ClientError
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server

from leadgate.crm.hubspot.setup import GROUP, field_definitions
from leadgate.emulator.template import Function, Template
from leadgate.errors import BadInputError
from leadgate.sandbox.hubspot import AppSettings, HubSpotSandbox, read_seed, seeded_state
from leadgate.sandbox.salesforce import ClientApp

SANDBOX_SECRETS: Final[Mapping[str, str]] = {
    "hubspot_access_token": AppSettings.access_token,
    "hubspot_client_secret": AppSettings.client_secret,
    "tracker_write_key": "sandbox-write-key",
    "salesforce_consumer_secret": ClientApp.consumer_secret,
    "salesforce_private_key": "none: the sandbox is shown the consumer secret",
    "salesforce_webhook_secret": "whsec_" + b64encode(b"sandbox-salesforce").decode(),
    "booking_secret": "sandbox-booking-secret-of-a-good-length",
    "caldav_password": "sandbox",
    "mail_intake_secret": "whsec_" + b64encode(b"sandbox-mail").decode(),
    "outreach_signing_key": "sandbox-signing-key",
    "slack_webhook_url": "https://hooks.slack.com/services/none",
    "teams_webhook_url": "https://none.webhook.office.com/none",
    "smtp_password": "none",
    "enrichment_webhook_secret": "whsec_" + b64encode(b"sandbox-enrichment").decode(),
}
_ACCOUNT: Final[Mapping[str, str]] = {
    "AWS_ACCESS_KEY_ID": "sandbox",
    "AWS_SECRET_ACCESS_KEY": "sandbox",
    "AWS_REGION": "eu-central-1",
    "AWS_DEFAULT_REGION": "eu-central-1",
}
_KEPT_STAGE: Final = "dev"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """environment: the function's, complete. secrets: by name, as the function will read them."""

    environment: Mapping[str, str]
    secrets: Mapping[str, str]


@contextmanager
def surroundings(
    template: Template, function: Function, portal: Path, given: Mapping[str, str], endpoint: str | None = None
) -> Iterator[Surroundings]:
    """endpoint: an AWS that is there already and keeps what it is told; without one, a fresh one for as long as this
    lasts. portal: what the sandbox HubSpot holds. given: variables that stand, whatever we would set; a
    HUBSPOT_BASE_URL among them means that no sandbox is started.
    """
    secrets = {name: given.get(name.upper(), value) for name, value in SANDBOX_SECRETS.items()}
    account = {name: given.get(name, value) for name, value in _ACCOUNT.items()}
    with ExitStack() as stack:
        known = endpoint or given.get("AWS_ENDPOINT_URL")
        # moto has one memory a process, whichever server asks: what is to be fresh needs names of its own.
        stage = given.get("LEADGATE_STAGE") or (_KEPT_STAGE if known else f"run-{uuid.uuid4().hex[:8]}")
        url = known or stack.enter_context(moto_server())
        outputs = _deployed(template.backing(function), stage, secrets, account, url)
        variables = account | {"AWS_ENDPOINT_URL": url} | outputs
        if "HUBSPOT_BASE_URL" not in given:
            variables["HUBSPOT_BASE_URL"] = stack.enter_context(sandbox_hubspot(portal)).url
        yield Surroundings({**variables, **given}, secrets)


def sandbox_hubspot(portal: Path) -> HubSpotSandbox:
    """With our fields in it, as `leadgate crm setup` leaves a portal; not yet started."""
    fields = {kind: list(bodies) for kind, bodies in field_definitions().items()}
    groups = {kind: [{"name": GROUP, "label": "Leadgate"}] for kind in fields}
    return HubSpotSandbox(seeded_state({"groups": groups, "properties": fields, **read_seed(portal)}))


@contextmanager
def moto_server() -> Iterator[str]:
    """The URL of a fresh AWS. It answers one request at a time: its writes are not atomic between threads."""
    application = DomainDispatcherApplication(create_backend_app)
    one_at_a_time = threading.Lock()

    def answer(environ: Any, start_response: Any) -> Any:
        with one_at_a_time:
            return application(environ, start_response)

    server = make_server("127.0.0.1", 0, answer, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), name="aws", daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Quiet(WSGIRequestHandler):
    def log(self, *_: Any) -> None:
        """Nothing: each request would be a line among the function's own."""


def _deployed(
    backing: Mapping[str, Any], stage: str, secrets: Mapping[str, str], account: Mapping[str, str], url: str
) -> dict[str, str]:
    """Table, queues, parameters and secrets made where they are missing; the function's variables."""
    session = boto3.Session(account["AWS_ACCESS_KEY_ID"], account["AWS_SECRET_ACCESS_KEY"], None, account["AWS_REGION"])
    clients = [session.client(name, endpoint_url=url) for name in ("cloudformation", "secretsmanager")]
    try:
        outputs = _stack(clients[0], backing, stage)
        _keep_secrets(clients[1], stage, secrets)
    except (ClientError, BotoCoreError) as error:
        raise BadInputError(url, f"is no AWS that can be used: {error}") from error
    finally:
        for client in clients:
            client.close()
    return outputs


def _stack(client: Any, backing: Mapping[str, Any], stage: str) -> dict[str, str]:
    name = f"leadgate-{stage}"
    try:
        stacks = client.describe_stacks(StackName=name)["Stacks"]
    except ClientError:
        values = {"Stage": stage, "HubSpotAppId": str(AppSettings.app_id)}
        parameters = [{"ParameterKey": key, "ParameterValue": value} for key, value in values.items()]
        client.create_stack(StackName=name, TemplateBody=json.dumps(backing), Parameters=parameters)
        stacks = client.describe_stacks(StackName=name)["Stacks"]
    return {output["OutputKey"]: output["OutputValue"] for output in stacks[0]["Outputs"]}


def _keep_secrets(client: Any, stage: str, secrets: Mapping[str, str]) -> None:
    for name, value in secrets.items():
        full_name = f"leadgate/{stage}/{name}"
        try:
            client.create_secret(Name=full_name, SecretString=value)
        except client.exceptions.ResourceExistsException:
            client.put_secret_value(SecretId=full_name, SecretString=value)
