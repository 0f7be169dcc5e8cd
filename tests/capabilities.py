"""`docs/capabilities.md`: id → module → tests → where a user sees it, from the markers of the tests.

`python -m tests.capabilities` writes it; `tests/unit/test_capabilities.py` fails when it is stale, or when an id of the
groups that are built has no test.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from tests.cases_reader import read_cases
from tests.crm_by_crm import table

ROOT: Final = Path(__file__).parents[1]
PAGE: Final = ROOT / "docs" / "capabilities.md"

# id: (what, module below shared/leadgate, where a user sees it)
CAPABILITIES: Final[Mapping[str, tuple[str, str, str]]] = {
    "B1": ("concentrated activity", "domain/patterns.py", "report: key behavior; field Patterns"),
    "B2": ("bottom-funnel progression", "domain/patterns.py", "report: key behavior; field Patterns"),
    "B3": ("multi-stakeholder engagement", "domain/patterns.py", "report: key behavior; field Patterns"),
    "B4": ("competitive research", "domain/patterns.py", "report: key behavior; field Patterns"),
    "B5": ("implementation focus", "domain/patterns.py", "report: key behavior; field Patterns"),
    "B6": ("sporadic", "domain/patterns.py", "report: key behavior; field Patterns"),
    "B7": ("top-funnel only", "domain/patterns.py", "report: key behavior; field Patterns"),
    "B8": ("single-contact isolation", "domain/patterns.py", "report: key behavior; field Patterns"),
    "B9": ("known disqualifier", "domain/patterns.py", "report: key behavior; field Patterns"),
    "B10": ("bounce", "domain/patterns.py", "report: key behavior; field Patterns"),
    "F1": ("company size", "domain/fit.py", "report: fit and why"),
    "F2": ("industry", "domain/fit.py", "report: fit and why"),
    "F3": ("technology stack", "domain/fit.py", "report: fit and why"),
    "F4": ("geography", "domain/fit.py", "report: fit and why"),
    "F5": ("growth and funding", "domain/timing.py", "report: fit and why"),
    "F6": ("role → committee seat", "domain/fit.py", "report: why; stakeholder map"),
    "F7": ("decision authority", "domain/fit.py", "report: why"),
    "F8": ("professional background", "features/profile.py", "report: why"),
    "F9": ("connections to customers", "features/relationship.py", "report: why"),
    "F10": ("awareness", "features/columns.py", "report: why"),
    "F11": ("budget cycle", "domain/timing.py", "report: fit and why; talking points"),
    "F12": ("fiscal year", "domain/timing.py", "report: fit and why; talking points"),
    "F13": ("contract renewal", "domain/timing.py", "report: why; alerts; talking points"),
    "F14": ("initiative", "domain/timing.py", "report: fit and why; talking points"),
    "F15": ("leadership change", "domain/timing.py", "report: fit and why; talking points"),
    "I1": ("forms by their nature", "features/intent.py", "report: why; alerts"),
    "I2": ("pricing page", "features/intent.py", "report: why"),
    "I3": ("technical docs", "features/intent.py", "report: why"),
    "I4": ("chat content", "domain/hearing.py", "report: why; alerts"),
    "I5": ("replies to sales", "features/intent.py", "report: why"),
    "I6": ("category surge", "features/intent.py", "report: why; talking points"),
    "I7": ("competitor evaluation", "features/intent.py", "report: why"),
    "I8": ("review sites", "features/intent.py", "report: why"),
    "I9": ("events", "features/columns.py", "report: why"),
    "I10": ("job postings", "domain/topics.py", "report: why"),
    "I11": ("warm introduction", "features/intent.py", "report: why"),
    "I12": ("referral by its source", "features/intent.py", "report: why; rule R11"),
    "I13": ("customer connection", "features/relationship.py", "report: why"),
    "I14": ("partner channel", "features/relationship.py", "report: why"),
    "I15": ("answer to a campaign", "features/relationship.py", "report: why"),
    "P1": ("conversion probability", "model/bundle.py", "report: qualification; field Conversion probability"),
    "P2": ("close probability", "model/bundle.py", "report: qualification; field Close probability"),
    "P3": ("timeline", "model/bundle.py", "report: qualification; fields Timeline"),
    "P4": ("deal size", "model/bundle.py", "report: qualification; fields Deal size"),
    "P5": ("best approach", "domain/handoff.py", "report: next step; field Next step"),
    "P6": ("confidence, and why it is low", "domain/confidence.py", "report: confidence and what is unknown"),
    "N1": ("competitor or analyst", "domain/disqualification.py", "report: verdict; field Disqualified as"),
    "N2": ("student or researcher", "domain/disqualification.py", "report: verdict; field Disqualified as"),
    "N3": ("job seeker", "domain/disqualification.py", "report: verdict; field Disqualified as"),
    "N4": ("customer with a support need", "domain/disqualification.py", "report: verdict; field Disqualified as"),
    "N5": ("no say at a customer", "domain/disqualification.py", "report: verdict; field Disqualified as"),
    "N6": ("nobody can be reached", "domain/unreachable.py", "report: verdict; field Disqualified as"),
    "C1": ("evaluation, support or curiosity", "domain/conversation/intents.py", "`leadgate chat`; POST /chat"),
    "C2": ("timeline and urgency", "domain/conversation/timeline.py", "`leadgate chat`; report: why"),
    "C3": ("budget and authority", "domain/conversation/money.py", "`leadgate chat`; report: why"),
    "C4": ("pain", "domain/conversation/buying_words.py", "`leadgate chat`; talking points"),
    "C5": ("competitor mention", "domain/conversation/people.py", "`leadgate chat`; report: why"),
    "C6": ("high intent reaches a person", "domain/conversation/deciding.py", "POST /chat; alerts; rule R11"),
    "C7": ("low intent is answered", "domain/conversation/answers.py", "POST /chat: reply"),
    "A1": ("engagement of all contacts", "domain/account.py", "stakeholder map; `assess --account`"),
    "A2": ("committee coverage", "domain/account.py", "report: buying committee; fields Committee seats"),
    "A3": ("cross-functional interest", "domain/account_report.py", "`assess --account`"),
    "A4": ("company surge", "domain/account.py", "`assess --account`; field Account score"),
    "A5": ("displacement", "domain/timing.py", "`assess --account`; alerts"),
    "A6": ("priority and play", "domain/account_report.py", "`assess --account`; field Account priority"),
    "A7": ("target accounts", "domain/fit.py", "`assess --account`"),
    "R1": ("by tier and score", "domain/routing/routing.py", "`leadgate route`; field Why this owner"),
    "R2": ("territory and ownership", "domain/routing/criteria.py", "`leadgate route explain`"),
    "R3": ("capacity, hours, absence", "domain/routing/presence.py", "`leadgate route explain`"),
    "R4": ("skills and languages", "domain/routing/criteria.py", "`leadgate route explain`"),
    "R5": ("fair in number and quality", "domain/routing/turns.py", "`make bench`; `leadgate route replay`"),
    "R6": ("queues, time limits, the next rep", "domain/routing/placing.py", "fields Waits in queue, Accept by"),
    "R14": ("explained and replayed", "service/history.py", "`leadgate route explain`, `leadgate route replay`"),
    "R7": (
        "summary with key signals",
        "domain/talking_points.py",
        "note; Slack, Teams, e-mail; `leadgate handoff preview`",
    ),
    "R8": ("recommended approach", "domain/handoff.py", "report: next step; task in the CRM"),
    "R9": ("talking points with their sources", "domain/talking_points.py", "report; note; `leadgate handoff preview`"),
    "R10": ("stakeholder map and introductions", "domain/committee_map.py", "report: buying committee; note"),
    "R11": ("urgency alerts with an end", "domain/alerts.py", "report: alerts; note; Slack, Teams, e-mail"),
    "R12": ("first response", "service/first_response.py", "the lead's inbox; the CRM's activities"),
    "L2": ("retraining by schedule and drift", "learning/retraining.py", "`leadgate models retrain`; `leadgate serve`"),
    "L3": ("time-honest training, leaks named", "learning/leaks.py", "`leadgate train`; its page"),
    "L4": ("promotion by measured rules", "learning/promotion.py", "`leadgate models`; its report"),
    "L5": ("drift", "learning/drift/report.py", "`leadgate audit drift`; its report"),
    "L6": ("segment models, review of new segments", "learning/pooling.py", "report: segment; rule L6; card"),
    "L7": ("cold start: prior and own model blended", "forecast.py", "report: model and its weight"),
    "L9": ("fairness", "learning/fairness/audit.py", "`leadgate audit fairness`; `leadgate train --fair`; reports"),
    "G1": ("data audit", "learning/data_audit/dossiers.py", "`leadgate audit data`; its report"),
    "G2": ("history import, won and lost", "service/import_history.py", "`leadgate crm import`; `docs/import.md`"),
    "G3": ("thresholds from capacity", "learning/backtest/capacity.py", "`leadgate backtest`; its report"),
    "G6": ("settings in SSM, checked first", "aws/settings_versions.py", "`leadgate config push`, `diff`; `/healthz`"),
    "G4": ("rollout by share, source, channel", "domain/autonomy.py", "settings `rollout`"),
    "G5": ("levels of autonomy, and the switch", "domain/autonomy.py", "settings `autonomy`, `rollout.act`; rule G5"),
}
GROUPS: Final = {"B": "Behavior", "F": "Fit", "I": "Intent", "P": "Prediction", "N": "Disqualification",
                 "C": "Conversation", "A": "Account", "R": "Routing and handoff", "L": "Learning",
                 "G": "Going live"}  # fmt: skip


def marked_tests() -> Mapping[str, tuple[str, ...]]:
    """Id → test files that carry its marker, the hand-written cases with their number."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for capability in _marked(ast.parse(path.read_text(encoding="utf-8"))):
            found[capability].add(str(path.relative_to(ROOT)))
    for capability, count in _cases().items():
        found[capability].add(f"tests/cases ({count})")
    return {capability: tuple(sorted(paths)) for capability, paths in found.items()}


def page() -> str:
    tests = marked_tests()
    lines = ["<!-- Generated by `make schemas`; change the markers of the tests instead. -->", "", "# Capabilities", ""]
    lines.append(
        "Every id has code on the main path, tests that fail when it is taken out, and a place where a user sees it."
    )
    for group, title in GROUPS.items():
        lines += [
            "",
            f"## {group} · {title}",
            "",
            "| id | what | module | tests | where it is seen |",
            "|---|---|---|---|---|",
        ]
        for capability, (what, module, seen) in CAPABILITIES.items():
            if capability.rstrip("0123456789") == group:
                listed = "<br>".join(f"`{path}`" for path in tests.get(capability, ()))
                lines.append(f"| {capability} | {what} | `{module}` | {listed} | {seen} |")
    lines += ["", "## CRM by CRM", "", "Each cell is a test over the sandbox of that CRM.", "", *table()]
    return "\n".join(lines) + "\n"


def _cases() -> Mapping[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for case in read_cases().values():
        for capability in case.capabilities:
            counts[capability] += 1
    return counts


def _marked(tree: ast.Module) -> Iterator[str]:
    """The ids in every `pytest.mark.capability(...)` of a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "capability":
            yield from (arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
