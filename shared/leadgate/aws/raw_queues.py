"""Queues that hold what was sent to us as it came: the dead letters of enrichment and of Salesforce's events."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from leadgate.aws.clients import in_our_words
from leadgate.domain.traces import Traces, without

_BATCH: Final = 10
_LOOK_SECONDS: Final = 60


@dataclass(frozen=True)
class RawQueuesPlace:
    """`service.forget.Place`: messages whose body names a person. While they are looked at nobody else sees them."""

    client: Any
    urls: Sequence[str]
    name: str = "raw queues"

    def count(self, traces: Traces) -> int:
        return sum(len(self._look_through(url, traces, erase=False)) for url in self.urls)

    def erase(self, traces: Traces) -> int:
        return sum(len(self._look_through(url, traces, erase=True)) for url in self.urls)

    def _look_through(self, url: str, traces: Traces, *, erase: bool) -> list[Mapping[str, Any]]:
        messages = list(self._all(url))
        named = [one for one in messages if _names(one["Body"], traces)]
        for message in messages:
            if erase and message in named:
                with in_our_words("SQS delete"):
                    self.client.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
            else:
                self._show(url, message)
        return named

    def _all(self, url: str) -> Iterator[Mapping[str, Any]]:
        while True:
            with in_our_words("SQS receive"):
                answer = self.client.receive_message(
                    QueueUrl=url, MaxNumberOfMessages=_BATCH, VisibilityTimeout=_LOOK_SECONDS
                )
            messages = answer.get("Messages", [])
            yield from messages
            if not messages:
                return

    def _show(self, url: str, message: Mapping[str, Any]) -> None:
        with in_our_words("SQS release"):
            self.client.change_message_visibility(
                QueueUrl=url, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0
            )


def _names(body: str, traces: Traces) -> bool:
    if traces.mentioned_in(body):
        return True
    try:
        content = json.loads(body)
    except ValueError:
        return False
    return bool(without(content, traces) != content)
