"""The settings of a stage in SSM: those kept by hand, and whole versions that were pushed.

| parameter | holds |
|---|---|
| `/leadgate/{stage}/…` | what the stack, or somebody by hand, keeps there; a pushed setting stands above it |
| `/leadgate/versions/{stage}/{folder}/…` | the settings of one version, a parameter each, never changed again |
| `/leadgate/versions/{stage}/pushed` | `{"folder", "at", "note"}`: each push is a version of it, one has the label |

A folder is named by what is in it, so a push that was cut off is done again without harm, and whoever reads a folder
can tell that it is whole. Nothing is in force before the label moves, which SSM does in one stroke.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import stamina
from botocore.exceptions import ClientError

from leadgate.aws.clients import error_code, in_our_words
from leadgate.aws.parameters import overlaid
from leadgate.domain.ids import content_id
from leadgate.domain.reading import parse_instant, render_instant
from leadgate.errors import BadInputError, PermanentError

LABEL: Final = "in-force"
MOST_KEPT: Final = 10
"""Versions that can be put in force again; the parameters of older ones are deleted."""
_MISSING: Final = ("ParameterNotFound", "ParameterVersionNotFound")
_BATCH: Final = 10


@dataclass(frozen=True, slots=True)
class Pushed:
    """One version. number: SSM's own, 1 for the first push."""

    number: int
    folder: str
    at: datetime | None = None
    note: str = ""
    in_force: bool = False


class SettingsVersions:
    def __init__(self, client: Any, stage: str) -> None:
        self._client = client
        self._by_hand = f"/leadgate/{stage}"
        self._root = f"/leadgate/versions/{stage}"
        self._pointer = f"{self._root}/pushed"

    def by_hand(self) -> dict[str, str]:
        """Path of each setting that is kept under the stage itself → value."""
        return self._read(self._by_hand)

    def together(self, pushed: Pushed | None) -> dict[str, str]:
        """All settings where this version is in force, good or not."""
        return overlaid(self.by_hand(), self.parameters(pushed) if pushed else {})

    def in_force(self) -> Pushed | None:
        """None as long as nothing was pushed."""
        return self._pushed(LABEL)

    def parameters(self, pushed: Pushed) -> dict[str, str]:
        """Path of each setting → value. Raises PermanentError where they are not what was pushed."""
        found = self._read(f"{self._root}/{pushed.folder}")
        if content_id(sorted(found.items())) != pushed.folder:
            raise PermanentError(
                f"version {pushed.number} of the settings is not what was pushed: somebody changed or deleted"
                f" parameters under {self._root}/{pushed.folder}"
            )
        return found

    def push(self, parameters: Mapping[str, str], before: Pushed | None, now: datetime, note: str = "") -> Pushed:
        """Keep them as a version and put it in force. before: what was in force when they were looked at.

        Raises BadInputError where another version came into force since; nothing changes then.
        """
        folder = content_id(sorted(parameters.items()))
        for name, value in parameters.items():
            self._put(f"{self._root}/{folder}/{name}", value)
        made = int(self._put(self._pointer, _row(folder, now, note))["Version"])
        self._check_whole(Pushed(made, folder))
        self.put_in_force(made, before)
        self._delete_old()
        return Pushed(made, folder, now, note, in_force=True)

    def put_in_force(self, number: int, before: Pushed | None) -> None:
        """One stroke: the label moves from the version that has it to this one."""
        known = self.in_force()
        if (known.number if known else None) != (before.number if before else None):
            raise BadInputError("settings", f"version {known.number if known else 0} came into force meanwhile")
        with in_our_words("labelling the settings"):
            self._client.label_parameter_version(Name=self._pointer, ParameterVersion=number, Labels=[LABEL])

    def find(self, number: int) -> Pushed:
        """Raises BadInputError where it was never pushed, or is kept no more."""
        found = self._pushed(str(number))
        if found is None or not self._read(f"{self._root}/{found.folder}"):
            kept = ", ".join(str(one.number) for one in self.history())
            raise BadInputError("version", f"{number} is not kept; kept are {kept or 'none'}")
        return found

    def history(self) -> tuple[Pushed, ...]:
        """Versions that are kept, the newest first."""
        found = [_read_pushed(row) for row in self._history()]
        newest = sorted(found, key=lambda one: -one.number)
        return tuple(one for place, one in enumerate(newest) if place < MOST_KEPT or one.in_force)

    # SSM may show what was just written only a little later.
    @stamina.retry(on=PermanentError, attempts=5, timeout=10.0, wait_initial=0.2, wait_max=2.0)
    def _check_whole(self, pushed: Pushed) -> None:
        self.parameters(pushed)

    def _pushed(self, which: str) -> Pushed | None:
        with in_our_words("reading which settings are in force"):
            try:
                answer = self._client.get_parameter(Name=f"{self._pointer}:{which}")
            except ClientError as error:
                if error_code(error) in _MISSING:
                    return None
                raise
        return _read_pushed({**answer["Parameter"], "Labels": [which]})

    def _read(self, place: str) -> dict[str, str]:
        with in_our_words("reading the SSM parameters"):
            pages = self._client.get_paginator("get_parameters_by_path").paginate(
                Path=place, Recursive=True, WithDecryption=True
            )
            return {one["Name"].removeprefix(f"{place}/"): one["Value"] for page in pages for one in page["Parameters"]}

    def _history(self) -> Iterator[Mapping[str, Any]]:
        with in_our_words("reading the settings' history"):
            try:
                for page in self._client.get_paginator("get_parameter_history").paginate(Name=self._pointer):
                    yield from page["Parameters"]
            except ClientError as error:
                if error_code(error) not in _MISSING:
                    raise

    def _put(self, name: str, value: str) -> Mapping[str, Any]:
        with in_our_words("writing the settings"):
            answer: Mapping[str, Any] = self._client.put_parameter(
                Name=name, Value=value, Type="String", Overwrite=True
            )
        return answer

    def _delete_old(self) -> None:
        kept = {one.folder for one in self.history()}
        old = {_read_pushed(row).folder for row in self._history()} - kept
        for place in (f"{self._root}/{folder}" for folder in old):
            names = [f"{place}/{name}" for name in self._read(place)]
            for start in range(0, len(names), _BATCH):
                self._delete(names[start : start + _BATCH])

    def _delete(self, names: Sequence[str]) -> None:
        with in_our_words("deleting old settings"):
            self._client.delete_parameters(Names=list(names))


def _row(folder: str, now: datetime, note: str) -> str:
    return json.dumps({"folder": folder, "at": render_instant(now), "note": note}, ensure_ascii=False)


def _read_pushed(parameter: Mapping[str, Any]) -> Pushed:
    try:
        row = json.loads(parameter["Value"])
        folder, at, note = str(row["folder"]), parse_instant(row.get("at")), str(row.get("note", ""))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise PermanentError(f"version {parameter['Version']} of the settings is none that was pushed") from error
    return Pushed(int(parameter["Version"]), folder, at, note, LABEL in parameter.get("Labels", ()))
