"""The same command by hand, on a machine that serves, and where history and models lie in S3."""

import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from leadgate.bootstrap import bundle_store
from leadgate.cli.main import app
from leadgate.domain.settings import Settings
from leadgate.embedded.bundles import FolderBundles
from leadgate.embedded.retraining import Retrainer
from leadgate.embedded.settings import read_settings
from leadgate.errors import BadInputError
from tests.contract.aws_server import aws_server
from tests.unit.test_retraining import leads

CONFIG = """
[learning.retrain]
data = "{data}"
target = "converted"
time = "created"
id = "lead"
"""


def config(folder: Path, data: str) -> Path:
    path = folder / "settings.toml"
    path.write_text(CONFIG.format(data=data))
    return path


def test_history_and_models_may_lie_in_s3(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leads(600, 1).write_csv(tmp_path / "history.csv")
    with aws_server() as aws:
        for name, value in (("AWS_ENDPOINT_URL", aws.url), ("AWS_ACCESS_KEY_ID", "t"), ("AWS_SECRET_ACCESS_KEY", "t")):
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
        monkeypatch.setenv("LEADGATE_MODELS", "s3://retrain/models")
        s3 = aws.client("s3")
        s3.create_bucket(Bucket="retrain", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
        s3.upload_file(str(tmp_path / "history.csv"), "retrain", "history/leads.csv")
        file = config(tmp_path, "s3://retrain/history/leads.csv")
        done = CliRunner().invoke(app, ["models", "retrain", "--config", str(file), "--if-due"])
        assert done.exit_code == 0, done.exception
        standing = bundle_store("s3://retrain/models").standing()
    assert done.stdout == f"{standing.shadows[0]} in the shadow\n"


def test_without_a_history_there_is_nothing_to_train_on(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["models", "retrain", "--models", str(tmp_path)])
    assert isinstance(done.exception, BadInputError)
    assert "learning.retrain.data: names no history" in str(done.exception)


class Held:
    """Settings that stand."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def current(self) -> Settings:
        return self._settings


def test_a_machine_that_serves_trains_by_the_same_command(tmp_path: Path) -> None:
    leads(600, 1).write_csv(tmp_path / "history.csv")
    file = config(tmp_path, str(tmp_path / "history.csv"))
    Retrainer(Held(read_settings(file)), tmp_path / "models", file).look()
    (event,) = FolderBundles(tmp_path / "models").events()
    assert event["why"] == "never trained before"


def test_a_machine_without_a_history_starts_nothing(tmp_path: Path) -> None:
    begun = time.monotonic()
    Retrainer(Held(Settings()), tmp_path / "models", None).look()
    assert time.monotonic() - begun < 0.5
    assert not (tmp_path / "models").exists()
