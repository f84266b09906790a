"""Reports: what the assistant tells of a goal's results, as a person would sum them up.

    search + book   "The cheapest hotel is Casa Nova. I've booked the room in Casa Nova. Your booking ID is bk_3391."
    search          "I found 4 hotels. The first ones are Hotel Lux (98 EUR a night) and Casa Nova (129 EUR a night)."

Every value stands in an output as it is said; counts are stated by the output or the lengths of its lists.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..common.json_types import Json
from ..common.kinds import Intent, Kind
from ..common.plans import FromOutput, Outcome, Plan, Selector
from ..common.tools import Endpoint
from ..common.trace import Call, Report
from .deeds import done, outcome
from .fact_phrases import clauses, short, told_of
from .facts import MONEY, Fact, facts_of, kinds_of, made_id, said_values, value_text
from .inflection import capitalized, closed, listing, ordinal, singular_of
from .labels import is_sane, words_of
from .lists import counted, found, listed, phrase
from .names import item_of, name_of, named, title
from .phrasebook import book
from .purposes import topic_of
from .references import Reference, refer, selected
from .setbacks import SetbackWriter
from .talk import Talk
from .told import Told, main_list

_NOTHING_SAID = "it went through."
_NOTHING_MORE = "nothing more to report."


@dataclass(slots=True)
class ReportWriter:
    """Writes reports; remembers the kinds of each endpoint's output fields."""

    endpoints: Mapping[str, Endpoint]
    setbacks: SetbackWriter
    _kinds: dict[str, dict[str, Kind]] = field(default_factory=dict)

    def write(self, talk: Talk, event: Report) -> str:
        """The report on a goal."""
        told = [self._told(talk.calls[number], talk.outputs) for number in event.calls]
        view = _View(talk.plan, told, talk.outputs, talk.calls, self.endpoints)
        if talk.goal(event.goal).outcome is Outcome.FAILED:
            sentences = self._failed(talk, event, view)
        else:
            sentences = self._done(talk, view)
        if event.last and talk.rng.random() < 0.4:
            sentences.append(talk.fresh(book().offers))
        return " ".join(closed(sentence) for sentence in sentences if sentence)

    def _done(self, talk: Talk, view: "_View") -> list[str]:
        """What came of a goal, step by step; the steps of the last group in full."""
        told, rng = view.told, talk.rng
        steps = talk.plan.steps
        final = steps[told[-1].call.step].group
        last = [one for one in told if steps[one.call.step].group == final]
        sentences: list[str] = []
        for one in told[: len(told) - len(last)]:
            sentences.append(self.setbacks.mended(talk, one.call))
            said = _on_the_way(one, view, sentences, rng)
            if said and any(_opens_alike(said[0], sentence) for sentence in sentences):
                said = _on_the_way(one, view, sentences, rng)
            sentences.extend(said)
        sentences.extend(mended for one in last if (mended := self.setbacks.mended(talk, one.call)))
        sentences.extend(_siblings(last, view, rng) if len(last) > 1 else _single(last[0], view, sentences, rng))
        return sentences

    def _failed(self, talk: Talk, event: Report, view: "_View") -> list[str]:
        """What worked on the way, what failed and why, and what was not done for that reason."""
        sentences: list[str] = []
        struck = [one for one in view.told if one.call.number in talk.faults]
        for one in view.told:
            if one not in struck:
                sentences.extend(_on_the_way(one, view, ["", *sentences], talk.rng))
        for one in struck:
            fault, about = talk.faults[one.call.number], view.reference(one.call)
            sentences.append(self.setbacks.failed(talk, one.call, fault, about))
        made = {one.call.step for one in view.told}
        left = [step for step in talk.goal(event.goal).steps if step not in made]
        return [*sentences, *[self.setbacks.not_done(talk, step) for step in left[:1] if talk.rng.random() < 0.7]]

    def _told(self, call: Call, outputs: Mapping[int, Json]) -> Told:
        endpoint = self.endpoints[call.endpoint_id]
        kinds = self._kinds.get(endpoint.id)
        if kinds is None:
            kinds = self._kinds[endpoint.id] = kinds_of(endpoint)
        return Told(call, endpoint, outputs.get(call.number), kinds)


