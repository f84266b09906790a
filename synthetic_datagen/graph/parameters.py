"""Raw parameters -> typed parameters with a kind, and of the file's "default" what it is worth.

    RawParameter(name="limit", type="NUMBER", default="10")   ->  Parameter(INTEGER, LIMIT, default=10)
    RawParameter(name="city", type="STRING", default="Paris") ->  Parameter(STRING, CITY, example="Paris")
    RawParameter(name="apikey", default="sk-4f...")           ->  Parameter(STRING, CREDENTIAL), and the tally says so

ToolBench's defaults are examples. Only of what controls the call itself (page, limit, units) does one stay a default.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..common.json_types import Json
from ..common.kinds import Kind, ValueType
from ..common.tools import Parameter
from ..toolbench.raw import RawParameter
from .choices import choices
from .examples import CHECKS
from .naming import name_words
from .semantics import NOWHERE, WHOLE_NUMBERS, Meaning, Surroundings, meaning_of_parameter
from .text import clean_text, is_secret
from .types import Declared, coerce, declared, is_placeholder, item_type, number_type
from .word_lists import kind_set, word_set

DESCRIPTION_LENGTH = 400
# Kinds that control the call itself.
CONTROLS = kind_set("kinds_of_control")
# What the prose lists says more than the name where the name says one of these.
_CHOSEN = kind_set("kinds_chosen")
# Kinds that keep their meaning beside a list of values; of all others such a list is no list of choices.
_WITH_VALUES = kind_set("kinds_with_values")
_PERSONAL = frozenset({Kind.EMAIL, Kind.PHONE, Kind.USERNAME, Kind.FIRST_NAME, Kind.LAST_NAME})
_PERSON = word_set("person_owned")
_SYNTHETIC = re.compile(
    r"@(?:[\w.-]+\.)?(?:example\.(?:com|org|net)|test\.com|domain\.com)$"
    r"|555[ -]?\d{4}|^(?:john|jane)[._ ]?(?:doe|smith)?\d*$",
    re.I,
)
_PHONE = re.compile(r"phone|mobile|whatsapp|msisdn", re.I)
_PROFILE_URL = re.compile(
    r"(?:linkedin\.com/in|facebook\.com|instagram\.com|twitter\.com|x\.com|tiktok\.com|t\.me)/\S", re.I
)
_PUBLIC_IP = re.compile(r"8\.8\.\d\.\d|1\.1\.1\.1|(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d+")
_UNSAYABLE = re.compile(r"[(]['\"]|[<>{}\\\x00-\x1f]|%[0-9A-Fa-f]{2}|^[^\s+]+\+[^\s+]+(?:\+\S*)?$|&\w+=")
_PROSE_DEFAULT = re.compile(
    r"\bdefaults?(?:\s+value)?(?:\s+(?:is|to|set\s+to))?\s*[:=]?\s*[\"'`*]*"
    r"((?!(?:the|an?|is|this|your|all|none|current|today|to|for|if|of)\b)[\w-]{1,24})(?=[\"'`*.,;)\s]|$)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Typed:
    """A parameter, and what no field of it says."""

    parameter: Parameter
    binary: bool


def typed_parameters(raw: Sequence[RawParameter], around: Surroundings, tally: Counter[str]) -> list[Typed]:
    """The parameters of one endpoint, in their order, each wire name once."""
    return [_typed(parameter, around, tally) for parameter in distinct(raw, tally)]


def distinct(raw: Sequence[RawParameter], tally: Counter[str]) -> list[RawParameter]:
    """Each name once, whatever its case: the required one, else the first. Nameless ones are left out."""
    chosen: dict[str, RawParameter] = {}
    for parameter in raw:
        key = parameter.name.strip().casefold()
        if not key:
            tally["parameters dropped: no name"] += 1
        elif key in chosen:
            tally["parameters merged: same name"] += 1
            if parameter.required and not chosen[key].required:
                chosen[key] = parameter
        else:
            chosen[key] = parameter
    return list(chosen.values())


def _typed(raw: RawParameter, around: Surroundings, tally: Counter[str]) -> Typed:
    name, says = raw.name.strip(), declared(raw.type)
    description, removed = clean_text(raw.description, DESCRIPTION_LENGTH)
    tally.update(f"parameter descriptions cleaned: {what}" for what in removed)
    given = _given(raw.default, name, tally)
    type_ = _type_of(says, name, given)
    example = coerce(given, type_)
    meaning = _meaning(name, says, type_, description, example, around)
    example = _kept_example(name, example, meaning, type_, tally, dropped=given is not None)
    enum = _enum(meaning.kind, description, example, type_)
    if enum and meaning.kind not in _WITH_VALUES:
        meaning = Meaning(Kind.CHOICE)
    if enum and example is not None:
        example = next(value for value in enum if str(value).casefold() == str(example).casefold())
    default = _default(meaning.kind, example, description, type_, enum, around)
    parameter = Parameter(
        name=name,
        type=type_,
        kind=meaning.kind,
        required=raw.required,
        description="" if description.casefold() == name.casefold() else description,
        entity=meaning.entity,
        format=says.format if type_ is ValueType.STRING else "",
        enum=enum,
        default=default,
        example=None if default is not None else example,
        items=item_type(example),
    )
    return Typed(parameter, says.binary)


def _given(default: Json, name: str, tally: Counter[str]) -> Json:
    """The default of the file, or None where it is a placeholder or a secret."""
    if default is None or default == "":
        return None
    if isinstance(default, str) and len(default) > 2 and default[0] == default[-1] and default[0] in "'\"`":
        default = default[1:-1]
    if isinstance(default, str) and is_secret(default):
        tally["defaults masked: credential-like value"] += 1
        return None
    if is_placeholder(default, name):
        tally["defaults dropped: placeholder"] += 1
        return None
    return default


def _type_of(says: Declared, name: str, given: Json) -> ValueType:
    if says.type is not ValueType.NUMBER:
        return says.type
    meaning = meaning_of_parameter(name, ValueType.INTEGER, "", None, NOWHERE)
    return number_type(given, whole=meaning.kind in WHOLE_NUMBERS)


def _meaning(
    name: str, says: Declared, type_: ValueType, description: str, example: Json, around: Surroundings
) -> Meaning:
    if says.credential:
        return Meaning(Kind.CREDENTIAL)
    meaning = meaning_of_parameter(name, type_, description, example, around)
    if meaning.kind is not Kind.UNKNOWN and not (says.format == "date" and meaning.kind is Kind.TIME):
        return meaning
    by_format = {"date": Kind.DATE, "time": Kind.TIME, "date-time": Kind.DATETIME, "geopoint": Kind.GEOPOINT}.get(
        says.format
    )
    if by_format is None or (example is not None and not CHECKS[by_format](example)):
        return meaning
    return Meaning(by_format)


def _kept_example(
    name: str, example: Json, meaning: Meaning, type_: ValueType, tally: Counter[str], *, dropped: bool
) -> Json:
    """The example, if a person could mean and say it and it is no real person's."""
    if example is None:
        tally["defaults dropped: not of the type"] += dropped
        return None
    offer = _Offer(name, example, str(example), meaning, type_)
    reason = next((reason for reason, applies in _OBJECTIONS if applies(offer)), "")
    if reason:
        tally[f"defaults dropped: {reason}"] += 1
        return None
    return example


