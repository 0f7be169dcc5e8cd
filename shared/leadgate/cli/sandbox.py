"""`leadgate sandbox`: a local CRM that answers as the real one does."""

from pathlib import Path
from typing import Annotated

import typer

from leadgate.errors import BadInputError
from leadgate.sandbox.hubspot import SandboxOptions, serve

sandbox_app = typer.Typer(
    help="A local CRM that answers as the real API does: limits, errors and webhooks included.", no_args_is_help=True
)


@sandbox_app.callback()
def sandbox() -> None:
    """Keeps `hubspot` a subcommand while it is the only one."""


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
    options = SandboxOptions(
        port=port,
        seed=seed,
        webhook_url=webhook_url,
        signed_url=signed_url,
        client_secret=client_secret,
        access_token=access_token,
        app_id=app_id,
        fail=fail,
    )
    try:
        serve(options)
    except ValueError as error:
        raise BadInputError("", str(error)) from error
    except OSError as error:
        raise BadInputError(f"port {port}", f"cannot be used: {error.strerror or error}") from error
