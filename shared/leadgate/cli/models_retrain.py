"""`leadgate models retrain`: the same command by hand, by the scheduler of `leadgate serve`, and in a Fargate task."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from leadgate.bootstrap import fetch, settings_in_force
from leadgate.cli.console import out, progress
from leadgate.cli.extras import learning_extra
from leadgate.cli.models import Place, open_store
from leadgate.clock import SystemClock
from leadgate.errors import BadInputError


def retrain_command(
    models: Place = None,
    config: Annotated[
        Path | None, typer.Option(help="Settings with `learning.retrain`; default: the stage's, or the built-in ones.")
    ] = None,
    if_due: Annotated[
        bool, typer.Option("--if-due", help="Only if the schedule or drift of the leads since ask for it.")
    ] = False,
    seed: Annotated[int, typer.Option(help="The same seed and history give the same bundle.")] = 7,
) -> None:
    """Train on the history that `learning.retrain` names, judge it on the newest leads, and let it stand by the rules.

    Example: `leadgate models retrain --models data/models --config settings.toml --if-due`
    """
    with learning_extra():
        from threadpoolctl import threadpool_limits

        from leadgate.learning.retraining import retrain

    settings = settings_in_force(config)
    data = settings.learning.retrain.data
    if not data:
        raise BadInputError("learning.retrain.data", "names no history to train on")
    store = open_store(models)
    with _local(data) as path, threadpool_limits(limits=1):
        done = retrain(path, settings, store, SystemClock().now(), if_due, seed)
    progress.print(done.why, highlight=False, markup=False, soft_wrap=True)
    if done.judgement is None:
        return
    for refusal in done.judgement.refused_for:
        progress.print(f"not promoted: {refusal}", highlight=False, markup=False, soft_wrap=True)
    out.print(f"{done.version} {done.stands}", highlight=False, markup=False)


@contextmanager
def _local(data: str) -> Iterator[Path]:
    """The history as a file of this machine."""
    if not data.startswith("s3://"):
        yield Path(data)
        return
    with TemporaryDirectory(prefix="leadgate-history-") as folder:
        path = Path(folder) / data.rsplit("/", 1)[1]
        fetch(data, path)
        yield path
