"""What stands more than once: leads, people under several ids, facts that were sent twice."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from leadgate.domain.dossier import Dossier
from leadgate.domain.ids import content_id

_EXAMPLES: Final = 5


@dataclass(frozen=True, slots=True)
class Repeats:
    """rows: dossiers of one lead at one instant beyond the first. people: leads that share a mail address with another.

    signals: facts beyond the first of the same kind, instant, person and content in one dossier; they count as several
    touches. examples: ids of leads that share an address, those of one address in one group.
    """

    rows: int
    people: int
    signals: int
    examples: tuple[tuple[str, ...], ...]


def repeats_in(rows: Sequence[tuple[Mapping[str, Any], Dossier]]) -> Repeats:
    dossiers = [dossier for _, dossier in rows]
    instants = Counter((dossier.lead.id, dossier.as_of) for dossier in dossiers)
    by_address: dict[str, set[str]] = {}
    for dossier in dossiers:
        if dossier.lead.email:
            by_address.setdefault(dossier.lead.email.strip().casefold(), set()).add(dossier.lead.id)
    shared = [tuple(sorted(ids)) for ids in by_address.values() if len(ids) > 1]
    return Repeats(
        rows=sum(count - 1 for count in instants.values()),
        people=sum(map(len, shared)),
        signals=sum(map(_repeated_signals, dossiers)),
        examples=tuple(sorted(shared, key=lambda ids: (-len(ids), ids))[:_EXAMPLES]),
    )


def _repeated_signals(dossier: Dossier) -> int:
    content = {content_id(s.kind, s.occurred_at, s.lead_id, s.properties) for s in dossier.signals}
    return len(dossier.signals) - len(content)
