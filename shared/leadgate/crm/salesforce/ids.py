"""Our ids of Salesforce's records: `salesforce:lead:00Q…`, always with the 18 characters that keep their case."""

from datetime import datetime, timedelta
from string import ascii_uppercase
from typing import Final, Literal, get_args

from leadgate.domain.reading import render_instant
from leadgate.errors import BadInputError

Kind = Literal["lead", "contact", "account", "opportunity", "task", "individual"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
OBJECTS: Final[dict[Kind, str]] = {kind: kind.capitalize() for kind in KINDS}
HEARD: Final = tuple(OBJECTS.values())
"""The objects of whose changes we understand the events."""
FOLLOWED: Final = tuple(name for name in HEARD if name != "Individual")
"""Those whose changes `crm setup` selects, as many as an org may have; of an Individual the lead's record tells."""
PREFIXES: Final[dict[str, Kind]] = {
    "00Q": "lead",
    "003": "contact",
    "001": "account",
    "006": "opportunity",
    "00T": "task",
    "0PK": "individual",
}
OWNER: Final = "OwnerId"
SWEEP: Final = "salesforce:changes:"
SWEEP_SLACK: Final = timedelta(minutes=5)
"""A transaction that was too large for events began before the instant that its event names."""
_SUFFIXES: Final = ascii_uppercase + "012345"


def our_id(salesforce_id: str) -> str | None:
    """None for the id of something that we do not follow, or for what is no id."""
    full = full_id(salesforce_id)
    kind = PREFIXES.get(full[:3]) if full else None
    return f"salesforce:{kind}:{full}" if kind else None


def place_of(our: str, *kinds: Kind) -> tuple[Kind, str]:
    """(kind, Salesforce's id) of our id. Raises BadInputError for an id of something else."""
    crm, _, rest = our.partition(":")
    name, _, given = rest.partition(":")
    full = full_id(given)
    for kind in kinds:
        if crm == "salesforce" and name == kind and full and PREFIXES.get(full[:3]) == kind:
            return kind, full
    raise BadInputError(f"{kinds[0]} id", f"salesforce:{kinds[0]}:<id> is needed")


def full_id(given: str) -> str | None:
    """The 18 characters of an id of 15 or 18; None for what is no id.

    The last three tell which of the others are capitals: a group of five each, its first character the lowest bit.
    """
    if len(given) not in (15, 18) or not (given.isascii() and given.isalnum()):
        return None
    groups = (given[start : start + 5] for start in (0, 5, 10))
    return given[:15] + "".join(
        _SUFFIXES[sum(1 << at for at, one in enumerate(part) if one.isupper())] for part in groups
    )


def sweep_id(entity: str, at: datetime) -> str:
    """The id that asks who of an object's people has changed since: `salesforce:changes:Lead/2026-11-23T12:00:00Z`."""
    return f"{SWEEP}{entity}/{render_instant((at - SWEEP_SLACK).replace(microsecond=0))}"


def is_sweep(record_id: str) -> bool:
    return record_id.startswith(SWEEP)
