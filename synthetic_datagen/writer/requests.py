"""Requests: a user turn, from the purposes of a goal's steps and the slots told with them.

goal: search hotels (city, dates) -> book the cheapest (guests)
  "I'd like to find hotels in Paris, checking in on April 11, 2026, and book a room at the cheapest one for 2 guests."
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..common.kinds import Kind
from ..common.plans import FromUser, Opening, Outcome, Plan
from ..common.tools import Endpoint, Purpose
from ..common.trace import Surface, UserRequest, Utterance
from .clauses import Clause, Draft, clause_text, settings_of, tail, with_modifiers
from .grammar import grammar
from .inflection import capitalized, is_plural, listing, singular_of
from .moods import DOING, asked, moods_of
from .phrasebook import Template, book, fill
from .recalled import recalled_slots
from .references import Reference, object_noun, refer
from .situations import reason
from .slot_phrases import Phraser, SpokenSlot
from .surfaces import SurfaceContext, capitalize_surface
from .synonyms import referred, reworded
from .talk import Talk
from .telling import telling

_SEARCHING = frozenset((Kind.LIMIT, Kind.SORT_BY, Kind.SORT_ORDER, Kind.QUERY, Kind.KEYWORD, Kind.PAGE))


@dataclass(frozen=True, slots=True)
class RequestWriter:
    """Writes the turns in which the user asks for a goal."""

    endpoints: Mapping[str, Endpoint]
    phraser: Phraser

    def write(self, talk: Talk, event: UserRequest, names: Callable[[], Mapping[int, str]]) -> Utterance:
        """The turn. `names`: by step, what the user may call an item of an earlier goal's list."""
        plan, rng, goal = talk.plan, talk.rng, talk.goal(event.goal)
        matter = talk.once(event, lambda: self._matter(talk, event, names()))
        spoken = {number: self.phraser.spoken(plan.slots[number], rng, one) for number, one in matter.contexts.items()}
        draft = Draft({**spoken, **matter.recalled}, frozenset(matter.recalled))
        clauses = [_reworded(clause, rng) for clause in matter.clauses]
        mood, fields, rest = _said(clauses, draft, goal.opening, talk.tone, rng)
        why = self._why(talk, event.goal, clauses[0].endpoint)
        frame = _frame(talk, event.goal, goal.opening, mood, bool(why))
        filled = fill(frame, _with_capitals({**fields, "why": why}))
        text = " ".join([filled, *rest, *settings_of(draft, rng), *draft.sentences, *_closing(talk, event.goal)])
        talk.spoken.update(draft.said)
        return finished(plan, text, draft.surfaces)

    def _matter(self, talk: Talk, event: UserRequest, names: Mapping[int, str]) -> "_Matter":
        recalled = recalled_slots(talk, event, self.endpoints, self.phraser)
        contexts = {number: telling(talk, number, event.told) for number in event.told}
        return _Matter(recalled, contexts, self._clauses(talk, event, names, (*recalled, *event.told)))

    def _why(self, talk: Talk, number: int, endpoint: Endpoint) -> str:
        """A reason to ask; "" for most requests that go on with the same matter, and after what came to nothing."""
        goal = talk.goal(number)
        if number and talk.goal(number - 1).outcome in _CAME_TO_NOTHING:
            return ""
        share = _REASONS.get("first" if number == 0 else goal.opening.value, 0.0) * _TALKATIVE.get(talk.tone, 1.0)
        if talk.rng.random() >= share:
            return ""
        another = any(one.opening is Opening.INTENT for one in talk.plan.goals[: number + 1])
        return reason(talk, endpoint, "" if another else talk.plan.chain.domain)

    def _clauses(self, talk: Talk, event: UserRequest, names: Mapping[int, str], slots: Sequence[int]) -> list[Clause]:
        """The goal's steps as clauses; siblings (same endpoint, same group) share one. `slots` are spoken of."""
        grouped: dict[tuple[int, str], list[int]] = {}
        plan = talk.plan
        goal = plan.goals[event.goal]
        for number in goal.steps:
            step = plan.steps[number]
            grouped.setdefault((step.group, step.endpoint_id), []).append(number)
        untold = list(slots)
        clauses = []
        for numbers in grouped.values():
            steps = tuple(plan.steps[number] for number in numbers)
            used = [a.source.slot for step in steps for a in step.arguments if isinstance(a.source, FromUser)]
            taken = tuple(slot for slot in dict.fromkeys(used) if slot in untold)
            untold = [slot for slot in untold if slot not in taken]
            reference = refer(steps, self.endpoints, plan.steps)
            known = [names[number] for number in numbers if number in names] if names else []
            if reference and known:
                reference = replace(reference, text=reference.owner + listing(known), with_noun="")
            later = tuple(plan.slots[slot].kind for slot in used if slot in goal.withheld) if goal.withheld else ()
            clauses.append(Clause(steps, self.endpoints[steps[0].endpoint_id], reference, taken, later))
        if untold:
            clauses[-1] = replace(clauses[-1], slots=(*clauses[-1].slots, *untold))
        return clauses


