"""Purposes: what an endpoint is for, as the assistant speaks of it behind "I can".

able(Endpoint("hotels::search"), rng)    "search for hotels"
offers([...], rng, 2)                    ["search for hotels", "list the reviews of a hotel"]
topic_of(Endpoint("hotels::search"))     "the hotels"
"""

import random
import re
from collections.abc import Iterable
from functools import lru_cache

from ..common.tools import Endpoint
from .phrasebook import book

_PREPOSITION = re.compile(r" (?:of|for|in|about|on|at|between|from|to|with) ")
_ARTICLE = re.compile(r"^(?:a|an|the) ")
_COUNTS = re.compile(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)\b", re.I)


def able(endpoint: Endpoint, rng: random.Random) -> str:
    """The purpose as an infinitive, with a synonym of its verb at times; "" where it has none."""
    purpose = endpoint.purpose
    if purpose is None:
        return ""
    forms = book().openers.verbs.get(purpose.verb)
    verb = rng.choice(forms["able"]) if forms else purpose.verb
    return f"{verb} {purpose.object}"


@lru_cache(maxsize=65536)
def topic_of(endpoint: Endpoint) -> str:
    """What an endpoint is about, as something spoken of before: "the hotels", "the current weather"; "" for none."""
    front = _PREPOSITION.split(endpoint.purpose.object)[0] if endpoint.purpose else ""
    bare = _ARTICLE.sub("", front)
    return f"the {bare}" if bare and " or " not in bare and " and " not in bare else ""


def offers(endpoints: Iterable[Endpoint], rng: random.Random, most: int) -> list[str]:
    """What some of the endpoints are for; none whose purpose names a number, which nothing else shows."""
    tellable = [one for one in endpoints if one.purpose and not _COUNTS.search(str(one.purpose))]
    said = list(dict.fromkeys(able(one, rng) for one in tellable))
    return rng.sample(said, min(most, len(said)))
