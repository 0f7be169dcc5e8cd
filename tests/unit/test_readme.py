"""What the README shows is what the product says."""

import re

from tests.readme import COMMAND, README, ROOT, with_report

TEXT = README.read_text(encoding="utf-8")


def test_the_report_is_what_its_command_prints() -> None:
    assert with_report(TEXT) == TEXT, "run `make schemas`"


def test_the_command_is_the_one_that_is_named() -> None:
    assert f"leadgate {' '.join(COMMAND)}" in TEXT


def test_every_file_that_is_named_is_there() -> None:
    named = set(re.findall(r"`((?:docs|tests|events|functions|shared)/[\w./-]+?\.\w+)`", TEXT))
    assert named
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []
