"""Every capability that is built has its module, its tests, and its line in the docs."""

import pytest

from tests.capabilities import CAPABILITIES, PAGE, ROOT, marked_tests, page
from tests.crm_by_crm import missing_tests

TESTS = marked_tests()


@pytest.mark.parametrize("capability", CAPABILITIES)
def test_an_id_has_a_test(capability: str) -> None:
    assert TESTS.get(capability)


@pytest.mark.parametrize("capability", CAPABILITIES)
def test_an_id_has_its_module(capability: str) -> None:
    assert (ROOT / "shared" / "leadgate" / CAPABILITIES[capability][1]).is_file()


def test_every_cell_of_a_crm_is_a_test_that_there_is() -> None:
    assert not missing_tests()


def test_the_page_is_not_stale() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make schemas`"
