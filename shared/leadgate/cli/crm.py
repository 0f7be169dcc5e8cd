"""`leadgate crm`: the CRM made ready, and its past read."""

import re
from pathlib import Path
from typing import Annotated, Final, Literal

import typer

from leadgate.bootstrap.crm import crm_to_set_up
from leadgate.bootstrap.variables import variable
from leadgate.cli.console import out
from leadgate.cli.crm_import import import_command
from leadgate.cli.inputs import read_settings_or_defaults
from leadgate.errors import BadInputError
from leadgate.ports.crm import EventsTo

_AWS: Final = re.compile(r"([a-z]{2}(?:-[a-z]+)+-\d):(\d{12})")
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
    relay_to: Annotated[
        str, typer.Option(help="Salesforce: the event relay ends in this AWS account, as region:account.")
    ] = "",
    start_relay: Annotated[bool, typer.Option("--start-relay", help="Salesforce: the event relay shall run.")] = False,
    webhook_url: Annotated[
        str, typer.Option(help="HubSpot, legacy public apps: webhooks shall come to this URL.")
    ] = "",
) -> None:
    """Make what Leadgate needs in the CRM; what is there is left as it is, so a run that was cut off may be repeated.

    HubSpot: a property group and its properties. Needs HUBSPOT_ACCESS_TOKEN, of an app that may write the schemas of
    contacts and companies. Webhooks and the card on the record come with the app's project (folder `hubspot/`). A
    legacy public app gets its webhook subscriptions by `--webhook-url`, with HUBSPOT_DEVELOPER_KEY.

    Salesforce: custom fields, a permission set for our user, a channel of change events; with `--relay-to` a named
    credential and an event relay too. Needs SALESFORCE_INSTANCE_URL, the settings `salesforce.consumer_key` and
    `.username`, and SALESFORCE_PRIVATE_KEY (or, without a user name, SALESFORCE_CONSUMER_SECRET), of a user who may
    customize the application.

    HUBSPOT_BASE_URL and SALESFORCE_INSTANCE_URL may name a sandbox.

    Example: `leadgate crm setup --crm hubspot --dry-run`
    """
    settings = read_settings_or_defaults(config).model_copy(update={"crm": crm})
    events_to = _to_hubspot(webhook_url) if crm == "hubspot" else _to_aws(relay_to, start_relay)
    with crm_to_set_up(settings) as chosen:
        names = chosen.lacks(events_to) if dry_run else chosen.set_up(events_to)
        advice = chosen.advice()
    if names:
        out.print(f"{'would make' if dry_run else 'made'} {len(names)}:", highlight=False)
    else:
        out.print("nothing to do: everything is there", highlight=False)
    for name in names:
        out.print(f"  {name}", highlight=False)
    for line in advice:
        out.print(f"then: {line}", highlight=False, soft_wrap=True)


def _to_hubspot(url: str) -> EventsTo | None:
    if not url:
        return None
    if not url.startswith("https://"):
        raise BadInputError("--webhook-url", f"a public https URL is needed, not {url!r}")
    return EventsTo(url=url, developer_key=variable("HUBSPOT_DEVELOPER_KEY"))


def _to_aws(relay_to: str, start: bool) -> EventsTo | None:
    if not relay_to:
        if start:
            raise BadInputError("--start-relay", "needs --relay-to, which says where the relay ends")
        return None
    match = _AWS.fullmatch(relay_to)
    if not match:
        raise BadInputError(
            "--relay-to", f"region:account is needed, as in eu-central-1:123456789012, not {relay_to!r}"
        )
    return EventsTo(region=match[1], account=match[2], start=start)
