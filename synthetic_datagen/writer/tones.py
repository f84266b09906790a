"""Tones: which phrases a user takes where a list has none for their own tone.

nearest({"plain": ..., "polite": ...}, "unsure")    "polite"
nearest({"one": ..., "other": ...}, "unsure")       "other"
"""

from collections.abc import Mapping

OTHER = "other"  # the variant that stands for all that are not listed
_NEAREST = {"unsure": "polite", "thorough": "plain", "simple": "plain", "casual": "hurried", "hurried": "terse"}


def nearest(listed: Mapping[str, object], tone: str) -> str:
    """The tone itself or the one that comes nearest among the listed; OTHER where none does."""
    while tone not in listed:
        if tone not in _NEAREST:
            return OTHER
        tone = _NEAREST[tone]
    return tone
