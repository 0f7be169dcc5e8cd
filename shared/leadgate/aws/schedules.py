"""Leads that are to be looked at again at an instant: one-off schedules of EventBridge that send to the leads' queue.

The schedule calls SQS itself (a universal target), for only so a message can have an id of its own in a FIFO queue.
Done, it deletes itself. docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html
"""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from botocore.exceptions import ClientError

from leadgate.aws.clients import error_code, in_our_words
from leadgate.aws.queue import message_entry
from leadgate.domain.ids import content_id

_LONGEST_TRY_SECONDS = 86_400


class EventBridgeScheduler:
    """`ports.Scheduler`. role_arn: of the role in which EventBridge sends to the queue."""

    def __init__(self, client: Any, stage: str, queue_url: str, role_arn: str) -> None:
        self._client = client
        self._stage = stage
        self._queue_url = queue_url
        self._role_arn = role_arn

    def wake(self, lead_id: str, at: datetime) -> None:
        second = at.astimezone(UTC) + timedelta(seconds=1) - timedelta(microseconds=1)
        once = f"wake {lead_id} {second:%Y-%m-%dT%H:%M:%S}"
        request = {
            "Name": f"leadgate-{self._stage}-{content_id(once).removeprefix('sha-')}",
            "ScheduleExpression": f"at({second:%Y-%m-%dT%H:%M:%S})",
            "ScheduleExpressionTimezone": "UTC",
            "FlexibleTimeWindow": {"Mode": "OFF"},
            "ActionAfterCompletion": "DELETE",
            "Target": self._target(lead_id, once),
        }
        with in_our_words("EventBridge schedule"):
            try:
                self._client.create_schedule(**request)
            except ClientError as error:
                if error_code(error) != "ConflictException":  # it is there already
                    raise

    def _target(self, lead_id: str, once: str) -> dict[str, Any]:
        partition = self._role_arn.split(":")[1]
        return {
            "Arn": f"arn:{partition}:scheduler:::aws-sdk:sqs:sendMessage",
            "RoleArn": self._role_arn,
            "Input": json.dumps({"QueueUrl": self._queue_url, **message_entry(lead_id, 0, once)}),
            "RetryPolicy": {"MaximumEventAgeInSeconds": _LONGEST_TRY_SECONDS},
        }
