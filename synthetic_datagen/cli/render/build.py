"""What `build` prints: counts, tally, what was put aside and why."""

from typing import TYPE_CHECKING

from ..terminal import Terminal
from .words import counted

if TYPE_CHECKING:  # these bring numpy with them, and `--help` must not
    from ...graph.artifacts import Manifest
    from ...pipeline import BuildReport

QUARANTINED_SHOWN = 10


def built(terminal: Terminal, report: "BuildReport") -> None:
    """What was read, what was put aside and why, and what was written where."""
    manifest = report.manifest
    for title, counts in (("graph", manifest.counts), ("tally", manifest.tally)):
        terminal.message(title)
        width = max(map(len, counts), default=0)
        for name, count in counts.items():
            terminal.message(f"  {name.replace('_', ' '):<{width}} {count:>9,}")
    _usable(terminal, manifest)
    if manifest.quarantined:
        terminal.message(f"quarantined: {_quarantined(manifest)}")
    for item in manifest.quarantined[:QUARANTINED_SHOWN]:
        terminal.message(f"  {item.file}: {item.reason}")
    if len(manifest.quarantined) > QUARANTINED_SHOWN:
        terminal.message(f"  and {len(manifest.quarantined) - QUARANTINED_SHOWN:,} more in build_manifest.json")
    terminal.message(f"wrote artifacts to {report.folder}")


def _usable(terminal: Terminal, manifest: "Manifest") -> None:
    if manifest.tally.get("endpoints usable", 0):
        return
    from ...pipeline import unusable

    why = ", ".join(f"{reason} {count:,}" for reason, count in unusable(manifest.tally)) or "no endpoint was read"
    terminal.message("endpoints usable 0")
    terminal.message(f"warning: `generate` can make nothing of these artifacts ({why}); build from other tools")


def _quarantined(manifest: "Manifest") -> str:
    """Files and folders of all that were found, and lines within files that were read."""
    places = {item.file for item in manifest.quarantined}
    lines = {place for place in places if place not in manifest.inputs and place.rpartition(":")[0] in manifest.inputs}
    files = places - lines
    counts = [f"{len(files):,} of {counted(len(files | manifest.inputs.keys()), 'input')}"] if files else []
    return " and ".join(counts + ([counted(len(lines), "line")] if lines else []))
