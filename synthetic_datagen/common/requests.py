"""What a user asks `generate` for, as one value that crosses from the command line to the generator.

GenerateRequest(n=50, seed=42, mode=SamplingMode.MIXED, variants=1, output=Path("output/conversations.jsonl"),
                artifacts=Path("artifacts"), corpus_memory=True, overwrite=False)
"""

from dataclasses import dataclass
from pathlib import Path

from .chains import SamplingMode


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerateRequest:
    """One run of `generate`. `n` and `variants` are at least 1, `seed` from 0 to 2**53 - 1."""

    n: int  # conversations
    seed: int
    mode: SamplingMode
    output: Path
    artifacts: Path
    corpus_memory: bool = True  # whether plans are steered by the conversations planned before
    overwrite: bool = False
    variants: int = 1  # wordings of each conversation, a record each

    @property
    def records(self) -> int:
        """How many lines the run writes."""
        return self.n * self.variants


def manifest_of(output: Path) -> Path:
    """Where the manifest of the run that writes `output` goes."""
    return output.with_name(f"{output.name}.manifest.json")
