"""How many people it is for: "50 users", "ein Team von 8", "30 commerciaux"."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple


class Size(NamedTuple):
    start: int
    end: int
    people: int


_PEOPLE: Final = (
    r"users?|seats?|licen[cs]es?|people|persons?|ppl|employees|reps|agents|sales ?people|staff|sdrs?|aes|locations"
    r"|sites|nutzern?|benutzern?|anwendern?|lizenzen|arbeitsplatzen?|platzen?|mitarbeitern?|leuten?|vertrieblern?|standorten?"
    r"|utilisateurs|licences|postes|personnes|salaries|commerciaux|collaborateurs"
    r"|usuarios|licencias|personas|empleados|vendedores|puestos|comerciales"
)
_SIZE: Final = re.compile(
    rf"(?<![\w.,$€£])(?P<count>\d{{1,3}}(?:[.,' ]\d{{3}})+|\d{{1,6}})\s?(?:-|\+)?\s?(?:\w+ )??(?:{_PEOPLE})\b"
    r"|\b(?:team|company|department|firm|group|abteilung|firma|equipe|equipo|empresa)\s+(?:of|von|mit|de|with)\s+"
    r"(?P<team>\d{1,6})\b"
)


def find_sizes(text: str) -> Iterator[Size]:
    """text: folded."""
    for found in _SIZE.finditer(text):
        digits = re.sub(r"\D", "", found["count"] or found["team"])
        yield Size(found.start(), found.end(), int(digits))
