"""Reports: what the assistant tells of a goal's results, as a person would sum them up.

    search + book   "Done! The booking ID is bk_3391. The status is confirmed and the total price is 387 EUR."
    search          "I found 4 hotels. The first ones are Hotel Lux and Casa Nova. For Hotel Lux, the price is 129 EUR."

Every value stands in an output as it is said; counts are the lengths of lists that were returned.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..common.json_types import Json
from ..common.kinds import Intent, Kind
from ..common.plans import FromOutput, Plan, Selector
from ..common.tools import Endpoint
from ..common.trace import Call, Report
from .facts import MONEY, Fact, facts_of, id_of, kinds_of, said_values, value_text
from .inflection import capitalized, closed, listing, singular_of, spelled
from .labels import is_sane
from .phrasebook import Template, book, fill
from .references import item_of, name_of, object_noun, selected, title

_MOST_NAMES = 3
_CANCELS = frozenset(("cancel",))


@dataclass(frozen=True, slots=True)
class _Told:
    """One call with what it returned."""

    call: Call
    endpoint: Endpoint
    output: Json
    kinds: Mapping[str, Kind]

    @property
    def failed(self) -> bool:
        return not isinstance(self.output, dict | list) or (isinstance(self.output, dict) and "error" in self.output)


@dataclass(slots=True)
class ReportWriter:
    """Writes reports; remembers the kinds of each endpoint's output fields."""

    endpoints: Mapping[str, Endpoint]
    _kinds: dict[str, dict[str, Kind]] = field(default_factory=dict)

    def write(
        self, plan: Plan, event: Report, calls: Mapping[int, Call], outputs: Mapping[int, Json], rng: random.Random
    ) -> str:
        """The report on a goal."""
        told = [self._told(calls[number], outputs) for number in event.calls]
        groups = [plan.steps[one.call.step].group for one in told]
        last = [one for one, group in zip(told, groups, strict=True) if group == groups[-1]]
        before = [one for one in told if one not in last]
        sentences: list[str] = []
        for one in before:
            said = _on_the_way(one, told, plan, outputs, rng)
            if said and any(_opens_alike(said[0], sentence) for sentence in sentences):
                said = _on_the_way(one, told, plan, outputs, rng)
            sentences.extend(said)
        sentences.extend(_siblings(last, plan, outputs, rng) if len(last) > 1 else _single(last[0], sentences, rng))
        if event.last and rng.random() < 0.4:
            sentences.append(rng.choice(book().offers))
        return " ".join(closed(sentence) for sentence in sentences if sentence)

    def _told(self, call: Call, outputs: Mapping[int, Json]) -> _Told:
        endpoint = self.endpoints[call.endpoint_id]
        kinds = self._kinds.get(endpoint.id)
        if kinds is None:
            kinds = self._kinds[endpoint.id] = kinds_of(endpoint)
        return _Told(call, endpoint, outputs.get(call.number), kinds)


_NOTHING_SAID = "it went through."


def _opens_alike(one: str, two: str) -> bool:
    return one.split(" ")[:2] == two.split(" ")[:2]


def _phrase(act: str, rng: random.Random, **fields: str) -> str:
    template: Template = rng.choice(book().reports[act])
    return capitalized(fill(template, fields))


def _on_the_way(
    told: _Told, all_told: Sequence[_Told], plan: Plan, outputs: Mapping[int, Json], rng: random.Random
) -> list[str]:
    """A word on a call that led to others: how many it found and which was chosen, or that it was done."""
    if told.failed:
        return [_phrase("failed", rng, message=_message(told.output))]
    items = main_list(told.output)
    if told.endpoint.intent.many and items is not None:
        chosen = _chosen(told, items, all_told, plan, outputs, rng)
        return [_count(len(items), object_noun(told.endpoint), rng), chosen]
    if not told.endpoint.intent.writes:
        text = _side(told, all_told.index(told), all_told, outputs)
        return [] if text.casefold().endswith(_NOTHING_SAID) else [text]
    made = id_of(told.output, told.endpoint.entity, told.kinds)
    return [_phrase(_opening(told), rng), capitalized(f"{made.clause()}.") if made else ""]


def _chosen(
    source: _Told,
    items: list[Json],
    all_told: Sequence[_Told],
    plan: Plan,
    outputs: Mapping[int, Json],
    rng: random.Random,
) -> str:
    """Which item of a list the next call worked on; "" where several did, or it has no name."""
    users = [one.call for one in all_told if any(row.from_call == source.call.number for row in one.call.provenance)]
    item = item_of(users[0], outputs) if users else None
    selector, name = (_selector(plan, users[0]), name_of(item)) if users else (None, "")
    several = any(_selector(plan, call) != selector for call in users[1:] if _selector(plan, call))
    if not name or selector is None or several or item not in items or len(items) == 1:
        return ""
    nouns = object_noun(source.endpoint)
    one, with_noun = selected(selector)
    pick = with_noun.replace("{noun}", singular_of(nouns)) if with_noun and nouns != "results" else one
    price = next((fact for fact in facts_of(item, source.kinds, frozenset(), 1) if fact.kind in MONEY), None)
    shown = f"{title(name)} at {price.value}" if price else title(name)
    return _phrase("chosen", rng, pick=pick.removeprefix("the "), name=shown)


