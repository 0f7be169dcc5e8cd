"""Rows as every store keeps them: compact bytes, with one limit on what is too large for any of them.

The limits are those of a DynamoDB item (400 KB, keys of 2,048 and 1,024 bytes); the embedded store has the same, so
that what is kept on one machine can be kept in the cloud.
"""

import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from leadgate.domain.dossier_json import parse_signal, render_signal
from leadgate.domain.reading import parse_instant, render_instant
from leadgate.domain.signals import Signal
from leadgate.errors import BadInputError, PermanentError
from leadgate.ports import Parked

MAX_ROW_BYTES: Final = 380_000
MAX_ID_BYTES: Final = 500
_COMPRESS_FROM_BYTES = 2_000
_CLIPPED_CHARACTERS = 50_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def pack(row: Mapping[str, Any]) -> bytes:
    """JSON, compressed where that pays. Raises PermanentError if it is too large even so."""
    packed = _bytes_of(row)
    if len(packed) > MAX_ROW_BYTES:
        raise PermanentError(
            f"a row of {len(packed):,} bytes, compressed, cannot be kept; {MAX_ROW_BYTES:,} are allowed"
        )
    return packed


def unpack(packed: bytes) -> dict[str, Any]:
    text = packed if packed.startswith(b"{") else zlib.decompress(packed)
    row: dict[str, Any] = json.loads(text)
    return row


def tag_of(row: Mapping[str, Any]) -> str:
    """The same for the same row, whatever compressed it."""
    return hashlib.sha256(_text_of(row)).hexdigest()[:32]


def pack_verdict(row: Mapping[str, Any]) -> bytes:
    """Without its dossier where both are too large together: a verdict is worth more than judging it again."""
    packed = _bytes_of(row)
    if len(packed) <= MAX_ROW_BYTES:
        return packed
    return pack({name: value for name, value in row.items() if name != "dossier"})


@dataclass(frozen=True, slots=True)
class Filing:
    """What a verdict is found by. Instants are microseconds since 1970.

    status: empty where nothing was judged, as of a lead that was deleted. due_at: when it is looked at again in any
    case, or erased; None for never.
    """

    status: str = ""
    judged_at: int = 0
    due_at: int | None = None


def filing_of(row: Mapping[str, Any]) -> Filing:
    """Of a verdict's row, the assessment's JSON object; the one place that knows where in it these stand."""
    status, judged_at = (row.get("decision") or {}).get("status"), parse_instant(row.get("as_of"))
    at = parse_instant((row.get("requalify") or {}).get("at"))
    if not status or judged_at is None:
        return Filing(due_at=None if at is None else micros(at))
    due_at = min((due for due in (at, *_watched(row, judged_at)) if due is not None), default=None)
    return Filing(status, micros(judged_at), None if due_at is None else micros(due_at))


def _watched(row: Mapping[str, Any], judged_at: datetime) -> list[datetime]:
    """When the rep's time is up, or a queue is looked at, should nothing wake the lead; what is over is over."""
    assignment = row.get("assignment") or {}
    times = (parse_instant(assignment.get(name)) for name in ("accept_by", "look_again_at"))
    return [at for at in times if at is not None and at > judged_at]


def check_signal(signal: Signal) -> None:
    """Raises BadInputError where no store could keep the signal: nobody's, a key too long or no text, too large."""
    pack_signal(signal)


def owner_of(signal: Signal) -> str:
    """Whose the signal is, as a key: the lead's, or the account's where it is a fact about the account alone."""
    return f"lead:{signal.lead_id}" if signal.lead_id else f"account:{signal.account_id}"


def owners(lead_ids: Sequence[str], account_id: str | None) -> tuple[str, ...]:
    """The keys that `owner_of` gives to signals of these leads, and of the account alone."""
    of_account = (f"account:{account_id}",) if account_id else ()
    return (*(f"lead:{lead_id}" for lead_id in lead_ids), *of_account)


def pack_batch(signals: Sequence[Signal]) -> list[bytes]:
    """Each packed. Raises BadInputError naming the place: `signals[3].id`."""
    packed = []
    for number, signal in enumerate(signals):
        try:
            packed.append(pack_signal(signal))
        except BadInputError as error:
            raise error.under(f"signals[{number}]") from error
    return packed


def pack_signal(signal: Signal) -> bytes:
    if not (signal.lead_id or signal.account_id):
        raise BadInputError("lead_id", "a lead or an account is needed")
    for name in ("id", "lead_id", "account_id"):
        _check_id(name, getattr(signal, name))
    packed = _bytes_of(render_signal(signal))
    if len(packed) > MAX_ROW_BYTES:
        problem = f"{len(packed):,} bytes, compressed, are too many; {MAX_ROW_BYTES:,} are allowed"
        raise BadInputError("properties", problem)
    return packed


def unpack_signal(packed: bytes) -> Signal:
    return parse_signal(unpack(packed))


def pack_parked(parked: Parked) -> bytes:
    """Always fits: of a record that is too large only the beginning is kept."""
    packed = _bytes_of(_parked_row(parked, parked.record))
    if len(packed) <= MAX_ROW_BYTES:
        return packed
    return _bytes_of(_parked_row(parked, {"clipped": json.dumps(parked.record)[:_CLIPPED_CHARACTERS]}))


def unpack_parked(packed: bytes) -> Parked:
    row = unpack(packed)
    parked_at = parse_instant(row["parked_at"])
    assert parked_at is not None  # written by pack_parked
    return Parked(row["id"], row["source"], row["reason"], row["record"], parked_at)


def instant_of(microseconds: int) -> datetime:
    """Whole microseconds since 1970 as an instant."""
    return _EPOCH + timedelta(microseconds=microseconds)


def micros(at: datetime) -> int:
    """Whole microseconds since 1970: instants that compare, add and sort as integers."""
    return (at - _EPOCH) // timedelta(microseconds=1)


def _text_of(row: Mapping[str, Any]) -> bytes:
    return json.dumps(row, separators=(",", ":")).encode()


def _bytes_of(row: Mapping[str, Any]) -> bytes:
    text = _text_of(row)
    return text if len(text) < _COMPRESS_FROM_BYTES else zlib.compress(text, 6)


def _check_id(name: str, value: str | None) -> None:
    try:
        length = len((value or "").encode())
    except UnicodeEncodeError as error:
        raise BadInputError(name, "is no text: it holds half a character") from error
    if "\0" in (value or ""):
        raise BadInputError(name, "holds a character that no key can hold (code 0)")
    if length > MAX_ID_BYTES:
        raise BadInputError(name, f"{length:,} bytes are too many; {MAX_ID_BYTES} are allowed")


def _parked_row(parked: Parked, record: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": parked.id,
        "source": parked.source,
        "reason": parked.reason,
        "record": dict(record),
        "parked_at": render_instant(parked.parked_at),
    }
