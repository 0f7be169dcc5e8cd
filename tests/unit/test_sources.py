"""What recorded payloads of each source become, and what a mapping file may say."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from leadgate.domain.signals import KIND_BY_NAME
from leadgate.errors import BadInputError
from leadgate.sources.catalog import load_source, source_names
from leadgate.sources.mapping import allowed_properties, read_mapping
from leadgate.sources.reading import Understood, records_of, understand

PAYLOADS = Path(__file__).parents[1] / "payloads"
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
JENNIFER = "jennifer@acme.example"
DEMO = ("form_submission", {"form": "demo_request"})
Signals = list[tuple[str, dict[str, Any]]]


def understood(body: bytes, name: str) -> Sequence[Understood]:
    mapping = load_source(name)
    return tuple(understand(records_of(body, mapping), name, mapping, NOW))


def named(one: Understood) -> tuple[str, ...]:
    whom = one.whom
    return whom.lead_ids or whom.emails or whom.domains


ACME = {"name": "Acme Manufacturing", "domain": "acme.example", "region": "Ohio", "employees": 500}
PERSON = {
    "email": JENNIFER,
    "first_name": "Jennifer",
    "last_name": "Martinez",
    "title": "Director of Operations",
    "region": "Ohio",
}
EXPECTED: list[tuple[str, str, str, Signals]] = [
    (
        "hubspot_engagements.json",
        "hubspot_engagements",
        "hubspot:contact:501",
        [
            ("sales_activity", {"type": "call", "result": "connected", "text": "Wants pricing for two plants."}),
            ("sales_activity", {"type": "meeting", "result": "no_answer"}),
            ("email_reply", {"text": "Can you send a quote this week?"}),
        ],
    ),
    (
        "hubspot_email_events.json",
        "hubspot_email_events",
        JENNIFER,
        [("email_open", {"campaign": "2326"}), ("email_click", {"campaign": "2326"}), ("email_unsubscribe", {})],
    ),
    (
        "hubspot_forms.json",
        "hubspot_forms",
        JENNIFER,
        [("form_submission", {"form": "demo_request", "message": "For our second line."})],
    ),
    (
        "salesforce_campaign_members.json",
        "salesforce_campaign_members",
        "salesforce:contact:0035e00000XyZaBAAV",
        [("event_attendance", {"name": "Autumn webinar"}), ("campaign_response", {"campaign": "Plant efficiency"})],
    ),
    (
        "segment.json",
        "segment",
        JENNIFER,
        [
            ("page_view", {"url": "https://www.example.com/pricing"}),
            ("form_submission", {"form": "demo_request", "message": "Two plants"}),
            ("content_download", {"asset": "Maintenance guide", "topic": "maintenance"}),
        ],
    ),
    (
        "marketo.csv",
        "marketo",
        JENNIFER,
        [
            ("page_view", {"url": "www.example.com/pricing"}),
            ("form_submission", {"form": "contact_sales"}),
            ("email_open", {"campaign": "Autumn mail"}),
        ],
    ),
    ("pardot.json", "pardot", JENNIFER, [DEMO, ("email_click", {"campaign": "Autumn mail"})]),
    (
        "clearbit.json",
        "clearbit",
        JENNIFER,
        [
            ("person_enrichment", {**PERSON, "provider": "clearbit", "country": "US"}),
            (
                "firmographic",
                {
                    **ACME,
                    "provider": "clearbit",
                    "industry": "Industrial Automation",
                    "country": "US",
                    "annual_revenue": 120_000_000,
                    "technologies": ["sap", "siemens_mindsphere"],
                },
            ),
        ],
    ),
    (
        "apollo.json",
        "apollo",
        JENNIFER,
        [
            ("person_enrichment", {**PERSON, "provider": "apollo", "country": "United States"}),
            (
                "firmographic",
                {
                    **ACME,
                    "provider": "apollo",
                    "industry": "machinery",
                    "country": "United States",
                    "annual_revenue": 120_000_000.0,
                    "technologies": ["SAP", "Salesforce"],
                },
            ),
        ],
    ),
    (
        "zoominfo.json",
        "zoominfo",
        JENNIFER,
        [
            ("person_enrichment", {**PERSON, "provider": "zoominfo", "country": "United States"}),
            (
                "firmographic",
                {**ACME, "provider": "zoominfo", "industry": "Manufacturing", "country": "United States"},
            ),
        ],
    ),
    (
        "builtwith.json",
        "builtwith",
        "acme.example",
        [("technographic", {"provider": "builtwith", "technologies": ["SAP Commerce Cloud", "HubSpot"]})],
    ),
    (
        "bombora.csv",
        "bombora",
        "acme.example",
        [("category_surge", {"topic": "Predictive maintenance", "percent": "340"})],
    ),
    (
        "sixsense.json",
        "sixsense",
        "acme.example",
        [
            ("category_surge", {"topic": "predictive maintenance", "percent": 210}),
            ("category_surge", {"topic": "mes software"}),
        ],
    ),
    (
        "g2.json",
        "g2",
        "acme.example",
        [
            ("competitor_research", {"competitor": "Rival", "topic": "MES"}),
            ("review_site_visit", {"site": "G2", "topic": "MES"}),
        ],
    ),
    (
        "zendesk.json",
        "zendesk",
        JENNIFER,
        [("support_ticket", {"subject": "Help, my printer is on fire!", "status": "open"})],
    ),
    (
        "zendesk_chat.json",
        "zendesk",
        JENNIFER,
        [("chat_message", {"author": "visitor", "text": "What does it cost for 500 people?"})],
    ),
    (
        "intercom.json",
        "intercom",
        JENNIFER,
        [
            ("chat_message", {"author": "visitor", "text": "Do you integrate with SAP?"}),
            ("chat_message", {"author": "visitor", "text": "We decide this month."}),
        ],
    ),
    (
        "crunchbase.json",
        "crunchbase",
        "https://www.acme.example/",
        [
            ("news", {"type": "funding", "headline": "Acme Manufacturing raises $40M"}),
            (
                "news",
                {
                    "type": "leadership_change",
                    "headline": "Acme names VP Manufacturing",
                    "person_title": "VP Manufacturing",
                },
            ),
        ],
    ),
    (
        "csv.csv",
        "csv",
        JENNIFER,
        [
            ("page_view", {"url": "https://www.example.com/pricing", "seconds": "125"}),
            ("event_attendance", {"name": "Trade fair", "topic": "maintenance"}),
        ],
    ),
]


@pytest.mark.parametrize(("file", "source", "whom", "signals"), EXPECTED, ids=[row[0] for row in EXPECTED])
def test_a_payload_becomes(file: str, source: str, whom: str, signals: Signals) -> None:
    records = understood((PAYLOADS / file).read_bytes(), source)
    assert [(s["kind"], dict(s["properties"])) for one in records for s in one.signals] == signals
    assert [problem for one in records for problem in one.problems] == []
    assert named(records[0])[0] == whom


def test_every_source_has_a_payload() -> None:
    assert {row[1] for row in EXPECTED} == set(source_names())


@pytest.mark.parametrize("name", source_names())
def test_a_ready_mapping_says_what_the_kinds_know(name: str) -> None:
    for rule in load_source(name).signals:
        assert rule.kind in KIND_BY_NAME
        assert set(rule.properties) <= set(allowed_properties(rule.kind))


@pytest.mark.parametrize("file", [row[0] for row in EXPECTED])
def test_the_same_payload_twice_has_the_same_ids(file: str) -> None:
    source = next(row[1] for row in EXPECTED if row[0] == file)
    body = (PAYLOADS / file).read_bytes()
    first, second = ([s["id"] for one in understood(body, source) for s in one.signals] for _ in range(2))
    assert first == second
    assert len(set(first)) == len(first)


NOT_UNDERSTOOD: list[tuple[str, str, str, str, str]] = [
    ("an event nobody maps", "segment", '{"type": "track", "event": "Tea Made"}', "when", "no rule takes this record"),
    ("no address of a page", "segment", '{"type": "page", "messageId": "1", "timestamp": "2026-11-21"}',
     "properties.url || context.page.url", "is missing: url of a page_view"),
    ("a time that is none", "segment",
     '{"type": "page", "messageId": "1", "timestamp": "soon", "properties": {"url": "/"}}',
     "originalTimestamp || timestamp", "a time is needed (iso), not 'soon'"),
    ("no id", "segment", '{"type": "page", "timestamp": "2026-11-21", "properties": {"url": "/"}}',
     "messageId", "is missing: the id of the record"),
    ("a word that has none of ours", "crunchbase",
     '{"uuid": "1", "properties": {"activity_type": "rumour", "title": "x", "announced_on": "2026-11-21"}}',
     "properties.event_type || properties.activity_type", "'rumour' has no word of ours; known are funding_round"),
    ("text where a list is needed", "sixsense", '{"accounts": [{"activity_date": "2026-11-21", "keywords": "x"}]}',
     "keywords", "a list is needed, not 'x'"),
    ("a record that is none", "segment", "[7]", "batch || @", "a record must be an object"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "body", "path", "reason"), [row[1:] for row in NOT_UNDERSTOOD], ids=[row[0] for row in NOT_UNDERSTOOD]
)
def test_what_is_not_understood_is_told_by_path_and_reason(source: str, body: str, path: str, reason: str) -> None:
    (one,) = understood(body.encode(), source)
    assert one.signals == ()
    assert one.problems[0].path == path
    assert one.problems[0].reason.startswith(reason)


def test_fields_that_no_rule_reads_are_told() -> None:
    (one,) = understood((PAYLOADS / "zoominfo.json").read_bytes(), "zoominfo")
    assert one.left == ("company.id", "company.revenue", "id")


GOOD = '[[signals]]\nkind = "page_view"\nproperties = { url = "u" }\n'
WRONG: list[tuple[str, str, str]] = [
    ("no TOML", "label =", "TOML is needed"),
    ("no label", GOOD, "label: field required"),
    ("no rule", 'label = "x"', "signals: field required"),
    ("a misspelt key", f'label = "x"\nrecord = "a"\n{GOOD}', "record: no such setting; did you mean records?"),
    ("an unknown kind", 'label = "x"\n[[signals]]\nkind = "telepathy"', "signals.0.kind: one of campaign_response, "),
    ("an unknown property", f'label = "x"\n{GOOD.replace("url =", "link =")}',
     "signals.0.properties.link: of a page_view, url, seconds, stage are allowed"),
    ("a broken path", f'label = "x"\nrecords = "a["\n{GOOD}', "records: a JMESPath is needed: "),
    ("a strange time", f'label = "x"\ntimes = ["unix"]\n{GOOD}', "times.0: iso, seconds, milliseconds, or a pattern"),
    ("an id of no CRM", f'label = "x"\nowner = {{ ids = {{ "pipedrive:person" = "id" }} }}\n{GOOD}',
     "owner.ids.pipedrive:person: one of hubspot:contact"),
    ("a value of no property", f'label = "x"\n{GOOD}required = ["seconds"]',
     "signals.0.required.seconds: is no property that this rule reads"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "problem"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_a_wrong_mapping_is_refused_with_where_and_what_is_allowed(text: str, problem: str) -> None:
    with pytest.raises(BadInputError) as refused:
        read_mapping(text)
    assert str(refused.value).startswith(problem)


def test_a_mapping_of_your_own_comes_before_ours(tmp_path: Path) -> None:
    (tmp_path / "segment.toml").write_text(f'label = "Mine"\n{GOOD}', encoding="utf-8")
    assert load_source("segment", str(tmp_path)).label == "Mine"
    assert load_source("clearbit", str(tmp_path)).label.startswith("Clearbit")


def test_an_unknown_source_is_refused_with_those_there_are() -> None:
    with pytest.raises(BadInputError, match=r"source: one of apollo, bombora.* is allowed"):
        load_source("nobody")


def test_json_lines_are_records_too() -> None:
    line = b'{"type": "page", "messageId": "%d", "timestamp": "2026-11-21", "properties": {"url": "/"}}'
    assert len(understood(b"\n".join(line % n for n in range(3)), "segment")) == 3


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_is_read_by_its_own_separator(separator: str) -> None:
    rows = (("kind", "occurred_at", "email", "url"), ("page_view", "2026-11-21", JENNIFER, "/pricing"))
    (one,) = understood("\n".join(separator.join(row) for row in rows).encode("utf-8-sig"), "csv")
    assert [s["properties"] for s in one.signals] == [{"url": "/pricing"}]
