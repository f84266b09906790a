"""Judging: whether one text is what its brief asks for, by the rules and codes of the verifier.

    judge(brief, "I've booked it for 187 EUR.", said=said)    ()
    judge(brief, "I've booked it for 178 EUR.", said=said)    (Violation("UNSUPPORTED_CLAIM", "/messages/9", ...),)

`said` are the turns written before. Without them claims rest on outputs and told values alone. It does not see what
only the whole record shows: that is the verifier's.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from ...common.plans import Outcome
from ...common.records import output_text
from ...common.trace import AskMend, AskSlots, Role, Surface
from ...common.transforms import apply, context_of, matches
from ...generator.checks.claims import unsupported
from ...generator.checks.corrections import denies
from ...generator.checks.dates import states, without_day
from ...generator.checks.deeds import unmet, untrue
from ...generator.checks.evidence import Evidence
from ...generator.checks.forms import said_for_another
from ...generator.checks.leaks import foretells, quoted
from ...generator.checks.necessity import has_news, tells
from ...generator.checks.questions import is_known, unused_names, unused_values
from ...generator.checks.references import misreferred
from ...generator.checks.requests import asks, declines
from ...generator.checks.view import CALLING, Violation
from ...generator.checks.words import holds_token, unclean
from .brief import Brief, Due, Said, Why, Withheld
from .locating import located

_SHORT = 3  # letters of the longest code that may be a common word


def judge(
    brief: Brief, text: str, surfaces: Sequence[Surface] | None = None, said: Sequence[Said] = ()
) -> tuple[Violation, ...]:
    """All that is wrong with the text of one turn; () for nothing.

    `surfaces` are the words that its writer says carry the due values; where it says nothing they are looked for.
    """
    path = f"/messages/{brief.message}"
    found = list(unclean(path, text, brief.offered.names, may_be_empty=brief.may_be_silent))
    if text.strip():
        rules = _OF_USER if brief.role == "user" else _OF_ASSISTANT
        turn = _Turn(brief, path, text, said, _surfaces(brief, text, surfaces))
        found.extend(violation for rule in rules for violation in rule(turn))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Turn:
    """One text with its brief, what was said before, and the words that carry the due values."""

    brief: Brief
    path: str
    text: str
    said: Sequence[Said]
    carried: Mapping[int, Surface]

    def evidence(self) -> Evidence:
        """What claims may rest on."""
        outputs = [result.output for result in self.brief.results]
        users = [one.text for one in self.said if one.role == "user"]
        if not self.said:
            users = [str(due.value) for due in self.brief.told]
        return Evidence([*map(output_text, outputs), *users], outputs, users)

    def shown(self) -> str:
        """All that was said and returned before, in lower case."""
        outputs = (output_text(result.output) for result in self.brief.results)
        return " ".join((*outputs, *(one.text for one in self.said))).casefold()


def _surfaces(brief: Brief, text: str, declared: Sequence[Surface] | None) -> Mapping[int, Surface]:
    if declared is None:
        return located(brief.due, text, brief.today)
    values = {due.slot: due.value for due in brief.due}
    return {one.slot: one for one in declared if one.slot in values and _carries(one, values[one.slot], text)}


def _carries(surface: Surface, value: object, text: str) -> bool:
    """Whether the declared words stand in the text and give the value."""
    if not holds_token(text, surface.text):
        return False
    if not surface.transform:
        return matches(surface.text, value)
    try:
        return bool(apply(surface.transform, surface.text) == value)
    except (KeyError, ValueError):
        return False


# Of users' turns.


def _due_values_are_told(turn: _Turn) -> Iterator[Violation]:
    for due in turn.brief.due:
        surface = turn.carried.get(due.slot)
        if surface is None:
            yield Violation("ARG_UNGROUNDED", turn.path, f"does not tell the {due.label}: {due.value!r}")
        else:
            yield from _well_told(turn, due, surface)


def _well_told(turn: _Turn, due: Due, surface: Surface) -> Iterator[Violation]:
    if denies(turn.text, surface.text) or denies(turn.text, str(due.value)):
        yield Violation("STALE_VALUE", turn.path, f"takes back the {due.label}, {surface.text!r}")
    for place in due.places if surface.transform != "yes_no" else ():
        problem = said_for_another(turn.text, surface.text, place.argument, place.others)
        if problem:
            yield Violation("ARG_MISPLACED", turn.path, f"{surface.text!r}, the {due.label}, {problem}")


def _standing_values_are_kept(turn: _Turn) -> Iterator[Violation]:
    for due in turn.brief.standing:
        if denies(turn.text, str(due.value)):
            yield Violation(
                "STALE_VALUE", turn.path, f"takes back the {due.label}, {due.value!r}, which is still meant"
            )


def _nothing_is_said_early(turn: _Turn) -> Iterator[Violation]:
    for due, why in _early(turn):
        match why:
            case Why.UNSHOWN:
                yield Violation("LEAKED_ID", turn.path, f"says {due.value!r} before any tool gave it")
            case Why.ASKED_FOR_LATER:
                yield Violation("REASKED", turn.path, f"says the {due.label}, {due.value!r}, which is asked for later")
            case Why.TOLD_LATER:
                yield Violation("UNUSED_VALUE", turn.path, f"says the {due.label}, {due.value!r}, of a later turn")


def _early(turn: _Turn) -> Iterator[tuple[Due, Why]]:
    """The withheld values that stand in the text, beside those that are due."""
    rest = without_day(turn.text, turn.brief.today)
    for surface in sorted(turn.carried.values(), key=lambda one: -len(one.text)):
        rest = rest.replace(surface.text, "\0")
    sought = (_in_any_words(one, turn.brief.role) for one in turn.brief.withheld)
    worded = located([due for due in sought if due is not None], rest)
    shown: str | None = None
    for one in turn.brief.withheld:
        words = worded[one.due.slot].text if one.due.slot in worded else _foretold(one, rest)
        if words:
            shown = turn.shown() if shown is None else shown
            value = str(one.due.value)
            if not _is_common(words, turn.brief) and not any(
                holds_token(shown, said.casefold()) for said in (value, words)
            ):
                yield one.due, one.why


def _is_common(words: str, brief: Brief) -> bool:
    """Whether they are said for any reason: "it" and "in", which are codes too, and plain words that tools speak of."""
    if not words.islower() or "_" in words:
        return False
    return (len(words) <= _SHORT and words.isalpha()) or holds_token(brief.offered.words, words)


def _in_any_words(withheld: Withheld, role: Role) -> Due | None:
    """The user's value to look for in all its wordings: of numbers only the figures, and of users' texts alone.

    "One", "an hour" and "3 entries" are said for other reasons than the value; the figures of the assistant are claims.
    """
    if withheld.why is Why.UNSHOWN:
        return None
    if isinstance(withheld.due.value, str):
        return withheld.due
    return replace(withheld.due, transforms=()) if role == "user" else None


def _foretold(withheld: Withheld, text: str) -> str:
    """The value that only a tool will give, where the text says it."""
    value = withheld.due.value
    return str(value) if withheld.why is Why.UNSHOWN and foretells(text, value) else ""


def _no_ids_are_quoted(turn: _Turn) -> Iterator[Violation]:
    return quoted(turn.path, turn.text, turn.brief.ids.__contains__)


def _everything_told_is_used(turn: _Turn) -> Iterator[Violation]:
    brief = turn.brief
    if brief.outcome.value not in CALLING:
        return
    told = [one.text for one in turn.carried.values()] + [str(due.value) for due in brief.told]
    text = without_day(turn.text, brief.today)
    folded = [one.casefold() for one in told]
    yield from unused_values(turn.path, text, folded, lambda token: token in turn.shown() + brief.offered.words)
    known = partial(_known, turn, told)
    yield from unused_names(turn.path, text, " | ".join(told), known)


def _known(turn: _Turn, told: Sequence[str], name: str) -> bool:
    return is_known(name, told, turn.shown(), turn.brief.offered.words)


def _today_is_stated(turn: _Turn) -> Iterator[Violation]:
    brief = turn.brief
    stated = states(turn.text, brief.today) if brief.today else False
    if brief.states_today and not stated:
        yield Violation("UNSTATED_TODAY", turn.path, f"does not state that today is {brief.today}")
    before = stated or any(one.role == "user" and states(one.text, brief.today) for one in turn.said)
    for one in turn.carried.values():
        if context_of(one.transform, "date_from") and not (before or brief.states_today or not turn.said):
            yield Violation("UNSTATED_TODAY", turn.path, f"tells {one.text!r} before {brief.today} is stated")


def _the_one_meant_is_named(turn: _Turn) -> Iterator[Violation]:
    pick = turn.brief.pick
    if pick is not None:
        yield from misreferred(turn.path, turn.text, pick.item, pick.items)


# Of the assistant's turns.


def _claims_are_supported(turn: _Turn) -> Iterator[Violation]:
    return unsupported(turn.path, turn.text, turn.evidence)


def _nothing_is_foretold(turn: _Turn) -> Iterator[Violation]:
    for due, _ in _early(turn):
        yield Violation("UNSUPPORTED_CLAIM", turn.path, f"says {due.value!r}, which nobody has told yet")


def _deeds_are_true(turn: _Turn) -> Iterator[Violation]:
    brief = turn.brief
    return untrue(turn.path, turn.text, brief.made, unmet(brief.outcome.value, brief.made) if brief.ends else "")


def _questions_ask(turn: _Turn) -> Iterator[Violation]:
    if isinstance(turn.brief.event, AskSlots | AskMend) and not asks(turn.text):
        labels = ", ".join(due.label for due in turn.brief.asked)
        yield Violation("REQUESTS", turn.path, f"does not end with the question for: {labels}")
    declined = declines(turn.text) if turn.brief.ends and turn.brief.outcome is Outcome.NO_CALL else ""
    if declined:
        yield Violation("REQUESTS", turn.path, f"says {declined!r} where it is to answer")


def _news_are_told(turn: _Turn) -> Iterator[Violation]:
    folded = turn.text.casefold()
    for one in turn.brief.news:
        if not tells(folded, one.result.output, one.given) and has_news(
            one.result.output, _before(turn, one.result.call)
        ):
            yield Violation("EXTRA_CALL", turn.path, f"tells nothing of what call {one.result.call} returned")


def _before(turn: _Turn, call: int) -> str:
    """What was said, and what other calls returned."""
    outputs = (output_text(result.output) for result in turn.brief.results if result.call != call)
    return " ".join((*outputs, *(one.text for one in turn.said)))


_Rule = Callable[[_Turn], Iterator[Violation]]
_OF_USER: tuple[_Rule, ...] = (
    _due_values_are_told,
    _standing_values_are_kept,
    _nothing_is_said_early,
    _no_ids_are_quoted,
    _everything_told_is_used,
    _today_is_stated,
    _the_one_meant_is_named,
)
_OF_ASSISTANT: tuple[_Rule, ...] = (
    _claims_are_supported,
    _nothing_is_foretold,
    _deeds_are_true,
    _questions_ask,
    _news_are_told,
)