def _selector(plan: Plan, call: Call) -> Selector | None:
    for argument in plan.steps[call.step].arguments:
        if isinstance(argument.source, FromOutput) and "*" in argument.source.field:
            return argument.source.selector
    return None


def _count(number: int, nouns: str, rng: random.Random) -> str:
    if number == 0:
        return _phrase("found_none", rng, nouns=nouns)
    if number == 1:
        return _phrase("found_one", rng, noun=singular_of(nouns))
    shown = spelled(number) if number <= 10 and rng.random() < 0.5 else str(number)
    return _phrase("found_many", rng, n=shown, nouns=nouns)


def main_list(output: Json) -> list[Json] | None:
    """The list of results in an output: the output itself, or the longest list of objects (else of scalars) in it."""
    if isinstance(output, list):
        return output
    if not isinstance(output, dict):
        return None
    lists = [value for value in output.values() if isinstance(value, list)]
    inner = [v for value in output.values() if isinstance(value, dict) for v in value.values() if isinstance(v, list)]
    candidates = lists or inner
    objects = [one for one in candidates if not one or isinstance(one[0], dict)]
    return max(objects or candidates, key=len, default=None)


def _single(told: _Told, said: Sequence[str], rng: random.Random) -> list[str]:
    if told.failed:
        return [_phrase("failed", rng, message=_message(told.output))]
    items = main_list(told.output)
    if told.endpoint.intent.many and items is not None:
        return _listed(told, items, rng)
    return _one(told, " ".join(said), rng)


def _message(output: Json) -> str:
    error = output.get("error") if isinstance(output, dict) else None
    text = error.get("message") if isinstance(error, dict) else error
    return (value_text(text) or "the service gave no usable answer").rstrip(".!")


def _listed(told: _Told, items: list[Json], rng: random.Random) -> list[str]:
    """How many there are, the first names, and what is to be known of the first."""
    nouns = object_noun(told.endpoint)
    sentences = [_count(len(items), nouns, rng)]
    if not items:
        return sentences
    names = [name for name in dict.fromkeys(name_of(item) for item in items) if name]
    shown = [title(name) for name in names[:_MOST_NAMES]]
    if len(items) == 1 and shown:
        sentences.append(_phrase("name_one", rng, names=shown[0]))
    elif len(shown) == 1:
        sentences.append(_phrase("name_first", rng, names=shown[0]))
    elif shown:
        sentences.append(_phrase("names_all" if len(shown) == len(items) else "names_some", rng, names=listing(shown)))
    known = said_values(told.call.arguments, names[:1])
    facts = facts_of(items[0], told.kinds, known, 2)
    if facts and (shown or isinstance(items[0], dict)):
        subject = "" if len(items) == 1 else shown[0] if shown else "the first one"
        sentences.append(_about(subject, facts, rng))
    return sentences


def _about(subject: str, facts: Sequence[Fact], rng: random.Random) -> str:
    """ "For Hotel Lux, the price is 129 EUR." or "Hotel Lux: price 129 EUR, rating 4.5."."""
    if not subject or rng.random() < 0.6:
        return capitalized(f"{f'For {subject}, ' if subject else ''}{_clauses(facts)}.")
    return capitalized(f"{subject}: {', '.join(fact.noun_phrase() for fact in facts)}.")


def _one(told: _Told, said: str, rng: random.Random) -> list[str]:
    """One thing or one reading: what was done, its id where one was made, and up to three facts not `said` yet."""
    intent = told.endpoint.intent
    sentences = [_phrase(_opening(told), rng)]
    known = said_values(told.call.arguments)
    found = facts_of(told.output, told.kinds, known, 5, _topic(told))
    facts = [fact for fact in found if fact.value not in said][:3] or found[:1]
    if intent is Intent.CREATE and (made := id_of(told.output, told.endpoint.entity, told.kinds)):
        facts = [made, *[fact for fact in facts if fact.value != made.value][:2]]
    if facts:
        name = "" if intent.writes else name_of(told.output)
        telling = [fact for fact in facts if fact.value.strip('"') != name]
        facts, name = (telling, name) if telling else (facts, "")
        sentences.append(_about(title(name), facts[:2], rng))
        items = main_list(told.output)
        if len(facts) < 2 and items and not intent.writes:
            sentences.append(capitalized(_first_entry(told, items)))
        sentences.extend(capitalized(f"{fact.clause()}.") for fact in facts[2:])
        return sentences
    return [*sentences, *_fallback(told, rng)]


