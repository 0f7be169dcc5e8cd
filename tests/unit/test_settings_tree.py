"""Settings are checked against what is known of the world: names that nobody has are refused by their path."""

from typing import Any

import pytest

from leadgate.errors import BadInputError
from leadgate.settings_tree import settings_of


def an_override(**conditions: Any) -> dict[str, Any]:
    return {"decision": {"overrides": [{"name": "x", "status": "review", **conditions}]}}


REFUSED = [
    ("an override's function nobody has", an_override(functions=["ops"]),
     "decision.overrides.0.functions", "one of operations, finance"),
    ("an override's seniority", an_override(seniorities=["boss"]),
     "decision.overrides.0.seniorities", "c_level"),
    ("an override's country", an_override(countries=["Germany"]),
     "decision.overrides.0.countries", "ISO 3166"),
    ("a seat's function", {"committee": {"seats": {"buyer": {"functions": ["money"], "seniorities": []}}}},
     "committee.seats.buyer.functions", "one of operations, finance"),
    ("everybody's mail as one's own", {"own_domains": ["gmail.com"]}, "own_domains", "a domain of one company"),
    ("everybody's mail as a competitor's", {"competition": {"competitors": [{"name": "X", "domains": ["web.de"]}]}},
     "competition.competitors.0.domains", "a domain of one company"),
    ("a word as a domain", {"own_domains": ["seller"]}, "own_domains", "example.com"),
    ("urgent leads need more than others", {"decision": {"thresholds": {"urgent": 0.9}}}, "decision.thresholds",
     "urgent ≤ sales_ready"),
    ("a currency", {"currency": "EUX"}, "currency", "ISO 4217"),
]  # fmt: skip


@pytest.mark.parametrize(("tree", "path", "allowed"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_a_name_that_means_nothing_is_refused(tree: dict[str, Any], path: str, allowed: str) -> None:
    with pytest.raises(BadInputError) as refused:
        settings_of(tree)
    assert refused.value.path == path
    assert allowed in refused.value.problem


def test_what_means_something_is_taken() -> None:
    overrides = an_override(functions=["it"], seniorities=["vp"], countries=["DE"])
    found = settings_of({"own_domains": ["seller.com"]} | overrides)
    assert found.decision.overrides[0].seniorities == ("vp",)
