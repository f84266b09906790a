"""Labels: what a parameter or an output field is called in a sentence.

label_of(slot "num_guests")   "number of guests" ... said as "guests" when counted
label_of(slot "lat")          "latitude"
spoken_key("price_per_night") "price per night"
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from ..common.kinds import Kind
from ..common.plans import Slot
from ..common.tools import Endpoint
from ..graph.lexicon import lexicon
from ..graph.noun_phrases import Reader
from .inflection import singular_of
from .phrasebook import book

_WORD = re.compile(r"[A-Za-z]+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_INNER = frozenset(("of", "per", "in", "for", "and", "by", "to", "on", "at", "the", "since", "with", "from", "a"))
_SPELLED = frozenset(("ID", "IDs", "URL", "EAN", "UPC", "ISBN", "VIN", "IP", "UTC"))
_MOST_WORDS = 5


@lru_cache(maxsize=65536)
def _words(name: str) -> tuple[str, ...]:
    return tuple(word.lower() for part in _CAMEL.sub(" ", name).split() for word in _WORD.findall(part))


def words_of(name: str) -> list[str]:
    """The words of a name in any script convention, lower case."""
    return list(_words(name))


def is_known(word: str) -> bool:
    """Whether the lexicon has the word as a noun, a modifier or a participle, or it is an acronym we spell out."""
    lex = lexicon()
    return lex.is_noun(word) or word in lex.modifiers or word in _SPELLED or word in lex.participles


def is_sane(words: Sequence[str]) -> bool:
    """Whether the words read as a noun phrase: all known, the last one a noun."""
    return _is_sane(tuple(words))


@lru_cache(maxsize=65536)
def _is_sane(words: tuple[str, ...]) -> bool:
    if not words or len(words) > _MOST_WORDS:
        return False
    lex = lexicon()
    if not all(is_known(word) or (0 < at < len(words) - 1 and word in _INNER) for at, word in enumerate(words)):
        return False
    return lex.is_noun(words[-1]) or words[-1] in _SPELLED


def expanded(words: Sequence[str]) -> list[str]:
    """Abbreviations spelled out: "max num pax" -> "maximum number pax"; lengthy ones count as several words."""
    table = book().expand
    return [part for word in words for part in table.get(word, word).split()]


def phrased(words: list[str]) -> list[str]:
    """Name words as a noun phrase would have them: no unit, no "to" or "from", "count" said as "number of"."""
    if len(words) > 1 and words[-1] in book().units:
        timed = words[-2].endswith("ing") and words[-1] in ("minutes", "hours", "seconds", "days")
        words = [*words[:-1], "time"] if timed else words[:-1]
    if len(words) > 1 and words[0] in ("from", "to"):
        words = words[1:]
    if len(words) > 1 and words[-1] == "count":
        words = ["number", "of", *words[:-2], lexicon().plural_of(words[-2])]
    return _undoubled(expanded(words))


def _undoubled(words: Sequence[str]) -> list[str]:
    """No word twice in a row, also where spelling out brought it: `ip_address` is no "IP address address"."""
    return [word for before, word in pairwise(("", *words)) if word != before]


@lru_cache(maxsize=65536)
def spoken_key(key: str) -> str:
    """The noun phrase of an output field's key, or "" where it has none that reads well."""
    words = phrased(words_of(key))
    return " ".join(words) if is_sane(words) else ""


@lru_cache(maxsize=65536)
def spoken_text_key(key: str) -> str:
    """The same for a field that holds text, whose last word is no unit: "opening_hours" is "opening hours"."""
    words = _undoubled(expanded(words_of(key)))
    return " ".join(words) if is_sane(words) else spoken_key(key)


_IN_UNIT = re.compile(r"\b(?:in|as) ([a-z]+)\b")


def unit_of(slot: Slot, endpoint: Endpoint | None) -> str:
    """The unit of a number: the last word of its name, or what its description says ("in minutes"); "" for none."""
    units, words = book().short_units, words_of(slot.parameter)
    if len(words) > 1 and words[-1] in units and words[-1] != "min":
        return units[words[-1]]
    if endpoint is None or slot.kind not in _MEASURES:
        return ""
    description = next((p.description for p in endpoint.parameters if p.name == slot.parameter), "")
    return next((units[word] for word in _IN_UNIT.findall(description.lower()) if word in units), "")


_MEASURES = frozenset((Kind.DURATION, Kind.WEIGHT, Kind.HEIGHT, Kind.WIDTH, Kind.DISTANCE))


def label_of(slot: Slot, endpoint: Endpoint | None, *, drop: frozenset[str] = frozenset()) -> str:
    """The noun phrase for a slot: from its label, else its description, else its kind. `drop` words are left out."""
    words = phrased([word for word in words_of(slot.label) if word not in drop])
    if slot.kind is Kind.ENTITY_ID:
        return _id_label(slot, words)
    if words[:2] == ["number", "of"] and len(words) > 2:
        words = words[2:]
    sane = is_sane(words)
    if sane and not (len(words) == 1 and words[0] in book().hollow):
        return " ".join(words)
    own = " ".join(words) if sane and words != ["value"] else ""
    return (
        _described(slot, endpoint)
        or _worked_on(own, endpoint)
        or own
        or book().kind_nouns.get(slot.kind.value, "value")
    )


_DONE_TO = frozenset(
    ("validate", "verify", "check", "convert", "decode", "encode", "encrypt", "decrypt", "track", "shorten")
)


def _worked_on(label: str, endpoint: Endpoint | None) -> str:
    """A `number` that is validated as what is validated: "phone number"; "" where the purpose does not say."""
    purpose = endpoint.purpose if endpoint else None
    if not label or purpose is None or purpose.verb not in _DONE_TO:
        return ""
    words = purpose.object.removeprefix("the ").split()
    return " ".join(words) if words[-1] == label and 1 < len(words) < 4 and is_sane(words) else ""


def raw_label(slot: Slot) -> str:
    """The name's own words, known or not, where they can be read aloud ("asin", "county fips"); "" else."""
    words = words_of(slot.label)
    hollow = book().hollow
    readable = len(words) < 4 and all(len(w) > 2 and w not in hollow and set(w) & set("aeiouy") for w in words)
    return " ".join(words) if words and readable else ""


def _id_label(slot: Slot, words: list[str]) -> str:
    if len(words) > 1 and words[-1] in ("ID", "IDs") and is_sane(words[:-1]):
        return " ".join([singular_of(" ".join(words[:-1])), "ID"])
    entity = (slot.entity or "").split("_")
    return " ".join([*entity, "ID"]) if is_sane(entity) else "ID"


def _described(slot: Slot, endpoint: Endpoint | None) -> str:
    """The noun phrase that the parameter's description opens with, where it is short and sane."""
    if endpoint is None:
        return ""
    description = next((p.description for p in endpoint.parameters if p.name == slot.parameter), "")
    tokens = re.findall(r"[A-Za-z][A-Za-z'-]*|[^\sA-Za-z]", description)[:12]
    phrase = Reader(lexicon(), frozenset()).read(tokens, named=False) if tokens else None
    if phrase is None or len(phrase.words) > 3 or phrase.coordinated or not is_sane([w.lower() for w in phrase.words]):
        return ""
    return phrase.text
