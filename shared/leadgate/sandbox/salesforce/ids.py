"""Salesforce's record ids: a prefix that names the object, a number in base 62, and a checksum of the letters' case."""

import string
from functools import lru_cache

DIGITS = string.ascii_uppercase + string.ascii_lowercase + string.digits
SUFFIXES = string.ascii_uppercase + "012345"
POD = "5g"


def record_id(prefix: str, number: int) -> str:
    """`00Q`, 501 → the 18 characters of that record."""
    digits = ""
    while number:
        number, rest = divmod(number, 62)
        digits = DIGITS[rest] + digits
    return with_checksum(f"{prefix}{POD}{digits:A>10}")


def with_checksum(fifteen: str) -> str:
    """The 18 characters that stand for the same record where case is lost."""
    groups = (fifteen[start : start + 5] for start in (0, 5, 10))
    return fifteen + "".join(SUFFIXES[sum(1 << at for at, one in enumerate(part) if one.isupper())] for part in groups)


@lru_cache(maxsize=100_000)
def full_id(text: str) -> str | None:
    """The 18 characters of an id of 15 or 18; None for what is no id."""
    if len(text) not in (15, 18) or not (text.isascii() and text.isalnum()):
        return None
    return with_checksum(text[:15])
