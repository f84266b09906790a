"""How long work tells where it is, without knowing who listens.

progress.phase("generating", total=50)
progress.advance()
progress.notice("[grounding] conv_42_0003: step 2 (currency_exchange::convert) ...")
"""

from typing import Protocol


class Progress(Protocol):
    """A listener. The command line draws a bar; a benchmark or a test passes :class:`Silent`."""

    def phase(self, label: str, total: int = 0) -> None:
        """A new piece of work begins; the one before it is done. `total` 0: its length is not known."""

    def advance(self) -> None:
        """One more of `total` is done."""

    def notice(self, line: str) -> None:
        """Something that a reader of the run should know, in one line."""


class Silent:
    """A listener that says nothing."""

    def phase(self, label: str, total: int = 0) -> None:
        """Says nothing."""

    def advance(self) -> None:
        """Says nothing."""

    def notice(self, line: str) -> None:
        """Says nothing."""
