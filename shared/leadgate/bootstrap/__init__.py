"""The one place that reads the environment and picks adapters."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from leadgate.bootstrap.crm import calendars_of, crm_of, hubspot_url, salesforce_url
from leadgate.bootstrap.outreach import outreach_of
from leadgate.bootstrap.variables import variable
from leadgate.clock import SystemClock
from leadgate.domain.settings import Settings
from leadgate.errors import BadInputError
from leadgate.ports import BundleStore, Clock, ModelRegistry, Ports, SettingsSource, Store

if TYPE_CHECKING:
    from leadgate.aws.raw_queues import RawQueuesPlace
    from leadgate.aws.settings_versions import SettingsVersions
    from leadgate.embedded.database import Database

MAX_RECEIVES: Final = 60
"""Receives before a message goes to the dead letters by itself: more than a day of a CRM that is down."""
LINGER: Final = timedelta(seconds=2)
"""How long a changed lead waits for more of its changes: a burst costs a handful of assessments."""


def public_url(asked: str) -> str:
    """The base of our own URLs: as set, else as the sender asked for it."""
    return os.environ.get("LEADGATE_PUBLIC_URL", "").rstrip("/") or asked


def embedded_ports(data_dir: Path, config: Path | None, clock: Clock | None = None) -> tuple[Ports, "Database"]:
    """One machine: SQLite in `data_dir`, settings in a file. Whoever asks closes the database."""
    from leadgate.embedded.data_folder import DATABASE
    from leadgate.embedded.database import Database
    from leadgate.embedded.queue import SqliteQueue
    from leadgate.embedded.secrets import EnvironmentSecrets
    from leadgate.embedded.settings import FileSettings
    from leadgate.embedded.store import SqliteStore

    clock = clock or SystemClock()
    settings: SettingsSource = FileSettings(config) if config else DefaultSettings()
    data_dir.mkdir(parents=True, exist_ok=True)
    database = Database(data_dir / DATABASE)
    store, secrets = SqliteStore(database), EnvironmentSecrets(os.environ)
    crm = crm_of(settings, secrets, store, clock)
    queue = SqliteQueue(database, clock, timedelta(minutes=2), MAX_RECEIVES, linger=LINGER)
    ports = Ports(
        store=store,
        queue=queue,
        settings=settings,
        models=model_registry(data_dir, clock),
        secrets=secrets,
        crm=crm,
        clock=clock,
        calendar=calendars_of(crm, secrets, clock),
        scheduler=queue,
        outreach=outreach_of(secrets),
    )
    return ports, database


@cache
def lambda_ports() -> Ports:
    """AWS, once a process: DynamoDB, SQS, EventBridge, SSM and Secrets Manager as the function's environment names."""
    import boto3

    from leadgate.aws.clients import make_client
    from leadgate.aws.queue import SqsQueue
    from leadgate.aws.schedules import EventBridgeScheduler
    from leadgate.aws.secrets import ManagedSecrets
    from leadgate.aws.settings import SsmSettings
    from leadgate.aws.store import DynamoStore

    session, endpoint = boto3.Session(), os.environ.get("AWS_ENDPOINT_URL")
    clock, stage = SystemClock(), variable("LEADGATE_STAGE")
    store = DynamoStore(make_client("dynamodb", session, endpoint), variable("LEADGATE_TABLE"))
    queue_url = variable("LEADGATE_QUEUE_URL")
    queue = SqsQueue(make_client("sqs", session, endpoint), queue_url, variable("LEADGATE_DEAD_LETTERS_URL"))
    events = make_client("scheduler", session, endpoint)
    scheduler = EventBridgeScheduler(events, stage, queue_url, variable("LEADGATE_WAKE_ROLE_ARN"))
    settings = SsmSettings(make_client("ssm", session, endpoint), stage, clock, store)
    secrets = ManagedSecrets(make_client("secretsmanager", session, endpoint), stage)
    crm = crm_of(settings, secrets, store, clock)
    calendar = calendars_of(crm, secrets, clock)
    outreach = outreach_of(secrets)
    return Ports(
        store, queue, settings, model_registry(clock=clock), secrets, crm, clock, calendar, scheduler, outreach
    )


@contextmanager
def kept_store(data_dir: Path | None) -> Iterator[Store]:
    """What is kept in a folder of `leadgate serve`, to be read; without one, in the table of the AWS stage."""
    from leadgate.embedded.data_folder import kept_in

    if data_dir is not None:
        with kept_in(data_dir) as store:
            yield store
        return
    if not os.environ.get("LEADGATE_STAGE"):
        raise BadInputError("--data-dir", "is needed, or an AWS stage in LEADGATE_STAGE")
    yield lambda_ports().store


