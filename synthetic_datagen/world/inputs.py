"""What a computation looks at: the arguments of a call by kind, role and word, and which outputs take its result.

number_named({"loanAmount": 300000}, "loan")                    300000.0
answers(convert, "converted")                                    ("converted_amount", "result")
said_by(endpoint "Convert Miles To Km")                          ("convert", "miles", "to", "km")
"""

from functools import lru_cache

from ..common.json_types import FrozenJsonObject, Json
from ..common.kinds import Kind, ValueType
from ..common.tools import Endpoint, OutputField
from .roles import as_number, name_words, role

_RESULTS = frozenset({"result", "results", "converted", "value", "output", "answer", "response"})
_NO_RESULTS = frozenset({Kind.STATUS, Kind.FLAG, Kind.DATETIME, Kind.TIMESTAMP, Kind.ENTITY_ID, Kind.CREDENTIAL})


def by_kind(endpoint: Endpoint, arguments: FrozenJsonObject, kind: Kind, end: str) -> Json:
    """The argument of that kind and role; None where there is none."""
    for parameter in endpoint.parameters:
        if parameter.kind is kind and role(parameter.name) == end and parameter.name in arguments:
            return arguments[parameter.name]
    return None


def number_named(arguments: FrozenJsonObject, *words: str) -> float | None:
    """The first number among the arguments whose name has one of the words."""
    for name, value in arguments.items():
        number = as_number(value)
        if number is not None and any(word in words for word in name_words(name)):
            return number
    return None


def named(endpoint: Endpoint, *words: str) -> tuple[str, ...]:
    """Output field names that contain one of the words."""
    return tuple(f.name for f in endpoint.outputs if any(word in words for word in name_words(f.name)))


@lru_cache(maxsize=16384)
def _said(id: str, name: str) -> tuple[str, ...]:
    return (*name_words(id.rsplit("::", 1)[-1]), *name_words(name))


def said_by(endpoint: Endpoint) -> tuple[str, ...]:
    """The words of an endpoint's id and name."""
    return _said(endpoint.id, endpoint.name)


def answers(endpoint: Endpoint, of_text: bool, *words: str) -> tuple[str, ...]:
    """The outputs that take a result: called so or by one of the words, else the only one that is no input.

    A text goes into texts only, a number into either.
    """
    inputs = {parameter.name for parameter in endpoint.parameters}
    free = [spec for spec in endpoint.outputs if spec.name not in inputs and _takes(spec, of_text)]
    called = [spec.name for spec in free if set(name_words(spec.name)) & (_RESULTS | set(words))]
    return tuple(called) if called or len(free) != 1 else (free[0].name,)


def _takes(spec: OutputField, of_text: bool) -> bool:
    text = spec.type is ValueType.STRING
    number = spec.type in (ValueType.INTEGER, ValueType.NUMBER)
    return spec.kind not in _NO_RESULTS and (text or (number and not of_text))


def only_number(endpoint: Endpoint, arguments: FrozenJsonObject) -> float | None:
    """The one number among the arguments; None where there are none or several."""
    numbers = [number for value in arguments.values() if (number := as_number(value)) is not None]
    return numbers[0] if len(numbers) == 1 else None


def only_text(endpoint: Endpoint, arguments: FrozenJsonObject) -> str | None:
    """The one text that the call is about; None where there are none or several."""
    texts = [
        arguments[one.name]
        for one in endpoint.parameters
        if isinstance(arguments.get(one.name), str) and one.kind not in _NO_TEXTS and not one.enum
    ]
    return texts[0] if len(texts) == 1 else None


_NO_TEXTS = frozenset(
    {Kind.ENTITY_ID, Kind.LANGUAGE, Kind.LANGUAGE_CODE, Kind.FORMAT, Kind.CREDENTIAL, Kind.UNITS, Kind.CATEGORY}
)
