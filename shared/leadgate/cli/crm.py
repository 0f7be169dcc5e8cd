"""`leadgate crm`: the CRM made ready."""

from pathlib import Path
from typing import Annotated, Final, Literal

import typer

from leadgate.bootstrap import check_crm, hubspot_client
from leadgate.cli.console import out
from leadgate.cli.inputs import read_settings_or_defaults
from leadgate.crm.hubspot.setup import ensure_fields, missing_fields

crm_app: Final = typer.Typer(help="The CRM: what Leadgate needs in it.", no_args_is_help=True)


@crm_app.callback()
def crm() -> None:
    """A group, however few commands it has."""


@crm_app.command("setup")
def setup_command(
    crm: Annotated[Literal["hubspot", "salesforce"], typer.Option(help="Which CRM.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be made.")] = False,
    config: Annotated[Path | None, typer.Option(help="Settings (TOML or JSON) with the API's version.")] = None,
) -> None:
    """Make Leadgate's property group and properties in the CRM; what is there is left as it is.

    Needs HUBSPOT_ACCESS_TOKEN, of an app that may write the schemas of contacts and companies; HUBSPOT_BASE_URL names
    another HubSpot, such as a sandbox. Webhook subscriptions are set in HubSpot's app: contacts, companies and deals
    to `/webhooks/hubspot`.

    Example: `leadgate crm setup --crm hubspot --dry-run`
    """
    check_crm(crm)
    with hubspot_client(read_settings_or_defaults(config)) as client:
        names = missing_fields(client) if dry_run else ensure_fields(client)
    if not names:
        out.print("nothing to do: every property is there", highlight=False)
        return
    out.print(f"{'would make' if dry_run else 'made'} {len(names)} properties:", highlight=False)
    for name in names:
        out.print(f"  {name}", highlight=False)
