"""Dossiers with outcomes, from JSON Lines."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leadgate.domain.dossier import Dossier
from leadgate.domain.dossier_json import parse_dossier
from leadgate.errors import BadInputError
from leadgate.json_files import read_objects


@dataclass(frozen=True)
class DossierRow:
    """row: the object as it was read; what `parse_dossier` does not know, such as the outcome, is in it."""

    row: Mapping[str, Any]
    dossier: Dossier

    @property
    def converted(self) -> float:
        """1 or 0; NaN where unknown."""
        outcome = self.row.get("outcome")
        converted = outcome.get("converted") if isinstance(outcome, Mapping) else None
        return float(converted) if isinstance(converted, bool | int) else float("nan")


def read_dossiers(path: Path) -> list[DossierRow]:
    """Raises BadInputError naming file, line and field."""
    rows = []
    for place, row in read_objects(str(path)):
        try:
            rows.append(DossierRow(row, parse_dossier(row)))
        except BadInputError as error:
            raise error.under(place) from error
    return rows
