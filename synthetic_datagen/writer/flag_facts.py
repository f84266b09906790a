"""Flag facts: a yes or a no of an output, as what it says of its thing.

flag_predicate("is_valid", True)      "is valid"           flag_predicate("is_valid", False)       "isn't valid"
flag_predicate("has_pool", True)      "has a pool"         flag_predicate("has_pool", False)       "has no pool"
flag_predicate("hasP3", True)         ""                   what cannot be read aloud is not told
"""

from functools import lru_cache

from ..graph.articles import article
from .inflection import is_mass, is_plural, plural_of
from .labels import is_known, is_sane, words_of
from .values import value_words


def flag_predicate(key: str, value: bool) -> str:
    """The predicate that a flag is, behind a name or "it"; "" where its name has none."""
    yes, no = _ways(tuple(words_of(key)))
    return yes if value else no


@lru_cache(maxsize=4096)
def _ways(words: tuple[str, ...]) -> tuple[str, str]:
    """The predicates for yes and for no."""
    front, rest = words[:1], list(words[1:])
    thing = " ".join(rest)
    if len(words) == 1 and words[0] in value_words("flag_adjectives"):
        return f"is {words[0]}", f"isn't {words[0]}"
    if words == ("in", "stock"):
        return "is in stock", "is out of stock"
    if front == ("is",) and rest and all(is_known(word) or word == "now" for word in rest) and not is_sane(rest[:1]):
        return f"is {thing}", f"isn't {thing}"
    if words[-1:] == ("allowed",) and is_sane(words[:-1]):
        return f"allows {plural_of(' '.join(words[:-1]))}", f"does not allow {plural_of(' '.join(words[:-1]))}"
    if not is_sane(rest) or front not in (("has",), ("includes",)):
        return "", ""
    has = front == ("has",)
    return (
        (f"has {_with_article(thing)}", f"has no {thing}")
        if has
        else (f"includes {thing}", f"does not include {thing}")
    )


def _with_article(thing: str) -> str:
    bare = is_plural(thing) or is_mass(thing) or thing.endswith("ing")
    return thing if bare else f"{article(thing)} {thing}"