@dataclass(frozen=True, slots=True)
class _Matter:
    """What a request says, before it is known how: the same for all its wordings."""

    recalled: Mapping[int, SpokenSlot]
    contexts: Mapping[int, SurfaceContext]  # of the slots told
    clauses: Sequence[Clause]


def _reworded(clause: Clause, rng: random.Random) -> Clause:
    """The clause with synonyms in its purpose and in what it works on."""
    reference, purpose = clause.reference, clause.endpoint.purpose
    if reference is not None:
        before = reference.text.removeprefix(reference.owner)
        item = referred(before, rng)
        reference = reference if item == before else replace(reference, text=reference.owner + item)
    wording = purpose and Purpose(purpose.verb, reworded(purpose.object, rng, nouns=reference is None))
    return Clause(clause.steps, clause.endpoint, reference, clause.slots, clause.later, wording)


def _said(
    clauses: list[Clause], draft: Draft, opening: Opening, tone: str, rng: random.Random
) -> tuple[str, Mapping[str, str], list[str]]:
    """The main clause in a mood, the fields of that mood, and sentences for what does not fit in it."""
    if len(clauses) == 2 and rng.random() < 0.5:
        want = rng.choice(DOING)
        if folded := _folded(clauses[0], clauses[1], draft, want == "want", rng):
            return want, {want: folded}, []
    reference = clauses[0].reference
    moods = DOING if opening in _CHANGING else moods_of(clauses[0], reference, draft)
    mood = rng.choice(moods)
    head = asked(clauses[0], reference, mood, draft, rng)
    others = [
        clause_text(one, said, mood if at == 0 and mood in DOING else "do", draft, rng)
        for at, (one, said) in enumerate(_behind(clauses))
    ]
    if mood in DOING and others and rng.random() < _JOINED:
        joiner = rng.choice(book().openers.joiners)
        text = head.fields[mood]
        joiner = f",{joiner}" if "," in text and not joiner.startswith(",") else joiner
        return mood, {mood: text + joiner + others[0]}, _sentences(others[1:], "behind", tone, rng)
    many = clauses[0].endpoint.intent.many
    return mood, head.fields, _sentences(others, "behind_listed" if many else "behind", tone, rng)


def _behind(clauses: list[Clause]) -> list[tuple[Clause, Reference | None]]:
    """The clauses behind the first, with what each works on: "it" where that has just been spoken of."""
    seen = {clauses[0].reference.key} if clauses[0].reference else set()
    found = []
    for clause in clauses[1:]:
        said = clause.reference
        if said and said.entity and not said.owner and said.key in seen and not said.several:
            said = replace(said, text="them" if said.person else "it", alone=True)
        if said:
            seen.add(said.key)
        found.append((clause, said))
    return found