@dataclass(frozen=True, slots=True)
class _View:
    """What one report may look at."""

    plan: Plan
    told: Sequence[Told]
    outputs: Mapping[int, Json]
    calls: Mapping[int, Call]  # all of them, made so far and later
    endpoints: Mapping[str, Endpoint]

    def reference(self, call: Call) -> Reference | None:
        """What a call works on, by its name where it has one; None where that cannot be said."""
        found = refer([self.plan.steps[call.step]], self.endpoints, self.plan.steps)
        name = self.worked_on(call)[0]
        if found is None or (not name and (found.owner or not found.alone)):
            return None
        named = name and (found.owner or not found.alone)
        return replace(found, text=found.owner + name, with_noun="") if named else found

    def worked_on(self, call: Call) -> tuple[str, str]:
        """The name of the item that a call was fed, as it is shown, and the noun of what it is; "" for none."""
        for row in call.provenance:
            if row.from_call is not None:
                entity = self.endpoints[self.calls[row.from_call].endpoint_id].entity
                name = name_of(item_of(call, self.outputs), entity)
                return (title(name), entity or "") if name else ("", "")
        return "", ""


def _opens_alike(one: str, two: str) -> bool:
    return one.split(" ")[:2] == two.split(" ")[:2]


def _on_the_way(told: Told, view: _View, said: Sequence[str], rng: random.Random) -> list[str]:
    """A word on a call that led to others: how many it found and which was chosen, or that it was done."""
    if told.failed:
        return [phrase("failed", rng, message=told.message)]
    alike = any(one.endpoint is told.endpoint for one in view.told if one is not told)
    if (items := told.items) is not None and not alike:
        return [counted(told, items, rng), _chosen(told, items, view, rng)]
    if told.endpoint.intent.writes:
        deed = done(told, *view.worked_on(told.call), rng, first=not said)
        return [deed, *outcome(told, " ".join([*said, deed]), rng, 1)]
    text = _side(told, view.told, view, rng)
    return [] if text.casefold().endswith((_NOTHING_SAID, _NOTHING_MORE)) else [text]


def _chosen(source: Told, items: list[Json], view: _View, rng: random.Random) -> str:
    """Which item of a list the next call worked on; "" where several did, or it has no name."""
    users = [one.call for one in view.told if any(row.from_call == source.call.number for row in one.call.provenance)]
    item = item_of(users[0], view.outputs) if users else None
    selector = _selector(view.plan, users[0]) if users else None
    name = name_of(item, source.endpoint.entity)
    several = any(_selector(view.plan, call) != selector for call in users[1:] if _selector(view.plan, call))
    if not name or selector is None or several or item not in items or len(items) == 1:
        return ""
    one, with_noun = selected(selector)
    pick = with_noun.replace("{noun}", singular_of(source.nouns)) if with_noun and source.nouns != "results" else one
    price = next((fact for fact in facts_of(item, source.kinds, frozenset(), 1) if fact.kind in MONEY), None)
    shown = f"{title(name)} ({short(price)})" if price else title(name)
    return phrase("chosen", rng, pick=pick.removeprefix("the "), name=shown)


def _selector(plan: Plan, call: Call) -> Selector | None:
    for argument in plan.steps[call.step].arguments:
        if isinstance(argument.source, FromOutput) and "*" in argument.source.field:
            return argument.source.selector
    return None


def _single(told: Told, view: _View, said: Sequence[str], rng: random.Random) -> list[str]:
    if told.failed:
        return [phrase("failed", rng, message=told.message)]
    if (items := told.items) is not None:
        return listed(told, items, rng)
    if told.endpoint.intent.writes:
        deed = done(told, *view.worked_on(told.call), rng, first=not said)
        return [deed, *outcome(told, " ".join([*said, deed]), rng)]
    return _reading(told, view, " ".join(said), rng)


