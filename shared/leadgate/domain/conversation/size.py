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


_BARE: Final = re.compile(
    r"^\D{0,24}?(?P<count>(?<![$€£\d])(?:\d{1,3}(?:[.,' ]\d{3})+|\d{1,6}))(?!\s?[$€£%\dk/:]|[.,]\d)"
)


def find_sizes(text: str, *, bare: bool = False) -> Iterator[Size]:
    """text: folded. bare: it answers how many they are, with a number perhaps and nothing else."""
    end = 0
    found = [*_TEAM.finditer(text), *_SIZE.finditer(text)]
    if bare and not found:
        found = list(_BARE.finditer(text))
    for match in sorted(found, key=lambda match: match.start()):
        if match.start() >= end:
            end = match.end()
            yield Size(match.start("count") if bare else match.start(), end, int(re.sub(r"\D", "", match["count"])))
