"""Judge all cases and print what is wrong: `PYTHONPATH=shared:. python tests/cases_runner.py [part of an id …]`.

With `--off B10` also: which cases notice that a pattern is gone.
"""

import argparse
import sys
from collections.abc import Mapping

from leadgate.assess import assess_all
from leadgate.bootstrap import bundled_model
from leadgate.domain.assessment import Assessment
from leadgate.domain.settings import Settings
from leadgate.embedded.settings import read_settings
from leadgate.model.registry import FolderRegistry
from tests.cases_checks import gist, problems
from tests.cases_reader import FOLDER, Case, read_cases

MARKET = FOLDER / "market.toml"


def judge(cases: Mapping[str, Case], settings: Settings) -> dict[str, Assessment]:
    """Every case's assessment by the bundled model."""
    model = FolderRegistry(bundled_model()).current()
    assessments = assess_all([case.dossier for case in cases.values()], settings, model)
    return dict(zip(cases, assessments, strict=True))


def without(settings: Settings, pattern: str) -> Settings:
    off = settings.patterns.model_copy(update={"off": (pattern,)})
    return settings.model_copy(update={"patterns": off})


def failures(cases: Mapping[str, Case], judged: Mapping[str, Assessment]) -> dict[str, list[str]]:
    found = {id_: problems(id_, case.expect, judged) for id_, case in cases.items()}
    return {id_: wrong for id_, wrong in found.items() if wrong}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("parts", nargs="*", help="only cases with one of these in their id")
    options.add_argument("--off", help="a pattern not to look for")
    options.add_argument("--short", action="store_true", help="only the problems")
    chosen = options.parse_args()
    cases, settings = read_cases(), read_settings(MARKET)
    judged = judge(cases, without(settings, chosen.off) if chosen.off else settings)
    wrong = failures(cases, judged)
    for id_, found in wrong.items():
        if chosen.parts and not any(part in id_ for part in chosen.parts):
            continue
        print(f"\n{id_} ({cases[id_].file}): {cases[id_].why}")
        print("\n".join(f"  ✗ {problem}" for problem in found))
        if not chosen.short:
            print("    " + gist(judged[id_]).replace("\n", "\n    "))
    print(f"\n{len(cases) - len(wrong)} of {len(cases)} cases hold")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
