"""Setbacks: what the assistant says about a call that failed.

before it is made again      "The service is busy right now. Let me try again."
before another tool          "That service doesn't let me in. Let me try another one."
asking for another value     "I couldn't find any hotels in Lyon. Which other city should I try?"
where nothing helped         "I'm sorry, I couldn't book a room in a hotel: the service denied me access."
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ..common.faults import Fault
from ..common.kinds import Kind
from ..common.plans import Slot
from ..common.tools import Endpoint
from ..common.trace import AskMend, Call, MakeCalls, UserAnswer
from .acts import say, templates_of
from .clauses import Clause, Draft, with_modifiers
from .phrasebook import book, fill
from .questions import asked_label
from .references import Reference, object_noun
from .replaced import form_of, value_words
from .slot_phrases import Phraser, SpokenSlot
from .talk import Talk
from .tasks import task_of

_MISTYPED = frozenset((Kind.ENTITY_ID, Kind.CODE, Kind.EMAIL, Kind.PHONE, Kind.USERNAME, Kind.URL, Kind.DOMAIN))
_IN_WORDS = frozenset((Fault.RATE_LIMITED, Fault.UPSTREAM_ERROR, Fault.TRUNCATED_BODY, Fault.UNAUTHORIZED))


@dataclass(frozen=True, slots=True)
class SetbackWriter:
    """Writes what is said of failed calls."""

    endpoints: Mapping[str, Endpoint]
    phraser: Phraser

    def lead(self, talk: Talk, event: MakeCalls, after: int) -> str:
        """A word on what happened, before the calls that make it good. Never empty."""
        failed = talk.calls[after]
        if isinstance(talk.before(event), UserAnswer):
            act, variant = "mended", ""
        elif event.calls[0].endpoint_id != failed.endpoint_id:
            act, variant = "other_tool", _variant(talk.faults.get(after))
        elif _failures(talk, failed) > 1:
            act, variant = "retry_again", ""
        else:
            act, variant = "retry", _variant(talk.faults.get(after))
        return fill(talk.fresh(templates_of("setbacks", act, variant)), {})

    def ask(self, talk: Talk, event: AskMend) -> str:
        """Tells that the call came to nothing over a value, and asks for another one."""
        setback, fault = talk.plan.setback, talk.faults.get(event.call)
        assert setback is not None, "only a planned setback asks for another value"
        assert setback.mended is not None, "and it has one"
        old = talk.spoken.get(setback.mended.old)
        other = self._other(talk, talk.plan.slots[event.slot])
        if old is None:
            return say("setbacks", "failed", _failed_variant(fault), talk.rng, do="do that") + f" {other}"
        fields = {"other": other, "label": asked_label(self.phraser, old.slot), "old": value_words(old)}
        if fault is Fault.EMPTY_RESULT:
            return self._nothing_found(talk, talk.calls[event.call], old, fields)
        act = "ask_invalid" if fault is Fault.INVALID_ARGUMENT else "ask_not_found"
        return say("setbacks", act, "", talk.rng, **fields)

    def _nothing_found(self, talk: Talk, call: Call, old: SpokenSlot, fields: Mapping[str, str]) -> str:
        """ "I couldn't find any hotels in Lyon." or "There are no basketball teams." """
        endpoint = self.endpoints[call.endpoint_id]
        nouns, inline = object_noun(endpoint), old.inline(talk.rng)
        step = talk.plan.steps[call.step]
        draft = Draft({old.slot.number: old})
        said, left = with_modifiers(
            Clause((step,), endpoint, None, (old.slot.number,)), nouns, list(draft.spoken), draft
        )
        if endpoint.intent.many and not left:
            return say("setbacks", "ask_empty_kind", "", talk.rng, nouns=said, **fields)
        if endpoint.intent.many and inline and "yes" not in old.fields:
            return say("setbacks", "ask_empty", "", talk.rng, nouns=nouns, **{"in": inline}, **fields)
        return say("setbacks", "ask_empty_named", "", talk.rng, **fields)

    def _other(self, talk: Talk, slot: Slot) -> str:
        """The question for another value of the same meaning."""
        row, question = self.phraser.question_fields(slot)
        bare = asked_label(self.phraser, slot).removeprefix("the ")
        form = form_of(self.phraser.spoken(slot, talk.rng))
        if row in (book().generic["counted_for"], book().generic["counted_with"]):
            return say("setbacks", "other_counted", "", talk.rng, bare=question["label"])
        act = "other_code" if slot.kind in _MISTYPED else "other_number" if form == "labelled" else "other"
        return say("setbacks", act, "", talk.rng, bare=bare)

    def failed(self, talk: Talk, call: Call, fault: Fault, about: Reference | None) -> str:
        """What could not be done in the end, and why. `about`: what the call works on."""
        do = task_of(talk, call.step, self.endpoints, about)
        return say("setbacks", "failed", _failed_variant(fault), talk.rng, do=do)

    def not_done(self, talk: Talk, step: int) -> str:
        """What was to follow and did not."""
        do = task_of(talk, step, self.endpoints, None)
        return say("setbacks", "not_done", "", talk.rng, do=do)

    def mended(self, talk: Talk, call: Call) -> str:
        """A word on a result that took more than one try; "" half of the time, and where it did not."""
        setback = talk.plan.setback
        if setback is None or call.number in talk.faults or talk.rng.random() < 0.5:
            return ""
        if call.step == setback.instead:
            return say("setbacks", "by_another", "", talk.rng)
        again = setback.mended is None and call.step == setback.step and _failures(talk, call) > 0
        return say("setbacks", "tried_again", "", talk.rng) if again else ""


def _failures(talk: Talk, call: Call) -> int:
    """How many calls of that step failed, up to this one."""
    return sum(talk.calls[number].step == call.step for number in talk.faults if number <= call.number)


def _variant(fault: Fault | None) -> str:
    return fault.value if fault in _IN_WORDS and fault is not None else ""


def _failed_variant(fault: Fault | None) -> str:
    return (fault or Fault.UPSTREAM_ERROR).value
