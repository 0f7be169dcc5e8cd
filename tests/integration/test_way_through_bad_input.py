"""Bad input on the way: the good is kept, the bad is parked with its reason, and nothing is tried for ever."""

import base64
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from leadgate.domain.assessment import Status
from leadgate.ports import Verdict
from leadgate.ports.crm import Crm, CrmRecord, WriteBack, Written
from tests.contract.hubspot_world import SEED, HubSpotWorld
from tests.contract.salesforce_world import JENNIFER
from tests.faults.product import (
    LONG,
    PRODUCTS,
    Product,
    a_view,
    product,
    salesforce_product,
)
from tests.faults.quiet import nothing_personal

LEAD = HubSpotWorld.lead
INCOMPRESSIBLE = base64.b64encode(random.Random(1).randbytes(900_000)).decode()
FEW_CALLS = 12  # what one lead of a company with three people costs, notes included


@pytest.fixture(params=PRODUCTS)
def running(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Product]:
    with PRODUCTS[request.param](tmp_path) as made:
        yield made


@pytest.fixture(autouse=True)
def lines(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    with nothing_personal(caplog) as heard:
        yield heard


def calls_of(running: Product, within: Any = LONG) -> int:
    """Calls to the CRM until nobody waits."""
    before = running.ports.crm.calls
    running.work(within)
    return running.ports.crm.calls - before


def standing(running: Product) -> Verdict:
    """The lead's verdict as it was kept."""
    kept = running.ports.store.verdict_of(running.lead)
    assert kept is not None
    return kept


# One bad signal among good ones

BAD_SIGNALS: list[tuple[str, Any, str]] = [
    ("no object", 7, "a signal is a JSON object"),
    ("no kind", a_view(1, kind=None), "kind"),
    ("nobody's", a_view(1, lead_id=None), "lead_id"),
    ("neither time nor id", a_view(1, occurred_at=None, id=None), "occurred_at"),
    ("a time that is none", a_view(1, occurred_at="jennifer@acme.example"), "occurred_at"),
    ("in 2099", a_view(1, occurred_at="2099-01-01T00:00:00Z"), "occurred_at"),
    ("properties that are a list", a_view(1, properties=[1]), "properties"),
    ("an id without end", a_view(1, id="x" * 600), "id"),
    ("an id with half a character", a_view(1, id="\ud83d"), "id"),
    ("larger than any store takes", a_view(1, properties={"url": INCOMPRESSIBLE}), "properties"),
]


@pytest.mark.parametrize(("bad", "place"), [row[1:] for row in BAD_SIGNALS], ids=[row[0] for row in BAD_SIGNALS])
def test_one_bad_signal_among_good_ones_is_parked(
    running: Product, lines: pytest.LogCaptureFixture, bad: Any, place: str
) -> None:
    if isinstance(bad, dict) and bad.get("lead_id"):
        bad = {**bad, "lead_id": running.lead}
    answer = running.site_sends(running.view(100), bad, running.view(101))
    assert answer.status == 202
    assert isinstance(answer.body, Mapping)
    assert (answer.body["kept"], answer.body["parked"]) == (2, 1)
    (parked,) = running.ports.store.parked()
    assert place in parked.reason
    assert f"parked as {parked.id}: " in lines.text


# Records that are not as they should be


def test_a_contact_that_was_deleted_meanwhile_is_left_alone(running: Product, lines: pytest.LogCaptureFixture) -> None:
    running.tells(running.lead)
    running.world.delete(running.lead)
    assert calls_of(running) <= 2
    assert running.judged[-1].result == "gone"
    assert running.ports.queue.waiting() == 0
    assert running.ports.queue.buried() == ()
    assert running.lead in lines.text


@dataclass
class DeletedMeanwhile:
    """`ports.Crm` on which somebody deletes each contact as soon as we have read it."""

    crm: Crm
    delete: Callable[[str], None]

    def read(self, lead_id: str) -> CrmRecord | None:
        record = self.crm.read(lead_id)
        if record is not None:
            self.delete(lead_id)
        return record

    def write(self, record: CrmRecord, wanted: WriteBack) -> Written:
        return self.crm.write(record, wanted)

    def leads_of(self, record_id: str) -> tuple[str, ...]:
        return self.crm.leads_of(record_id)

    def ensure_fields(self) -> tuple[str, ...]:
        return self.crm.ensure_fields()

    @property
    def calls(self) -> int:
        return self.crm.calls


def test_a_contact_that_is_deleted_while_we_judge_is_no_retry_storm(running: Product) -> None:
    running.ports = replace(running.ports, crm=DeletedMeanwhile(running.ports.crm, running.world.delete))
    running.tells(running.world.alone)
    assert calls_of(running) <= FEW_CALLS
    assert running.ports.queue.buried() == ()
    running.settle()  # the CRM tells of the deletion
    assert running.judged[-1].result == "gone"


def test_a_contact_that_nobody_knows_costs_one_look(running: Product) -> None:
    for _ in range(100):
        running.tells(running.world.nobody)
    assert calls_of(running) <= 2
    assert running.ports.queue.buried() == ()


def test_a_merged_contact_is_judged_as_the_one_that_is_left(running: Product) -> None:
    running.site_sends(running.view(1, id="mine"), running.view(2, lead=running.world.alone, id="theirs"))
    running.world.merge(running.lead, running.world.alone)
    running.settle()
    kept = running.ports.store.verdict_of(running.lead)
    assert kept is not None
    assert kept.written
    dossier = {signal for pattern in kept.row["reasons"] for signal in pattern["signals"]}
    assert {"mine", "theirs"} <= dossier
    assert {one.result for one in running.judged if one.lead_id == running.world.alone} <= {"merged", "up_to_date"}


def test_a_field_that_the_portal_lacks_keeps_the_lead_until_it_is_there(
    running: Product, lines: pytest.LogCaptureFixture
) -> None:
    running.world.drop_field(running.lead, "reasons")
    running.tells(running.lead)
    assert calls_of(running) <= FEW_CALLS
    ((lead, reason),) = running.ports.queue.buried()
    assert (lead, running.ports.queue.waiting()) == (running.lead, 0)
    assert "leadgate_reasons" in reason.lower()
    assert "leadgate crm setup" in reason
    assert "leadgate_reasons" in lines.text.lower()
    assert not standing(running).written
    running.ports.crm.ensure_fields()
    assert running.ports.queue.redrive() == 1
    running.work()
    assert standing(running).written
    assert running.world.value(running.lead, "status") == standing(running).row["decision"]["status"]


def test_a_value_that_the_portals_own_rules_refuse_stays_out_and_the_rest_is_written(
    running: Product, lines: pytest.LogCaptureFixture
) -> None:
    running.world.refuse(running.lead, "next_step", "Only the sales team writes the next step")
    running.tells(running.lead)
    running.work()
    assert running.world.value(running.lead, "status")
    assert running.world.value(running.lead, "next_step") == ""
    (parked,) = running.ports.store.parked()
    assert "Only the sales team" in parked.reason
    assert parked.id in lines.text
    assert running.ports.queue.buried() == ()


def portal_of(**properties: Any) -> dict[str, Any]:
    return {**SEED, "contacts": [{"id": "501", "properties": properties}], "deals": [], "associations": []}


NAMES = {"email": "Email", "firstname": "FirstName", "lastname": "LastName", "jobtitle": "Title"}


def org_of(**properties: Any) -> dict[str, Any]:
    """The same person in an org, where nobody is without a last name and titles end after 128 characters."""
    person = {"Id": JENNIFER, "LastName": "-", **{NAMES[name]: text[:128] for name, text in properties.items()}}
    return {"records": {"Contact": [person]}}


ODD_PEOPLE: list[tuple[str, dict[str, Any], set[Status]]] = [
    ("no company", {"email": "jennifer@acme.example", "jobtitle": "CFO"}, {"nurture", "review"}),
    ("nothing at all", {}, {"nurture", "review", "disqualified"}),
    ("an e-mail in capitals", {"email": "JENNIFER@ACME.EXAMPLE"}, {"nurture", "review", "disqualified"}),
    (
        "emoji",
        {"email": "e@acme.example", "firstname": "👩‍🔬🚀", "lastname": "𝕄artinez"},
        {"nurture", "review", "disqualified"},
    ),
    (
        "right to left",
        {"email": "m@acme.example", "firstname": "محمد \u200f", "lastname": "الأمين"},
        {"nurture", "review", "disqualified"},
    ),
    (
        "half a page of title",
        {"email": "x@acme.example", "jobtitle": "Head of " * 500},
        {"nurture", "review", "disqualified"},
    ),
    (
        "a title with markup",
        {"email": "x@acme.example", "jobtitle": "<script>alert(1)</script>"},
        {"nurture", "review", "disqualified"},
    ),
]


@pytest.mark.parametrize("crm", PRODUCTS)
@pytest.mark.parametrize(("properties", "allowed"), [row[1:] for row in ODD_PEOPLE], ids=[row[0] for row in ODD_PEOPLE])
def test_odd_people_get_a_verdict(tmp_path: Path, properties: dict[str, Any], allowed: set[Status], crm: str) -> None:
    with (
        product(tmp_path, portal_of(**properties))
        if crm == "HubSpot"
        else salesforce_product(tmp_path, org_of(**properties)) as running
    ):
        running.tells(running.lead)
        assert calls_of(running) <= FEW_CALLS
        assert running.world.value(running.lead, "status") in allowed
        assert running.ports.store.parked() == ()
        assert not (running.world.notes_hold_markup and "<script" in "".join(running.world.notes(running.lead)))


def test_an_email_that_is_none_disqualifies(running: Product) -> None:
    running.world.put_system(running.lead, running.email_field, "not-an-email")
    running.tells(running.lead)
    running.work()
    assert running.world.value(running.lead, "status") == "disqualified"
    assert running.world.value(running.lead, "disqualification_category") == "invalid_contact"


def test_a_revoked_token_buries_the_lead_and_says_what_to_do(running: Product) -> None:
    running.revoke()
    running.tells(running.lead)
    assert calls_of(running) == 1
    ((lead, reason),) = running.ports.queue.buried()
    assert lead == running.lead
    assert running.revoked_words in reason


def test_a_buried_lead_is_judged_after_redrive(running: Product) -> None:
    running.revoke()
    running.tells(running.lead)
    running.work()
    running.grant()
    assert running.ports.queue.redrive() == 1
    running.work()
    assert running.world.value(running.lead, "status")
