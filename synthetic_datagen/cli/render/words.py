"""Counts and shares in words.

counted(1, "record")  ->  "1 record"        percent(0.956)  ->  "95.6%"
counted(4, "record")  ->  "4 records"       percent(None)   ->  "-"
"""

NAME_WIDTH = 26  # of a name in a column


def counted(count: int, noun: str) -> str:
    """The count and its noun, in the plural but for one."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def percent(share: float | None) -> str:
    """A share with one digit behind the point; None is a share of nothing."""
    return "-" if share is None else f"{share:.1%}"
