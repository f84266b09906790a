"""Made things: the id or the reference that a created thing got.

made_id({"hotel_id": "h1", "booking_id": "bk_3391"}, "booking", known={"h1"})   Fact("booking ID", "bk_3391")
"""

from ..common.json_types import Json
from ..common.kinds import Kind
from .facts import Fact, scalars
from .labels import spoken_key, words_of

_REFERENCES = (["reference"], ["confirmation", "code"], ["confirmation", "number"], ["booking", "reference"])


def made_id(output: Json, entity: str | None, known: frozenset[str]) -> Fact | None:
    """The id or code that a created thing got, if the output shows one. `known`: what the call was given, as text.

    An id that was among the arguments is that of something else: booking returns the hotel's id as well.
    """
    best: tuple[int, Fact] | None = None
    for key, value in scalars(output):
        words = words_of(key)
        rank = _id_rank(words, (entity or "").split("_"))
        if rank is None or isinstance(value, bool) or not isinstance(value, str | int) or value == "":
            continue
        if str(value).casefold() in known or (best and best[0] <= rank):
            continue
        best = rank, Fact(_id_label(words, entity), str(value), Kind.ENTITY_ID)
    return best[1] if best else None


def _id_rank(words: list[str], entity: list[str]) -> int | None:
    """How likely a field holds the new thing's id: a reference, the entity's own id, any id; None for no id."""
    if words in _REFERENCES:
        return 0
    if words[-1:] != ["id"]:
        return None
    return 1 if words[:-1] == entity else 2


def _id_label(words: list[str], entity: str | None) -> str:
    label = spoken_key(" ".join(words))
    if label and label != "ID":
        return label
    noun = spoken_key(entity or "") if words[:-1] in ([], (entity or "").split("_")) else ""
    return f"{noun} ID" if noun else "reference"
