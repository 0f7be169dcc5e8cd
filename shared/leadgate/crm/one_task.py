"""The handoff as one task of a lead: made once, kept up to date while it is open, made anew when it is needed anew.

A task that the rep has ended stays so until something new is to be done by another time.
"""

from typing import Protocol

from leadgate.domain.ids import content_id
from leadgate.domain.reading import render_instant
from leadgate.ports import Store
from leadgate.ports.crm import HandoffTask


class Tasks(Protocol):
    """Tasks as a CRM keeps them."""

    def find(self, record_id: str) -> str:
        """The id of our open task on the record; empty if there is none."""

    def is_open(self, task_id: str) -> bool:
        """False if the rep has ended it, or somebody has deleted it."""

    def update(self, task_id: str, record_id: str, task: HandoffTask) -> None: ...

    def create(self, record_id: str, task: HandoffTask) -> str:
        """The id of the new task. Never repeated blindly: the next try finds it."""

    def put_off(self, task_id: str) -> None:
        """Nobody has to do it any more."""


class TaskKeeper:
    """crm: names the CRM in what is remembered, such as `hubspot`."""

    def __init__(self, tasks: Tasks, store: Store, crm: str) -> None:
        self._tasks = tasks
        self._store = store
        self._crm = crm

    def keep(self, record_id: str, task: HandoffTask | None) -> bool:
        """The task says this from now on. False if it did before. Raises what the tasks raise."""
        key = f"{self._crm}:task:{record_id}"
        held = self._store.recall(key) or {}
        if task is None:
            return self._put_off(key, str(held.get("task_id") or ""))
        digest, due = content_id(task.subject, task.text, task.is_urgent, task.owner_id), render_instant(task.due_at)
        if (held.get("digest"), held.get("due")) == (digest, due):
            return False
        task_id, changed = self._kept(record_id, task, str(held.get("task_id") or ""), held.get("due") == due)
        self._store.remember(key, {"task_id": task_id, "digest": digest, "due": due})
        return changed

    def _kept(self, record_id: str, task: HandoffTask, held_id: str, is_same_occasion: bool) -> tuple[str, bool]:
        """(id, whether anything was written)."""
        open_id = held_id if held_id and self._tasks.is_open(held_id) else ""
        if not open_id and held_id and is_same_occasion:
            return held_id, False
        open_id = open_id or self._tasks.find(record_id)
        if not open_id:
            return self._tasks.create(record_id, task), True
        self._tasks.update(open_id, record_id, task)
        return open_id, True

    def _put_off(self, key: str, task_id: str) -> bool:
        if not task_id:
            return False
        is_open = self._tasks.is_open(task_id)
        if is_open:
            self._tasks.put_off(task_id)
        self._store.remember(key, {})
        return is_open
