"""Where the worked examples of the law lie: beside the project, or in TINHGON_SHARED."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("TINHGON_SHARED") or ROOT.parent / "shared") / "law"
WORKED = SHARED / "worked-examples.csv"
MISSING = f"the worked examples are not at {WORKED}; put them there or set TINHGON_SHARED"
PROCEDURES = SHARED / "worked-examples-procedures.csv"
