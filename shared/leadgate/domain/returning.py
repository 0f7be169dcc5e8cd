"""What brings a disqualified lead back: single events, each as it would change the dossier, to be judged."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from leadgate.domain.dossier import Account, Dossier, as_known_at
from leadgate.domain.settings import Settings
from leadgate.domain.signals import Signal
from leadgate.domain.titles import read_title

_ID: Final = "what-if"
# Any job that has a say.
_JOB: Final = "Manager"


@dataclass(frozen=True, slots=True)
class Return:
    """text: what is watched for. after: the dossier once it has happened, at the same instant."""

    text: str
    after: Callable[[Dossier, Settings], Dossier]


def _asks(dossier: Dossier, _: Settings) -> Dossier:
    return _with(dossier, "form_submission", form="demo_request")


def _moves(dossier: Dossier, _: Settings) -> Dossier:
    """To a company of which nothing is known yet."""
    moved = replace(dossier, lead=replace(dossier.lead, email="", title=""), account=Account(), colleagues=())
    return _with(moved, "crm_change", property="email")


def _takes_a_job(dossier: Dossier, _: Settings) -> Dossier:
    employed = replace(dossier, lead=replace(dossier.lead, email="", title=_JOB), account=Account(), colleagues=())
    return _with(employed, "crm_change", property="jobtitle")


def _joins_a_buyer(dossier: Dossier, settings: Settings) -> Dossier:
    """A company as the market's settings want it."""
    market = settings.market
    account = Account(
        employees=float(market.employees.ideal_min),
        industry=next(iter(market.industries), ""),
        country=next(iter(market.countries), ""),
    )
    return replace(_takes_a_job(dossier, settings), account=account)


def _is_promoted(dossier: Dossier, _: Settings) -> Dossier:
    function = read_title(dossier.lead.title).function
    title = "Director" if function == "other" else f"Director of {function}"
    return _with(replace(dossier, lead=replace(dossier.lead, title=title)), "crm_change", property="jobtitle")


def _is_reached_elsewhere(dossier: Dossier, _: Settings) -> Dossier:
    """By an address at its company, where that is known; else by one of which nothing is known."""
    domain = dossier.account.domain
    email = f"{dossier.lead.id.rpartition(':')[2]}@{domain}" if domain else ""
    return _with(replace(dossier, lead=replace(dossier.lead, email=email)), "crm_change", property="email")


def _is_named(dossier: Dossier, _: Settings) -> Dossier:
    return replace(dossier, lead=replace(dossier.lead, first_name="Kim", last_name="Lee"))


def _with(dossier: Dossier, kind: str, **properties: Any) -> Dossier:
    """The same after one more signal of the lead, at its instant."""
    signal = Signal(
        id=_ID,
        kind=kind,
        occurred_at=dossier.as_of,
        received_at=dossier.as_of,
        lead_id=dossier.lead.id,
        account_id=dossier.account.id or None,
        properties=properties,
    )
    return replace(dossier, signals=as_known_at((*dossier.signals, signal), dossier.as_of))


MOVES: Final = Return("moves to another company", _moves)
TAKES_A_JOB: Final = Return("takes a job at a company", _takes_a_job)
JOINS_A_BUYER: Final = Return("takes a job at a company you sell to", _joins_a_buyer)
ASKS: Final = Return("asks for a demo or a price", _asks)
ASKS_FOR_MORE: Final = Return("asks for a demo or a price of another product", _asks)
IS_PROMOTED: Final = Return("is promoted", _is_promoted)
IS_REACHED: Final = Return("a working address becomes known", _is_reached_elsewhere)
ASKS_AS_A_PERSON: Final = Return("asks for something as a person does", _asks)
IS_NAMED: Final = Return("a real name becomes known", _is_named)