def _reading(told: Told, view: _View, said: str, rng: random.Random) -> list[str]:
    """One thing or one reading: up to three facts that were not `said` yet, by name where it has one."""
    act = "computed" if told.endpoint.intent is Intent.COMPUTE else "got"
    opening = [phrase(act, rng)] if not said and rng.random() < 0.4 else []
    found = facts_of(told.output, told.kinds, said_values(told.call.arguments), 5, told.topic)
    facts = [fact for fact in found if fact.value not in said][:3] or found[:1]
    key, name = named(told.output, told.endpoint.entity)
    if set(words_of(key)) <= set(told.topic.split()):
        name = ""  # it is what was asked for, not what it is about
    telling = [fact for fact in facts if fact.value.strip('"') != name]
    if not facts:
        return [*opening, *_fallback(told, rng)]
    items = main_list(told.output)
    if not telling:
        entry = capitalized(_first_entry(told, items)) if items else ""
        if not name:
            return [*opening, *told_of("", facts, rng), entry]
        return _named_only(name, entry, said, view.worked_on(told.call)[0], rng)
    if not name and (about := _about(told, view.told)):
        return [*opening, capitalized(f"{about}{clauses(telling)}.")]
    person = told.kinds.get(key) is Kind.PERSON_NAME
    sentences = told_of(_subject(name, said, person), telling, rng, person=person)
    if len(facts) < 2 and items:
        sentences.append(capitalized(_first_entry(told, items)))
    return [*opening, *sentences]


def _subject(name: str, said: str, person: bool) -> str:
    """The name, or "it" where the last sentence has just said it."""
    return "it" if name and not person and title(name) in said.rpartition(". ")[2] else title(name)


def _named_only(name: str, entry: str, said: str, worked_on: str, rng: random.Random) -> list[str]:
    """Where nothing but a name is to be told: the name unless it was said, and the first entry of its list."""
    if entry and title(name) in said:
        return [entry]
    act = "nothing_more" if title(name) == worked_on and not entry else "name_one"
    return [phrase(act, rng, names=title(name)), entry]


def _fallback(told: Told, rng: random.Random) -> list[str]:
    """Where no fact reads well: names in a list, what is known already, or that there is nothing more to tell."""
    items = main_list(told.output)
    if items and (entry := _first_entry(told, items)):
        return [capitalized(entry)]
    names = list(dict.fromkeys(text for item in items or [] if (text := name_of(item, None) or value_text(item))))
    if items is not None and len(names) > 1:
        return [phrase("names_all" if len(names) <= 3 else "names_some", rng, names=listing(names[:3]))]
    if names:
        return [phrase("name_one", rng, names=names[0])]
    again = facts_of(told.output, told.kinds, frozenset(), 2)
    return told_of("", again, rng) if again else [phrase("nothing_more", rng)]


def _siblings(told: Sequence[Told], view: _View, rng: random.Random) -> list[str]:
    """Parallel calls side by side: one sentence each, named by what tells them apart."""
    opening = []
    if all(one.endpoint.intent.writes and not one.failed for one in told):
        opening = [phrase("created" if told[0].endpoint.intent is Intent.CREATE else "updated", rng)]
    sides = [_side(one, told, view, rng) for one in told]
    if all(text.casefold().endswith(_NOTHING_MORE) for text in sides):
        return [phrase("nothing_more", rng)]
    return [*opening, *sides]


def _side(told: Told, all_told: Sequence[Told], view: _View, rng: random.Random) -> str:
    alike = any(one.endpoint is told.endpoint for one in all_told if one is not told)
    key, own = named(told.output, told.endpoint.entity) if alike else ("", "")
    reads_one = not told.endpoint.intent.many and not told.endpoint.intent.writes
    if own and reads_one and not told.failed and not _has_twin(told, own, all_told):
        known = said_values(told.call.arguments, own)
        facts = facts_of(told.output, told.kinds, known, 2, told.topic)
        if facts:
            return " ".join(told_of(title(own), facts, rng, person=told.kinds.get(key) is Kind.PERSON_NAME))
    if alike and not told.endpoint.intent.writes and told.items is None and not told.failed and rng.random() < 0.4:
        facts = _side_facts(told)
        if len(facts) > 1:
            said = ", ".join(short(fact) for fact in facts)
            return capitalized(f"{_distinction(told, all_told, view)}: {said}.")
    subject = f"for {_distinction(told, all_told, view)}, " if alike else _about(told, all_told)
    clash = any(one.nouns == told.nouns for one in all_told if one.endpoint is not told.endpoint)
    return capitalized(_side_text(told, subject, told.place if clash else ""))


def _has_twin(told: Told, name: str, all_told: Sequence[Told]) -> bool:
    """Whether another call is about a thing of that name."""
    return any(one is not told and named(one.output, one.endpoint.entity)[1] == name for one in all_told)


