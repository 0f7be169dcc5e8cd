"""`leadgate demo` as a process: what somebody sees who tries the product."""

import re
import time

from tests.integration.test_cli import leadgate

MOST_SECONDS = 90  # a newcomer waits no longer, on a busy machine either


def test_the_demo_ends_with_the_verdict_on_the_record_of_both_crms() -> None:
    started = time.monotonic()
    done = leadgate("demo")
    assert done.returncode == 0, done.stderr
    assert time.monotonic() - started < MOST_SECONDS
    for shown in ("The sandbox inbox", "Your request for a demo", "Booked by the link in it: "):
        assert shown in done.stdout
    assert "WARNING" not in done.stderr
    first, second = re.split(r"═ Salesforce ═", done.stdout)
    for shown, words in ((first, ("The HubSpot record", "leadgate_status")), (second, ("Leadgate_Status__c",))):
        for word in (*words, "SALES READY", "How long it took", "assessments"):
            assert word in shown
        assigned = re.search(r"Assigned +(.+)", shown)
        assert assigned
        assert re.search("Ava Thompson|Mia Carter", assigned[1])
        assert "among 2 reps" in assigned[1]
        assert re.search(r"(?:OwnerId|hubspot_owner_id)[^\n]*(?:Ava Thompson|Mia Carter)", shown)


def test_one_crm_may_be_enough() -> None:
    done = leadgate("demo", "--crm", "salesforce")
    assert done.returncode == 0, done.stderr
    assert "HubSpot" not in done.stdout
    assert "The Salesforce record" in done.stdout
