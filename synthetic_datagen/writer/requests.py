"""Requests: a user turn, from the purposes of a goal's steps and the slots told with them.

goal: search hotels (city, dates) -> book the cheapest (guests)
  "I'd like to find hotels in Paris, checking in on April 11, 2026, and book a room at the cheapest one for 2 guests."
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..common.kinds import Kind
from ..common.plans import FromUser, Opening, Outcome, Plan
from ..common.tools import Endpoint
from ..common.trace import Surface, UserRequest, Utterance
from .clauses import Clause, Draft, clause_text, settings_of, tail, with_modifiers
from .inflection import capitalized, is_plural, listing, singular_of
from .phrasebook import Template, book, fill, has_field
from .recalled import recalled_slots
from .references import object_noun, refer
from .slot_phrases import Phraser
from .surfaces import capitalize_surface
from .talk import Talk
from .telling import telling

_SEARCHING = frozenset((Kind.LIMIT, Kind.SORT_BY, Kind.SORT_ORDER, Kind.QUERY, Kind.KEYWORD, Kind.PAGE))


@dataclass(frozen=True, slots=True)
class RequestWriter:
    """Writes the turns in which the user asks for a goal."""

    endpoints: Mapping[str, Endpoint]
    phraser: Phraser

    def write(self, talk: Talk, event: UserRequest, names: Mapping[int, str]) -> Utterance:
        """The turn. `names`: by step, what the user may call an item of an earlier goal's list."""
        plan, rng, goal = talk.plan, talk.rng, talk.goal(event.goal)
        recalled = recalled_slots(talk, event, self.endpoints, self.phraser)
        spoken = {
            number: self.phraser.spoken(plan.slots[number], rng, telling(talk, number, event.told))
            for number in event.told
        }
        draft = Draft({**spoken, **recalled}, frozenset(recalled))
        clauses = self._clauses(plan, event, names, (*recalled, *event.told))
        frame = _frame(talk, event.goal, goal.opening)
        head, *rest = self._said(clauses, draft, has_field(frame, "want"), rng)
        fields = {"want": head, "do": head, "Do": capitalized(head)}
        opening, closing = _parted(frame)
        text = " ".join([fill(opening, fields), *rest, *settings_of(draft, rng), *draft.sentences, *closing])
        talk.spoken.update(draft.said)
        return finished(plan, text, draft.surfaces)

    def _clauses(self, plan: Plan, event: UserRequest, names: Mapping[int, str], slots: Sequence[int]) -> list[Clause]:
        """The goal's steps as clauses; siblings (same endpoint, same group) share one. `slots` are spoken of."""
        grouped: dict[tuple[int, str], list[int]] = {}
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

    def _said(self, clauses: list[Clause], draft: Draft, want: bool, rng: random.Random) -> list[str]:
        """The main clause, and sentences for what does not fit in it."""
        if len(clauses) == 2 and rng.random() < 0.5 and (folded := _folded(clauses[0], clauses[1], draft, want, rng)):
            return [folded]
        texts: list[str] = []
        seen: set[tuple[object, ...]] = set()
        for at, clause in enumerate(clauses):
            reference = clause.reference
            if (
                reference
                and reference.entity
                and not reference.owner
                and reference.key in seen
                and not reference.several
            ):
                reference = replace(reference, text="them" if reference.person else "it", alone=True)
            if reference:
                seen.add(reference.key)
            texts.append(clause_text(clause, reference, "want" if want and at < 2 else "do", draft, rng))
        return _joined(texts, rng)


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


def _frame(talk: Talk, number: int, opening: Opening) -> Template:
    """A sentence frame for the request, by what it is to the ones before it; one that is new in this conversation."""
    openers = book().openers
    if number == 0:
        return talk.fresh(openers.first[talk.tone])
    if talk.goal(number - 1).outcome in _CAME_TO_NOTHING:
        return talk.fresh(openers.after_failure[talk.tone])
    kinds = {Opening.INTENT: openers.intent, Opening.CHANGE: openers.change, Opening.CORRECTION: openers.change}
    return talk.fresh(kinds.get(opening, openers.follow)[talk.tone])


_CAME_TO_NOTHING = frozenset((Outcome.FAILED, Outcome.NO_TOOL, Outcome.NO_VALUE))


def _parted(frame: Template) -> tuple[Template, list[str]]:
    """A frame without the sentence behind its own ("... Can you help?"), and that sentence: it ends the turn."""
    mark, behind = frame[-1][:1], frame[-1][1:].strip()
    return ((*frame[:-1], mark), [behind]) if mark in tuple(".?!") and behind else (frame, [])


def _joined(texts: list[str], rng: random.Random) -> list[str]:
    """Up to two clauses in a sentence, the others in sentences of their own."""
    openers = book().openers
    if len(texts) == 1:
        return texts
    joiner = rng.choice(openers.joiners)
    joiner = f",{joiner}" if "," in texts[0] and not joiner.startswith(",") else joiner
    first, rest = texts[0] + joiner + texts[1], texts[2:]
    sentences = []
    for at in range(0, len(rest), 2):
        frame = openers.then[min(at // 2, 1)] if at < 4 else rng.choice(openers.then)
        sentences.append(fill(frame, {"do": " and ".join(rest[at : at + 2])}))
    return [first, *sentences]


def finished(plan: Plan, text: str, surfaces: Sequence[Surface]) -> Utterance:
    """The turn with a capital at its start; surfaces that begin a sentence are adjusted to their capital."""
    capital = capitalized(text)
    begins = next((s for s in surfaces if capital != text and text.startswith(s.text)), None)
    if begins is not None and capitalize_surface(begins, plan.slots[begins.slot].value) is begins:
        capital = text  # a value that must stay in lower case
    shown = [s if s.text in capital else capitalize_surface(s, plan.slots[s.slot].value) for s in surfaces]
    return Utterance(capital, tuple(shown))
