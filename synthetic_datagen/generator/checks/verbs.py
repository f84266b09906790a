"""Verbs: what a tool's name says that a call does, as far as its words tell.

reads("inn::search")          True         known to change nothing
reads("inn::u_s_d")           False        unknown is not known to read
deletes("inn::delete_room")   True
"""

from functools import lru_cache

from ...graph.naming import name_words
from ...graph.word_lists import word_set

_READS = ("verb_get", "verb_list", "verb_search", "verb_compute")
_WRITES = ("verb_create", "verb_update", "verb_delete")
_DELETES = frozenset({"delete", "remove", "destroy", "erase", "purge"})


def _words(name: str) -> tuple[str, ...]:
    return name_words(name.rpartition("::")[2])


@lru_cache(maxsize=65536)
def reads(name: str) -> bool:
    """Whether the name begins with a verb of reading or computing. Others may write, whatever they are called."""
    words = _words(name)
    if not words or not any(words[0] in word_set(key) for key in _READS):
        return False
    return not any(words[0] in word_set(key) for key in _WRITES)


@lru_cache(maxsize=65536)
def deletes(name: str) -> bool:
    """Whether the name begins with a verb after which the thing is gone (a cancelled one may still be shown)."""
    return _words(name)[:1] != () and _words(name)[0] in _DELETES
