"""One data folder, one server; what the last one had in hand when it died is taken up at once."""

from datetime import timedelta
from pathlib import Path

import pytest

from leadgate.embedded.database import Database
from leadgate.embedded.folder_lock import FolderLock
from leadgate.embedded.queue import SqliteQueue
from leadgate.errors import BadInputError
from tests.contract.building import FixedClock


def test_a_second_server_on_the_folder_is_refused(tmp_path: Path) -> None:
    first = FolderLock(tmp_path)
    with pytest.raises(BadInputError, match="in use by another"):
        FolderLock(tmp_path)
    first.close()
    FolderLock(tmp_path).close()


def test_what_was_in_hand_is_taken_back_and_what_waits_for_later_is_not(tmp_path: Path) -> None:
    database, clock = Database(tmp_path / "q"), FixedClock()
    queue = SqliteQueue(database, clock, timedelta(minutes=2))
    queue.send_all([("in hand", 1), ("for later", 1)])
    taken = {message.lead_id: message for message in queue.receive(2)}
    queue.release(taken["for later"], timedelta(hours=1))
    assert queue.receive(2) == ()
    queue.take_back()
    assert [message.lead_id for message in queue.receive(2)] == ["in hand"]
    clock.move(hours=1)
    queue.done(taken["in hand"])  # by whoever was thought dead: it counts no more
    assert sorted(message.lead_id for message in queue.receive(2)) == ["for later", "in hand"]
    database.close()
