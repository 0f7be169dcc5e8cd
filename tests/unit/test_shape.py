"""The shape of the code: one idea a module, functions that fit on a screen, no skips and no loose ends."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((*(ROOT / "shared").rglob("*.py"), *(ROOT / "functions").rglob("*.py")))
MOST_LINES = 300
MOST_FUNCTION_LINES = 50
MOST_HANDLER_LINES = 60


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_is_one_idea(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = text.count("\n")
    assert lines <= (MOST_HANDLER_LINES if path.name == "app.py" and "functions" in path.parts else MOST_LINES)
    long = {
        node.name: node.end_lineno - node.lineno + 1
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > MOST_FUNCTION_LINES
    }
    assert not long


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_says_what_it_is_and_leaves_no_loose_ends(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)) or not text.strip()
    for mark in ("raise NotImplementedError", "# TODO", "# FIXME"):
        assert mark not in text