def _sentences(texts: list[str], first: str, tone: str, rng: random.Random) -> list[str]:
    """Up to two clauses a sentence, behind words that say in which order."""
    sentences = []
    for at in range(0, len(texts), 2):
        rule = first if at == 0 else "behind_last" if at + 2 >= len(texts) else "behind"
        frame = grammar().expand(rule, tone, "", rng, set())
        sentences.append(fill(frame, {"do": " and ".join(texts[at : at + 2])}))
    return sentences


def _folded(first: Clause, second: Clause, draft: Draft, want: bool, rng: random.Random) -> str:
    """ "book a room at the cheapest hotel in Paris": a search said with what it is for; "" where it cannot be."""
    reference = second.reference
    if not (first.endpoint.intent.many and reference and reference.with_noun and first.reference is None):
        return ""
    nouns = object_noun(first.endpoint)
    if nouns == "results" or not is_plural(nouns) or second.endpoint.intent.many:
        return ""
    spoken = [draft.spoken[slot] for slot in first.slots]
    if any(one.slot.kind in _SEARCHING or one.row.loose or one.surface.text.startswith("that ") for one in spoken):
        return ""
    nouns, slots = with_modifiers(first, nouns, list(first.slots), draft)
    noun = reference.with_noun.replace("{nouns}", nouns).replace("{noun}", singular_of(nouns))
    conditions = tail(first, slots, draft, rng, room=2)
    return clause_text(second, replace(reference, text=noun + conditions), "want" if want else "do", draft, rng)


def _frame(talk: Talk, number: int, opening: Opening, mood: str, after_why: bool) -> Template:
    """A sentence frame for the request, by what it is to the ones before it."""
    rule = _RULES.get(opening, "follow")
    if number == 0:
        rule = "first"
    elif talk.goal(number - 1).outcome in _CAME_TO_NOTHING:
        rule = "after_failure"
    return grammar().expand(f"{rule}_after_why" if after_why else rule, talk.tone, mood, talk.rng, talk.used)


_RULES = {Opening.INTENT: "intent", Opening.CHANGE: "change", Opening.CORRECTION: "change"}
_CHANGING = frozenset((Opening.CHANGE, Opening.CORRECTION))
_CAME_TO_NOTHING = frozenset((Outcome.FAILED, Outcome.NO_TOOL, Outcome.NO_VALUE))
_JOINED = 0.6  # of requests with a second thing to do that say both in one sentence
_REASONS = {"first": 0.8, Opening.INTENT.value: 0.65, Opening.REQUEST.value: 0.2}  # of requests that give a reason
_TALKATIVE = {"thorough": 1.5, "terse": 0.5, "hurried": 0.7, "chatty": 1.3, "unsure": 1.2}
_CLOSINGS = 0.25  # of first requests that end in thanks or the like


def _closing(talk: Talk, number: int) -> list[str]:
    """A last sentence of the first request, at times."""
    if number or talk.rng.random() >= _CLOSINGS:
        return []
    return ["".join(grammar().expand("closing", talk.tone, "", talk.rng, talk.used))]


def _with_capitals(fields: Mapping[str, str]) -> dict[str, str]:
    """Each field also under its name with a capital, for the beginning of a sentence."""
    return {**fields, **{capitalized(name): capitalized(text) for name, text in fields.items()}}


def finished(plan: Plan, text: str, surfaces: Sequence[Surface]) -> Utterance:
    """The turn with a capital at its start; surfaces that begin a sentence are adjusted to their capital."""
    capital = capitalized(text)
    begins = next((s for s in surfaces if capital != text and text.startswith(s.text)), None)
    if begins is not None and capitalize_surface(begins, plan.slots[begins.slot].value) is begins:
        capital = text  # a value that must stay in lower case
    shown = [s if s.text in capital else capitalize_surface(s, plan.slots[s.slot].value) for s in surfaces]
    return Utterance(capital, tuple(shown))
