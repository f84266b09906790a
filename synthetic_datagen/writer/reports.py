"""Reports: what the assistant tells of a goal's results, as a person would sum them up.

    search + book   "Of the 3 hotels, I took the cheapest, Casa Nova (98 EUR). I've booked the room in Casa Nova. It
                     comes to 294 EUR in total. Your booking ID is bk_3391."
    a reading       "It's 37.4 degrees and cloudy, with 66% humidity."
    several         "In Paris, it's 14.5 degrees. In Rome, it's 21 degrees and sunny."

Every value stands in an output as it is said, or is said by a rendering of what stands there; counts are stated by the
output or are the lengths of its lists.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..common.json_types import Json
from ..common.kinds import Intent, Kind
from ..common.plans import FromOutput, Outcome, Plan, Selector
from ..common.renderings import render
from ..common.tools import Endpoint
from ..common.trace import Call, Report
from .acts import say
from .deeds import done
from .fact_phrases import short
from .fact_sentences import in_clauses, notes_of, told_of
from .facts import Fact, facts_of
from .inflection import capitalized, closed, listing, ordinal, singular_of, with_the
from .labels import is_sane, words_of
from .lists import counted, found, listed, many, phrase
from .made import made_id
from .manner import Manner, manner_of
from .names import item_of, name_of, named, title
from .phrasebook import book
from .purposes import topic_of
from .references import Reference, refer, selected
from .setbacks import SetbackWriter
from .talk import Talk
from .told import Told, is_person, main_list, told_call
from .values import MONEY, Form, said_values, value_text

_NOTHING_SAID = "it went through."
_NOTHING_MORE = "nothing more to report."


@dataclass(frozen=True, slots=True)
class ReportWriter:
    """Writes reports."""

    endpoints: Mapping[str, Endpoint]
    setbacks: SetbackWriter

    def write(self, talk: Talk, event: Report) -> str:
        """The report on a goal."""
        manner = manner_of(talk)
        told = [self._told(talk, talk.calls[number]) for number in event.calls]
        view = _View(talk.plan, told, talk.outputs, talk.calls, self.endpoints, manner, talk.tone)
        if talk.goal(event.goal).outcome is Outcome.FAILED:
            sentences = self._failed(talk, event, view)
        else:
            sentences = self._done(talk, view)
        if event.last and talk.rng.random() < manner.offers:
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

    def _told(self, talk: Talk, call: Call) -> Told:
        return told_call(call, self.endpoints[call.endpoint_id], talk.outputs.get(call.number), signs=talk.signs)


@dataclass(frozen=True, slots=True)
class _View:
    """What one report may look at."""

    plan: Plan
    told: Sequence[Told]
    outputs: Mapping[int, Json]
    calls: Mapping[int, Call]  # all of them, made so far and later
    endpoints: Mapping[str, Endpoint]
    manner: Manner
    tone: str

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
        return _picked(told, items, view, rng)
    if told.endpoint.intent.writes:
        return _deed(told, view, said, rng)
    text = _side(told, view.told, view, rng)
    return [] if text.casefold().endswith((_NOTHING_SAID, _NOTHING_MORE)) else [text]


def _picked(told: Told, items: list[Json], view: _View, rng: random.Random) -> list[str]:
    """How many things a list had, and which of them the next call worked on where that is one with a name."""
    return [_chosen(told, items, view, rng) or counted(told, items, view.tone, view.manner, rng)]


def _chosen(source: Told, items: list[Json], view: _View, rng: random.Random) -> str:
    """Which item of a list the next call worked on; "" where several did, or it has no name."""
    users = [one.call for one in view.told if any(row.from_call == source.call.number for row in one.call.provenance)]
    item = item_of(users[0], view.outputs) if users else None
    selector = _selector(view.plan, users[0]) if users else None
    name = name_of(item, source.endpoint.entity)
    several = any(_selector(view.plan, call) != selector for call in users[1:] if _selector(view.plan, call))
    if not name or selector is None or several or item not in items:
        return ""
    price = next((fact for fact in facts_of(item, source.lens, 1) if fact.kind in MONEY), None)
    fields = {"name": f"{title(name)} ({short(price)})" if price else title(name), "noun": singular_of(source.nouns)}
    if len(items) == 1:
        return say("lists", "chosen_one", "", rng, **fields)
    pick = selected(selector)[0].removeprefix("the ").removesuffix(" one")
    return say("lists", "chosen", "", rng, n=many(source, rng), nouns=source.nouns, pick=pick, **fields)


def _deed(told: Told, view: _View, said: Sequence[str], rng: random.Random) -> list[str]:
    return done(told, view.worked_on(told.call), said, tone=view.tone, manner=view.manner, rng=rng)


def _selector(plan: Plan, call: Call) -> Selector | None:
    for argument in plan.steps[call.step].arguments:
        if isinstance(argument.source, FromOutput) and "*" in argument.source.field:
            return argument.source.selector
    return None


def _single(told: Told, view: _View, said: Sequence[str], rng: random.Random) -> list[str]:
    if told.failed:
        return [phrase("failed", rng, message=told.message)]
    if (items := told.items) is not None:
        return listed(told, items, view.tone, view.manner, rng)
    if told.endpoint.intent.writes:
        return _deed(told, view, said, rng)
    return _reading(told, view, " ".join(said), rng)


def _reading(told: Told, view: _View, said: str, rng: random.Random) -> list[str]:
    """One thing or one reading: a few facts that were not `said` yet, by name where it has one."""
    found = facts_of(told.output, told.lens, view.manner.facts + 2)
    facts = [fact for fact in found if fact.value not in said][: view.manner.facts] or found[:1]
    opening = _opening(told, view, facts, rng) if facts and not said else []
    key, name = named(told.output, told.endpoint.entity)
    if set(words_of(key)) <= set(told.topic.split()):
        name = ""  # it is what was asked for, not what it is about
    telling = [fact for fact in facts if fact.value.strip('"') != name]
    if not facts:
        return [*opening, *_fallback(told, view, rng)]
    items = main_list(told.output)
    if not telling:
        entry = capitalized(_first_entry(told, items, view)) if items else ""
        if not name:
            return [*opening, *told_of("", facts, rng), entry]
        return _named_only(name, entry, said, view.worked_on(told.call)[0], rng)
    if not name and (about := _about(told, view.told)):
        return [*opening, capitalized(f"{about}{in_clauses(telling, rng)}.")]
    person = is_person(told, key)
    sentences = told_of(_subject(name, said, person), telling, rng, person=person)
    if len(facts) < 2 and items:
        sentences.append(capitalized(_first_entry(told, items, view)))
    return [*opening, *sentences]


def _opening(told: Told, view: _View, facts: Sequence[Fact], rng: random.Random) -> list[str]:
    """A word before what a reading says: "Yes." to what was checked, else "Here you go." at times."""
    if facts[0].form is Form.FLAG and "flag" in told.lens.topic and facts[0].value.endswith(_CHECKED):
        return [phrase("fails" if facts[0].value.startswith("isn't ") else "holds", rng)]
    act = "computed" if told.endpoint.intent is Intent.COMPUTE else "got"
    return [phrase(act, rng)] if rng.random() < view.manner.opens else []


_CHECKED = (" valid", " verified", " available")  # what a check is made for


def _subject(name: str, said: str, person: bool) -> str:
    """The name, or "it" where the last sentence has just said it."""
    return "it" if name and not person and title(name) in said.rpartition(". ")[2] else title(name)


def _named_only(name: str, entry: str, said: str, worked_on: str, rng: random.Random) -> list[str]:
    """Where nothing but a name is to be told: the name unless it was said, and the first entry of its list."""
    if entry and title(name) in said:
        return [entry]
    act = "nothing_more" if title(name) == worked_on and not entry else "name_one"
    return [phrase(act, rng, names=title(name)), entry]


def _fallback(told: Told, view: _View, rng: random.Random) -> list[str]:
    """Where no fact reads well: names in a list, what is known already, or that there is nothing more to tell."""
    items = main_list(told.output)
    if items and (entry := _first_entry(told, items, view)):
        return [capitalized(entry)]
    names = list(dict.fromkeys(text for item in items or [] if (text := name_of(item, None) or value_text(item))))
    if items is not None and len(names) > 1:
        return [phrase("names_all" if len(names) <= 3 else "names_some", rng, names=listing(names[:3]))]
    if names:
        return [phrase("name_one", rng, names=with_the(names[0]))]
    title_of_it = told.output.get("title") if isinstance(told.output, dict) else None
    if isinstance(title_of_it, str) and title_of_it.casefold() not in told.lens.known:
        return [phrase("name_one", rng, names=with_the(title(title_of_it)))]
    again = facts_of(told.output, replace(told.lens, known=frozenset()), 2)
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
        facts = facts_of(told.output, told.lens, 2, said_values(own))
        if facts:
            return " ".join(told_of(title(own), facts, rng, person=is_person(told, key)))
    if alike and not told.endpoint.intent.writes and told.items is None and not told.failed and rng.random() < 0.4:
        facts = _side_facts(told)
        if len(facts) > 1:
            said = notes_of(facts)
            return capitalized(f"{_distinction(told, all_told, view)}: {said}.")
    clash = any(one.nouns == told.nouns for one in all_told if one.endpoint is not told.endpoint)
    subject = _for(told, all_told, view) if alike else _about(told, all_told)
    return capitalized(_side_text(told, subject, told.place if clash else "", view, rng))


def _for(told: Told, all_told: Sequence[Told], view: _View) -> str:
    """ "in Paris, " for a call that differs by its city, "for Hotel Lux, " else."""
    one = _distinction(told, all_told, view)
    key = next((key for key, value in told.call.arguments.items() if value == one), "")
    return f"{_place_word(told, key, one)} {one}, "


def _place_word(told: Told, key: str, value: str) -> str:
    """ "in" before a city that the call is about, "for" before all else."""
    return "in" if any(p.name == key and p.kind is Kind.CITY for p in told.endpoint.parameters) and value else "for"


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
    taken = frozenset[str]().union(*[one.lens.known for one in rivals])
    own = ((key, value_text(value)) for key, value in told.call.arguments.items() if isinstance(value, str))
    found = next(((key, text) for key, text in own if text and text.casefold() not in taken), None)
    return f"{_place_word(told, *found)} {title(found[1])}, " if found else ""


def _tells_facts(told: Told) -> bool:
    return not told.failed and told.items is None and not told.endpoint.intent.writes


def _side_text(told: Told, subject: str, place: str, view: _View, rng: random.Random) -> str:
    if told.failed:
        return f"{subject}it didn't work: {told.message}."
    if (items := told.items) is not None:
        return f"{subject}{found(told, items, place)}."
    facts = _side_facts(told)
    items = main_list(told.output)
    if len(facts) < 2 and items and (entry := _first_entry(told, items, view)):
        return f"{subject}{in_clauses(facts, rng)}. {capitalized(entry)}" if facts else f"{subject}{entry}"
    if facts or told.endpoint.intent.writes:
        return _facts_for(subject, facts, rng) if facts else f"{subject}{_NOTHING_SAID}"
    name = title(name_of(told.output, told.endpoint.entity))
    if name and name.casefold() not in subject.casefold() and name.casefold() not in told.lens.known:
        return f"{subject}it's {with_the(name)}."
    return f"{subject}there is {_NOTHING_MORE}"


def _facts_for(subject: str, facts: Sequence[Fact], rng: random.Random) -> str:
    """ "in Paris, it's 21 degrees", but "Paris is in France"."""
    if facts[0].kind in _PLACES and subject.startswith("in "):
        return " ".join(told_of(subject.removeprefix("in ").removesuffix(", "), facts, rng))
    return f"{subject}{in_clauses(facts, rng)}."


_PLACES = frozenset((Kind.COUNTRY, Kind.REGION))


def _side_facts(told: Told) -> list[Fact]:
    known = said_values(name_of(told.output, told.endpoint.entity))
    if not told.endpoint.intent.writes:
        return facts_of(told.output, told.lens, 2, known)
    creates = told.endpoint.intent is Intent.CREATE
    made = made_id(told.output, told.endpoint.entity, told.lens.known | known) if creates else None
    money = [fact for fact in facts_of(told.output, told.lens, 2, known) if fact.kind in MONEY][:1]
    return [made, *money] if made else money


def _first_entry(told: Told, items: list[Json], view: _View) -> str:
    """ "the first of 5 entries is Kingsport Comets: 84 points." for a reading that is a series."""
    name = name_of(items[0], None)
    facts = facts_of(items[0], told.lens, max(2, view.manner.facts), said_values(name))
    said = notes_of(facts)
    if facts and not name and said.startswith(f"{facts[0].label} "):
        said = f"the {said}"
    opening = "the only entry" if len(items) == 1 else f"the first of {len(items)} entries"
    if name:
        return f"{opening} is {title(name)}: {said}." if said else f"{opening} is {title(name)}."
    return f"{opening} shows {said}." if said else ""


def _names_it(endpoint: Endpoint, key: str) -> bool:
    """Whether an argument names what the endpoint is about: the city of "city facts"."""
    parameter = next((one for one in endpoint.parameters if one.name == key), None)
    return parameter is not None and parameter.kind in _NAMING


_NAMING = frozenset((Kind.CITY, Kind.COUNTRY, Kind.PERSON_NAME, Kind.COMPANY, Kind.TEAM))


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
        if from_user and value not in others and (text := render("day", value) or value_text(value)):
            return title(text)
    called = next((text for key, text in told.call.arguments.items() if _names_it(told.endpoint, key)), None)
    if isinstance(called, str) and sum(called in one.call.arguments.values() for one in all_told) == 1:
        return with_the(called)
    noun = singular_of(told.nouns)
    at = next(at for at, one in enumerate(alike) if one is told)
    return f"the {ordinal(at)} {noun if told.nouns != 'results' and is_sane([noun]) else 'one'}"
