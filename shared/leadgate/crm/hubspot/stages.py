"""Deal stages and what they mean, asked for once in a while."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from leadgate.crm.hubspot.client import HubSpotClient
from leadgate.crm.hubspot.shapes import object_in, objects_in
from leadgate.domain.signals import read_number
from leadgate.ports import Clock

FRESH_FOR: Final = timedelta(minutes=10)
_CALL: Final = "GET pipelines/deals"


@dataclass(frozen=True, slots=True)
class Stage:
    """won: None while a deal stands open in it."""

    label: str
    won: bool | None


class Stages:
    """The table of stages, read again once it is older than `FRESH_FOR`."""

    def __init__(self, client: HubSpotClient, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._stages: Mapping[tuple[str, str], Stage] = {}
        self._read_at: datetime | None = None

    def find(self, pipeline: str, stage: str) -> Stage | None:
        now = self._clock.now()
        if self._read_at is None or now - self._read_at >= FRESH_FOR:
            self._stages = _read_stages(self._client.get("pipelines", "deals"))
            self._read_at = now
        return self._stages.get((pipeline, stage))


def _read_stages(content: Mapping[str, Any]) -> dict[tuple[str, str], Stage]:
    return {
        (str(pipeline.get("id")), str(stage.get("id"))): _read_stage(stage)
        for pipeline in objects_in(content, "results", _CALL)
        for stage in objects_in(pipeline, "stages", _CALL)
    }


def _read_stage(stage: Mapping[str, Any]) -> Stage:
    """`isClosed` and `probability` are texts. Closed and certain is won, closed otherwise is lost."""
    metadata = object_in(stage, "metadata", _CALL)
    closed = str(metadata.get("isClosed", "")).lower() == "true"
    probability = read_number(metadata.get("probability"))
    won = None if not closed or probability is None else probability >= 1
    return Stage(str(stage.get("label") or ""), won)
