"""A person is found however they are written, and nobody else is."""

from typing import Any

import pytest

from leadgate.domain.traces import Traces, without
from leadgate.service.traces import traces_in

ID = "hubspot:contact:501"
JANE = Traces(
    ids=frozenset({ID, "salesforce:lead:00Q5g00000AbCdEEAV"}),
    emails=frozenset({"jane.doe@acme.example"}),
    names=frozenset({("Jane", "Doe Smith")}),
    phones=frozenset({"16145550173", "6145550173"}),
)

TEXTS = [
    ("the address", "write to Jane.Doe@ACME.example today", "write to [erased] today"),
    ("the address in a URL", "/unsubscribe?for=jane.doe%40acme.example", "/unsubscribe?for=[erased]"),
    ("the name", "jane doe smith said", "[erased] said"),
    ("the name, last first", "Doe Smith, Jane", "[erased]"),
    ("the name in a URL", "?q=Jane+Doe%20Smith", "?q=[erased]"),
    ("a phone with blanks and hyphens", "call (614) 555-0173", "call ([erased]"),
    ("a phone with its country", "+1 614 555 0173!", "+[erased]!"),
    ("our id", f"lead {ID}: written", "lead [erased]: written"),
    ("the CRM's own id", "see 00Q5g00000AbCdEEAV", "see [erased]"),
    ("half a name is anybody's", "Jane said so, and Smith", "Jane said so, and Smith"),
    ("a longer address is another's", "mary.jane.doe@acme.example", "mary.jane.doe@acme.example"),
    ("a longer id is another's", "hubspot:contact:5012", "hubspot:contact:5012"),
    ("a short id may be any number", "501 people", "501 people"),
    ("a longer number is no phone", "9916145550173", "9916145550173"),
]


@pytest.mark.parametrize(("text", "left"), [row[1:] for row in TEXTS], ids=[row[0] for row in TEXTS])
def test_text_is_blanked(text: str, left: str) -> None:
    assert JANE.erased_from(text) == left
    assert JANE.mentioned_in(text) == (text != left)


OTHER = {"id": "hubspot:contact:502", "title": "CFO"}
ROWS: list[tuple[str, Any, Any]] = [
    ("a person in a list", {"colleagues": [{"id": ID}, OTHER]}, {"colleagues": [OTHER]}),
    ("by address alone", {"stakeholders": [{"email": "JANE.DOE@acme.example"}]}, {"stakeholders": []}),
    ("a dossier about the person", {"as_of": "x", "lead": {"id": ID}, "signals": [1]}, None),
    ("an assessment of the person", {"lead_id": ID, "decision": {}}, None),
    ("text deep inside", {"reasons": [{"text": "Jane Doe Smith wrote"}]}, {"reasons": [{"text": "[erased] wrote"}]}),
    ("a key", {"leads": {ID: {"turn": 1}, "x": 2}}, {"leads": {"x": 2}}),
    ("ids in a list", {"ids": [ID, "hubspot:contact:502"]}, {"ids": ["hubspot:contact:502"]}),
    ("an event of HubSpot's", {"objectId": 501, "propertyName": "email"}, None),
    ("a merge of HubSpot's", {"mergedObjectIds": [7, 501], "primaryObjectId": 9}, None),
    ("an event of Salesforce's", {"header": {"recordIds": ["00Q5g00000AbCdEEAV"]}}, {"header": None}),
    ("another record with the same number", {"owner_id": "501", "id": "hubspot:company:501", "employees": 501}, ...),
    ("nothing", {"a": [1, None, True, 2.5], "b": {"c": "d"}}, ...),
]


@pytest.mark.parametrize(("row", "left"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_records_lose_the_person_and_nothing_else(row: Any, left: Any) -> None:
    assert without(row, JANE) == (row if left is ... else left)


def test_nobody_is_nowhere() -> None:
    assert without({"text": "Jane Doe"}, Traces()) == {"text": "Jane Doe"}
    assert not Traces().mentioned_in("")


def test_who_somebody_is_stands_in_fields_of_many_names() -> None:
    row = {
        "email": "A@B.example",
        "first_name": "Ann",
        "last_name": "Lee",
        "properties": {"mobilephone": "+49 30 901820"},
    }
    traces = traces_in(row)
    assert traces.emails == {"a@b.example"}
    assert traces.names == {("Ann", "Lee")}
    assert traces.phones == {"4930901820", "30901820"}
    assert traces_in({"email": "none", "first_name": "Ann", "phone": "112"}) == Traces()
