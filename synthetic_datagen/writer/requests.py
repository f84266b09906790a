"""Requests: a user turn, from the purposes of a goal's steps and the slots told with them.

goal: search hotels (city, dates) -> book the cheapest (guests)
  "I'd like to find hotels in Paris, checking in on April 11, 2026, and book a room at the cheapest one for 2 guests."
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..common.kinds import Intent, Kind
from ..common.plans import FromUser, Plan, PlannedStep, Tone
from ..common.tools import Endpoint, Purpose
from ..common.trace import Surface, UserRequest, Utterance
from .inflection import capitalized, is_plural, listing
from .phrasebook import Template, book, fill, has_field
from .references import Reference, attached, object_noun, refer, short_noun
from .slot_phrases import Phraser, SpokenSlot, in_order
from .surfaces import capitalize_surface

_MOST_INLINE = 4  # phrases behind one clause; the rest become sentences of their own
_PLAIN_PURPOSE = Purpose("get", "some information")


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing to do: sibling steps of one endpoint, what they work on, and the slots that are told with it."""

    steps: tuple[PlannedStep, ...]
    endpoint: Endpoint
    reference: Reference | None
    slots: tuple[int, ...]

    @property
    def purpose(self) -> Purpose:
        """What it is for; endpoints without a purpose are not planned, so the fallback is rare."""
        return self.endpoint.purpose or _PLAIN_PURPOSE


@dataclass(slots=True)
class _Draft:
    """The pieces of one turn while it is written."""

    surfaces: list[Surface] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RequestWriter:
    """Writes the turns in which the user asks for a goal."""

    endpoints: Mapping[str, Endpoint]
    phraser: Phraser

    def write(
        self, plan: Plan, event: UserRequest, names: Mapping[int, str], opener: str, rng: random.Random
    ) -> tuple[Utterance, str]:
        """The turn and the opener used. `names`: by step, what the user may call an item of an earlier goal's list."""
        clauses = self._clauses(plan, event, names)
        spoken = {number: self.phraser.spoken(plan.slots[number], rng) for number in event.told}
        draft = _Draft([one.surface for one in spoken.values()])
        frame = _frame(plan.persona.tone, event.goal, opener, rng)
        want = has_field(frame, "want")
        head, *rest = self._said(clauses, spoken, draft, want, rng)
        fields = {"want": head, "do": head, "Do": capitalized(head)}
        text = " ".join([fill(frame, fields), *rest, *draft.sentences])
        return finished(plan, text, draft.surfaces), "".join(frame)

    def _clauses(self, plan: Plan, event: UserRequest, names: Mapping[int, str]) -> list[Clause]:
        """The goal's steps as clauses; siblings (same endpoint, same group) share one."""
        grouped: dict[tuple[int, str], list[int]] = {}
        for number in plan.goals[event.goal].steps:
            step = plan.steps[number]
            grouped.setdefault((step.group, step.endpoint_id), []).append(number)
        untold = list(event.told)
        clauses = []
        for numbers in grouped.values():
            steps = tuple(plan.steps[number] for number in numbers)
            used = [a.source.slot for step in steps for a in step.arguments if isinstance(a.source, FromUser)]
            slots = tuple(slot for slot in dict.fromkeys(used) if slot in untold)
            untold = [slot for slot in untold if slot not in slots]
            reference = refer(steps, self.endpoints, plan.steps)
            known = [names[number] for number in numbers if number in names]
            if reference and known:
                reference = replace(reference, text=listing(known), with_noun="")
            clauses.append(Clause(steps, self.endpoints[steps[0].endpoint_id], reference, slots))
        if untold:
            clauses[-1] = replace(clauses[-1], slots=(*clauses[-1].slots, *untold))
        return clauses

    def _said(
        self, clauses: list[Clause], spoken: Mapping[int, SpokenSlot], draft: _Draft, want: bool, rng: random.Random
    ) -> list[str]:
        """The main clause, and sentences for what does not fit in it."""
        if len(clauses) == 2 and rng.random() < 0.5:
            folded = self._folded(clauses[0], clauses[1], spoken, draft, want, rng)
            if folded:
                return [folded]
        texts, seen = [], set[tuple[object, ...]]()
        for at, clause in enumerate(clauses):
            reference = clause.reference
            if reference and reference.key in seen and not reference.several:
                reference = replace(reference, text="it")
            if reference:
                seen.add(reference.key)
            verb_form = "want" if want and at < 2 else "do"
            converted = _conversion(clause, spoken)
            if converted:
                texts.append(converted)
                continue
            texts.append(_clause_text(clause, reference, verb_form, rng) + _tail(clause.slots, spoken, draft, rng))
        return _joined(texts, rng)

    def _folded(
        self,
        first: Clause,
        second: Clause,
        spoken: Mapping[int, SpokenSlot],
        draft: _Draft,
        want: bool,
        rng: random.Random,
    ) -> str:
        """ "book a room at the cheapest hotel in Paris": a search said with what it is for; "" where it cannot be."""
        reference = second.reference
        if not (first.endpoint.intent.many and reference and reference.with_noun and first.reference is None):
            return ""
        nouns = object_noun(first.endpoint)
        if nouns == "results" or not is_plural(nouns):
            return ""
        if any(_needs_searching(spoken[slot]) for slot in first.slots):
            return ""
        noun = reference.with_noun.replace("{nouns}", nouns).replace("{noun}", short_noun(nouns))
        reference = replace(reference, text=noun)
        conditions = _tail(first.slots, spoken, draft, rng, room=2)
        verb = _verb(second, "want" if want else "do", rng)
        text = f"{verb} {attached(second.purpose, reference.text + conditions, _entity(second))}"
        return text + _tail(second.slots, spoken, draft, rng)


