from dataclasses import replace

import pytest

from synthetic_datagen.common.kinds import Kind
from synthetic_datagen.common.plans import Slot
from synthetic_datagen.common.tools import Purpose
from synthetic_datagen.test.writer_traces import BOOK
from synthetic_datagen.writer.labels import label_of, spoken_key


def label(name: str, kind: Kind, purpose: Purpose | None = None) -> str:
    slot = Slot(0, kind, name, "5", name, BOOK.id)
    return label_of(slot, replace(BOOK, purpose=purpose))


@pytest.mark.parametrize("name", ["ip address", "IP-ADDRESS", "ip"])
def test_a_label_says_no_word_twice(name: str) -> None:
    assert label(name, Kind.IP_ADDRESS) == "IP address"
    assert spoken_key("zip_code_code") == "zip code"


def test_an_id_is_of_one_thing() -> None:
    assert label("seasons id", Kind.ENTITY_ID) == "season ID"


def test_a_bare_number_is_called_what_is_done_to_it() -> None:
    assert label("number", Kind.NUMBER, Purpose("validate", "the credit card number")) == "credit card number"
    assert label("number", Kind.NUMBER, Purpose("get", "the credit card number")) == "number"
