"""N1: whether a title names a company as the employer, now or before."""

import pytest

from leadgate.domain.title_employer import employment_at

TITLES = [
    ("Product Manager at LineSight", "works"),
    ("Head of Product @LineSight", "works"),
    ("Leiterin Vertrieb bei LineSight GmbH", "works"),
    ("VP Sales | LineSight GmbH", "works"),
    ("Director of Operations, LineSight", "works"),
    ("VP Operations (ex-LineSight)", "left"),
    ("COO, formerly at LineSight", "left"),
    ("Ehemaliger Leiter bei LineSight", "left"),
    ("Ex VP at LineSight, now COO at Acme", "left"),
    ("VP Ops at Orchard Valley; advisor at LineSight (2019-2021)", "left"),
    ("Advisor at LineSight since 2019", "works"),
    ("LineSight Administrator", ""),
    ("Certified LineSight Consultant", ""),
    ("Owner LineSight rollout", ""),
    ("Sales Manager, LineSight implementation", ""),
    ("Line Manager", ""),
    ("", ""),
]


@pytest.mark.capability("N1")
@pytest.mark.parametrize(("title", "said"), TITLES, ids=[f"{title}: {said}" for title, said in TITLES])
def test_a_title_names_an_employer(title: str, said: str) -> None:
    assert employment_at(title, "LineSight") == said


def test_a_name_of_several_words_is_found_whole() -> None:
    assert employment_at("COO at Halden Pumps Ltd", "Halden Pumps") == "works"
    assert employment_at("COO at Halden", "Halden Pumps") == ""
    assert employment_at("COO at Halden", "") == ""
