"""Dossiers that hypothesis makes up: believable ones, and rows as only bad luck would write them."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from hypothesis import strategies as st

from leadgate.domain.dossier import Dossier
from leadgate.domain.dossier_json import parse_dossier
from leadgate.domain.signals import KINDS

AS_OF: Final = datetime(2026, 11, 23, 12, tzinfo=UTC)
LEAD: Final = "hubspot:contact:501"
COLLEAGUES: Final = ("hubspot:contact:502", "hubspot:contact:503")
ACCOUNT: Final = "hubspot:company:77"

_words = st.text(max_size=20)
_titles = st.sampled_from(
    ["", "CFO", "Director of Operations", "Studentin", "VP Manufacturing", "Head of IT", "Intern", "Analyst", "Inhaber"]
)
_emails = st.sampled_from(
    ["", "a@acme.example", "info@acme.example", "x@gmail.com", "s@uni-heidelberg.de", "no mail", "@"]
)
_urls = st.sampled_from(
    [
        "/pricing",
        "/blog/x",
        "https://s.example/roi-calculator",
        "/docs/api",
        "/a-vs-b",
        "/careers",
        "",
        "http://[",
        "/support",
    ]
)
_instants = st.integers(-200 * 86_400, 5 * 86_400).map(lambda s: (AS_OF + timedelta(seconds=s)).isoformat())
_numbers = st.one_of(st.integers(-5, 2000), st.floats(0, 1e6), st.just("1,200"), st.just("many"), st.none())
_choices: Final = {
    "url": _urls,
    "seconds": _numbers,
    "percent": _numbers,
    "amount": _numbers,
    "stage": st.sampled_from(["pricing", "evaluation", "educational", "nonsense", None]),
    "form": st.sampled_from(["demo_request", "newsletter", "support", "careers", "nonsense"]),
    "result": st.sampled_from(["connected", "no_answer", "timing", "not_interested", "interested"]),
    "type": st.sampled_from(["funding", "leadership_change", "call", "won", "lost", "rejected", "initiative"]),
    "author": st.sampled_from(["visitor", "agent", "somebody"]),
    "text": st.sampled_from(["we need this by March", "unsubscribe", "what does it cost?", "budget is approved", ""]),
    "renews_on": st.sampled_from(["2027-01-31", "soon", "", None, "9999-12-31", "0001-01-01"]),
    "revisit_on": st.sampled_from(["2026-12-01", "Q3", "9999-12-31", None]),
    "referrer_kind": st.sampled_from(["customer", "partner", "employee", "investor", "friend"]),
    "technologies": st.sampled_from([["SAP"], "SAP, Azure", 7, None]),
    "employees": _numbers,
}


def signals(most: int = 25) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Unique by id, of all kinds and people, up to days after `AS_OF`."""
    return st.lists(_signal(), max_size=most).map(
        lambda rows: [{**row, "id": f"s{number:03}"} for number, row in enumerate(rows)]
    )


@st.composite
def _signal(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(KINDS))
    names = (*kind.properties, "employees", "technologies", "title")
    properties = {name: draw(_choices.get(name, _words)) for name in names if draw(st.integers(0, 9)) < 8}
    return {
        "kind": kind.name,
        "occurred_at": draw(_instants),
        "lead_id": draw(st.sampled_from([LEAD, LEAD, *COLLEAGUES, "hubspot:contact:999", None])),
        "account_id": ACCOUNT,
        "properties": properties,
    }


@st.composite
def rows(draw: st.DrawFn, most_signals: int = 25) -> dict[str, Any]:
    """A dossier as it is written."""
    return {
        "as_of": AS_OF.isoformat(),
        "lead": {
            "id": LEAD,
            "email": draw(_emails),
            "title": draw(_titles),
            "country": draw(_countries),
            "source": draw(_words),
        },
        "account": draw(st.one_of(st.none(), _accounts())),
        "colleagues": [{"id": one, "title": draw(_titles)} for one in draw(st.sets(st.sampled_from(COLLEAGUES)))],
        "signals": draw(signals(most_signals)),
        "opportunities": draw(st.lists(_opportunities(), max_size=3)),
    }


def dossiers(most_signals: int = 25) -> st.SearchStrategy[Dossier]:
    return rows(most_signals).map(parse_dossier)


_countries = st.sampled_from(["", "US", "Germany", "Deutschland", "Narnia"])


@st.composite
def _accounts(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "id": ACCOUNT,
        "name": draw(st.sampled_from(["Acme Manufacturing", "", "大学"])),
        "domain": draw(st.sampled_from(["acme.example", "", "uni-heidelberg.de"])),
        "employees": draw(st.one_of(st.none(), st.floats(0, 1e14))),
        "annual_revenue": draw(st.one_of(st.none(), st.floats(0, 1e14))),
        "industry": draw(st.sampled_from(["", "Industrial Automation", "RETAIL", "made up"])),
        "country": draw(_countries),
        "technologies": draw(st.lists(st.sampled_from(["SAP ERP", "Azure", "?"]), max_size=3)),
        "fiscal_year_end_month": draw(st.one_of(st.none(), st.integers(1, 12))),
        "is_customer": draw(st.booleans()),
        "target_account": draw(st.booleans()),
    }


@st.composite
def _opportunities(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "id": draw(st.sampled_from(["d1", "d2", ""])),
        "stage": draw(_words),
        "amount": draw(st.one_of(st.none(), st.floats(0, 1e12))),
        "created_at": draw(st.one_of(st.none(), _instants)),
        "closed_at": draw(st.one_of(st.none(), _instants, st.just("9999-12-31"))),
        "won": draw(st.sampled_from([None, True, False])),
        "loss_reason": draw(st.sampled_from([None, "no budget", "timing", "lost to LineSight"])),
    }
