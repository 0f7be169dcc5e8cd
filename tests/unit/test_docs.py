"""The docs that follow from the code are those that the code gives now."""

from pathlib import Path

import pytest

from leadgate.docs import generated_files

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", sorted(generated_files()))
def test_a_generated_file_is_not_stale(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == generated_files()[name], "run `make schemas`"
