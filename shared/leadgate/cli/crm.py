"""`leadgate crm`: the CRM made ready, and its past read."""

from pathlib import Path
from typing import Annotated, Final, Literal

import typer

from leadgate.bootstrap.crm import crm_to_set_up
from leadgate.cli.console import out
from leadgate.cli.crm_import import import_command
from leadgate.cli.inputs import read_settings_or_defaults

crm_app: Final = typer.Typer(help="The CRM: what Leadgate needs in it, and what it has seen.", no_args_is_help=True)
crm_app.command("import")(import_command)


@crm_app.callback()
def crm() -> None:
    """A group, however few commands it has."""


@crm_app.command("setup")
def setup_command(
    crm: Annotated[Literal["hubspot", "salesforce"], typer.Option(help="Which CRM.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be made.")] = False,
    config: Annotated[Path | None, typer.Option(help="Settings (TOML or JSON) with the API's version.")] = None,
) -> None:
    """Make what Leadgate needs in the CRM; what is there is left as it is, so a run that was cut off may be repeated.

    HubSpot: a property group and its properties. Needs HUBSPOT_ACCESS_TOKEN, of an app that may write the schemas of
    contacts and companies. Webhook subscriptions are set in HubSpot's app: contacts, companies and deals to
    `/webhooks/hubspot`.

    Salesforce: custom fields, a permission set for our user, a channel of change events. Needs SALESFORCE_INSTANCE_URL,
    the settings `salesforce.consumer_key` and `.username`, and SALESFORCE_PRIVATE_KEY (or, without a user name,
    SALESFORCE_CONSUMER_SECRET), of a user who may customize the application.

    HUBSPOT_BASE_URL and SALESFORCE_INSTANCE_URL may name a sandbox.

    Example: `leadgate crm setup --crm hubspot --dry-run`
    """
    settings = read_settings_or_defaults(config).model_copy(update={"crm": crm})
    with crm_to_set_up(settings) as chosen:
        names = chosen.missing_fields() if dry_run else chosen.ensure_fields()
    if not names:
        out.print("nothing to do: everything is there", highlight=False)
        return
    out.print(f"{'would make' if dry_run else 'made'} {len(names)}:", highlight=False)
    for name in names:
        out.print(f"  {name}", highlight=False)