def _about(told: Told, all_told: Sequence[Told]) -> str:
    """ "for the weather forecast, " where a call of another kind tells facts of the same names; "" else."""
    others = [one for one in all_told if one.endpoint is not told.endpoint and _tells_facts(one)]
    if not others or not _tells_facts(told):
        return ""
    labels = {fact.label for fact in _side_facts(told)}
    rivals = [one for one in others if labels & {fact.label for fact in _side_facts(one)}]
    if not rivals:
        return ""
    topic = topic_of(told.endpoint)
    if topic.removeprefix("the ") in labels:
        return ""
    if topic and all(topic_of(one.endpoint) != topic for one in rivals):
        return f"for {topic}, "
    taken = said_values(*[one.call.arguments for one in rivals])
    own = (value_text(value) for value in told.call.arguments.values() if isinstance(value, str))
    return next((f"for {title(text)}, " for text in own if text and text.casefold() not in taken), "")


def _tells_facts(told: Told) -> bool:
    return not told.failed and told.items is None and not told.endpoint.intent.writes


def _side_text(told: Told, subject: str, place: str) -> str:
    if told.failed:
        return f"{subject}it didn't work: {told.message}."
    if (items := told.items) is not None:
        return f"{subject}{found(told, items, place)}."
    facts = _side_facts(told)
    items = main_list(told.output)
    if len(facts) < 2 and items and (entry := _first_entry(told, items)):
        return f"{subject}{clauses(facts)}. {capitalized(entry)}" if facts else f"{subject}{entry}"
    if facts or told.endpoint.intent.writes:
        return f"{subject}{clauses(facts)}." if facts else f"{subject}{_NOTHING_SAID}"
    name = title(name_of(told.output, told.endpoint.entity))
    if name and name.casefold() not in subject.casefold() and name.casefold() not in said_values(told.call.arguments):
        return f"{subject}it is {name}."
    return f"{subject}there is {_NOTHING_MORE}"


def _side_facts(told: Told) -> list[Fact]:
    known = said_values(told.call.arguments, name_of(told.output, told.endpoint.entity))
    if not told.endpoint.intent.writes:
        return facts_of(told.output, told.kinds, known, 2, told.topic)
    made = made_id(told.output, told.endpoint.entity, known) if told.endpoint.intent is Intent.CREATE else None
    money = [fact for fact in facts_of(told.output, told.kinds, known, 2) if fact.kind in MONEY][:1]
    return [made, *money] if made else money


def _first_entry(told: Told, items: list[Json]) -> str:
    """ "the first of 5 entries is Kingsport Comets: 84 points." for a reading that is a series."""
    name = name_of(items[0], None)
    facts = facts_of(items[0], told.kinds, said_values(told.call.arguments, name), 2 if name else 3, told.topic)
    said = ", ".join(short(fact) if name else fact.noun_phrase() for fact in facts)
    opening = "the only entry" if len(items) == 1 else f"the first of {len(items)} entries"
    if name:
        return f"{opening} is {title(name)}: {said}." if said else f"{opening} is {title(name)}."
    return f"{opening} shows {said}." if said else ""


def _distinction(told: Told, all_told: Sequence[Told], view: _View) -> str:
    """What tells a sibling apart: its item's name, an argument that differs, or its place."""
    alike = [one for one in all_told if one.endpoint is told.endpoint]
    own = name_of(told.output, told.endpoint.entity)
    if not told.endpoint.intent.writes and not _side_facts(told):
        own = ""  # it is all that there is to tell
    name = view.worked_on(told.call)[0] or (title(own) if own else "")
    if name and not any(view.worked_on(one.call)[0] == name for one in alike if one is not told):
        return name
    for key, value in told.call.arguments.items():
        others = [one.call.arguments.get(key) for one in all_told if one is not told]
        from_user = any(row.slot is not None for row in told.call.provenance if row.argument == f"/{key}")
        if from_user and value not in others and (text := value_text(value)):
            return title(text)
    noun = singular_of(told.nouns)
    at = next(at for at, one in enumerate(alike) if one is told)
    return f"the {ordinal(at)} {noun if told.nouns != 'results' and is_sane([noun]) else 'one'}"
