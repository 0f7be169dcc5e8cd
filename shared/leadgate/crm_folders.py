"""The folders `hubspot/` and `salesforce/`, as far as they follow from the code: `python -m leadgate.crm_folders`.

A test fails when a file in them is stale.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

from leadgate.crm.hubspot.project import project_files
from leadgate.crm.salesforce.source import source_files


def generated_files() -> Mapping[str, str]:
    """Path below the repository → content."""
    folders = {"hubspot": project_files(), "salesforce": source_files()}
    return {f"{folder}/{path}": content for folder, files in folders.items() for path, content in files.items()}


def main() -> None:
    root = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    for name, content in generated_files().items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
