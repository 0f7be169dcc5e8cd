"""The model's runtime keeps to itself."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_judging_leaves_no_trace_in_the_home_folder(tmp_path: Path) -> None:
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    environment.pop("ORT_DISABLE_TELEMETRY", None)
    lead = str(ROOT / "tests" / "cases" / "jennifer.json")
    subprocess.run(  # our own command
        [sys.executable, "-m", "leadgate", "assess", lead], check=True, cwd=ROOT, env=environment, capture_output=True
    )
    assert list(tmp_path.rglob("*")) == []


def test_onnxruntime_is_imported_in_one_place() -> None:
    allowed = {"model/runtime.py"}
    package = ROOT / "shared" / "leadgate"
    importing = {
        str(path.relative_to(package))
        for path in package.rglob("*.py")
        if any(line.startswith(("import onnxruntime", "from onnxruntime")) for line in path.read_text().splitlines())
    }
    assert importing == allowed
