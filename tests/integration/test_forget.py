"""A person is forgotten to the last byte, and does not come back; before every CRM and on both stores."""

import json
import zlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from leadgate.aws.queue import SqsQueue
from leadgate.domain.traces import Traces
from leadgate.embedded.store import SqliteStore
from leadgate.ports import Parked, Ports
from leadgate.service.age import requalify_due
from leadgate.service.forget import forget, places_of
from leadgate.service.forgotten import forgotten_among, lift
from leadgate.service.qualify import qualify
from leadgate.service.traces import everywhere, traces_of
from tests.contract.aws_server import AwsServer
from tests.contract.building import NOON
from tests.faults.product import HubSpotProduct, Product, product, salesforce_product

EMAIL, FIRST, LAST, PHONE = "zebulon.quark@acme.example", "Zebulon", "Quarkington", "+1 (614) 555-0173"
WORDS = (EMAIL, f"{FIRST} {LAST}", LAST, "6145550173", PHONE)


def names(running: Product) -> tuple[str, str]:
    return ("firstname", "lastname") if isinstance(running, HubSpotProduct) else ("FirstName", "LastName")


def with_a_person(running: Product) -> str:
    """The CFO has a name, an address and a phone that nobody else has, and left traces everywhere."""
    person = running.colleague
    first, last = names(running)
    running.world.put(person, first, FIRST)
    running.world.put(person, last, LAST)
    running.world.put(person, running.email_field, EMAIL)
    form = {"form": "demo_request", "email": EMAIL, "phone": PHONE, "message": f"Call {FIRST} {LAST}. " * 80}
    running.site_sends(
        *(running.view(number, lead=person) for number in range(1, 9)),
        running.view(9, lead=person, kind="form_submission", id="form-1", properties=form),
        running.view(
            1, id="said", kind="chat_message", properties={"author": "visitor", "text": f"Ask {FIRST} {LAST}"}
        ),
        running.view(2, id="ref", kind="referral", properties={"referrer": f"{LAST}, {FIRST}", "campaign": EMAIL}),
        running.view(3, lead=running.world.alone),
        {"kind": "page_view", "lead_id": 5, "email": EMAIL},
    )
    running.settle()
    record = {"lead_id": person, "email": EMAIL, "name": f"{FIRST} {LAST}"}
    running.ports.store.park(Parked("sha-1", "signals", "kind: is required", record, NOON))
    return person


def kept_bytes(ports: Ports, path: Path) -> Iterator[bytes]:
    """All that the store holds, and every byte of its files; what is compressed too."""
    for kept in ports.store.kept_rows():
        yield repr((kept.key, dict(kept.row))).encode()
    for file in sorted(path.glob("leadgate.sqlite3*")) if isinstance(ports.store, SqliteStore) else ():
        content = file.read_bytes()
        yield content
        yield from unpacked(content)


def unpacked(content: bytes) -> Iterator[bytes]:
    """Whatever begins like a compressed row, in pages that are in use and in those that are not."""
    at = content.find(b"\x78\x9c")
    while at >= 0:
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(content[at : at + 100_000])
        at = content.find(b"\x78\x9c", at + 1)


def found(running: Product, path: Path, *words: str) -> set[str]:
    wanted = [word.lower() for word in words]
    return {word for content in kept_bytes(running.ports, path) for word in wanted if word in repr(content).lower()}


def stakeholders(running: Product, lead: str) -> str:
    kept = running.ports.store.verdict_of(lead)
    assert kept is not None
    return json.dumps(kept.row["stakeholders"])


def test_every_byte_of_a_person_is_gone(running: Product, tmp_path: Path) -> None:
    person = with_a_person(running)
    words = (*WORDS, person)
    assert found(running, tmp_path, *words) >= {EMAIL, f"{FIRST} {LAST}".lower(), person.lower()}
    traces = everywhere(EMAIL, (), running.ports)
    assert person in traces.ids
    done = forget(traces, places_of(running.ports), running.ports)
    assert {one.place: one.records > 0 for one in done}["store"]
    assert found(running, tmp_path, *words) == set()
    assert sum(place.count(traces) for place in places_of(running.ports)) == 0


