"""Usability: endpoints of which no sane conversation can be made, and why.

    unusable_reason(endpoint that requires an api_key, ...)   ->  "credential_required"
    unusable_reason(endpoint without purpose, ...)            ->  "no_purpose"

Leaving out is preferred to nonsense. Reasons are short and stable: they are counted in the tally.
"""

import re
from collections.abc import Callable
from functools import partial

from ..common.kinds import Intent, Kind, ValueType
from ..common.tools import Parameter
from .entities import singular
from .foreign import not_english
from .interpretation import Interpreted
from .lexicon import lexicon
from .naming import name_words
from .oddity import oddity
from .word_lists import pattern

MOST_REQUIRED = 7  # parameters that a person can be asked for in one conversation
_ADULT = pattern("adult")


def _required(endpoint: Interpreted) -> list[Parameter]:
    return [parameter for parameter in endpoint.parameters if parameter.required]


def _has_credential(endpoint: Interpreted) -> bool:
    return any(parameter.kind is Kind.CREDENTIAL for parameter in _required(endpoint))


def _has_object(endpoint: Interpreted) -> bool:
    return any(
        parameter.type is ValueType.OBJECT
        or (parameter.type is ValueType.ARRAY and parameter.example is None and parameter.kind is Kind.UNKNOWN)
        for parameter in _required(endpoint)
    )


def _has_unknown(endpoint: Interpreted) -> bool:
    return any(
        parameter.kind is Kind.UNKNOWN
        and parameter.example is None
        and parameter.default is None
        and not parameter.enum
        for parameter in _required(endpoint)
    )


_NATURAL = re.compile(r"[^\W\d_]{2,}(?:[ '-][^\W\d_]+){0,5}|\d{1,4}(?:\.\d{1,4})?")
_UNSPOKEN = frozenset({Kind.UNKNOWN, Kind.NUMBER, Kind.CODE})


def _has_unsayable(endpoint: Interpreted) -> bool:
    """A required value without a meaning that we know, under a name or of a form that nobody would say: `op=SYM_2`."""
    return any(
        parameter.kind in _UNSPOKEN and not parameter.enum and not _is_sayable(parameter)
        for parameter in _required(endpoint)
    )


def _is_sayable(parameter: Parameter) -> bool:
    words = name_words(parameter.name)
    if max(map(len, words), default=0) < 3 and not parameter.description:
        return False
    if parameter.kind is not Kind.UNKNOWN:
        return True
    known = any(singular(word) or word in lexicon().modifiers for word in words)
    return known and (parameter.type is ValueType.ARRAY or _NATURAL.fullmatch(str(parameter.example)) is not None)


def _has_no_entity(endpoint: Interpreted) -> bool:
    """An id of nobody knows what cannot be asked for, or found."""
    return any(
        parameter.kind is Kind.ENTITY_ID and parameter.entity is None and parameter.example is None
        for parameter in _required(endpoint)
    )


_FROM_NOTHING = re.compile(r"\b(?:random|generat|shuffl|roll|pick)", re.I)


def _has_nothing_to_do(endpoint: Interpreted) -> bool:
    """A write or a computation that is told nothing."""
    if endpoint.parameters or not (endpoint.intent.writes or endpoint.intent is Intent.COMPUTE):
        return False
    return not _FROM_NOTHING.search(f"{endpoint.name} {endpoint.description[:80]}")


_WRITING = frozenset(("make", "change"))


def _contradicts_itself(endpoint: Interpreted) -> bool:
    """Whether what would be said of it and what it would do are a read and a write."""
    if endpoint.purpose is None or endpoint.intent is Intent.COMPUTE:
        return False
    form = lexicon().verbs.get(endpoint.purpose.verb.split(" ", 1)[0])
    return form is not None and form.verb.group != "compute" and (form.verb.group in _WRITING) != endpoint.intent.writes


_OBSOLETE = re.compile(
    r"\b(?:deprecated|obsolete|discontinued|do not use|no longer (?:available|supported|maintained))\b", re.I
)
_NOT_FOR_USERS = pattern("not_for_users")
_IN_PATH = re.compile(r"\{([^{}/]+)\}")


def _lacks_path_parameter(endpoint: Interpreted) -> bool:
    path = endpoint.url.split("?", 1)[0]
    names = {"".join(name_words(parameter.name)) for parameter in endpoint.parameters}
    return any("".join(name_words(place)) not in names for place in _IN_PATH.findall(path))


def _is_foreign(endpoint: Interpreted) -> bool:
    return not_english(f"{endpoint.name}. {endpoint.description}")


def _is_odd(reason: str, endpoint: Interpreted) -> bool:
    return oddity(endpoint.purpose) == reason


UNUSABLE_RULES: tuple[tuple[str, Callable[[Interpreted], bool]], ...] = (
    ("deprecated", lambda endpoint: bool(_OBSOLETE.search(endpoint.name) or _OBSOLETE.search(endpoint.description))),
    ("not_for_users", lambda endpoint: bool(_NOT_FOR_USERS.fullmatch(endpoint.name.strip(" /._-")))),
    ("not_english", _is_foreign),
    ("adult_content", lambda endpoint: bool(_ADULT.search(endpoint.name) or _ADULT.search(endpoint.description))),
    ("credential_required", _has_credential),
    ("too_many_required", lambda endpoint: len(_required(endpoint)) > MOST_REQUIRED),
    ("file_required", lambda endpoint: endpoint.binary),
    ("object_required", _has_object),
    ("unknown_required", _has_unknown),
    ("unsayable_required", _has_unsayable),
    ("id_of_unknown", _has_no_entity),
    ("path_parameter_missing", _lacks_path_parameter),
    ("no_arguments", _has_nothing_to_do),
    ("unclear_effect", _contradicts_itself),
    ("no_purpose", lambda endpoint: endpoint.purpose is None),
    *((reason, partial(_is_odd, reason)) for reason in ("purpose_hollow", "purpose_technical", "purpose_garbled")),
)


def unusable_reason(endpoint: Interpreted, *, has_outputs: bool) -> str:
    """Why no conversation may use an endpoint ("" when one may): the first rule that fits."""
    reason = next((reason for reason, applies in UNUSABLE_RULES if applies(endpoint)), "")
    return reason or ("" if has_outputs else "no_outputs")
