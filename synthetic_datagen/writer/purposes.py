"""Purposes: what an endpoint is for, as the assistant speaks of it behind "I can" and "I can't".

able(Endpoint("hotels::search"), rng)    "search for hotels"
"""

import random

from ..common.tools import Endpoint
from .phrasebook import book

_NOTHING = "do that"


def able(endpoint: Endpoint | None, rng: random.Random) -> str:
    """The purpose as an infinitive, with a synonym of its verb at times; "do that" where it has none."""
    purpose = endpoint.purpose if endpoint else None
    if purpose is None:
        return _NOTHING
    forms = book().openers.verbs.get(purpose.verb)
    verb = rng.choice(forms["want"]) if forms and rng.random() < 0.5 else purpose.verb
    return f"{verb} {purpose.object}"
