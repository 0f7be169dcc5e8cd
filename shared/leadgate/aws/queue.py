"""The queue in SQS FIFO: a lead is a message group, and what waits for one lead is taken along together.

FIFO has no delay for single messages, so a message waits by its visibility timeout. SQS itself counts receives and
moves a message to the dead letters (the queue's redrive policy).
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from leadgate.aws.clients import in_our_words
from leadgate.errors import RetryableError
from leadgate.ports import LeadChanged

LONGEST_DELAY: Final = timedelta(hours=11)  # SQS hides a message for 12 h at most, counted from its receive
_BATCH = 10
_GROUP = re.compile(r"[A-Za-z0-9!-/:-@\[-`{-~]{1,128}")  # letters, digits, punctuation: all that SQS allows
_MOST_BURIED = 1_000
_LOOK_SECONDS = 30
_GONE = {"ReceiptHandleIsInvalid", "InvalidParameterValue", "MessageNotInflight"}
_SYSTEM = ["ApproximateReceiveCount"]


class SqsQueue:
    """`ports.Queue` over two FIFO queues; the visibility timeout and the number of receives are theirs."""

    def __init__(self, client: Any, url: str, dead_letters_url: str) -> None:
        self._client = client
        self._url = url
        self._dead_letters_url = dead_letters_url

    def send_all(self, changes: Sequence[tuple[str, int]]) -> None:
        unique = list(dict.fromkeys(changes))
        for batch in _batches(unique):
            entries = [message_entry(lead_id, version, f"{lead_id} {version}") for lead_id, version in batch]
            self._each("send", self._client.send_message_batch, self._url, entries)

    def receive(self, limit: int = _BATCH) -> tuple[LeadChanged, ...]:
        messages = self._take(self._url, min(limit, _BATCH))
        return together(messages)

    def done(self, message: LeadChanged) -> None:
        entries = [{"ReceiptHandle": handle} for _, handle in _receipts(message)]
        self._each("delete", self._client.delete_message_batch, self._url, entries, _GONE)

    def release(self, message: LeadChanged, delay: timedelta) -> None:
        seconds = int(min(delay, LONGEST_DELAY).total_seconds())
        self._show_after(self._url, [handle for _, handle in _receipts(message)], seconds)

    def bury(self, message: LeadChanged, reason: str) -> None:
        """Sent first, deleted then: a kill between the two leaves it twice in the queues, and never in none."""
        message_id = _receipts(message)[0][0]
        entry = message_entry(message.lead_id, 0, f"buried {message_id}", reason)
        self._each("bury", self._client.send_message_batch, self._dead_letters_url, [entry])
        self.done(message)

    def buried(self) -> tuple[tuple[str, str], ...]:
        """At most the oldest 1,000; while they are read nobody else sees them."""
        found: list[Mapping[str, Any]] = []
        try:
            while len(found) < _MOST_BURIED and (batch := self._take(self._dead_letters_url, _BATCH, _LOOK_SECONDS)):
                found += batch
        finally:
            self._show_after(self._dead_letters_url, [message["ReceiptHandle"] for message in found], 0)
        return tuple(_lead_and_reason(message) for message in found)

    def redrive(self) -> int:
        """Each is sent before it is deleted; its id keeps it one message if a kill comes between and we start again."""
        count = 0
        while batch := self._take(self._dead_letters_url, _BATCH, _LOOK_SECONDS):
            entries = [
                message_entry(*ours, f"redriven {message['MessageId']}")
                for message in batch
                if (ours := _lead_and_version(message["Body"]))
            ]
            self._each("redrive", self._client.send_message_batch, self._url, entries)
            handles = [{"ReceiptHandle": message["ReceiptHandle"]} for message in batch]
            self._each("delete", self._client.delete_message_batch, self._dead_letters_url, handles)
            count += len(entries)
        return count

    def forget(self, lead_ids: Sequence[str]) -> int:
        found: list[Mapping[str, Any]] = []
        while batch := self._take(self._dead_letters_url, _BATCH, _LOOK_SECONDS):
            found += batch
        theirs = [one for one in found if (ours := _lead_and_version(one["Body"])) and ours[0] in lead_ids]
        handles = [{"ReceiptHandle": one["ReceiptHandle"]} for one in theirs]
        for part in _batches(handles):
            self._each("delete", self._client.delete_message_batch, self._dead_letters_url, part)
        self._show_after(self._dead_letters_url, [one["ReceiptHandle"] for one in found if one not in theirs], 0)
        return len(theirs)

    def waiting(self) -> int:
        kinds = ("", "NotVisible", "Delayed")
        names = [f"ApproximateNumberOfMessages{kind}" for kind in kinds]
        with in_our_words("SQS count"):
            answer = self._client.get_queue_attributes(QueueUrl=self._url, AttributeNames=names)
        return sum(int(answer["Attributes"][name]) for name in names)

    def _take(self, url: str, limit: int, visibility_seconds: int | None = None) -> list[Mapping[str, Any]]:
        request = {
            "QueueUrl": url,
            "MaxNumberOfMessages": limit,
            "MessageSystemAttributeNames": _SYSTEM,
            "MessageAttributeNames": ["reason"],
        }
        if visibility_seconds is not None:
            request["VisibilityTimeout"] = visibility_seconds
        with in_our_words("SQS receive"):
            messages: list[Mapping[str, Any]] = self._client.receive_message(**request).get("Messages", [])
        return messages

    def _show_after(self, url: str, handles: Sequence[str], seconds: int) -> None:
        for batch in _batches(handles):
            entries = [{"ReceiptHandle": handle, "VisibilityTimeout": seconds} for handle in batch]
            self._each("release", self._client.change_message_visibility_batch, url, entries, _GONE)

    def _each(
        self,
        what: str,
        call: Any,
        url: str,
        entries: Sequence[Mapping[str, Any]],
        harmless: Sequence[str] | set[str] = (),
    ) -> None:
        if not entries:
            return
        numbered = [{"Id": str(number), **entry} for number, entry in enumerate(entries)]
        with in_our_words(f"SQS {what}"):
            answer = call(QueueUrl=url, Entries=numbered)
        codes = sorted({failure["Code"] for failure in answer.get("Failed", ())} - set(harmless))
        if codes:
            raise RetryableError(f"SQS {what}: {', '.join(codes)}")


def together(messages: Sequence[Mapping[str, Any]]) -> tuple[LeadChanged, ...]:
    """Messages as `receive_message` gives them → one for each lead; attempts are those of its oldest message.

    What is no message of ours is left alone: SQS moves it to the dead letters by itself.
    """
    by_lead: dict[str, list[Mapping[str, Any]]] = {}
    for message in messages:
        if ours := _lead_and_version(message["Body"]):
            by_lead.setdefault(ours[0], []).append(message)
    return tuple(
        LeadChanged(
            lead_id=lead_id,
            attempts=max(int(message["Attributes"]["ApproximateReceiveCount"]) for message in its) - 1,
            receipt=json.dumps([[message["MessageId"], message["ReceiptHandle"]] for message in its]),
        )
        for lead_id, its in by_lead.items()
    )


def lead_changed(record: Mapping[str, Any]) -> LeadChanged | None:
    """A record of the event that Lambda gets from the queue; None if it is no message of ours."""
    message = {
        "Body": record["body"],
        "MessageId": record["messageId"],
        "ReceiptHandle": record["receiptHandle"],
        "Attributes": record["attributes"],
    }
    return next(iter(together([message])), None)


def message_entry(lead_id: str, version: int, once: str, reason: str | None = None) -> dict[str, Any]:
    """What SQS is to send. once: two messages that have it in common within five minutes are one."""
    entry: dict[str, Any] = {
        "MessageBody": json.dumps({"lead_id": lead_id, "version": version}),
        "MessageGroupId": lead_id if _GROUP.fullmatch(lead_id) else _hashed(lead_id),
        "MessageDeduplicationId": _hashed(once),
    }
    if reason is not None:
        entry["MessageAttributes"] = {"reason": {"DataType": "String", "StringValue": reason or "no reason given"}}
    return entry


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _lead_and_version(body: str) -> tuple[str, int] | None:
    """None if it is no message of ours."""
    try:
        row = json.loads(body)
        return str(row["lead_id"]), int(row["version"])
    except (ValueError, TypeError, KeyError):
        return None


def _lead_and_reason(message: Mapping[str, Any]) -> tuple[str, str]:
    """A message that SQS itself gave up carries no reason."""
    given = message.get("MessageAttributes", {}).get("reason", {}).get("StringValue")
    ours = _lead_and_version(message["Body"])
    return (ours[0], given or "received too often and never finished") if ours else ("", "no message of ours")


def _receipts(message: LeadChanged) -> list[tuple[str, str]]:
    return [(message_id, handle) for message_id, handle in json.loads(message.receipt)]


def _batches(entries: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (entries[start : start + _BATCH] for start in range(0, len(entries), _BATCH))
