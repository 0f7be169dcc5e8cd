"""What a command needs beyond the plain installation."""

from collections.abc import Iterator
from contextlib import contextmanager

from leadgate.errors import PermanentError


@contextmanager
def learning_extra() -> Iterator[None]:
    """Around imports of `leadgate.learning`. Raises PermanentError saying what to install."""
    try:
        yield
    except ModuleNotFoundError as error:
        advice = "this command needs `pip install 'leadgate[local,learning]'`"
        raise PermanentError(f"the library {error.name} is missing: {advice}") from error
