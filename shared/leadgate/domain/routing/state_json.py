"""The routing state as a JSON object, and back. A file that does not fit is refused by its path, never guessed at."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar, get_args

from leadgate.domain import reading
from leadgate.domain.assessment import Tier
from leadgate.domain.reading import Row, shown
from leadgate.domain.routing.state import SCHEMA, Allowance, RepState, RoutedLead, RoutingState, TierTally
from leadgate.errors import BadInputError

Read = TypeVar("Read")


def render_state(state: RoutingState) -> Mapping[str, Any]:
    return {
        "schema": SCHEMA,
        "reps": {rep_id: _render_rep(rep) for rep_id, rep in state.reps.items()},
        "leads": {lead_id: _render_lead(lead) for lead_id, lead in state.leads.items()},
        "overtaken": dict(state.overtaken),
    }


def parse_state(value: object) -> RoutingState:
    row = reading.an_object(value, "")
    if row.get("schema") != SCHEMA:
        raise BadInputError("schema", f"must be {SCHEMA}, not {shown(row.get('schema'))}")
    return RoutingState(
        reps=_mapping(row, "reps", _parse_rep),
        leads=_mapping(row, "leads", _parse_lead),
        overtaken={_tier(key, "overtaken"): _text(reps, key) for reps in (_object(row, "overtaken"),) for key in reps},
    )


def _render_rep(rep: RepState) -> Mapping[str, Any]:
    allowance = rep.allowance and {"on": rep.allowance.on.isoformat(), "left": rep.allowance.left}
    tiers = {t: {"leads": y.leads, "quality": y.quality, "due": y.due} for t, y in rep.tiers.items()}
    days = {day.isoformat(): count for day, count in rep.days.items()}
    return {"tiers": tiers, "open": rep.open, "days": days, "allowance": allowance}


def _render_lead(lead: RoutedLead) -> Mapping[str, Any]:
    return {
        "rep_id": lead.rep_id,
        "tier": lead.tier,
        "score": lead.score,
        "on": lead.on.isoformat(),
        "account_id": lead.account_id,
        "turn": lead.turn,
    }


def _parse_rep(row: Row) -> RepState:
    days = _object(row, "days")
    return RepState(
        tiers={_tier(key, "tiers"): tally for key, tally in _mapping(row, "tiers", _parse_tally).items()},
        open=_whole(row, "open"),
        days={_day(key, "days"): _whole(days, key) for key in days},
        allowance=None if row.get("allowance") is None else _parse_allowance(_object(row, "allowance")),
    )


def _parse_tally(row: Row) -> TierTally:
    return TierTally(_whole(row, "leads"), _number(row, "quality"), _whole(row, "due", low=None))


def _parse_allowance(row: Row) -> Allowance:
    return Allowance(_day(row.get("on"), "allowance.on"), _number(row, "left"))


def _parse_lead(row: Row) -> RoutedLead:
    return RoutedLead(
        rep_id=_text(row, "rep_id"),
        tier=_tier(row.get("tier"), "tier"),
        score=_number(row, "score"),
        on=_day(row.get("on"), "on"),
        account_id=reading.text(row, "account_id"),
        turn=reading.flag(row, "turn"),
    )


def _mapping(row: Row, name: str, read: Callable[[Row], Read]) -> dict[str, Read]:
    found = {}
    for key, value in _object(row, name).items():
        try:
            found[key] = read(reading.an_object(value, ""))
        except BadInputError as error:
            raise error.under(f"{name}.{key}") from error
    return found


def _object(row: Row, name: str) -> Row:
    return reading.an_object(row.get(name, {}), name)


def _text(row: Row, name: str) -> str:
    return reading.required_text(row, name)


def _tier(value: object, path: str) -> Tier:
    if value not in get_args(Tier):
        raise BadInputError(path, f"must be {', '.join(get_args(Tier))}, not {shown(value)}")
    return value  # type: ignore[return-value]  # a member of Tier: just checked


def _day(value: object, path: str) -> date:
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError as error:
        raise BadInputError(path, f"a date such as 2026-11-23 is needed, not {shown(value)}") from error


def _whole(row: Row, name: str, low: int | None = 0) -> int:
    value = row.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or (low is not None and value < low):
        raise BadInputError(name, f"a whole number is needed, not {shown(value)}")
    return value


def _number(row: Row, name: str) -> float:
    value = row.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadInputError(name, f"a number is needed, not {shown(value)}")
    return float(value)
