"""Nothing that is logged may tell who somebody is."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def nothing_personal(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Everything that is logged inside."""
    caplog.set_level(logging.INFO, logger="leadgate")
    yield caplog
    for personal in ("Jennifer", "Martinez", "@acme", "@nowhere", "alone@", "الأمين", "not-an-email"):
        assert personal not in caplog.text
