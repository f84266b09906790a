"""Acts: what is said in one situation, as phrases that a file of `writer/phrases/` lists by tone or another variant.

say("refusals", "cannot", "terse", rng, label="the booking ID", it="it")   "Don't know the booking ID."

A file maps an act to a list of templates, or to lists by variant; where a variant is not listed, "other" stands for it.
"""

import random
from collections.abc import Mapping
from functools import lru_cache

from .inflection import capitalized, closed
from .phrasebook import Template, alternatives, compiled, fill, read_phrases
from .tones import OTHER, nearest


@lru_cache(maxsize=64)
def _acts(name: str) -> Mapping[str, Mapping[str, tuple[Template, ...]]]:
    acts = {}
    for act, raw in read_phrases(name).items():
        variants = raw if isinstance(raw, dict) else {OTHER: raw}
        acts[act] = {
            key: tuple(compiled(one) for text in texts for one in alternatives(text)) for key, texts in variants.items()
        }
    return acts


def has_act(file: str, act: str) -> bool:
    """Whether the file lists the act."""
    return act in _acts(file)


def templates_of(file: str, act: str, variant: str = "") -> tuple[Template, ...]:
    """The templates of an act in that variant or tone, or the nearest. Raises KeyError where there is none."""
    variants = _acts(file)[act]
    return variants[nearest(variants, variant)]


def say(file: str, act: str, variant: str, rng: random.Random, **fields: str) -> str:
    """One phrase of the act, filled, with a capital and without doubled end marks."""
    return capitalized(closed(fill(rng.choice(templates_of(file, act, variant)), fields)))
