"""Our ids of HubSpot's records: `hubspot:contact:501`."""

from typing import Literal

from leadgate.errors import BadInputError

Kind = Literal["contact", "company", "deal"]


def our_id(kind: Kind, hubspot_id: object) -> str:
    return f"hubspot:{kind}:{hubspot_id}"


def hubspot_id(our: str, kind: Kind) -> str:
    """The number in our id. Raises BadInputError for an id of something else."""
    prefix, number = our[: len(f"hubspot:{kind}:")], our[len(f"hubspot:{kind}:") :]
    if prefix != f"hubspot:{kind}:" or not (number.isascii() and number.isdigit()):
        raise BadInputError(f"{kind} id", f"hubspot:{kind}:<number> is needed")
    return number
