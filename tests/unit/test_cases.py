"""Leadgate's judgement is held to a rep's: `tests/cases/*.toml`, one test a case."""

from collections.abc import Mapping

import pytest

from leadgate.domain.assessment import Assessment
from leadgate.domain.patterns import PATTERNS
from leadgate.domain.settings import Settings
from leadgate.embedded.settings import read_settings
from tests.cases_checks import gist, problems
from tests.cases_reader import Case, read_cases
from tests.cases_runner import MARKET, failures, judge, without

CASES = read_cases()
GROUPS = {"B": 10, "F": 15, "I": 15, "N": 6, "C": 7, "A": 7, "P": 6}


@pytest.fixture(scope="module")
def settings() -> Settings:
    return read_settings(MARKET)


@pytest.fixture(scope="module")
def judged(settings: Settings) -> Mapping[str, Assessment]:
    return judge(CASES, settings)


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, id=id_, marks=pytest.mark.capability(*case.capabilities)) for id_, case in CASES.items()],
)
def test_the_rep_would_say_the_same(case: Case, judged: Mapping[str, Assessment]) -> None:
    found = problems(case.id, case.expect, judged)
    assert not found, "\n".join((case.why, *found, gist(judged[case.id])))


@pytest.mark.parametrize("pattern", [rule.id for rule in PATTERNS])
def test_a_pattern_that_is_off_is_missed(pattern: str, settings: Settings, judged: Mapping[str, Assessment]) -> None:
    before = failures(CASES, judged).keys()
    after = failures(CASES, judge(CASES, without(settings, pattern))).keys()
    assert after - before


@pytest.mark.parametrize("capability", [f"{group}{n + 1}" for group, most in GROUPS.items() for n in range(most)])
def test_every_capability_has_a_case(capability: str) -> None:
    assert any(capability in case.capabilities for case in CASES.values())
