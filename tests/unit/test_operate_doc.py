"""`docs/operate.md` names what an operator meets."""

from pathlib import Path
from typing import Final, get_args

import pytest

from leadgate.bootstrap.variables import VARIABLES
from leadgate.embedded.startup import NEEDED
from leadgate.embedded.worker import SAID
from leadgate.service.qualify import Result

DOC: Final = (Path(__file__).parents[2] / "docs" / "operate.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("result", get_args(Result))
def test_what_a_lead_can_come_to_is_explained(result: str) -> None:
    assert any(line.startswith("| `lead …") and f"{result}`" in line for line in DOC.splitlines())


@pytest.mark.parametrize("said", SAID.values())
def test_what_a_lead_can_fail_by_is_explained(said: str) -> None:
    assert f"lead …: {said.replace('`', '')}: " in DOC


@pytest.mark.parametrize("name", NEEDED)
def test_what_is_needed_is_explained(name: str) -> None:
    assert name in VARIABLES
    assert f"| `{name}` |" in DOC
