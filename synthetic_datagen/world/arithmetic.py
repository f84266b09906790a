"""Computations on numbers that have one right answer: units, bases, numerals, primes, statistics, interest.

units_computed("miles_to_km", {"miles": 26.2})                  {"result": 42.164813}
statistics_of(describe, {"numbers": [1, 2, 3, 10]})              {"mean": 4.0, "median": 2.5}
"""

import math
import statistics
from collections.abc import Callable, Mapping, Sequence

from ..common.json_types import FrozenJsonObject, Json
from ..common.kinds import Kind, ValueType
from ..common.tools import Endpoint
from .inputs import answers, number_named, only_number, said_by
from .roles import as_number, name_words, role
from .units import convert, unit_called

_LARGEST = 10**12  # of whole numbers that are looked into
_MOST_DIGITS = 170  # of the argument of a factorial


def units_computed(endpoint: Endpoint, arguments: FrozenJsonObject) -> Mapping[str, Json]:
    """A measure in another unit: by arguments that name two units, else by a name such as `celsius_to_fahrenheit`."""
    source, target = _units_given(endpoint, arguments) or _units_said(said_by(endpoint)) or ("", "")
    if not source:
        return {}
    given = {name: value for name, value in arguments.items() if value not in (source, target)}
    value = only_number(endpoint, given)
    result = None if value is None else convert(value, source, target)
    if result is None:
        return {}
    return dict.fromkeys(answers(endpoint, False, "converted", *name_words(target)), result)


def _units_given(endpoint: Endpoint, arguments: FrozenJsonObject) -> tuple[str, str] | None:
    ends = {"from": "", "to": ""}
    for parameter in endpoint.parameters:
        value, end = arguments.get(parameter.name), role(parameter.name)
        if end and isinstance(value, str) and unit_called(value) is not None:
            ends[end] = value
    return (ends["from"], ends["to"]) if all(ends.values()) else None


def _units_said(said: Sequence[str]) -> tuple[str, str] | None:
    """The two units around a "to" or "2" of a name; None where there is none, or only single letters."""
    for at, word in enumerate(said[1:-1], start=1):
        if word in ("to", "2", "into"):
            pair = (said[at - 1], said[at + 1])
            one, other = map(unit_called, pair)
            if one is not None and other is not None and one.measures == other.measures and max(map(len, pair)) > 1:
                return pair
    return None


_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def roman(number: int) -> str:
    """A number from 1 to 3999 in Roman numerals. Raises ValueError for others."""
    if not 0 < number < 4000:
        raise ValueError("Roman numerals go from 1 to 3999")
    signs = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        signs += sign * count
    return signs


def from_roman(signs: str) -> int:
    """The number of Roman numerals in their usual form. Raises ValueError for others."""
    number, rest = 0, signs.upper()
    for value, sign in _ROMAN:
        while rest.startswith(sign):
            number, rest = number + value, rest[len(sign) :]
    if rest or roman(number) != signs.upper():
        raise ValueError(f"no Roman numerals: {signs}")
    return number


def numerals(endpoint: Endpoint, arguments: FrozenJsonObject) -> Mapping[str, Json]:
    """A number in Roman numerals, or the number of such."""
    if "roman" not in said_by(endpoint):
        return {}
    try:
        number = only_number(endpoint, arguments)
        if number is not None and number.is_integer():
            return dict.fromkeys(answers(endpoint, True, "roman", "numeral"), roman(int(number)))
        texts = [value for value in arguments.values() if isinstance(value, str)]
        return dict.fromkeys(answers(endpoint, False, "number", "decimal"), from_roman(texts[0])) if texts else {}
    except ValueError:
        return {}


_BASES = {"binary": 2, "bin": 2, "octal": 8, "oct": 8, "decimal": 10, "dec": 10, "hexadecimal": 16, "hex": 16}


def in_base(number: int, base: int) -> str:
    """A whole number written in base 2 to 36, lower case."""
    digits, rest = "", abs(number)
    while rest or not digits:
        rest, digit = divmod(rest, base)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return f"-{digits}" if number < 0 else digits


def bases(endpoint: Endpoint, arguments: FrozenJsonObject) -> Mapping[str, Json]:
    """A whole number in another base, where the endpoint's name says both: `decimal_to_binary`."""
    said = said_by(endpoint)
    pairs = [(said[at - 1], said[at + 1]) for at in range(1, len(said) - 1) if said[at] in ("to", "2")]
    pair = next((pair for pair in pairs if pair[0] in _BASES and pair[1] in _BASES), None)
    values = [value for value in arguments.values() if isinstance(value, str | int) and not isinstance(value, bool)]
    if pair is None or len(values) != 1:
        return {}
    try:
        number = int(str(values[0]), _BASES[pair[0]])
    except ValueError:
        return {}
    return dict.fromkeys(answers(endpoint, True, pair[1]), in_base(number, _BASES[pair[1]]))


