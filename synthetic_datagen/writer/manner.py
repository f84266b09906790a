"""Manner: how much the assistant says, by the user's tone and in a conversation's own way.

manner_of(talk)    Manner(facts=2, opens=0.0, offers=0.1, repeats=0.15, signs=True)     to a terse user, in "€98"
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..common.json_types import Json
from .phrasebook import read_phrases
from .talk import Talk

_ANY = "other"  # the row of a tone that has none


@dataclass(frozen=True, slots=True)
class Manner:
    """What `phrases/manners.yaml` says of a tone, and whether amounts have their currency's sign."""

    facts: int  # the most of one thing
    opens: float  # how often a report opens with a word of its own
    offers: float  # how often it offers more help
    repeats: float  # how often it tells where or for what it has searched
    signs: bool = False


def manner_of(talk: Talk) -> Manner:
    """The manner of a conversation: the same for all of its turns."""
    rows = _rows()
    return Manner(**rows.get(talk.tone, rows[_ANY]), signs=talk.signs)


@lru_cache(maxsize=1)
def _rows() -> Mapping[str, Mapping[str, Json]]:
    rows: Mapping[str, Mapping[str, Json]] = read_phrases("manners")
    return rows