def test_others_keep_all_that_is_theirs(running: Product) -> None:
    person = with_a_person(running)
    before = {one.id: one for one in running.ports.store.signals_of((running.lead, running.world.alone), None)}
    forget(everywhere(EMAIL, (), running.ports), places_of(running.ports), running.ports)
    after = {one.id: one for one in running.ports.store.signals_of((running.lead, running.world.alone), None)}
    assert set(after) == set(before)
    assert after["said"].properties == {"author": "visitor", "text": "Ask [erased]"}
    assert after["ref"].properties == {"referrer": "[erased]", "campaign": "[erased]"}
    assert after["view-3"] == before["view-3"]
    assert running.ports.store.signals_of((person,), None) == ()
    assert running.ports.store.version_of(person) == 0
    assert person not in running.ports.store.leads_of(running.world.account)


def test_colleagues_maps_and_fields_name_the_person_no_more(running: Product, tmp_path: Path) -> None:
    person = with_a_person(running)
    assert f"{FIRST} {LAST}" in running.world.value(running.lead, "stakeholder_map")
    assert person in stakeholders(running, running.lead)
    forget(everywhere(EMAIL, (), running.ports), places_of(running.ports), running.ports)
    assert person not in stakeholders(running, running.lead)
    running.settle()  # the CRM still has the person, and so would every reading
    assert LAST not in running.world.value(running.lead, "stakeholder_map")
    assert not any(LAST in note for note in running.world.notes(running.lead))
    assert found(running, tmp_path, *WORDS, person) == set()


def test_what_comes_later_does_not_bring_the_person_back(running: Product, tmp_path: Path) -> None:
    person = with_a_person(running)
    forget(everywhere(EMAIL, (), running.ports), places_of(running.ports), running.ports)
    running.settle()
    before = len(running.judged)
    assert running.site_sends(running.view(5, lead=person, id="late")).body == {"kept": 0, "parked": 0, "problems": []}
    running.tells(person, running.world.account)
    running.settle()
    assert found(running, tmp_path, *WORDS, person) == set()
    assert not any(one.assessment for one in running.judged[before:] if one.lead_id == person)


def test_a_message_that_was_in_hand_meanwhile_is_dropped(running: Product, tmp_path: Path) -> None:
    person = with_a_person(running)
    forget(everywhere(EMAIL, (), running.ports), places_of(running.ports), running.ports)
    version = running.ports.store.touch(person)
    assert running.ports.store.put_verdict(person, version, {"lead_id": person, "lead": {"email": EMAIL}})
    running.ports.store.touch(person)
    assert qualify(person, running.ports).result == "forgotten"
    assert found(running, tmp_path, *WORDS, person) == set()


def test_the_same_address_under_another_record_is_not_kept_until_that_is_lifted(running: Product) -> None:
    with_a_person(running)
    forget(everywhere(EMAIL, (), running.ports), places_of(running.ports), running.ports)
    other = running.world.alone
    running.world.delete(running.colleague)
    running.world.put(other, running.email_field, EMAIL.upper())
    running.settle()
    assert [one.result for one in running.judged if one.lead_id == other][-1] == "forgotten"
    assert lift(EMAIL, running.ports.store)
    assert not lift(EMAIL, running.ports.store)
    assert lift(other, running.ports.store)
    running.tells(other)
    running.settle()
    assert running.ports.store.verdict_of(other) is not None


def test_people_merged_into_the_person_are_forgotten_too(running: Product, tmp_path: Path) -> None:
    person = with_a_person(running)
    running.site_sends(running.view(12, lead=running.world.alone))
    running.world.merge(into=person, gone=running.world.alone)
    running.settle()
    traces = everywhere(EMAIL, (), running.ports)
    assert traces.ids >= {person, running.world.alone}
    forget(traces, places_of(running.ports), running.ports)
    running.settle()
    assert found(running, tmp_path, person, running.world.alone) == set()


