"""What is older than it may be kept is not read, be it there or not; the sweep, or the table itself, deletes it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from leadgate.aws.store import DynamoStore
from leadgate.domain.retention import Retention
from leadgate.domain.section import validated
from leadgate.domain.settings import Settings
from leadgate.service.sweep import sweep
from leadgate.settings_tree import doubts_about
from tests.contract.aws_server import aws_server
from tests.contract.building import NOON, a_signal
from tests.faults.product import PRODUCTS, Product

SHORT = Retention(signal_days={"page_view": 10}, other_days=20)

AGES: list[tuple[str, str, timedelta, bool]] = [
    ("young enough", "page_view", timedelta(days=10) - timedelta(microseconds=1), True),
    ("its time is over to the instant", "page_view", timedelta(days=10), False),
    ("another kind is kept longer", "email_click", timedelta(days=19), True),
    ("and not for ever", "email_click", timedelta(days=20), False),
]


@pytest.mark.parametrize(("kind", "age", "read"), [row[1:] for row in AGES], ids=[row[0] for row in AGES])
def test_a_signal_is_read_until_its_time_is_over(kind: str, age: timedelta, read: bool) -> None:
    signal = a_signal(kind=kind, occurred_at=NOON - age)
    assert SHORT.readable([signal], NOON) == ((signal,) if read else ())


def test_no_calendar_is_too_short_for_it() -> None:
    late = a_signal(occurred_at=datetime.max.replace(tzinfo=NOON.tzinfo) - timedelta(days=1))
    assert SHORT.readable([late], NOON) == (late,)


def test_a_kind_that_is_none_is_doubted() -> None:
    settings = validated(Settings, {"retention": {"signal_days": {"page_veiw": 30}}})
    assert doubts_about(settings) == ("retention.signal_days: 'page_veiw' is no kind of signal we know",)


@pytest.fixture(params=PRODUCTS)
def running(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Product]:
    with PRODUCTS[request.param](tmp_path) as made:
        yield made


def seen(running: Product) -> set[str]:
    """Ids of signals that the last verdict of the lead rests on."""
    kept = running.ports.store.verdict_of(running.lead)
    assert kept is not None
    return {one for pattern in kept.row["patterns"] for one in pattern["signals"]}


def test_what_is_too_old_is_not_kept(running: Product) -> None:
    running.set(retention={"signal_days": {"page_view": 10}})
    answer = running.site_sends(running.view(19), running.view(1))
    assert answer.body == {"kept": 1, "parked": 0, "problems": []}
    assert [one.id for one in running.ports.store.signals_of((running.lead,), None)] == ["view-1"]


def test_what_has_grown_too_old_is_not_read_before_it_is_swept(running: Product) -> None:
    running.site_sends(*(running.view(number) for number in range(5)))
    running.settle()
    assert "view-4" in seen(running)
    running.set(retention={"signal_days": {"page_view": 4}})
    running.tells(running.lead)
    running.settle()
    assert len(running.ports.store.signals_of((running.lead,), None)) > 5  # they are all still there
    assert "view-4" not in seen(running)
    assert sweep(running.ports) >= 1
    assert "view-4" not in {one.id for one in running.ports.store.signals_of((running.lead,), None)}


def test_the_table_on_aws_deletes_by_an_instant_in_seconds() -> None:
    with aws_server() as aws:
        client, name = aws.client("dynamodb"), aws.make_table()
        store = DynamoStore(client, name)
        store.put_signals([a_signal("s1"), a_signal("s2", kind="email_click")], SHORT)
        items = client.scan(TableName=name)["Items"]
        expire = {item["sk"]["S"]: int(item["expires_at"]["N"]) for item in items if "expires_at" in item}
        days = {"signal:s1": 10, "signal:s2": 20}
        assert expire == {key: int((NOON + timedelta(days=after)).timestamp()) for key, after in days.items()}
        assert store.sweep(SHORT, NOON + timedelta(days=100)) == 0
