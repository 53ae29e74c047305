"""The locked packages, each with version, licence and home, as they say of themselves: what an auditor asks for first.

Exit code 1 when one of them says nothing, or names a licence that does not go with Apache-2.0.
"""

import re
import sys
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

LOCK = Path(__file__).resolve().parent.parent / "requirements.lock"
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^ ;\\]+)([^\\]*)", re.MULTILINE)
_STRICT = re.compile(r"\b(AGPL|GPL)(?!.*\b(LGPL|exception)\b)", re.IGNORECASE)


def licence_of(found: PackageMetadata) -> str:
    """The licence in the words of the package: the expression, the classifiers, or the first line of the text."""
    named = [line.rpartition(" :: ")[2] for line in found.get_all("Classifier") or [] if line.startswith("License ::")]
    words = {name: next(iter(found.get_all(name) or []), "") for name in ("License-Expression", "License")}
    said = words["License-Expression"] or "; ".join(named) or words["License"]
    return said.strip().splitlines()[0][:60] if said.strip() else ""


def main() -> int:
    wrong = 0
    for name, version, condition in _PINNED.findall(LOCK.read_text(encoding="utf-8")):
        try:
            found = metadata(name)
        except PackageNotFoundError:
            print(f"{name:28} {version:14} - {condition.strip(' ;')}")  # for another system
            continue
        licence = licence_of(found)
        strict = bool(_STRICT.search(licence)) and "LGPL" not in licence.upper()
        wrong += not licence or strict
        print(f"{name:28} {version:14} {licence or '?'}{'  <- !' if strict or not licence else ''}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
