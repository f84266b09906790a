"""engine/wordings.py: when words are drawn again, and what is given up where they cannot be had."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import repeat

from synthetic_datagen.common.json_types import JsonObject
from synthetic_datagen.common.plans import Goal
from synthetic_datagen.common.trace import Trace, Utterance
from synthetic_datagen.engine.rejected import Rejected
from synthetic_datagen.engine.wordings import Wordings, user_turns
from synthetic_datagen.test.test_generator import plan_of, played
from synthetic_datagen.test.test_validator import CONTEXT, plain_words


@dataclass(frozen=True)
class EndingWith:
    """A writer that ends the first turn with the next of its words each time."""

    endings: Iterator[str]

    def write(self, trace: Trace, rng: random.Random) -> tuple[Utterance, ...]:
        first, *others = plain_words(trace)
        return (replace(first, text=f"{first.text} {next(self.endings)}"), *others)


def worded(endings: Iterable[str], variants: int) -> tuple[tuple[JsonObject, ...] | Rejected, Counter[str]]:
    """The wordings that come of these endings, and why words were drawn again."""
    trace, redrawn = played(plan_of(Goal((0, 1), told=(0, 1), withheld=(2,)))), Counter[str]()
    return Wordings(EndingWith(iter(endings)), CONTEXT, variants).of(trace, 0, redrawn), redrawn


def test_words_of_an_earlier_wording_are_drawn_again_and_counted() -> None:
    records, redrawn = worded(["Thanks.", "Please.", "Thanks.", "Please.", "Cheers."], variants=3)
    assert not isinstance(records, Rejected)
    assert len({user_turns(record) for record in records}) == 3
    assert redrawn == {"same_words": 2}


def test_words_that_the_validator_refuses_are_drawn_again_and_counted() -> None:
    records, redrawn = worded(["Thanks.", "{{oops}}", "Please."], variants=2)
    assert not isinstance(records, Rejected)
    assert redrawn == {"words:TEXT_LEFTOVER": 1}


def test_without_enough_words_the_draft_is_given_up_with_the_reason() -> None:
    found, _ = worded(repeat("Thanks."), variants=2)
    assert isinstance(found, Rejected)
    assert found.reason == "same_words"


def test_the_words_of_the_first_wording_are_drawn_once() -> None:
    found, _ = worded(["{{oops}}", "Thanks."], variants=2)
    assert isinstance(found, Rejected)
    assert found.reason == "invalid:TEXT_LEFTOVER"
