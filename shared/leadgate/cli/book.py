"""`leadgate book`: links by which leads choose a time of their rep."""

from contextlib import closing
from pathlib import Path
from typing import Annotated, Final

import typer

from leadgate import bootstrap
from leadgate.cli.console import out
from leadgate.service.booking_link import invite, token_of
from leadgate.service.record_ids import check_lead_id

book_app: Final = typer.Typer(help="Meetings that leads book themselves.", no_args_is_help=True)


@book_app.callback()
def book() -> None:
    """A group, however few commands it has."""


@book_app.command("link")
def link_command(
    lead: Annotated[str, typer.Argument(help="The lead's id, such as hubspot:contact:501.")],
    data_dir: Annotated[Path, typer.Option(help="Folder of `leadgate serve`, which may be running.")],
    config: Annotated[Path | None, typer.Option(help="Its settings (TOML or JSON).")] = None,
    url: Annotated[str, typer.Option(help="Where leads reach it; else LEADGATE_PUBLIC_URL.")] = "http://127.0.0.1:8080",
) -> None:
    """Print the link by which this lead books a meeting; the same one until it is used up.

    Example: `leadgate book link hubspot:contact:501 --data-dir data --config leadgate.toml`
    """
    ports, database = bootstrap.embedded_ports(data_dir, config)
    with closing(database):
        check_lead_id(lead, ports.settings.current().crm)
        token = token_of(invite(lead, ports), ports)
    out.print(f"{bootstrap.public_url(url.rstrip('/'))}/book/{token}", highlight=False, soft_wrap=True)
