"""Repeats: a word or full stop that stands twice in a row, where two phrases meet: "can I choose from from Nice".

repeats("What cities are there there?")      True
repeats("Baden-Baden, check-in in a week")   False
one_stop("It's called Barra 120 gr..")       "It's called Barra 120 gr."
"""

import re

_TWICE = re.compile(r"(?<![\w'’-])([a-z]+) \1(?![\w'’-])", re.IGNORECASE)
_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")


def repeats(text: str) -> bool:
    """Whether any word is said twice in a row; a part behind a hyphen is none."""
    return _TWICE.search(text) is not None


def one_stop(text: str) -> str:
    """The text in which a value that ends in a full stop ends its sentence too."""
    return _TWO_STOPS.sub(".", text)
