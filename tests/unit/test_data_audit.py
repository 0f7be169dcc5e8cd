"""A data audit says what there is, since when, what stands twice, and what nobody can see for lack of data."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import numpy as np
import polars as pl
import pytest

from leadgate.domain.dossier_json import parse_dossier
from leadgate.domain.needs import INGREDIENTS
from leadgate.domain.settings import Settings
from leadgate.learning.data_audit.dossiers import DossierAudit, Gap, audit_dossiers, find_gaps
from leadgate.learning.data_audit.periods import periods_of
from leadgate.learning.data_audit.table import Asked, TableAudit, audit_table
from tests.builders import NOON, DossierBuilder, a_buyer, a_lead

pytestmark = pytest.mark.capability("G1")

DAY = 86_400.0


def audited(*builders: DossierBuilder, outcomes: list[dict[str, Any]] | None = None) -> DossierAudit:
    rows = [
        builder.row() | ({"outcome": outcomes[place]} if outcomes else {}) for place, builder in enumerate(builders)
    ]
    return audit_dossiers([(row, parse_dossier(row)) for row in rows], Settings())


def gap_of(audit: DossierAudit, missing: str) -> Gap | None:
    return next((gap for gap in audit.gaps if gap.missing == missing), None)


def test_sources_are_counted_with_their_leads_and_their_last_sign() -> None:
    audit = audited(a_buyer(), a_lead("other").sent_form("newsletter", days_ago=40))
    by_id = {source.id: source for source in audit.sources}
    assert (by_id["S1"].signals, by_id["S1"].leads) == (6, 0.5)
    assert (by_id["S4"].signals, by_id["S4"].leads) == (2, 1.0)
    assert by_id["S4"].quiet_days == pytest.approx(0.1)
    assert by_id["S1"].first == NOON - timedelta(days=19)
    assert (by_id["S7"].signals, by_id["S7"].last, by_id["S7"].quiet_days) == (0, None, None)


def test_without_page_level_detail_b2_and_b10_cannot_be_seen() -> None:
    audit = audited(a_lead().did("page_view").sent_form("demo_request"))
    gap = gap_of(audit, "page-level detail")
    assert gap is not None
    assert {"B2", "B10", "I2"} <= set(gap.unseen)
    assert audit.findings[0] == gap.text
    assert gap.text.startswith("no page-level detail: B2, ")


def test_what_another_source_shows_in_part_is_told_from_what_nobody_sees() -> None:
    gap = gap_of(audited(a_lead().downloaded("guide")), "page-level detail")
    assert gap is not None
    assert "B2" in gap.dimmed
    assert "B10" in gap.unseen


def test_pages_without_time_leave_only_the_bounce_unseen() -> None:
    audit = audited(a_lead().viewed("pricing", seconds=None))
    gap = gap_of(audit, "time on page")
    assert gap is not None
    assert (gap.unseen, gap.dimmed) == (("B10",), ())
    assert gap_of(audit, "page-level detail") is None


def test_nothing_missing_is_no_gap() -> None:
    assert list(find_gaps(frozenset(INGREDIENTS))) == []


def test_features_that_never_vary_are_named() -> None:
    muted = {feature.name for feature in audited(a_lead("a").viewed("pricing"), a_lead("b")).muted_features}
    assert "surge_percent" in muted
    assert "pricing_interest" not in muted


def test_completeness_is_told_by_period() -> None:
    early = [a_lead(f"e{n}").seen_at(NOON - timedelta(days=60)) for n in range(4)]
    late = [a_lead(f"l{n}").with_title("CFO") for n in range(4)]
    audit = audited(*early, *late)
    (title,) = [field for field in audit.fields if field.name == "lead.title"]
    assert title.known == 0.5
    assert [share for share in title.over_time if not np.isnan(share)] == [0.0, 1.0]
    assert sum(audit.leads_over_time) == 8


def test_leads_people_and_facts_that_stand_twice_are_counted() -> None:
    same = a_lead("a").with_email("Ann@Corp.example").viewed("pricing")
    twin = a_lead("b").with_email("ann@corp.example ")
    twice = replace(same, signals=(*same.signals, replace(same.signals[0], id="other")))
    repeats = audited(same, same, twin, twice.with_lead(id="c", email="")).repeats
    assert (repeats.rows, repeats.people, repeats.signals) == (1, 2, 1)
    assert repeats.examples == (("a", "b"),)


def test_signals_from_the_future_and_kinds_nobody_reads_are_counted() -> None:
    audit = audited(a_lead().viewed("pricing", days_ago=-2).did("horoscope"))
    assert audit.untimely_signals == 1
    assert audit.unknown_kinds == {"horoscope": 1}
    assert any("of kinds that nothing reads: horoscope" in text for text in audit.findings)


def test_missing_outcomes_are_said() -> None:
    leads = [a_lead(f"l{number}") for number in range(4)]
    assert "no outcomes: nothing can be learned" in " ".join(audited(*leads).findings)
    some = audited(*leads, outcomes=[{"converted": True, "won": False}, {"converted": False}, {}, {"converted": None}])
    assert (some.outcomes.known, some.outcomes.converted, some.outcomes.others["won"]) == (0.5, 1, 0.25)
    assert "the outcome of 50% of the leads is missing" in some.findings
    assert "no outcome says `amount`: that head cannot be trained" in some.findings


def test_a_source_that_arrives_late_is_named() -> None:
    audit = audited(a_lead().did("category_surge", days_ago=5, received_days_ago=2, percent=200))
    assert any(text.startswith("intent feeds (S8) arrives late: half of it 72 hours") for text in audit.findings)


# Tables


def export(rows: int = 400, seed: int = 1) -> pl.DataFrame:
    """As text, as a CSV holds it."""
    generator = np.random.default_rng(seed)
    days = np.sort(generator.integers(0, 360, rows))
    return pl.DataFrame(
        {
            "lead_id": [f"L{row}" for row in range(rows)],
            "created": [str(np.datetime64("2026-01-01") + int(day)) for day in days],
            "page_views": generator.poisson(3, rows).astype(str),
            "industry": generator.choice(["steel", "retail", ""], rows),
            "demo_requested": generator.choice(["yes", "no"], rows),
            "owner": generator.choice(["ann", "bob"], rows),
            "converted": np.where(generator.random(rows) < 0.3, "yes", "no"),
        }
    )


def table_audit(table: pl.DataFrame, **asked: Any) -> TableAudit:
    return audit_table(table, Asked(**{"target": "converted", "id": "lead_id"} | asked))


def test_columns_are_told_by_kind_layer_and_completeness() -> None:
    seen = {column.name: column for column in table_audit(export()).columns}
    assert (seen["page_views"].kind, seen["page_views"].layer) == ("number", "behavior")
    assert seen["industry"].known == pytest.approx(2 / 3, abs=0.07)
    assert seen["lead_id"].kind.startswith("not learned from: ")
    assert (seen["created"].kind, seen["created"].newest) == ("date", export()["created"][-1])


def test_time_is_found_where_it_is_not_named() -> None:
    audit = table_audit(export())
    assert audit.time == "created"
    assert len(audit.periods) == 12
    assert sum(audit.rows_over_time) == audit.rows


def test_a_column_that_stopped_being_filled_is_named() -> None:
    gone = pl.when(pl.col("created") >= "2026-12-01").then(pl.lit("")).otherwise("page_views")
    findings = table_audit(export().with_columns(gone.alias("page_views"))).findings
    assert "page_views was known of 100% of the rows, but of 0% since 2026-12" in findings


def test_a_layer_nobody_tells_of_is_named() -> None:
    findings = table_audit(export().drop("demo_requested")).findings
    assert "no column speaks of intent: reasons and scores of that layer stay empty" in findings
    assert not any("relationship" in text for text in findings)


def test_rows_and_ids_that_stand_twice_are_counted() -> None:
    table = export()
    changed = table[:3].with_columns(owner=pl.lit("eve"))
    audit = table_audit(pl.concat([table, table[:5], changed]))
    assert (audit.repeated_rows, audit.repeated_ids) == (5, 8)


def test_outcomes_that_are_missing_and_rates_that_move_are_named() -> None:
    table = export(2000)
    late = pl.when(pl.col("created") > "2026-07-01").then(pl.lit("yes")).otherwise("converted")
    assert any(
        text.startswith("the share that converts moves between")
        for text in table_audit(table.with_columns(converted=late)).findings
    )
    assert not any("the share that converts" in text for text in table_audit(table).findings)
    open_rows = pl.when(pl.col("created") > "2026-10-01").then(pl.lit("")).otherwise("converted")
    audit = table_audit(table.with_columns(converted=open_rows))
    assert audit.outcomes is not None
    assert audit.outcomes.known == pytest.approx(0.76, abs=0.05)
    assert any("converted is unknown for" in text for text in audit.findings)


def test_without_time_it_is_said_what_that_costs() -> None:
    audit = table_audit(export().drop("created"))
    assert (audit.time, audit.periods) == (None, ())
    assert any(text.startswith("no column says when a lead was decided on") for text in audit.findings)


PERIODS = [
    ("a week is told by days", 6, 7),
    ("two months by weeks", 60, 9),
    ("a year by months", 359, 12),
    ("three years by quarters", 1090, 12),
    ("twenty years by years", 7300, 20),
]


@pytest.mark.parametrize(("days", "count"), [row[1:] for row in PERIODS], ids=[row[0] for row in PERIODS])
def test_a_period_has_a_length_that_makes_a_picture(days: int, count: int) -> None:
    start = np.datetime64("2026-01-01").astype("datetime64[s]").astype(float)
    periods = periods_of(start + np.arange(days + 1) * DAY)
    assert len(periods.labels) == pytest.approx(count, abs=1)
    assert list(periods.labels) == sorted(periods.labels)


def test_an_unknown_instant_is_in_no_period() -> None:
    periods = periods_of(np.array([np.nan, 0.0, DAY]))
    assert periods.codes.tolist() == [-1, 0, 1]
    assert periods.rows() == (1, 1)
    assert periods_of(np.array([np.nan])).labels == ()
