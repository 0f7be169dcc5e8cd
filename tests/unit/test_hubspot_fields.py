"""What stands in the CRM's fields for an assessment, and how HubSpot's values are read."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from leadgate.crm.fields import (
    FIELD_BY_NAME,
    FIELDS,
    LONG_TEXT_LIMIT,
    clip,
    differences,
    render_account_fields,
    render_fields,
    render_value,
)
from leadgate.crm.hubspot import mapping
from leadgate.crm.hubspot.ids import hubspot_id, our_id
from leadgate.crm.hubspot.notes import BODY_LIMIT, note_body
from leadgate.crm.hubspot.replies import read_refusal
from leadgate.crm.hubspot.setup import field_definitions
from leadgate.domain.assessment import (
    AssessedAccount,
    AssessedLead,
    Assessment,
    Baseline,
    Change,
    Coverage,
    Decision,
    Disqualification,
    FitScore,
    IntentScore,
    Layers,
    LayerScore,
    ModelUsed,
    MoneyRange,
    Pattern,
    Prediction,
    Range,
    Reason,
    Recommendation,
    Requalify,
    Stakeholder,
)
from leadgate.errors import BadInputError

AS_OF = datetime(2026, 11, 23, 17, 0, 0, 123_456, tzinfo=UTC)
LAYER = LayerScore(80, 1.0)


def an_assessment(**changes: Any) -> Assessment:
    whole = Assessment(
        assessment_id="a1",
        lead_id="hubspot:contact:501",
        as_of=AS_OF,
        lead=AssessedLead("hubspot:contact:501"),
        decision=Decision(
            status="sales_ready",
            tier="A",
            score=78,
            confidence=0.8125,
            autonomy="act",
            unknowns=("budget cycle",),
            would_change=(Change("No visit for 30 days", "nurture"),),
        ),
        layers=Layers(LAYER, FitScore(92, 1.0), IntentScore(80, 1.0), LAYER, Baseline(-2.0)),
        patterns=(Pattern("B1", "concentrated_activity", 0.9, "12 touches in 7 days, 2 in the month before"),),
        prediction=Prediction(
            0.7849, None, Range(45.4, 50, 60), MoneyRange(85_000.4, 99_000, 120_000, "USD"), ModelUsed("b2b", "3", 0.5)
        ),
        reasons=(Reason("intent", "Asked for a demo today", 0.9), Reason("fit", "500 people in industry", 0.4)),
        account=AssessedAccount("hubspot:company:77", score=81, priority="high", coverage=Coverage(("user",), ("it",))),
        stakeholders=(
            Stakeholder("hubspot:contact:501", "Jennifer Martinez", "Director", "operations", "director", "user", 90),
            Stakeholder("hubspot:contact:502", "", "", "finance", "c_level", "economic_buyer", 30),
        ),
        recommendation=Recommendation("Enterprise SDR", 24, "Demo within 24 hours"),
        requalify=Requalify(),
        assignment={"reason": "Territory Ohio, next in turn"},
    )
    return replace(whole, **changes)


EXPECTED = {
    "status": "sales_ready",
    "tier": "A",
    "score": "78",
    "conversion_percent": "78.5",
    "close_percent": "",
    "confidence_percent": "81.2",
    "reasons": "+0.90 Asked for a demo today\n+0.40 500 people in industry",
    "next_step": "Demo within 24 hours",
    "stakeholder_map": (
        "Jennifer Martinez, Director: user, engagement 90\nUnnamed contact: economic buyer, engagement 30"
    ),
    "patterns": "B1 concentrated activity: 12 touches in 7 days, 2 in the month before",
    "unknowns": "budget cycle",
    "would_change": "No visit for 30 days → nurture",
    "timeline_days_low": "45",
    "timeline_days_high": "60",
    "deal_size_low": "85000",
    "deal_size_high": "120000",
    "disqualification_category": "",
    "disqualification_action": "",
    "assignment_reason": "Territory Ohio, next in turn",
    "suggested_owner": "",
    "queue": "",
    "accept_by": "",
    "look_again_at": "",
    "assessed_at": "2026-11-23T17:00:00Z",
    "model_version": "b2b 3",
    "shadow_status": "",
    "shadow_tier": "",
    "shadow_score": "",
}


def test_every_field_of_the_lead_is_rendered() -> None:
    assert render_fields(an_assessment()) == EXPECTED
    assert set(EXPECTED) == {field.name for field in FIELDS if field.record == "lead" and not field.by_people}


def test_the_company_has_fields_of_its_own() -> None:
    assert render_account_fields(an_assessment()) == {
        "account_score": "81",
        "account_priority": "high",
        "coverage_filled": "user",
        "coverage_missing": "it",
    }


def test_a_lead_without_a_company_has_no_company_fields() -> None:
    assert render_account_fields(an_assessment(account=AssessedAccount())) == {}


def test_while_observing_only_the_shadow_fields_are_written() -> None:
    observing = an_assessment(decision=replace(an_assessment().decision, autonomy="observe"))
    assert render_fields(observing) == {"shadow_status": "sales_ready", "shadow_tier": "A", "shadow_score": "78"}
    assert render_account_fields(observing) == {}


def test_a_disqualified_lead_says_as_what_and_what_to_do() -> None:
    decision = replace(
        an_assessment().decision,
        status="disqualified",
        disqualification=Disqualification("student", "To the community"),
    )
    rendered = render_fields(an_assessment(decision=decision))
    assert rendered["disqualification_category"] == "student"
    assert rendered["disqualification_action"] == "To the community"


def test_the_same_assessment_changes_nothing() -> None:
    rendered = render_fields(an_assessment())
    assert differences(rendered, render_fields(an_assessment())) == {}
    assert differences(rendered, render_fields(an_assessment(as_of=AS_OF + timedelta(days=1)))) == {}


SAME = [
    ("a number with zeros", "score", "78.00", "78"),
    ("an instant in another zone", "assessed_at", "2026-11-23T18:00:00+01:00", "2026-11-23T17:00:00Z"),
    ("an instant with milliseconds", "assessed_at", "2026-11-23T17:00:00.000Z", "2026-11-23T17:00:00Z"),
    ("line ends of Windows", "reasons", "one\r\ntwo", "one\ntwo"),
    ("space around", "next_step", " Call ", "Call"),
    ("nothing and nothing", "tier", "", ""),
]


@pytest.mark.parametrize(("name", "held", "wanted"), [row[1:] for row in SAME], ids=[row[0] for row in SAME])
def test_what_is_alike_in_meaning_is_no_difference(name: str, held: str, wanted: str) -> None:
    assert differences({name: held, "status": "nurture"}, {name: wanted, "status": "review"}) == {"status": "review"}


def test_a_number_that_was_cleared_is_a_difference() -> None:
    assert differences({"score": "0"}, {"score": ""}) == {"score": ""}
    assert differences({}, {"score": "0"}) == {"score": "0"}


CLIPPED = [
    ("what fits stays", "one two", 7, "one two"),
    ("cut at a word", "one two three", 10, "one two…"),
    ("a word without an end is cut anywhere", "x" * 20, 10, "x" * 9 + "…"),
    ("space around is dropped", "  one \n", 10, "one"),
    ("control characters are dropped", "a\x00b\x07\rc", 10, "abc"),
    ("line ends of Windows are line ends", "a\r\nb", 10, "a\nb"),
    ("what turns the order of letters is dropped", "a\u202eb\u2066c\u2069", 10, "abc"),
    ("half a surrogate pair is dropped", "a\ud83db", 10, "ab"),
    ("emoji of several parts stay whole", "👩‍🔬 محمد", 20, "👩‍🔬 محمد"),
    ("lines and tabs stay", "a\n\tb", 10, "a\n\tb"),
]


@pytest.mark.parametrize(("text", "limit", "expected"), [row[1:] for row in CLIPPED], ids=[row[0] for row in CLIPPED])
def test_text_is_made_to_fit(text: str, limit: int, expected: str) -> None:
    assert clip(text, limit) == expected
    assert len(clip(text, limit)) <= limit


def test_a_thousand_patterns_fit_the_field() -> None:
    patterns = tuple(Pattern(f"B{number}", "many", 0.1, "one of very many") for number in range(1000))
    rendered = render_fields(an_assessment(patterns=patterns))["patterns"]
    assert LONG_TEXT_LIMIT - 30 < len(rendered) <= LONG_TEXT_LIMIT
    assert rendered.endswith("…")


REASONS = [
    ("each with its signed effect", [("fit", "no budget", -0.4)], "-0.40 no budget"),
    ("the strongest first, whichever way", [("fit", "a", 0.3), ("intent", "b", -0.7)], "-0.70 b\n+0.30 a"),
    ("exactly the least effect is told", [("fit", "a", 0.05)], "+0.05 a"),
    ("what is small is not", [("fit", "a", 0.049), ("fit", "b", -0.049)], ""),
    ("what is left over is not", [("fit", "everything else in fit", 0.9), ("fit", "a", 0.1)], "+0.10 a"),
    ("where all start is not", [("baseline", "where a lead starts", -3.0)], ""),
    (
        "at most eight",
        [("fit", f"reason {number}", number / 10) for number in range(1, 13)],
        "\n".join(f"+{number / 10:.2f} reason {number}" for number in range(12, 4, -1)),
    ),
]


@pytest.mark.parametrize(("reasons", "text"), [row[1:] for row in REASONS], ids=[row[0] for row in REASONS])
def test_reasons_are_the_strongest_with_their_effects(reasons: list[tuple[Any, str, float]], text: str) -> None:
    rendered = render_fields(an_assessment(reasons=tuple(Reason(*one) for one in reasons)))
    assert rendered["reasons"] == text


@pytest.mark.parametrize(
    ("value", "text"), [(0.0, "0"), (-0.0, "0"), (-0.5, "-0.5"), (1e12, "1000000000000"), (100, "100")]
)
def test_numbers_are_plain_digits(value: float, text: str) -> None:
    assert render_value(FIELD_BY_NAME["score"], value) == text


def test_names_are_those_a_crm_takes() -> None:
    names = [field.hubspot_name for field in FIELDS]
    assert len(set(names)) == len(names)
    assert all(name.startswith("leadgate_") and name == name.lower() and len(name) <= 100 for name in names)
    assert FIELD_BY_NAME["conversion_percent"].salesforce_name == "Leadgate_Conversion_Percent__c"
    assert all(len(field.salesforce_name) <= 43 and len(field.label) <= 40 for field in FIELDS)


def test_every_field_has_a_definition_for_hubspot() -> None:
    definitions = field_definitions()
    assert sum(map(len, definitions.values())) == len(FIELDS)
    assert {one["name"] for one in definitions["companies"]} == {
        field.hubspot_name for field in FIELDS if field.record == "account"
    }
    for one in definitions["contacts"]:
        assert bool(one["options"]) == (one["type"] == "enumeration")
        assert one["groupName"] == "leadgate"


COUNTS = [
    ("500", 500),
    ("1,200", 1200),
    ("12.5", 12.5),
    ("0", 0),
    ("100-500", 300),
    ("1000+", 1000),
    ("abc", None),
    ("", None),
    ("-5", None),
    ("5-", None),
    ("a-b", None),
    ("nan", None),
    ("1e400", None),
    ("-", None),
    ("+", None),
]


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_counts_are_read_kindly(text: str, expected: float | None) -> None:
    assert mapping.read_count(text) == expected


INSTANTS = [
    ("2026-11-23T17:00:00Z", "2026-11-23T17:00:00+00:00"),
    ("2026-11-23", "2026-11-23T00:00:00+00:00"),
    ("1795453200000", "2026-11-23T17:00:00+00:00"),
    ("soon", None),
    ("", None),
    ("9" * 30, None),
]


@pytest.mark.parametrize(("text", "expected"), INSTANTS)
def test_instants_are_read_kindly(text: str, expected: str | None) -> None:
    found = mapping.read_instant(text)
    assert (found.isoformat() if found else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("OIL_ENERGY", "Oil energy"), ("Retail", "Retail"), ("", ""), ("Food & Co", "Food & Co"), ("機械", "機械")],
)
def test_option_values_become_words(text: str, expected: str) -> None:
    assert mapping.read_words(text) == expected


def test_no_property_is_asked_for_twice_and_the_admins_are_among_them() -> None:
    asked = mapping.lead_properties(("jobtitle", "my_field"))
    assert len(set(asked)) == len(asked)
    assert {"jobtitle", "my_field", "leadgate_status"} <= set(asked)


def test_our_verdict_is_no_evidence() -> None:
    assert mapping.kept({"leadgate_status": "nurture", "zip": "1", "city": "", "state": None}) == {"zip": "1"}


@pytest.mark.parametrize(
    "bad", ["501", "hubspot:company:501", "hubspot:contact:", "hubspot:contact:5/x", "", "a:b:c:d"]
)
def test_an_id_of_something_else_is_bad_input(bad: str) -> None:
    with pytest.raises(BadInputError):
        hubspot_id(bad, "contact")


def test_an_id_reads_back() -> None:
    assert hubspot_id(our_id("contact", 501), "contact") == "501"


def test_a_note_is_cut_to_what_hubspot_takes() -> None:
    body = note_body("501", "<p>x y</p>" * 10_000)
    assert len(body) <= BODY_LIMIT
    assert body.endswith("Leadgate handoff 501</p>")


REFUSALS: list[tuple[str, Mapping[str, Any], str, set[str]]] = [
    (
        "errors that name the property",
        {"errors": [{"message": "Locked", "code": "RULE", "context": {"propertyName": ["tier"]}}]},
        "Locked",
        {"tier"},
    ),
    (
        "a message that ends in JSON",
        {"message": 'Property values were not valid: [{"name":"tier","error":"RULE","message":"Locked"}]'},
        "Locked",
        {"tier"},
    ),
    ("a message alone", {"message": "No [ sense"}, "No [ sense", set()),
    ("a category alone", {"category": "VALIDATION_ERROR"}, "VALIDATION_ERROR", set()),
    ("nothing at all", {}, "HTTP 400", set()),
    (
        "errors of no sense",
        {"errors": ["x", {"context": []}, {"context": {"propertyName": "tier"}}]},
        "HTTP 400",
        {"tier"},
    ),
    ("a context of no sense", {"context": [1], "errors": {}, "message": "No"}, "No", set()),
]


@pytest.mark.parametrize(("content", "words", "names"), [row[1:] for row in REFUSALS], ids=[row[0] for row in REFUSALS])
def test_a_refusal_is_read_whatever_it_leaves_out(content: Mapping[str, Any], words: str, names: set[str]) -> None:
    refusal = read_refusal(content, 400)
    assert refusal.words == words
    assert set(refusal.properties) == names
