"""`leadgate serve`: the whole product on one machine."""

import logging
from pathlib import Path
from typing import Annotated

import typer

from leadgate.bootstrap import start_warnings
from leadgate.cli.console import progress
from leadgate.embedded.serve import Server


def serve_command(
    data_dir: Annotated[Path, typer.Option(help="Folder of the durable store; made if it is not there.")],
    port: Annotated[int, typer.Option(help="Port to listen on; 0: a free one.", min=0, max=65535)] = 8080,
    config: Annotated[Path | None, typer.Option(help="Settings (TOML or JSON), read again when they change.")] = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    workers: Annotated[int, typer.Option(help="Leads that are worked on at once.", min=1, max=64)] = 4,
) -> None:
    """HTTP intake, queue workers and durable store in one process group; safe to kill at any instant.

    Example: `leadgate serve --data-dir data --config settings.toml`; `leadgate crm setup --crm hubspot` comes before.

    Secrets come from the environment: HUBSPOT_ACCESS_TOKEN, HUBSPOT_CLIENT_SECRET, TRACKER_WRITE_KEY,
    ENRICHMENT_WEBHOOK_SECRET; HUBSPOT_BASE_URL names another HubSpot, such as a sandbox.
    """
    logging.getLogger("leadgate").setLevel(logging.INFO)  # a line for each lead that was judged
    warnings = start_warnings(config)
    with Server(data_dir, config, host, port, workers) as server:
        for warning in warnings:
            progress.print(f"warning: {warning}", style="yellow", markup=False, highlight=False, soft_wrap=True)
        progress.print(f"leadgate listens on {server.url} and keeps its data in {data_dir}", highlight=False)
        server.wait()
