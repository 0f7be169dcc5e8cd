"""What only Salesforce has on its way through: leads that are no contacts, opportunities, tasks, conversions."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from leadgate.sandbox.salesforce.writing import create
from tests.contract.salesforce_world import ACME, DEALS, JENNIFER, QUEUE
from tests.faults.product import SalesforceProduct, salesforce_product


@pytest.fixture
def running(tmp_path: Path) -> Iterator[SalesforceProduct]:
    with salesforce_product(tmp_path) as made:
        yield made


def make(running: SalesforceProduct, name: str, **values: Any) -> str:
    """Somebody makes a record in Salesforce's own pages."""
    org = running.world.sandbox.org
    return str(create(org, org.schema.get(name), values, org.admin)["Id"])


def judged(running: SalesforceProduct) -> set[str]:
    return {one.lead_id for one in running.judged if one.assessment}


def test_a_lead_that_comes_in_gets_its_verdict_and_the_handoff(running: SalesforceProduct) -> None:
    lead = make(running, "Lead", LastName="Park", Company="Acme", Email="park@acme.example", Title="COO", OwnerId=QUEUE)
    running.settle()
    our_id = f"salesforce:lead:{lead}"
    assert running.world.value(our_id, "status") in {"sales_ready", "nurture", "review"}
    assert running.world.value(running.world.account, "account_priority")
    assert len(running.world.notes(our_id)) == 1
    kept = running.ports.store.verdict_of(our_id)
    assert kept is not None
    assert kept.row["account"]["id"] == running.world.account


def test_a_lead_that_comes_in_is_told_to_the_people_of_its_company(running: SalesforceProduct) -> None:
    running.tells(running.lead)
    running.settle()
    lead = make(running, "Lead", LastName="Park", Company="Acme", Email="park@acme.example", Title="CEO")
    running.site_sends(running.view(1, lead=f"salesforce:lead:{lead}"))
    running.settle()
    kept = running.ports.store.verdict_of(running.lead)
    assert kept is not None
    assert f"salesforce:lead:{lead}" in {person["lead_id"] for person in kept.row["stakeholders"]}


def test_an_opportunity_that_moves_has_its_people_judged(running: SalesforceProduct) -> None:
    running.world.put(f"salesforce:opportunity:{DEALS[2]}", "StageName", "Prospecting")
    running.settle()
    assert running.lead in judged(running)


def test_an_account_that_changes_has_its_people_judged(running: SalesforceProduct) -> None:
    running.world.put(running.world.account, "NumberOfEmployees", 900)
    running.settle()
    assert judged(running) == {running.lead, *running.world.colleagues}


def test_a_call_that_somebody_has_had_counts(running: SalesforceProduct) -> None:
    make(running, "Task", WhoId=JENNIFER, WhatId=ACME, Subject="Call", TaskSubtype="Call", Status="Completed")
    running.settle()
    assert judged(running) == {running.lead}


def test_a_closed_handoff_is_no_activity_and_starts_nothing_new(running: SalesforceProduct) -> None:
    running.tells(running.lead)
    running.settle()
    (task,) = running.world._tasks(running.lead)
    made = running.assessments
    running.world.put(f"salesforce:task:{task['Id']}", "Status", "Completed")
    running.settle()
    assert running.assessments == made + 1  # somebody else changed the task, so the lead is looked at once
    assert len(running.world.notes(running.lead)) == 1


def test_a_lead_that_is_deleted_is_left_alone(running: SalesforceProduct) -> None:
    running.world.delete(running.world.alone)
    running.settle()
    assert [one.result for one in running.judged if one.lead_id == running.world.alone] == ["gone"]
