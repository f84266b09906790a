r"""Untrusted text made safe for a terminal: what does not print stands as its escape.

printable("a\x1b[31mb")  ->  "a\\x1b[31mb"      no colour, no cursor movement
printable("abc\u202e")   ->  "abc\\u202e"       no reversed direction
"""


def printable(text: str) -> str:
    """`text` on one line, every control, formatting, bidirectional or unassigned character escaped as in Python."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def shortened(text: str, width: int) -> str:
    """At most `width` characters, the last one an ellipsis where something is missing."""
    return text if len(text) <= width else text[: width - 1] + "…"
