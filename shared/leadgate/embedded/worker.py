"""The worker on one machine: takes changed leads from the queue and judges them, until it is told to stop."""

import logging
import threading
from collections.abc import Callable, Mapping
from typing import Final

from leadgate.ports import LeadChanged, Ports
from leadgate.service.qualify import Qualified, qualify
from leadgate.service.settle import Settled, settle_failure

Judged = Callable[[Qualified], None]

_logger = logging.getLogger(__name__)
_IDLE_SECONDS = 0.05
SAID: Final[Mapping[Settled, str]] = {
    "parked": "not done, parked for a person to look at",
    "buried": "not done, among the dead letters until `leadgate queue redrive`",
    "again": "not done, comes again by itself",
}


class Worker:
    """A thread of its own. Killed at any instant it loses nothing: a message is done only after its lead is written."""

    def __init__(self, ports: Ports, on_judged: Judged = lambda _: None) -> None:
        self._ports = ports
        self._on_judged = on_judged
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="leadgate-worker", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Finishes the lead in hand."""
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                worked = work_once(self._ports, self._on_judged)
            except Exception:
                _logger.exception("the queue cannot be read; trying again")
                worked = False
            if not worked:
                self._stopping.wait(_IDLE_SECONDS)


def work_once(ports: Ports, on_judged: Judged = lambda _: None) -> bool:
    """One lead, if any waits."""
    messages = ports.queue.receive(1)
    for message in messages:
        _work(message, ports, on_judged)
    return bool(messages)


def _work(message: LeadChanged, ports: Ports, on_judged: Judged) -> None:
    try:
        judged = qualify(message.lead_id, ports)
    except Exception as error:
        settled = settle_failure(error, message, ports)
        _logger.warning("lead %s: %s: %s: %s", message.lead_id, SAID[settled], type(error).__name__, error)
        return
    ports.queue.done(message)
    _logger.info("lead %s: %s", judged.lead_id, judged.result)
    on_judged(judged)
