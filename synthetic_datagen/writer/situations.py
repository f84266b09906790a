"""Situations: why a user asks, as a sentence that fits what the request is about and who asks.

reason(talk, Endpoint("hotels::search"))    "My sister is planning a family trip and asked me for help."
theme_of(Endpoint("hotels::search"))        "travel"
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from ..common.tools import Endpoint
from .grammar import grammar
from .inflection import lowered
from .phrasebook import fill, read_phrases
from .talk import Talk

GENERAL = "general"
_WORD = re.compile(r"[a-z]+")
_NOBODY = {"self": ("a regular user",), "others": ("friends",)}  # personas of which the phrases say nothing


@lru_cache(maxsize=1)
def _themes() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The theme of a purpose's word and of a domain's word; the first theme that lists a word has it."""
    raw = read_phrases("themes")
    by_word: list[dict[str, str]] = [{}, {}]
    for table, part in zip(by_word, ("words", "domains"), strict=True):
        for theme, words in raw[part].items():
            for word in words:
                table.setdefault(word, theme)
    return by_word[0], by_word[1]


def themes() -> tuple[str, ...]:
    """All themes, GENERAL included."""
    of_word, of_domain = _themes()
    return tuple(dict.fromkeys((*of_word.values(), *of_domain.values(), GENERAL)))


@lru_cache(maxsize=65536)
def theme_of(endpoint: Endpoint, domain: str) -> str:
    """The theme of what the endpoint is for; else that of its domain, at last GENERAL."""
    of_word, of_domain = _themes()
    purpose = endpoint.purpose.object if endpoint.purpose else ""
    words = _WORD.findall(f"{(endpoint.entity or '').replace('_', ' ')} {purpose}".lower())
    found = next((of_word[word] for word in words if word in of_word), "")
    return found or next((of_domain[one] for one in _WORD.findall(domain.lower()) if one in of_domain), GENERAL)


@lru_cache(maxsize=1)
def _personas() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    raw = read_phrases("personas")
    return {name: {part: tuple(texts) for part, texts in one.items()} for name, one in raw.items()}


def reason(talk: Talk, endpoint: Endpoint, domain: str) -> str:
    """A sentence that gives a reason, with a small letter where it can follow other words."""
    rng = talk.rng
    who = _personas().get(talk.plan.persona.id, _NOBODY)
    fields = {part: rng.choice(texts) for part, texts in who.items()}
    sentence = grammar().expand("why", talk.tone, theme_of(endpoint, domain), rng, talk.used)
    return lowered(fill(sentence, fields))
