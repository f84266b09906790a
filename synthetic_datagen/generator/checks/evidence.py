"""Evidence: what tools have returned and users have said up to a message, as words that a later text may use.

evidence_before(view, 7).supports("187")       True where an output or a user turn before message 7 holds 187
evidence_before(view, 7).counts                {0, 3, 4}: the lengths of the lists in those outputs
evidence_before(view, 7).days                  {"july 14, 2026"}: what may be said for 2026-07-14
evidence_before(view, 7).numbers               {"8.50"}: what may be said for 8.5
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ...common.json_types import Json
from ...common.renderings import all_renderings
from ...graph.naming import name_words
from .view import View
from .words import holds_token


@dataclass(frozen=True)
class Evidence:
    """Everything that was shown before a text. Most tokens are found in the raw texts; the rest costs a walk."""

    raw: Sequence[str]  # the outputs and the users' turns as they stand in messages, in order
    outputs: Sequence[Json]
    users: Sequence[str]

    def supports(self, token: str) -> bool:
        """Whether a token stands there as a whole, up to letter case and the way numbers are written."""
        for text in reversed(self.raw):
            if holds_token(text, token):
                return True
        return token.casefold() in self.words or holds_token(self.text, " ".join(token.casefold().split()))

    def quotes(self, words: str) -> bool:
        """Whether a quotation stands there, up to letter case and white space."""
        return any(words in text for text in self.raw) or " ".join(words.casefold().split()) in self.text

    @cached_property
    def _scalars(self) -> list[Json]:
        return [leaf for output in self.outputs for leaf in _scalars(output)]

    @cached_property
    def words(self) -> frozenset[str]:
        """Scalars of the outputs as they are said: 8700.0 as "8700"."""
        return frozenset(said(scalar).casefold() for scalar in self._scalars)

    @cached_property
    def days(self) -> frozenset[str]:
        """The words that the named renderings give for days and times of the outputs: "july 14, 2026"."""
        texts = [scalar for scalar in self._scalars if isinstance(scalar, str)]
        return frozenset(words.casefold() for text in texts for words in all_renderings(text))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The words that the named renderings give for numbers of the outputs: "3,322,500" for 3322500, "8.50"."""
        numbers = [scalar for scalar in self._scalars if not isinstance(scalar, str)]
        return frozenset(words for number in numbers for words in all_renderings(number))

    @cached_property
    def text(self) -> str:
        """All strings of the outputs and all user turns, in lower case, with single spaces."""
        strings = [scalar for scalar in self._scalars if isinstance(scalar, str)]
        return " | ".join(" ".join(one.replace("_", " ").split()).casefold() for one in (*strings, *self.users))

    @cached_property
    def labels(self) -> frozenset[str]:
        """The words of the names of the outputs' fields: "two" of "twoLetters"."""
        return frozenset(word for output in self.outputs for key in _keys(output) for word in name_words(key))

    @cached_property
    def counts(self) -> frozenset[int]:
        """The lengths of all lists in the outputs."""
        return frozenset(length for output in self.outputs for length in _lengths(output))


def evidence_before(view: View, before: int) -> Evidence:
    """What a record shows before one of its messages."""
    earlier = view.messages[:before]
    answered = [one for one, message in view.answer_message.items() if message < before and one in view.outputs]
    return Evidence(
        [message["content"] for message in earlier if message["role"] != "assistant"],
        [view.outputs[one] for one in answered],
        [message["content"] for message in earlier if message["role"] == "user"],
    )


def said(value: Json) -> str:
    """A scalar as a text says it; "" for what no text says."""
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return "" if value is None or isinstance(value, bool) else str(value)


def _scalars(value: Json) -> Iterator[Json]:
    if isinstance(value, dict):
        for item in value.values():
            yield from _scalars(item)
    elif isinstance(value, list):
        for item in value:
            yield from _scalars(item)
    else:
        yield value


def _keys(value: Json) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _keys(item)


def _lengths(value: Json) -> Iterator[int]:
    rest = [value]
    while rest:
        one = rest.pop()
        if isinstance(one, list):
            yield len(one)
        items = one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
        rest.extend(item for item in items if isinstance(item, dict | list))