@dataclass(frozen=True, slots=True)
class _Offer:
    """A default of the file that might become an example."""

    name: str
    value: Json
    text: str
    meaning: Meaning
    type: ValueType


def _is_personal(offer: _Offer) -> bool:
    kind = offer.meaning.kind
    if (kind in _PERSONAL or _PHONE.search(offer.name)) and not _SYNTHETIC.search(offer.text):
        return True
    if kind is Kind.ENTITY_ID:
        return offer.meaning.entity in _PERSON and len(offer.text) > 3
    if kind is Kind.IP_ADDRESS:
        return _PUBLIC_IP.fullmatch(offer.text) is None
    return kind is Kind.URL and _PROFILE_URL.search(offer.text) is not None


def _is_out_of_range(offer: _Offer) -> bool:
    check = CHECKS.get(offer.meaning.kind)
    return offer.type in (ValueType.INTEGER, ValueType.NUMBER) and check is not None and not check(offer.value)


_LONGEST_SAID = 60
_MAY_BE_LONG = frozenset({Kind.TEXT, Kind.URL, Kind.IMAGE_URL, Kind.DESCRIPTION, Kind.QUERY, Kind.TITLE, Kind.ADDRESS})


def _is_unsayable(offer: _Offer) -> bool:
    if offer.type is not ValueType.STRING:
        return False
    longest = 2 * _LONGEST_SAID if offer.meaning.kind in _MAY_BE_LONG else _LONGEST_SAID
    return len(offer.text) > longest or _UNSAYABLE.search(offer.text) is not None


_OBJECTIONS: tuple[tuple[str, Callable[[_Offer], bool]], ...] = (
    ("credential", lambda offer: offer.meaning.kind is Kind.CREDENTIAL),
    ("cursor", lambda offer: offer.meaning.kind is Kind.CURSOR),
    ("not sayable", _is_unsayable),
    ("personal data", _is_personal),
    ("out of range", _is_out_of_range),
)


def _enum(kind: Kind, description: str, example: Json, type_: ValueType) -> tuple[Json, ...]:
    return choices(description, example, type_) if kind in _CHOSEN or kind in _WITH_VALUES else ()


def _default(
    kind: Kind, example: Json, description: str, type_: ValueType, enum: tuple[Json, ...], around: Surroundings
) -> Json:
    """What a caller may send without being told; where the file has none, what the prose calls the default."""
    if kind not in CONTROLS and not (kind is Kind.LANGUAGE_CODE and "translat" not in around.context.lower()):
        return None
    value = example
    if value is None and (match := _PROSE_DEFAULT.search(description)) and not is_placeholder(match[1]):
        value = coerce(match[1], type_)
        if kind not in CHECKS and not enum and type_ is ValueType.STRING:
            value = None
        if enum and value not in enum:
            value = None
    if value is not None and kind in CHECKS and not CHECKS[kind](value):
        return None
    if kind in (Kind.PAGE, Kind.OFFSET) and value not in (0, 1, "0", "1"):
        return None  # somebody's third page is nobody's default
    return value


def id_entities(raw: Sequence[RawParameter]) -> list[str]:
    """The entities of required parameters whose names are ids, without looking at anything else."""
    found = []
    for parameter in raw:
        if parameter.required and name_words(parameter.name):
            meaning = meaning_of_parameter(parameter.name, ValueType.STRING, "", None, NOWHERE)
            if meaning.kind is Kind.ENTITY_ID and meaning.entity:
                found.append(meaning.entity)
    return found
