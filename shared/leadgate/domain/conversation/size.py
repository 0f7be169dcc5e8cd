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
    rf"(?P<count>\d(?<![\w.,$€£]\d)(?:\d{{0,2}}(?:[.,' ]\d{{3}})+|\d{{0,5}}))\s?(?:-|\+)?\s?(?:\w+ )??(?:{_PEOPLE})\b"
)
_TEAM: Final = re.compile(
    r"\b(?:team|company|department|firm|group|abteilung|firma|equipe|equipo|empresa)\s+(?:of|von|mit|de|with)\s+"
    r"(?P<count>\d{1,6})\b"
)


def find_sizes(text: str) -> Iterator[Size]:
    """text: folded."""
    end = 0
    for found in sorted((*_TEAM.finditer(text), *_SIZE.finditer(text)), key=lambda match: match.start()):
        if found.start() >= end:
            end = found.end()
            yield Size(found.start(), end, int(re.sub(r"\D", "", found["count"])))