def test_forgetting_that_is_broken_off_is_finished_by_the_next(running: Product, tmp_path: Path) -> None:
    person = with_a_person(running)

    class Broken:
        name = "broken"

        def count(self, _: Traces) -> int:
            return 0

        def erase(self, _: Traces) -> int:
            raise KeyboardInterrupt

    traces = everywhere(EMAIL, (), running.ports)
    with pytest.raises(KeyboardInterrupt):
        forget(traces, (Broken(), *places_of(running.ports)), running.ports)
    assert forgotten_among((EMAIL, person), running.ports.store) == {EMAIL, person}
    again = everywhere(EMAIL, (), running.ports)
    assert again == traces
    forget(again, places_of(running.ports), running.ports)
    assert found(running, tmp_path, *WORDS, person) == set()


def test_who_was_forgotten_cannot_be_read_from_what_is_kept(running: Product) -> None:
    with_a_person(running)
    forget(everywhere(EMAIL, (), running.ports), places_of(running.ports), running.ports)
    keys = [kept.key[0] for kept in running.ports.store.kept_rows() if "forgotten:" in kept.key[0]]
    assert len(keys) >= 3
    assert forgotten_among((EMAIL, EMAIL.upper(), "other@acme.example"), running.ports.store) == {EMAIL, EMAIL.upper()}


# Deletions in the CRM


def test_an_ordinary_deletion_waits_for_its_undoing_and_is_then_erased(running: Product, tmp_path: Path) -> None:
    person = with_a_person(running)
    running.world.delete(person)
    running.settle()
    assert [one.result for one in running.judged if one.lead_id == person][-1] == "gone"
    assert person not in stakeholders(running, running.lead)
    assert len(running.ports.store.signals_of((person,), None)) > 8
    running.clock.at += timedelta(days=89)
    requalify_due(running.ports)
    running.settle()
    assert running.ports.store.signals_of((person,), None)
    running.clock.at += timedelta(days=2)
    requalify_due(running.ports)
    running.settle()
    assert [one.result for one in running.judged if one.lead_id == person][-1] == "erased"
    assert found(running, tmp_path, *WORDS, person) == set()
    assert forgotten_among((EMAIL, person), running.ports.store) == frozenset()


def test_hubspots_privacy_deletion_forgets_at_once(tmp_path: Path) -> None:
    with product(tmp_path) as running:
        person = with_a_person(running)
        running.world.forget(person)
        running.settle()
        assert "forgotten" in [one.result for one in running.judged if one.lead_id == person]
        assert found(running, tmp_path, *WORDS, person) == set()
        assert forgotten_among((EMAIL, person), running.ports.store) == {EMAIL, person}
        assert LAST not in running.world.value(running.lead, "stakeholder_map")


def test_salesforces_wish_to_be_forgotten_is_followed(tmp_path: Path) -> None:
    with salesforce_product(tmp_path) as running:
        person = with_a_person(running)
        individual = running.world.individual(person, LAST)
        running.settle()
        assert "forgotten" not in [one.result for one in running.judged]
        running.world.put(individual, "ShouldForget", True)
        running.events = []
        running.tells(individual)
        running.settle()
        assert "forgotten" in [one.result for one in running.judged if one.lead_id == person]
        assert found(running, tmp_path, *WORDS, person, individual) == set()


def test_an_individual_that_our_user_may_not_see_stops_nothing(tmp_path: Path) -> None:
    with salesforce_product(tmp_path) as running:
        running.world.individual(running.lead, LAST)
        del running.world.sandbox.org.schema.objects["Individual"].fields["ShouldForget"]
        running.tells(running.lead)
        running.settle()
        assert running.world.value(running.lead, "status")


def test_dead_letters_of_a_person_go_and_others_stay(aws: AwsServer) -> None:
    url, dead = aws.make_queues(3)
    queue = SqsQueue(aws.client("sqs"), url, dead)
    queue.send_all([("lead-1", 1), ("lead-2", 1)])
    for message in queue.receive():
        queue.bury(message, "mended never")
    assert queue.forget(["lead-1"]) == 1
    assert queue.buried() == (("lead-2", "mended never"),)


def test_a_lead_without_anything_kept_is_known_by_its_id(running: Product) -> None:
    traces = traces_of((running.lead,), running.ports.store)
    assert traces == Traces(ids=frozenset({running.lead}))
