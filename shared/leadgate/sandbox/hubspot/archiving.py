"""To the recycle bin: unique values are free again, associations are gone without a word."""

from .associating import dissociate
from .links import End
from .records import Fact, Record, Source
from .state import State


def archive(state: State, record: Record, source: Source) -> None:
    end: End = (record.type_name, record.id)
    with state.silence("associationChange"):
        for other, _ in state.links.all(end):
            dissociate(state, end, other, None, source)
    record.archived_at = record.updated_at = state.now()
    state.release(record)
    state.publish(Fact("deletion", record.type_name, record.id, record.archived_at, source))
