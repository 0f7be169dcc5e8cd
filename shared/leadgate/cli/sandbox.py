"""`leadgate sandbox`: a local CRM that answers as the real one does."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from leadgate.cli.console import progress
from leadgate.errors import BadInputError
from leadgate.sandbox import hubspot, salesforce

sandbox_app = typer.Typer(
    help="A local CRM that answers as the real API does: limits, errors and webhooks included.", no_args_is_help=True
)


@sandbox_app.command("hubspot")
def hubspot_command(
    port: Annotated[int, typer.Option(help="Port to listen on; 0: a free one.", min=0, max=65535)] = 8099,
    seed: Annotated[Path | None, typer.Option(help="JSON file with the records to begin with.")] = None,
    webhook_url: Annotated[
        str | None, typer.Option(help="Where changes are sent, such as http://127.0.0.1:8080/webhooks/hubspot.")
    ] = None,
    signed_url: Annotated[str, typer.Option(help="URL that is signed, where it is not the one called.")] = "",
    client_secret: Annotated[str, typer.Option(help="Signs the webhooks.")] = "sandbox-secret",  # noqa: S107  # a sandbox's
    access_token: Annotated[str, typer.Option(help="The token that is accepted.")] = "pat-na1-sandbox",  # noqa: S107  # a sandbox's
    app_id: Annotated[int, typer.Option(help="Id of the app that the token belongs to.")] = 1001,
    fail: Annotated[str, typer.Option(help="Faults to inject, such as `503:0.1,429:0.05`.")] = "",
) -> None:
    """A sandbox HubSpot. Edit records as a person would by `POST /sandbox/ui/contacts/{id}`.

    Example: `leadgate sandbox hubspot --port 8099 --webhook-url http://127.0.0.1:8080/webhooks/hubspot`
    """
    options = hubspot.SandboxOptions(
        port=port,
        seed=seed,
        webhook_url=webhook_url,
        signed_url=signed_url,
        client_secret=client_secret,
        access_token=access_token,
        app_id=app_id,
        fail=fail,
    )
    _serve(lambda: hubspot.serve(options), port)


@sandbox_app.command("salesforce")
def salesforce_command(
    port: Annotated[int, typer.Option(help="Port to listen on; 0: a free one.", min=0, max=65535)] = 8098,
    seed: Annotated[Path | None, typer.Option(help="JSON file with the records to begin with.")] = None,
    event_url: Annotated[
        str | None, typer.Option(help="Where change events are posted, as by an EventBridge API destination.")
    ] = None,
    event_key: Annotated[str, typer.Option(help="The key shown with them, in `x-leadgate-key`.")] = "",
    queue_url: Annotated[str | None, typer.Option(help="An SQS queue for change events instead.")] = None,
    consumer_key: Annotated[str, typer.Option(help="The client app's key.")] = "sandbox-consumer",
    consumer_secret: Annotated[str, typer.Option(help="Its secret.")] = "sandbox-secret",  # noqa: S107  # a sandbox's
    username: Annotated[str, typer.Option(help="The integration user.")] = "leadgate@org.example",
    public_key: Annotated[
        Path | None, typer.Option(help="PEM that signed assertions are checked with; without, any signature will do.")
    ] = None,
    calls_per_day: Annotated[int, typer.Option(help="The org's allowance.", min=1)] = 100_000,
    fail: Annotated[str, typer.Option(help="Faults to inject, such as `503:0.1,401:0.05`.")] = "",
) -> None:
    """A sandbox Salesforce. Edit records as a person would by `POST /sandbox/ui/Lead/{id}`.

    Example: `leadgate sandbox salesforce --port 8098 --event-url http://127.0.0.1:8080/webhooks/salesforce`
    """
    options = salesforce.SandboxOptions(
        port=port,
        seed=seed,
        event_url=event_url,
        event_key=event_key,
        queue_url=queue_url,
        consumer_key=consumer_key,
        consumer_secret=consumer_secret,
        username=username,
        public_key=public_key,
        calls_per_day=calls_per_day,
        fail=fail,
    )
    _serve(lambda: salesforce.serve(options), port)


@sandbox_app.command("history")
def history_command(
    crm: Annotated[Literal["hubspot", "salesforce"], typer.Option(help="For which sandbox.")],
    out: Annotated[Path, typer.Option(help="Where the seed file goes.")],
    leads: Annotated[int, typer.Option(help="How many leads.", min=1)] = 500,
    months: Annotated[float, typer.Option(help="Over how many months they came in.", min=1.0, max=36.0)] = 18.0,
    seed: Annotated[int, typer.Option(help="The same seed gives the same leads.")] = 7,
) -> None:
    """A seed file with a made-up past: won, lost and open leads with what was written when. For `crm import`.

    Example: `leadgate sandbox history --crm hubspot --leads 500 --out past.json`
    """
    from leadgate.demo.history.hubspot import hubspot_seed
    from leadgate.demo.history.salesforce import salesforce_seed
    from leadgate.demo.history.tale import tales

    told = tales(leads, seed, datetime.now(UTC).replace(microsecond=0), months)
    content = hubspot_seed(told) if crm == "hubspot" else salesforce_seed(told)
    try:
        out.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    except OSError as error:
        raise BadInputError(str(out), f"cannot be written: {error.strerror}") from error
    progress.print(f"{leads:,} leads in {out}: leadgate sandbox {crm} --seed {out}", highlight=False, markup=False)


def _serve(serve: Callable[[], None], port: int) -> None:
    try:
        serve()
    except ValueError as error:
        raise BadInputError("", str(error)) from error
    except OSError as error:
        raise BadInputError(f"port {port}", f"cannot be used: {error.strerror or error}") from error
