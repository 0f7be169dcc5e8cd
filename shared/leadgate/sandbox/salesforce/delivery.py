"""Where change events go: an EventBridge API destination, which posts one event a request, or an SQS queue."""

import json
from dataclasses import dataclass
from typing import Any

import httpx

from leadgate.sandbox import delivery

from .events import events_of
from .org import Commit, Org


@dataclass(frozen=True)
class EventSettings(delivery.Pace):
    """url: of the API destination; headers: those of its connection. queue_url: an SQS queue instead."""

    url: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    queue_url: str = ""
    batch_limit: int = 1


class Deliverer(delivery.Deliverer):
    """sqs: a client of the queue's service, where there is a queue."""

    def __init__(self, settings: EventSettings, org: Org, sqs: Any = None) -> None:
        self.settings = settings
        self._org = org
        self._sqs = sqs
        self._replay_id = 0
        super().__init__(settings)

    def offer(self, commit: Commit) -> None:
        events = events_of(self._org, commit, self._replay_id + 1)
        self._replay_id += len(events)
        self.add(events)

    def send(self, delivery: delivery.Delivery) -> int:
        (event,) = delivery.events
        if self.settings.queue_url:
            return self._queue(json.dumps(event))
        return self.client.post(self.settings.url, json=event, headers=dict(self.settings.headers)).status_code

    def _queue(self, body: str) -> int:
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            answer = self._sqs.send_message(QueueUrl=self.settings.queue_url, MessageBody=body)
        except (BotoCoreError, ClientError) as error:
            raise httpx.TransportError(str(error)) from error
        return int(answer["ResponseMetadata"]["HTTPStatusCode"])
