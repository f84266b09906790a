"""Questions: the assistant asks for what it lacks and only that, and what it is told it uses.

user "A hotel in Paris, please."  assistant "Which city?"  user "Paris."     REASKED
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import orjson

from ...common.plans import Outcome
from .claims import EDGES, HAS_DIGIT
from .dates import without_today
from .view import View, Violation
from .words import holds_token

_HAS_LETTER = re.compile(r"[^\W\d]")
_PRONOUNS = frozenset({"one", "first", "second"})  # "the first one" says no number
_PIECE = re.compile(r"[\"“][^\"“”]+[\"”]|[^\s()\[\]\"“”]+")


def nothing_known_is_asked(view: View) -> Iterator[Violation]:
    """REASKED: the answer to a question gives nothing that a call uses, or only what the user had said before.

    It does not see a question whose answer adds something new and repeats something known in other words.
    """
    for question in view.questions:
        answer = question + 1
        rows = [row for row in view.rows if row["source"] == "user" and row["message"] == answer]
        if not rows and not _needs_no_value(view, question):
            yield Violation("REASKED", f"/messages/{question}", "no call uses the answer")
        for row in rows:
            pronoun = row["surface"].casefold() in _PRONOUNS
            earlier = None if pronoun else _said_before(view, row["surface"], answer)
            if earlier is not None:
                yield Violation(
                    "REASKED", f"/messages/{question}", f"the user had said {row['surface']!r} in message {earlier}"
                )


def _needs_no_value(view: View, question: int) -> bool:
    """Whether the answer gives nothing because the user has nothing, or is asked again at once."""
    goal = view.goal_of(question)
    return question + 2 in view.questions or (goal is not None and goal.outcome == Outcome.NO_VALUE.value)


def _said_before(view: View, surface: str, answer: int) -> int | None:
    """The earlier user message that says the surface in the same letters and for no other argument.

    What a tool had shown may be named to speak of that thing: before the request of the question that does not count.
    """
    goal = view.goal_of(answer)
    own = goal.messages[0] if goal is not None else 0
    shown = False
    for number in range(answer - 1):
        message = view.messages[number]
        if message["role"] == "tool" and not shown:
            shown = _HAS_LETTER.search(surface) is not None and surface.casefold() in message["content"].casefold()
        may_know = message["role"] == "user" and (number >= own or not shown)
        if may_know and surface in message["content"] and holds_token(_unexplained(view, number, surface), surface):
            return number
    return None


def _unexplained(view: View, number: int, surface: str) -> str:
    """A user message without the day that it states, and without what calls take of it that holds the surface.

    A value that was taken back is not taken; where it holds the surface, that was not said for itself.
    """
    text = without_today(view, view.messages[number]["content"])
    for row in view.rows:
        for told in (row, row.get("replaces", row)) if row["source"] == "user" else ():
            taken = told is row or told["surface"] != surface
            if taken and told["message"] == number and surface in told["surface"]:
                text = text.replace(told["surface"], "\0")
    return text


def told_values_are_used(view: View) -> Iterator[Violation]:
    """UNUSED_VALUE: a number, date, address or quotation of a user turn goes into no call.

    It does not see values in words ("Paris", "two"), nor what tools and the assistant had shown before.
    """
    surfaces = [surface.casefold() for surface in _told(view)]
    for number, message in enumerate(view.messages):
        if message["role"] == "user" and view.is_for_a_call(number):
            text = without_today(view, message["content"])
            yield from unused_values(f"/messages/{number}", text, surfaces, partial(_shown, view, number))


def unused_values(path: str, text: str, surfaces: Sequence[str], shown: Callable[[str], bool]) -> Iterator[Violation]:
    """UNUSED_VALUE: the values of one turn that are in none of the surfaces and not shown (both in lower case)."""
    for token in _values(text):
        folded = token.casefold()
        if not any(_part_of(folded, one) or _part_of(one, folded) for one in surfaces) and not shown(folded):
            yield Violation("UNUSED_VALUE", path, f"no call takes {token!r}")


def _part_of(part: str, whole: str) -> bool:
    """Whether one stands in the other, a number not inside a longer one."""
    start = whole.find(part)
    while start >= 0:
        before, after = whole[max(start - 1, 0) : start], whole[start + len(part) : start + len(part) + 1]
        if not (part[:1].isdigit() and before.isdigit()) and not (part[-1:].isdigit() and after.isdigit()):
            return True
        start = whole.find(part, start + 1)
    return False


def _told(view: View) -> list[str]:
    """The words that calls took from the user, and those that the user took back before any call did."""
    rows = [row for row in view.rows if row["source"] == "user"]
    return [row["surface"] for row in rows] + [row["replaces"]["surface"] for row in rows if "replaces" in row]


def _values(text: str) -> Iterator[str]:
    """Numbers, dates, addresses and quotations of a text."""
    for piece in _PIECE.findall(text) if "@" in text or '"' in text or HAS_DIGIT.search(text) else ():
        if not piece.isalpha() and ("@" in piece or piece[0] in '"“' or HAS_DIGIT.search(piece)):
            yield piece.strip(f'{EDGES}"“”')


def _shown(view: View, before: int, token: str) -> bool:
    """Whether an earlier message, or what an offered tool says of itself, holds the token, in lower case."""
    if any(token in message["content"].casefold() for message in view.messages[:before]):
        return True
    return any(token in tool["description"].casefold() or token in tool["name"] for tool in view.record["tools"])


_NAME = re.compile(r"(?<=[\w,] )(?!I\b|Thank)[A-Z][\w'’-]*[a-z][\w'’-]*(?: [A-Z][\w'’-]*)*")


def told_names_are_used(view: View) -> Iterator[Violation]:
    """UNUSED_VALUE: a name inside a sentence of a user turn goes into no call, and nothing before shows it.

    It does not see names in lower case, at the beginning of a sentence, or of which an offered tool speaks.
    """
    told = _told(view)
    surfaces = " | ".join(told)
    for number, message in enumerate(view.messages):
        if message["role"] == "user" and view.is_for_a_call(number):
            text = without_today(view, message["content"])
            yield from unused_names(f"/messages/{number}", text, surfaces, partial(_known, view, number, told))


def unused_names(path: str, text: str, surfaces: str, known: Callable[[str], bool]) -> Iterator[Violation]:
    """UNUSED_VALUE: the names inside the sentences of one turn that stand in no surface and are not known."""
    for found in _NAME.findall(text):
        name = found.removesuffix("'s").removesuffix("’s").rstrip("'’")
        if name not in surfaces and not known(name):
            yield Violation("UNUSED_VALUE", path, f"no call takes {name!r}")


def _known(view: View, before: int, told: Sequence[str], name: str) -> bool:
    shown = " ".join(message["content"] for message in view.messages[:before])
    tools = " ".join(orjson.dumps(tool).decode() for tool in view.record["tools"])
    return is_known(name, told, shown.casefold(), tools.casefold())


def is_known(name: str, told: Sequence[str], shown: str, tools: str) -> bool:
    """Whether what was shown or the tools (in lower case) hold each word of a name, or a told value is part of it."""
    rest = name
    for surface in told:
        rest = rest.replace(surface, " ")
    known = {word for surface in told for word in surface.casefold().split()}  # of two told beside one another
    return all(
        word in known or word in shown or word in tools or word.rstrip("s") in tools for word in rest.casefold().split()
    )
