"""Where the third-party sample lies: beside the checkout. Tests that need it skip where it is not at hand."""

from pathlib import Path

SHARED = Path(__file__).resolve().parents[3] / "shared"
REAL_TOOLS = SHARED / "toolbench" / "tools"
