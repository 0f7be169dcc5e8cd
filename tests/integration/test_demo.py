"""`leadgate demo` as a process: what somebody sees who tries the product."""

import re

from tests.integration.test_cli import leadgate


def test_the_demo_ends_with_the_verdict_on_the_record() -> None:
    done = leadgate("demo")
    assert done.returncode == 0, done.stderr
    for shown in (
        "SALES READY",
        "The HubSpot record",
        "leadgate_status",
        "The sandbox inbox",
        "Your request for a demo",
        "assessments",
    ):
        assert shown in done.stdout
    assert "WARNING" not in done.stderr
    assigned = re.search(r"Assigned +(.+)", done.stdout)
    assert assigned
    assert re.search("Ava Thompson|Mia Carter", assigned[1])
    assert "among 2 reps" in assigned[1]