def is_prime(number: int) -> bool:
    """Whether a whole number has no divisors but 1 and itself."""
    return number > 1 and all(number % divisor for divisor in range(2, math.isqrt(number) + 1))


def _fibonacci(number: int) -> int:
    one, other = 0, 1
    for _ in range(number):
        one, other = other, one + other
    return one


_WHOLE: Mapping[str, Callable[[int], int]] = {"factorial": math.factorial, "fibonacci": _fibonacci}


def whole_numbers(endpoint: Endpoint, arguments: FrozenJsonObject) -> Mapping[str, Json]:
    """Factorials and Fibonacci numbers, and whether a number is prime, where the endpoint's name asks for them."""
    said, number = said_by(endpoint), only_number(endpoint, arguments)
    if number is None or not number.is_integer() or not 0 <= number < _LARGEST:
        return {}
    if "prime" in said and not {"factors", "list", "next", "generate", "nth"} & set(said):
        flags = [one.name for one in endpoint.outputs if one.type is ValueType.BOOLEAN and one.kind is Kind.FLAG]
        return dict.fromkeys(flags, is_prime(int(number)))
    function = next((_WHOLE[word] for word in said if word in _WHOLE), None)
    if function is None or number > _MOST_DIGITS:
        return {}
    return dict.fromkeys(answers(endpoint, False, "factorial", "fibonacci"), function(int(number)))


_STATISTICS: Mapping[str, Callable[[list[float]], float]] = {
    "mean": statistics.fmean,
    "average": statistics.fmean,
    "avg": statistics.fmean,
    "median": statistics.median,
    "sum": math.fsum,
    "min": min,
    "minimum": min,
    "max": max,
    "maximum": max,
    "count": len,
    "range": lambda numbers: max(numbers) - min(numbers),
}


def statistics_of(endpoint: Endpoint, arguments: FrozenJsonObject) -> Mapping[str, Json]:
    """What is said of the one list of numbers that a call gives."""
    lists = [value for value in arguments.values() if isinstance(value, list) and value]
    numbers = [as_number(value) for value in lists[0]] if len(lists) == 1 else []
    known = [number for number in numbers if number is not None]
    if not known or len(known) != len(numbers):
        return {}
    fields = {one.name: name_words(one.name)[-1:] for one in endpoint.outputs}
    return {
        name: round(_STATISTICS[last[0]](known), 6) for name, last in fields.items() if last and last[0] in _STATISTICS
    }


def tip(endpoint: Endpoint, arguments: FrozenJsonObject) -> Mapping[str, Json]:
    """The tip on a bill, and both together."""
    bill, percent = number_named(arguments, "bill", "amount"), number_named(arguments, "percent", "percentage", "tip")
    if "tip" not in said_by(endpoint) or bill is None or percent is None:
        return {}
    extra = round(bill * percent / 100, 2)
    values: dict[str, Json] = {}
    for spec in endpoint.outputs:
        said = set(name_words(spec.name))
        if spec.name not in arguments and "total" in said:
            values[spec.name] = round(bill + extra, 2)
        elif spec.name not in arguments and "tip" in said and not said & {"percent", "percentage", "person"}:
            values[spec.name] = extra
    return values


def interest(endpoint: Endpoint, arguments: FrozenJsonObject) -> Mapping[str, Json]:
    """What a sum grows to at simple or compound interest (yearly, unless the call says how often a year)."""
    said = said_by(endpoint)
    sort = next((word for word in ("compound", "simple") if word in said), None)
    start, percent = number_named(arguments, "principal"), number_named(arguments, "rate")
    years = number_named(arguments, "years", "time", "term")
    if sort is None or "interest" not in said or start is None or percent is None or years is None:
        return {}
    often = number_named(arguments, "frequency", "compounds", "compounding", "n") or 1
    rate = percent / 100
    grown = start * (1 + rate / often) ** (often * years) if sort == "compound" else start * (1 + rate * years)
    values: dict[str, Json] = {}
    for spec in endpoint.outputs:
        words = set(name_words(spec.name))
        if spec.name in arguments or not words & {"interest", "amount", "total", "balance", "value", "result"}:
            continue
        values[spec.name] = round(grown - start if "interest" in words else grown, 2)
    return values


def percentage(endpoint: Endpoint, arguments: FrozenJsonObject) -> Mapping[str, Json]:
    """So many percent of a number, where the arguments are called so."""
    percent, of = number_named(arguments, "percentage", "percent"), number_named(arguments, "number", "value", "of")
    if "percentage" not in said_by(endpoint) or percent is None or of is None or len(arguments) != 2:
        return {}
    return dict.fromkeys(answers(endpoint, False), round(of * percent / 100, 6))
