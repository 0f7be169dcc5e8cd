"""Every adapter of a port goes through the same tests: a new one is one entry in a tuple here."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from leadgate.aws.bundles import S3Bundles
from leadgate.aws.queue import SqsQueue
from leadgate.aws.secrets import ManagedSecrets
from leadgate.aws.settings import READ_EVERY, SsmSettings
from leadgate.aws.store import DynamoStore
from leadgate.domain.section import leaves
from leadgate.domain.settings import Settings
from leadgate.embedded.bundles import FolderBundles
from leadgate.embedded.database import Database
from leadgate.embedded.queue import SqliteQueue
from leadgate.embedded.secrets import EnvironmentSecrets
from leadgate.embedded.settings import FileSettings
from leadgate.embedded.store import SqliteStore
from leadgate.ports import BundleStore, LeadChanged, Queue, Secrets, Store
from tests.contract.aws_server import AwsServer, aws_server, fresh_name
from tests.contract.building import FixedClock

MAX_RECEIVES = 3


@pytest.fixture(scope="session")
def aws() -> Iterator[AwsServer]:
    with aws_server() as server:
        yield server


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(Database(tmp_path / "leadgate.db")) as opened:
        yield opened


def sqlite_store(request: pytest.FixtureRequest) -> Store:
    return SqliteStore(request.getfixturevalue("database"))


def dynamo_store(request: pytest.FixtureRequest) -> Store:
    server: AwsServer = request.getfixturevalue("aws")
    return DynamoStore(server.client("dynamodb"), server.make_table())


STORES = (sqlite_store, dynamo_store)


@pytest.fixture(params=STORES, ids=lambda make: make.__name__)
def store(request: pytest.FixtureRequest) -> Store:
    made: Store = request.param(request)
    return made


@dataclass(frozen=True)
class QueueBench:
    """A queue that gives up after MAX_RECEIVES, and a way to let the visibility timeout of a message pass."""

    queue: Queue
    expire: Callable[[LeadChanged], None]


def sqlite_queue(request: pytest.FixtureRequest) -> QueueBench:
    clock = FixedClock()
    queue = SqliteQueue(request.getfixturevalue("database"), clock, timedelta(minutes=2), MAX_RECEIVES)
    return QueueBench(queue, expire=lambda _: clock.move(days=1))


def sqs_queue(request: pytest.FixtureRequest) -> QueueBench:
    server: AwsServer = request.getfixturevalue("aws")
    sqs = server.client("sqs")
    url, dead_letters_url = server.make_queues(MAX_RECEIVES)

    def expire(message: LeadChanged) -> None:
        for _, handle in json.loads(message.receipt):
            sqs.change_message_visibility(QueueUrl=url, ReceiptHandle=handle, VisibilityTimeout=0)

    return QueueBench(SqsQueue(sqs, url, dead_letters_url), expire)


QUEUES = (sqlite_queue, sqs_queue)


@pytest.fixture(params=QUEUES, ids=lambda make: make.__name__)
def bench(request: pytest.FixtureRequest) -> QueueBench:
    made: QueueBench = request.param(request)
    return made


@dataclass(frozen=True)
class SettingsBench:
    """write: the whole tree anew, and time for the source to see it. open: the source, as a process that starts."""

    write: Callable[[Mapping[str, Any]], None]
    open: Callable[[], Any]
    alarms: list[str]


def file_settings(request: pytest.FixtureRequest) -> SettingsBench:
    path: Path = request.getfixturevalue("tmp_path") / "leadgate.json"
    versions = iter(range(1_000))
    alarms: list[str] = []

    def write(tree: Mapping[str, Any]) -> None:
        path.write_text(json.dumps(tree) + " " * next(versions))  # another size even within one tick of the clock

    return SettingsBench(write, lambda: FileSettings(path, alarms.append), alarms)


def ssm_settings(request: pytest.FixtureRequest) -> SettingsBench:
    server: AwsServer = request.getfixturevalue("aws")
    ssm, stage, clock = server.client("ssm"), fresh_name("stage"), FixedClock()
    store = DynamoStore(server.client("dynamodb"), server.make_table())
    text_leaves = {path for path, value in leaves(Settings()) if isinstance(value, str)}
    names: list[str] = []
    alarms: list[str] = []

    def write(tree: Mapping[str, Any]) -> None:
        if names:
            ssm.delete_parameters(Names=names)
        names.clear()
        for path, value in flat(tree):
            name = f"/leadgate/{stage}/{path.replace('.', '/')}"
            text = value if path in text_leaves else json.dumps(value)
            ssm.put_parameter(Name=name, Value=str(text), Type="String", Overwrite=True)  # a retry is no error
            names.append(name)
        clock.at += READ_EVERY

    return SettingsBench(write, lambda: SsmSettings(ssm, stage, clock, store, alarms.append), alarms)


def flat(tree: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in tree.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


SETTINGS_SOURCES = (file_settings, ssm_settings)


@pytest.fixture(params=SETTINGS_SOURCES, ids=lambda make: make.__name__)
def settings_bench(request: pytest.FixtureRequest) -> SettingsBench:
    made: SettingsBench = request.param(request)
    return made


def environment_secrets(request: pytest.FixtureRequest) -> Secrets:
    return EnvironmentSecrets({"HUBSPOT_CLIENT_SECRET": "s3cr3t\n", "BLANK": " "})


def managed_secrets(request: pytest.FixtureRequest) -> Secrets:
    server: AwsServer = request.getfixturevalue("aws")
    stage = fresh_name("stage")
    for name, value in (("hubspot_client_secret", "s3cr3t\n"), ("blank", " ")):
        server.client("secretsmanager").create_secret(Name=f"leadgate/{stage}/{name}", SecretString=value)
    return ManagedSecrets(server.client("secretsmanager"), stage)


SECRETS = (environment_secrets, managed_secrets)


@pytest.fixture(params=SECRETS, ids=lambda make: make.__name__)
def secrets(request: pytest.FixtureRequest) -> Secrets:
    made: Secrets = request.param(request)
    return made


@dataclass(frozen=True)
class BundlesBench:
    """store: empty. alter: change a file of a bundle behind its back. again: another process on the same."""

    store: BundleStore
    alter: Callable[[str, str], None]
    again: Callable[[], BundleStore]


def folder_bundles(request: pytest.FixtureRequest) -> BundlesBench:
    folder: Path = request.getfixturevalue("tmp_path") / "models"

    def alter(version: str, name: str) -> None:
        (folder / "bundles" / version / name).write_bytes(b"altered")

    return BundlesBench(FolderBundles(folder), alter, lambda: FolderBundles(folder))


def s3_bundles(request: pytest.FixtureRequest) -> BundlesBench:
    server: AwsServer = request.getfixturevalue("aws")
    client, bucket = server.client("s3"), fresh_name("models")
    client.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})

    def alter(version: str, name: str) -> None:
        key = f"models/bundles/{version}.zip"
        kept = client.get_object(Bucket=bucket, Key=key)["Body"].read()
        with ZipFile(BytesIO(kept)) as archive:
            files = {inside: archive.read(inside) for inside in archive.namelist()} | {name: b"altered"}
        buffer = BytesIO()
        with ZipFile(buffer, "w") as archive:
            for inside, content in files.items():
                archive.writestr(inside, content)
        client.put_object(Bucket=bucket, Key=key, Body=buffer.getvalue())

    return BundlesBench(S3Bundles(client, bucket), alter, lambda: S3Bundles(client, bucket))


BUNDLE_STORES = (folder_bundles, s3_bundles)


@pytest.fixture(params=BUNDLE_STORES, ids=lambda make: make.__name__)
def bundles(request: pytest.FixtureRequest) -> BundlesBench:
    made: BundlesBench = request.param(request)
    return made
