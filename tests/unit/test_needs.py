"""The table of what each capability reads, held against the code that reads it."""

from dataclasses import replace

import pytest

from leadgate.assess import measure
from leadgate.domain.dossier import Dossier
from leadgate.domain.dossier_json import render_dossier
from leadgate.domain.needs import INGREDIENTS, NEEDS, SOURCE_OF_KIND, SOURCES, can_be_seen, ingredients_of
from leadgate.domain.patterns import PATTERN_IDS, find_patterns
from leadgate.domain.settings import Settings
from leadgate.domain.signals import KIND_BY_NAME, KINDS
from tests.builders import a_lead
from tests.capabilities import CAPABILITIES
from tests.cases_reader import read_cases

ENRICHED = {"firmographic": "account", "technographic": "account", "person_enrichment": "lead"}
CASES = read_cases()


def test_every_kind_comes_from_a_source() -> None:
    assert set(SOURCE_OF_KIND) == set(KIND_BY_NAME)
    assert set(SOURCE_OF_KIND.values()) == set(SOURCES)
    assert all(ingredient.source in SOURCES for ingredient in INGREDIENTS.values())


def test_every_path_is_one_of_a_dossier() -> None:
    row = render_dossier(a_lead().build())
    fields = {f"{part}.{name}" for part in ("lead", "account") for name in row[part]} | {"colleagues"}
    signals = {kind.name for kind in KINDS} | {f"{kind.name}.{name}" for kind in KINDS for name in kind.properties}
    appended = {
        f"{kind}.{path.split('.')[1]}" for kind, part in ENRICHED.items() for path in fields if path.startswith(part)
    }
    paths = {path for ingredient in INGREDIENTS.values() for path in ingredient.paths}
    assert paths <= fields | signals | appended


def test_every_capability_that_reads_signals_or_fields_is_in_the_table() -> None:
    reading = {capability for capability in CAPABILITIES if capability[0] in "BFI"} | {
        "A1",
        "A2",
        "A3",
        "A4",
        "A5",
        "A7",
    }
    assert reading - set(NEEDS) == {"B9"}  # known by any of a dozen things
    assert set(NEEDS) <= set(CAPABILITIES)
    assert {name for ways in NEEDS.values() for way in ways for name in way} == set(INGREDIENTS)


@pytest.mark.parametrize("case", [case for case in CASES.values() if case.file == "b.toml"], ids=lambda case: case.id)
def test_what_is_found_in_a_lead_has_all_it_reads(case: object) -> None:
    dossier: Dossier = case.dossier
    there = ingredients_of(dossier)
    assert [found for found in patterns_of(dossier) if not can_be_seen(found, there)] == []


@pytest.mark.parametrize("pattern", sorted(PATTERN_IDS - {"B9"}))
def test_a_pattern_is_gone_with_what_it_reads(pattern: str) -> None:
    """In every case that shows it: without one ingredient of each way it is not found."""
    showing = [case.dossier for case in CASES.values() if pattern in patterns_of(case.dossier)]
    assert showing
    blocking = [way[-1] for way in NEEDS[pattern]]
    assert [dossier for dossier in showing if pattern in patterns_of(without(dossier, blocking))] == []


def patterns_of(dossier: Dossier) -> set[str]:
    (case,) = measure((dossier,), Settings())
    return {pattern.id for pattern in find_patterns(case, ())}


def without(dossier: Dossier, ingredients: list[str]) -> Dossier:
    paths = {path for name in ingredients for path in INGREDIENTS[name].paths}
    signals = []
    for signal in dossier.signals:
        dropped = {path.split(".")[1] for path in paths if path.startswith(f"{signal.kind}.")}
        kept = {name: value for name, value in signal.properties.items() if name not in dropped}
        if signal.kind not in paths:
            signals.append(replace(signal, properties=kept))
    return replace(dossier, signals=tuple(signals), colleagues=() if "colleagues" in paths else dossier.colleagues)
