"""Tables as files: what changes with the world and not with the code."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def read_table(name: str) -> dict[str, Any]:
    """A table of this folder, read once; treat it as frozen."""
    return tomllib.loads(_read(f"{name}.toml"))


@cache
def read_lines(name: str) -> frozenset[str]:
    """The lines of a list of this folder, without its comments."""
    return frozenset(line for line in _read(f"{name}.txt").splitlines() if line and not line.startswith("#"))


def _read(file_name: str) -> str:
    return resources.files(__name__).joinpath(file_name).read_text(encoding="utf-8")