def _fallback(told: _Told, rng: random.Random) -> list[str]:
    """Where no fact reads well: names in a list, the output's only scalar, or that there is nothing more to tell."""
    if told.endpoint.intent.writes:
        return []
    items = main_list(told.output)
    if items and (entry := _first_entry(told, items)):
        return [capitalized(entry)]
    names = [text for item in items or [] if (text := name_of(item) or value_text(item))]
    if items is not None and names:
        shown = listing(names[:_MOST_NAMES])
        return [_count(len(items), object_noun(told.endpoint), rng), _phrase("names_some", rng, names=shown)]
    again = facts_of(told.output, told.kinds, frozenset(), 2)
    if again:
        return [capitalized(f"{_clauses(again)}.")]
    return [_phrase("nothing_more", rng)]


def _topic(told: _Told) -> str:
    return told.endpoint.purpose.object if told.endpoint.purpose else ""


def _opening(told: _Told) -> str:
    match told.endpoint.intent:
        case Intent.CREATE:
            return "created"
        case Intent.UPDATE:
            return "updated"
        case Intent.DELETE:
            verb = told.endpoint.purpose.verb if told.endpoint.purpose else ""
            return "canceled" if verb in _CANCELS else "deleted"
        case Intent.COMPUTE:
            return "computed"
        case _:
            return "got"


def _clauses(facts: Sequence[Fact]) -> str:
    return listing([fact.clause() for fact in facts])


def _siblings(told: Sequence[_Told], plan: Plan, outputs: Mapping[int, Json], rng: random.Random) -> list[str]:
    """Parallel calls side by side: one sentence each, named by what tells them apart."""
    if all(one.endpoint.intent.writes and not one.failed for one in told):
        opening = [_phrase("created" if told[0].endpoint.intent is Intent.CREATE else "updated", rng)]
    else:
        opening = [_phrase("got", rng)] if rng.random() < 0.5 else []
    return [*opening, *[_side(one, at, told, outputs) for at, one in enumerate(told)]]


def _side(told: _Told, at: int, all_told: Sequence[_Told], outputs: Mapping[int, Json]) -> str:
    alike = any(one.endpoint is told.endpoint for one in all_told if one is not told)
    subject = f"For {_distinction(told, at, all_told, outputs)}, " if alike else ""
    return capitalized(_side_text(told, subject))


def _side_text(told: _Told, subject: str) -> str:
    if told.failed:
        return f"{subject}it didn't work: {_message(told.output)}."
    items = main_list(told.output)
    if told.endpoint.intent.many and items is not None:
        return f"{subject}{_found(items, object_noun(told.endpoint))}."
    known = said_values(told.call.arguments, name_of(told.output))
    facts = facts_of(told.output, told.kinds, known, 2, _topic(told))
    if told.endpoint.intent is Intent.CREATE and (made := id_of(told.output, told.endpoint.entity, told.kinds)):
        facts = [made, *facts[:1]]
    if len(facts) < 2 and items and (entry := _first_entry(told, items)):
        return f"{subject}{_clauses(facts)}. {capitalized(entry)}" if facts else f"{subject}{entry}"
    return f"{subject}{_clauses(facts)}." if facts else f"{subject}{_NOTHING_SAID}"


def _first_entry(told: _Told, items: list[Json]) -> str:
    """ "the first of 5 entries has date 2026-04-11, temperature 14." for a reading that is a series."""
    facts = facts_of(items[0], told.kinds, said_values(told.call.arguments), 3, _topic(told))
    said = ", ".join(fact.noun_phrase() for fact in facts)
    opening = "the only entry" if len(items) == 1 else f"the first of {len(items)} entries"
    return f"{opening} shows {said}." if said else ""


def _found(items: list[Json], nouns: str) -> str:
    """ "there are 4 hotels, such as Hotel Lux and Casa Nova"."""
    names = [title(name) for name in dict.fromkeys(name_of(item) for item in items) if name][:2]
    if len(items) == 1:
        return f"there is one {singular_of(nouns)}" + (f", {names[0]}" if names else "")
    such = f", such as {listing(names)}" if names else ""
    return f"there are {len(items)} {nouns}{such}" if items else f"there are no {nouns}"


def _distinction(told: _Told, at: int, all_told: Sequence[_Told], outputs: Mapping[int, Json]) -> str:
    """What tells a sibling apart: its item's name, an argument that differs, or its place."""
    if name := name_of(item_of(told.call, outputs)) or name_of(told.output):
        return title(name)
    for key, value in told.call.arguments.items():
        others = [one.call.arguments.get(key) for one in all_told if one is not told]
        from_user = any(row.slot is not None for row in told.call.provenance if row.argument == f"/{key}")
        if from_user and value not in others and (text := value_text(value)):
            return title(text)
    noun = object_noun(told.endpoint)
    ordinal_word = ("first", "second", "third", "fourth", "fifth")[at] if at < 5 else f"{at + 1}th"
    return (
        f"the {ordinal_word} {singular_of(noun)}"
        if noun != "results" and is_sane([singular_of(noun)])
        else f"the {ordinal_word} one"
    )
