"""`leadgate`: exit 0 done, 1 the work failed, 2 bad input with one line that says what, where and what is allowed."""

import errno
import logging
import os
import sys
from typing import Final

import typer
from typer.exceptions import TyperException

from leadgate.cli.assess import assess_command
from leadgate.cli.audit import audit_app
from leadgate.cli.backtest import backtest_command
from leadgate.cli.book import book_app
from leadgate.cli.chat import chat_command
from leadgate.cli.config import config_app
from leadgate.cli.console import progress
from leadgate.cli.crm import crm_app
from leadgate.cli.demo import demo_command
from leadgate.cli.forget import forget_command
from leadgate.cli.handoff import handoff_app
from leadgate.cli.invoke import invoke_command
from leadgate.cli.models_trial import models_app
from leadgate.cli.queue import queue_app
from leadgate.cli.review import review_app
from leadgate.cli.route import route_app
from leadgate.cli.sandbox import sandbox_app
from leadgate.cli.score import score_command
from leadgate.cli.serve import serve_command
from leadgate.cli.sources import sources_app
from leadgate.cli.train import train_command
from leadgate.errors import BadInputError, LeadgateError

app: Final = typer.Typer(
    name="leadgate",
    help="Decides, for every lead that enters a CRM, whether sales should talk to that person now, and says why.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
app.command("demo")(demo_command)
app.command("serve")(serve_command)
app.command("assess")(assess_command)
app.command("chat")(chat_command)
app.command("invoke")(invoke_command)
app.command("forget")(forget_command)
app.command("train")(train_command)
app.command("score")(score_command)
app.command("backtest")(backtest_command)
app.add_typer(route_app, name="route")
app.add_typer(audit_app, name="audit")
app.add_typer(models_app, name="models")
app.add_typer(config_app, name="config")
app.add_typer(review_app, name="review")
app.add_typer(book_app, name="book")
app.add_typer(queue_app, name="queue")
app.add_typer(crm_app, name="crm")
app.add_typer(handoff_app, name="handoff")
app.add_typer(sources_app, name="sources")
app.add_typer(sandbox_app, name="sandbox")


_UNWRITABLE: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})


def run() -> None:
    """The entry of the command: our errors become exit codes here, and only here."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    sys.exit(_exit_code())


def _exit_code() -> int:
    try:
        code = app(standalone_mode=False, prog_name="leadgate")
        sys.stdout.flush()
    except TyperException as error:
        return _misused(error)
    except BadInputError as error:
        return _failed(str(error), 2)
    except LeadgateError as error:
        return _failed(str(error), 1)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader has seen enough
        _drop_output()
        return 0
    except OSError as error:
        if error.errno not in _UNWRITABLE:
            raise
        _drop_output()
        return _failed(f"the output cannot be written: {os.strerror(error.errno or 0)}", 1)
    return code if isinstance(code, int) else 0


def _drop_output() -> None:
    """What is still in the buffer would be written at the very end, and fail once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _misused(error: TyperException) -> int:
    """One line, as for all bad input; a group that was called alone has shown its help already."""
    if not error.format_message().strip():
        return error.exit_code
    command = getattr(getattr(error, "ctx", None), "command_path", "leadgate")
    return _failed(f"{error.format_message().rstrip('.')} (see `{command} --help`)", error.exit_code)


def _failed(problem: str, code: int) -> int:
    progress.print(f"leadgate: {' '.join(problem.split())}", style="red", markup=False, highlight=False, soft_wrap=True)
    return code
