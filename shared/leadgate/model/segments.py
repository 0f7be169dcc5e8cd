"""The segment of a lead: what the bundle knows of it, by the vocabulary of the manifest.

`segments` in the manifest: `column` as the table called it, `source` as a dossier calls it, `known`: value, as
`word_of` reads it, → `outcomes` and `own`; and `unknown`, the same of leads whose segment nobody knows.
"""

from collections.abc import Mapping
from typing import Any, Final

from leadgate.domain.assessment import SegmentUsed
from leadgate.domain.dossier import Dossier
from leadgate.model.bundle import Model
from leadgate.model.cells import word_of
from leadgate.model.inputs import property_of

SEGMENTS: Final = "segments"
_NEVER_SEEN: Final[Mapping[str, Any]] = {"outcomes": 0, "own": 0.0}


def segment_of(model: Model, dossier: Dossier) -> SegmentUsed | None:
    """None where the bundle has no segments."""
    said = model.manifest.get(SEGMENTS)
    return None if said is None else segment_used(said, property_of(dossier, said["source"]))


def segment_used(said: Mapping[str, Any], value: Any) -> SegmentUsed:
    """said: `segments` of the manifest. value: as it came."""
    word = word_of(value)
    known = said["unknown"] if word is None else said["known"].get(word, _NEVER_SEEN)
    shown = None if word is None else " ".join(str(value).split())
    return SegmentUsed(said["column"], shown, int(known["outcomes"]), float(known["own"]))