def lambda_idempotency(work: Callable[[], dict[str, Any]], context: Any) -> Callable[..., dict[str, Any]]:
    """`work` as a function of `delivery=`, done once for each: Powertools' idempotency over our table.

    context: Lambda's, which knows when the work is cut off, so that a later try need not wait for it any longer.
    """
    from aws_lambda_powertools.utilities.idempotency import IdempotencyConfig, idempotent_function

    def answer(*, delivery: dict[str, str]) -> dict[str, Any]:  # noqa: ARG001  # Powertools makes the key of it
        return work()

    config = IdempotencyConfig(lambda_context=context)
    decorate = idempotent_function(data_keyword_argument="delivery", persistence_store=_deliveries(), config=config)
    once: Callable[..., dict[str, Any]] = decorate(answer)
    return once


@cache
def _deliveries() -> Any:
    import boto3
    from aws_lambda_powertools.utilities.idempotency import DynamoDBPersistenceLayer

    from leadgate.aws.clients import make_client

    return DynamoDBPersistenceLayer(
        table_name=variable("LEADGATE_TABLE"),
        key_attr="pk",
        static_pk_value="deliveries",
        sort_key_attr="sk",
        expiry_attr="expires_at",
        boto3_client=make_client("dynamodb", boto3.Session(), os.environ.get("AWS_ENDPOINT_URL")),
    )


def raw_queues(urls: Sequence[str]) -> "RawQueuesPlace":
    """Queues of AWS in which messages may name a person."""
    import boto3

    from leadgate.aws.clients import make_client
    from leadgate.aws.raw_queues import RawQueuesPlace

    client = make_client("sqs", boto3.Session(), os.environ.get("AWS_ENDPOINT_URL"), patient=True)
    return RawQueuesPlace(client, urls)


class DefaultSettings:
    """Settings where no file was given: the defaults."""

    last_problem: str | None = None

    def current(self) -> Settings:
        return Settings()


def settings_versions(stage: str) -> "SettingsVersions":
    """The settings of a stage in SSM, to be pushed and pulled."""
    import boto3

    from leadgate.aws.clients import make_client
    from leadgate.aws.settings_versions import SettingsVersions

    client = make_client("ssm", boto3.Session(), os.environ.get("AWS_ENDPOINT_URL"), patient=True)
    return SettingsVersions(client, stage)


def model_registry(data_dir: Path | None = None, clock: Clock | None = None) -> ModelRegistry:
    """data_dir: of `leadgate serve`, whose `models` holds what was promoted where no variable says otherwise."""
    from leadgate.model.promoted import PromotedModels
    from leadgate.model.registry import FolderRegistry

    chosen = os.environ.get("LEADGATE_MODEL_DIR")
    place = models_place() or (str(models_in(data_dir)) if data_dir else "")
    if chosen or not place:
        return FolderRegistry(Path(chosen) if chosen else bundled_model(), prior=bundled_model())
    return PromotedModels(lambda: bundle_store(place), bundled_model(), clock or SystemClock())


def models_place() -> str:
    """Where promoted models are kept, as the environment says; empty where it does not."""
    return os.environ.get("LEADGATE_MODELS", "").strip()


def models_in(data_dir: Path) -> Path:
    return data_dir / "models"


def bundle_store(place: str) -> BundleStore:
    """place: a folder, or s3://bucket/prefix."""
    if not place.startswith("s3://"):
        from leadgate.embedded.bundles import FolderBundles

        return FolderBundles(Path(place))
    import boto3

    from leadgate.aws.bundles import S3Bundles
    from leadgate.aws.clients import make_client

    bucket, _, prefix = place.removeprefix("s3://").partition("/")
    client = make_client("s3", boto3.Session(), os.environ.get("AWS_ENDPOINT_URL"))
    return S3Bundles(client, bucket, f"{prefix.strip('/')}/" if prefix.strip("/") else "")


def fetch(place: str, path: Path) -> None:
    """An object of S3, s3://bucket/key, as a file."""
    import boto3

    from leadgate.aws.clients import in_our_words, make_client

    bucket, _, key = place.removeprefix("s3://").partition("/")
    with in_our_words(f"reading {place}"):
        make_client("s3", boto3.Session(), os.environ.get("AWS_ENDPOINT_URL")).download_file(bucket, key, str(path))


def settings_in_force(config: Path | None) -> Settings:
    """Of a file, else of the stage that the environment names, else the built-in ones."""
    from leadgate.embedded.settings import read_settings

    if config is not None:
        return read_settings(config)
    return lambda_ports().settings.current() if os.environ.get("LEADGATE_STAGE") else Settings()


def bundled_model() -> Path:
    """The bundle that ships with the code: beside the package when installed, in the repository otherwise."""
    package = Path(__file__).parents[1]
    places = (package / "model_artifacts" / "bundled", package.parents[1] / "model_artifacts" / "bundled")
    return next((place for place in places if place.is_dir()), places[0])


def start_warnings(config: Path | None) -> tuple[str, ...]:
    """What `leadgate serve` will refuse or not do, a line each, by what is missing from environment and settings.

    Raises BadInputError where it cannot run at all as it is told to.
    """
    from leadgate.embedded.settings import read_settings
    from leadgate.embedded.startup import check_start

    settings = read_settings(config) if config else Settings()
    if settings.crm == "hubspot":
        hubspot_url()
    else:
        salesforce_url()
    return check_start(os.environ, settings)
