"""What a trained bundle reads: columns of an export, properties of a CRM, made numbers by its vocabulary."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import numpy as np

from leadgate.domain.assessment import LayerName
from leadgate.domain.dossier import Dossier
from leadgate.model.cells import day_of, flag_of, number_of, word_of

FloatArray = np.ndarray[Any, np.dtype[np.float64]]
LEAD: Final = "lead.properties."
ACCOUNT: Final = "account.properties."
VALUE: Final = "value"


@dataclass(frozen=True)
class Input:
    """One column. name: what a dossier calls it; column: what the table called it that was trained on.

    kind: number, flag, date, category, or `feature` for one that is computed from signals. levels: of a category, as
    `word_of` reads them; served: use → (levels + 2,), the last two for others and for unknown.
    range: where nearly all numbers lay that were trained on. importance: share of what moves the chance, 0–1.
    """

    name: str
    column: str
    layer: LayerName
    kind: str
    day_first: bool = False
    levels: tuple[str, ...] = ()
    served: Mapping[str, FloatArray] = field(default_factory=dict)
    range: tuple[float, float] | None = None
    importance: float = 0.0

    @cached_property
    def place_of(self) -> Mapping[str, int]:
        return {level: place for place, level in enumerate(self.levels)}

    def place(self, value: Any) -> int:
        """Of a category's value: its level's, or that of others, or of unknown."""
        word = word_of(value)
        return len(self.levels) + 1 if word is None else self.place_of.get(word, len(self.levels))

    def number(self, value: Any, as_of_day: float) -> float:
        """Of any other kind; a date is days before the decision."""
        if self.kind == "date":
            return as_of_day - day_of(value, self.day_first)
        return flag_of(value) if self.kind == "flag" else number_of(value)

    def is_strange(self, value: Any, as_of_day: float) -> bool:
        """Known, and unlike what was trained on: a level never seen, a number beyond nearly all of them."""
        if self.kind == "category":
            return self.place(value) == len(self.levels)
        number, (low, high) = self.number(value, as_of_day), self.range or (-np.inf, np.inf)
        return bool(number < low or number > high)

    def read(self, value: Any, as_of_day: float) -> Mapping[str, float]:
        """use → what a graph is given for this value; a number's only use is `value`."""
        if self.kind != "category":
            return {VALUE: self.number(value, as_of_day)}
        place = self.place(value)
        return {use: float(table[place]) for use, table in self.served.items()}


def read_inputs(rows: Sequence[Mapping[str, Any]]) -> tuple[Input, ...]:
    """As the manifest lists them."""
    return tuple(
        Input(
            name=row["name"],
            column=row["column"],
            layer=row["layer"],
            kind=row["kind"],
            day_first=bool(row.get("day_first", False)),
            levels=tuple(row.get("levels", ())),
            served={use: np.array(table, dtype=np.float64) for use, table in row.get("served", {}).items()},
            range=None if row.get("range") is None else (float(row["range"][0]), float(row["range"][1])),
            importance=float(row.get("importance", 0.0)),
        )
        for row in rows
    )


def property_of(dossier: Dossier, name: str) -> Any:
    """What the dossier says under this name; None where it says nothing.

    A property is looked for as it is written, then without regard to case, blanks and underscores, in the part it is
    named for, then in the other; at last among the fields that every CRM has.
    """
    own, other = (dossier.lead, dossier.account) if name.startswith(LEAD) else (dossier.account, dossier.lead)
    short = name.removeprefix(LEAD).removeprefix(ACCOUNT)
    for part in (own, other):
        if short in part.properties:
            return part.properties[short]
    key = _plain(short)
    for part in (own, other):
        for known, value in part.properties.items():
            if _plain(known) == key:
                return value
    read = _FIELDS.get(key)
    return None if read is None else read(dossier)


def _plain(name: str) -> str:
    return "".join(filter(str.isalnum, name)).casefold()


_FIELDS: Final[Mapping[str, Callable[[Dossier], Any]]] = {
    "title": lambda dossier: dossier.lead.title,
    "jobtitle": lambda dossier: dossier.lead.title,
    "country": lambda dossier: dossier.lead.country or dossier.account.country,
    "region": lambda dossier: dossier.lead.region or dossier.account.region,
    "state": lambda dossier: dossier.lead.region or dossier.account.region,
    "source": lambda dossier: dossier.lead.source,
    "leadsource": lambda dossier: dossier.lead.source,
    "lifecycle": lambda dossier: dossier.lead.lifecycle,
    "lifecyclestage": lambda dossier: dossier.lead.lifecycle,
    "createdate": lambda dossier: dossier.lead.created_at,
    "createdat": lambda dossier: dossier.lead.created_at,
    "industry": lambda dossier: dossier.account.industry,
    "employees": lambda dossier: dossier.account.employees,
    "numberofemployees": lambda dossier: dossier.account.employees,
    "companysize": lambda dossier: dossier.account.employees,
    "annualrevenue": lambda dossier: dossier.account.annual_revenue,
    "revenue": lambda dossier: dossier.account.annual_revenue,
}
