"""planner/variations.py: values of the same make as a tool's example."""

import random

import pytest

from synthetic_datagen.common.json_types import Json
from synthetic_datagen.common.kinds import Kind, ValueType
from synthetic_datagen.common.tools import Parameter
from synthetic_datagen.planner.variations import varied


def values(name: str, kind: Kind, example: Json) -> set[Json]:
    one = Parameter(name=name, type=ValueType.STRING, kind=kind, required=True, example=example)
    return {varied(one, random.Random(seed)) for seed in range(40)}


def test_a_measure_lies_near_its_example_with_as_many_decimals() -> None:
    found = values("weight_kg", Kind.WEIGHT, 2.5)
    assert 2.5 in found
    assert len(found) > 4
    assert all(2 <= one <= 3 and round(one, 1) == one for one in found if isinstance(one, float))


def test_a_number_that_is_given_out_keeps_its_letters_and_length() -> None:
    found = values("tracking_number", Kind.CODE, "PP4820917735")
    assert len(found) > 30
    assert all(isinstance(one, str) and one.startswith("PP") and len(one) == 12 for one in found)


@pytest.mark.parametrize(
    ("name", "kind", "example"),
    [
        ("isbn", Kind.CODE, "9780140328721"),  # its last digit checks the others
        ("port", Kind.NUMBER, 8080),
        ("sort_by", Kind.SORT_BY, "price"),
        ("ticket", Kind.CODE, "AB12"),
        ("flag", Kind.FLAG, True),
        ("amount", Kind.AMOUNT, 0),
    ],
)
def test_what_means_something_by_itself_stays(name: str, kind: Kind, example: Json) -> None:
    assert values(name, kind, example) == {example}