def _conversion(clause: Clause, spoken: Mapping[int, SpokenSlot]) -> str:
    """ "convert 1,500 euros to yen", where just an amount and two currencies are told; "" otherwise."""
    by_role = {(spoken[slot].slot.kind, spoken[slot].row.rank): spoken[slot].surface.text for slot in clause.slots}
    amount, source = by_role.get((Kind.AMOUNT, 1)), by_role.get((Kind.CURRENCY_CODE, 2))
    target = by_role.get((Kind.CURRENCY_CODE, 3))
    if clause.purpose.verb != "convert" or not (amount and source and target) or len(clause.slots) != 3:
        return ""
    return f"convert {amount} {source} to {target}"


def _needs_searching(spoken: SpokenSlot) -> bool:
    return spoken.slot.kind in (Kind.LIMIT, Kind.SORT_BY, Kind.SORT_ORDER, Kind.QUERY, Kind.KEYWORD, Kind.PAGE)


def _frame(tone: Tone, goal: int, opener: str, rng: random.Random) -> Template:
    openers = book().openers
    frames = (openers.follow if goal else openers.first)[tone.value]
    choices = [frame for frame in frames if "".join(frame) != opener]
    return rng.choice(choices or frames)


def _clause_text(clause: Clause, reference: Reference | None, form: str, rng: random.Random) -> str:
    verb = _verb(clause, form, rng)
    if reference is None:
        return f"{verb} {clause.purpose.object}"
    return f"{verb} {attached(clause.purpose, reference.text, _entity(clause))}"


def _verb(clause: Clause, form: str, rng: random.Random) -> str:
    verb = clause.purpose.verb
    forms = book().openers.verbs.get(verb)
    return rng.choice(forms[form]) if forms else verb


def _entity(clause: Clause) -> str:
    """The entity whose id the clause's steps take from an earlier output."""
    for step in clause.steps:
        for argument in step.arguments:
            if not isinstance(argument.source, FromUser):
                parameter = next((p for p in clause.endpoint.parameters if p.name == argument.parameter), None)
                if parameter is not None and parameter.entity and parameter.kind is Kind.ENTITY_ID:
                    return parameter.entity
    return "" if clause.endpoint.intent is Intent.COMPUTE else "thing"


def _tail(
    slots: Sequence[int], spoken: Mapping[int, SpokenSlot], draft: _Draft, rng: random.Random, room: int = _MOST_INLINE
) -> str:
    """The told slots behind a clause; those without room or without an inline phrase become sentences in the draft."""
    close: list[str] = []
    loose: list[str] = []
    for one in _merged(in_order([spoken[slot] for slot in slots])):
        phrase = one[0].inline(rng) if len(close) + len(loose) < room else ""
        if not phrase:
            draft.sentences.extend(each.sentence(rng) for each in one)
        elif len(one) > 1:
            close.append(_shared(one, phrase))
        else:
            (loose if one[0].row.loose else close).append(phrase)
    text = "".join(f" {phrase}" for phrase in close)
    return f"{text}, {listing(loose)}" if loose else text


def _merged(slots: list[SpokenSlot]) -> list[list[SpokenSlot]]:
    """Neighbours of one row and label are said together: "in Paris and Rome"."""
    merged: list[list[SpokenSlot]] = []
    for one in slots:
        last = merged[-1][0] if merged else None
        if last and last.row is one.row and last.fields.get("label") == one.fields.get("label") and "q" in one.fields:
            merged[-1].append(one)
        else:
            merged.append([one])
    return merged


def _shared(slots: list[SpokenSlot], phrase: str) -> str:
    """One phrase for several slots: the first one's words are followed by the others'."""
    words = [one.fields["v"] for one in slots]
    quoted = [one.fields["q"] for one in slots]
    shown = quoted if quoted[0] in phrase else words
    return phrase.replace(shown[0], listing(shown), 1)


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
