"""What holds for which CRM, each cell a test: the table in `docs/capabilities.md`.

A test of both columns runs once a CRM, over the sandbox of each.
"""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
_I: Final = "tests/integration/test_"
_CONTRACT: Final = "tests/contract/test_crm.py::"
_WAY: Final = f"{_I}way_through.py::"
_TROUBLES: Final = "tests/faults/test_crm_troubles.py::"


def _both(test: str) -> tuple[str, str]:
    return test, test


CELLS: Final[Mapping[str, tuple[str, str]]] = {
    "changes come in, verified": (
        f"{_I}http_intake.py::test_a_signed_webhook_is_kept",
        f"{_I}salesforce_way_through.py::test_a_lead_that_comes_in_gets_its_verdict_and_the_handoff",
    ),
    "a change becomes a verdict on the record": _both(f"{_WAY}test_a_webhook_becomes_a_verdict_on_the_record"),
    "any order of arrival, the same record": _both(f"{_WAY}test_any_order_of_arrival_gives_the_same_record"),
    "our own writes start nothing": _both(f"{_WAY}test_our_own_writes_come_back_and_change_nothing"),
    "person, company, colleagues, deals are read": _both(f"{_CONTRACT}test_a_lead_is_read_in_our_words"),
    "verdict, reasons and stakeholder map are written": _both(f"{_CONTRACT}test_what_is_written_is_read_back"),
    "only what differs is sent": _both(f"{_CONTRACT}test_only_what_differs_is_sent"),
    "one handoff a lead": _both(f"{_CONTRACT}test_a_note_is_updated_and_not_repeated"),
    "autonomy decides what is written": _both(f"{_WAY}test_autonomy_decides_what_is_written"),
    "rollout by share": _both(f"{_WAY}test_outside_the_rollout_a_lead_is_judged_and_not_written"),
    "merged records keep one history": _both(f"{_CONTRACT}test_a_lead_that_was_merged_into_another_reads_as_that_one"),
    "a rule of the admin's says no": _both(
        f"{_CONTRACT}test_a_refused_value_is_told_in_the_rules_words_and_the_others_go_through"
    ),
    "a field is missing": _both(f"{_CONTRACT}test_a_missing_field_is_named_with_the_command_that_makes_it"),
    "down for hours": _both(f"{_TROUBLES}test_down_for_hours_and_back"),
    "cut off anywhere": _both(f"{_TROUBLES}test_wherever_it_breaks_off_the_next_try_finishes_the_rest"),
    "the day's calls are used up": (
        f"{_TROUBLES}test_when_the_days_calls_are_used_up_it_waits_for_tomorrow",
        f"{_TROUBLES}test_salesforces_daily_calls_are_kept_in_reserve_for_others",
    ),
    "access is taken away": _both(
        f"{_I}way_through_bad_input.py::test_a_revoked_token_buries_the_lead_and_says_what_to_do"
    ),
    "a day of mixed events: none lost, none twice": _both(
        "tests/faults/test_day.py::test_a_day_loses_nothing_and_does_nothing_twice"
    ),
    "`crm setup`, twice is once": (
        f"{_I}cli_operation.py::test_a_portal_is_set_up_once",
        f"{_I}cli_salesforce.py::test_an_org_is_set_up_once",
    ),
    "`crm setup --dry-run` makes nothing": (
        f"{_I}cli_operation.py::test_a_dry_run_says_the_same_and_makes_nothing",
        f"{_I}cli_salesforce.py::test_a_plan_for_an_org_that_has_nothing_makes_nothing",
    ),
    "`crm setup` that was cut off": (
        f"{_I}hubspot_webhook_setup.py::test_a_run_that_was_cut_off_is_finished_by_the_next",
        f"{_I}salesforce_reading.py::test_a_setup_that_was_cut_off_is_finished_by_the_next",
    ),
    "webhooks, event relay by `crm setup`": (
        f"{_I}hubspot_webhook_setup.py::test_webhooks_are_subscribed_to_once",
        f"{_I}cli_salesforce.py::test_an_event_relay_is_made_stopped_and_started_when_told",
    ),
    "project and source folder": (
        f"{_I}hubspot_project.py::test_whatever_the_project_subscribes_to_is_kept",
        "tests/unit/test_crm_folders.py::test_a_metadata_file_fits_salesforces_schema",
    ),
    "the verdict on the record's page": (
        f"{_I}hubspot_project.py::test_the_card_has_the_verdict_the_reasons_and_the_people",
        "tests/unit/test_crm_folders.py::test_the_component_reads_fields_that_there_are",
    ),
    "the demo": _both(f"{_I}demo.py::test_the_demo_ends_with_the_verdict_on_the_record_of_both_crms"),
}


def missing_tests() -> list[str]:
    """Cells whose test is not there."""
    return sorted({cell for cells in CELLS.values() for cell in cells if not _is_there(cell)})


def table() -> Iterator[str]:
    yield "| what | HubSpot | Salesforce |"
    yield "|---|---|---|"
    for what, cells in CELLS.items():
        yield f"| {what} | {' | '.join(map(_cell, cells))} |"


def _cell(test: str) -> str:
    path, _, name = test.partition("::")
    return f"yes: `{path.rsplit('/', 1)[1]}` {name.removeprefix('test_').replace('_', ' ')}"


def _is_there(test: str) -> bool:
    path, _, name = test.partition("::")
    return name in _tests_in(ROOT / path)


@cache
def _tests_in(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))
