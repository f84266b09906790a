"""Who can supply a required argument when no link does: the table behind "resolvable".

    city -> USER       hotel_id -> OUTPUT       page (default 1) -> DEFAULT       an API key -> NOBODY

The planner makes slots for exactly the USER ones and for those that a chain does not feed.
"""

from enum import StrEnum

from ..common.kinds import Kind


class Supply(StrEnum):
    """The last resort for one required parameter."""

    DEFAULT = "default"  # the schema says what to send
    USER = "user"  # a person can say it
    OUTPUT = "output"  # opaque: only an earlier answer holds it
    NOBODY = "nobody"


# Values that nobody knows by heart. (A CODE is another matter: people own order and tracking numbers.)
OPAQUE = frozenset({Kind.ENTITY_ID, Kind.CURSOR})
# Values that are never told, nor made up.
SECRET = frozenset({Kind.CREDENTIAL})
# Values that no person says: the schema has a default or a choice for them, or the call cannot be made.
UNSPOKEN = frozenset({Kind.PAGE, Kind.OFFSET, Kind.FORMAT, Kind.FIELDS, Kind.TIMESTAMP})
# Kinds that say too little to make a value: a person can mean one only where the tool gives an example or a choice.
VAGUE = frozenset(
    {
        Kind.UNKNOWN,
        Kind.CHOICE,
        Kind.STATUS,
        Kind.SORT_BY,
        Kind.INTERVAL,
        Kind.UNITS,
        Kind.LOCALE,
        Kind.IMAGE_URL,
        Kind.GEOPOINT,
    }
)
# Values that steer the call, or that nobody could name: an assistant that asks for them is a nuisance.
UNASKABLE = frozenset(
    {
        Kind.UNKNOWN,
        Kind.PAGE,
        Kind.LIMIT,
        Kind.OFFSET,
        Kind.SORT_BY,
        Kind.SORT_ORDER,
        Kind.FORMAT,
        Kind.UNITS,
        Kind.FIELDS,
        Kind.LOCALE,
        Kind.FLAG,
    }
)


def supply_of(kind: Kind, is_object: bool, has_default: bool, has_example: bool, has_enum: bool) -> Supply:
    """The last resort for a required parameter of that kind. A user cannot say an object, whatever its example."""
    if kind in SECRET:
        return Supply.NOBODY
    if has_default:
        return Supply.DEFAULT
    if has_enum:
        return Supply.USER
    if kind in OPAQUE:
        return Supply.OUTPUT
    if is_object or kind in UNSPOKEN or (kind in VAGUE and not has_example):
        return Supply.NOBODY
    return Supply.USER
