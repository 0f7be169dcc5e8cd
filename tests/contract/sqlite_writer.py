"""A process of its own that keeps signals and sends their lead, printing each id once it is acknowledged.

Run as `python -m tests.contract.sqlite_writer FILE PREFIX COUNT`.
"""

import sys
from contextlib import closing
from pathlib import Path

from leadgate.embedded.database import Database
from leadgate.embedded.queue import SqliteQueue
from leadgate.embedded.store import SqliteStore
from tests.contract.building import NOON, FixedClock, a_signal


def main(path: str, prefix: str, count: str) -> None:
    with closing(Database(Path(path))) as database:
        store, queue = SqliteStore(database), SqliteQueue(database, FixedClock())
        for number in range(int(count)):
            signal = a_signal(f"{prefix}-{number}", lead_id=f"{prefix}-{number}")
            store.put_signals([signal, a_signal(f"{prefix}-{number}", lead_id="shared")])
            queue.send_all([(f"{prefix}-{number}", 1)])
            taken = store.take_token("crm", 20, 1000, NOON) == 0
            print(signal.id, "taken" if taken else "refused", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
