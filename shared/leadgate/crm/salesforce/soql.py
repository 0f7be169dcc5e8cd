"""SOQL put together: names are our own, and every value is quoted by simple-salesforce."""

from collections.abc import Sequence

from simple_salesforce.format import format_soql


def select(names: Sequence[str], source: str, where: str, most: int | None = None) -> str:
    """where: already quoted. most: so many of the newest, the newest first; None for all in any order."""
    newest = () if most is None else (f"ORDER BY CreatedDate DESC, Id DESC LIMIT {most}",)
    return " ".join(("SELECT", ", ".join(names), "FROM", source, "WHERE", where, *newest))


def where(condition: str, *values: object) -> str:
    """`AccountId = {}`, with its values quoted; `{:like}` inside quotes escapes what LIKE reads as a pattern."""
    return str(format_soql(condition, *values))
