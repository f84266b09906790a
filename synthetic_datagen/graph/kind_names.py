"""Which names mean which kind: the words a parameter or field name ends in, or is. Spelled as `name_words` gives them.

    "destination city"  ends in "city"           Kind.CITY
    "image url"         ends in "image url"      Kind.IMAGE_URL      (two words are looked up before one)
    "q"                 is "q"                   Kind.QUERY          ("bbq" or "faq q" would be nothing)

The tables stand in `words/kind_endings.txt`, `kind_whole.txt` and `kind_fields.txt`.
"""

from collections.abc import Mapping

from ..common.kinds import Kind
from .word_lists import lines, word_set


def _table(name: str) -> dict[tuple[str, ...], Kind]:
    """Of a phrase that stands twice the first kind counts."""
    found: dict[tuple[str, ...], Kind] = {}
    for line in lines(name):
        kind, _, phrases = line.partition(":")
        for phrase in phrases.split(";"):
            found.setdefault(tuple(phrase.split()), Kind(kind))
    return found


ENDINGS: Mapping[tuple[str, ...], Kind] = _table("kind_endings")
WHOLE: Mapping[tuple[str, ...], Kind] = _table("kind_whole")
FIELD_ONLY: Mapping[tuple[str, ...], Kind] = _table("kind_fields")

NUMBERED_THINGS = word_set("numbered_thing")
PERSONS = word_set("person")
FLAG_OPENINGS = word_set("flag_opening")
