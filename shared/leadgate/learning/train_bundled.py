"""Trains the bundle that ships: `python -m leadgate.learning.train_bundled --out model_artifacts/bundled --seed 7`."""

import argparse
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from threadpoolctl import threadpool_limits

from leadgate.learning.bundles import write_bundle
from leadgate.learning.heads import fit_heads
from leadgate.learning.rows import rows_of
from leadgate.learning.simulation import MARKET, SIMULATION_VERSION, simulate

LEADS: Final = 200_000


def train_bundled(folder: Path, seed: int, leads: int = LEADS) -> dict[str, Any]:
    """Writes the bundle and returns its manifest. The same seed and count give the same bytes on one machine."""
    origin = {
        "name": "leadgate-bundled",
        "outcomes": 0,
        "currency": MARKET.currency,
        "simulation": {"version": SIMULATION_VERSION, "seed": seed, "leads": leads},
    }
    with threadpool_limits(limits=1):
        rows = rows_of(((lead.dossier, lead.outcome) for lead in simulate(leads, seed)), MARKET)
        heads = fit_heads(rows)
    return write_bundle(folder, heads, origin, _card())


def _card() -> str:
    return files("leadgate.learning").joinpath("bundled_card.md").read_text(encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder of the bundle")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--leads", type=int, default=LEADS)
    given = parser.parse_args()
    manifest = train_bundled(given.out, given.seed, given.leads)
    for head, measured in manifest["heads"].items():
        sys.stderr.write(f"{head}: {measured}\n")
    sys.stdout.write(f"{manifest['version']}\n")


if __name__ == "__main__":
    main()
