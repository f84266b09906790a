"""Corrections and changes: another value for what was told before, in the middle of a request or after it is done.

with an answer     "July 14, please. Oh, and I meant Rome, not Lyon."
opening            "Sorry, I meant Rome, not Lyon. Can you check again?"
done again         "And the same for Rome, please."
changed itself     "Could you change the due date to July 3, 2026?"
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..common.kinds import Intent
from ..common.plans import Goal, Replacement
from ..common.tools import Endpoint
from ..common.trace import AskMend, Surface, UserAnswer, UserRequest, Utterance
from .acts import say
from .inflection import capitalized, lowered
from .purposes import topic_of
from .questions import QuestionWriter
from .replaced import Replaced, replaced
from .requests import finished
from .slot_phrases import Phraser, SpokenSlot
from .talk import Talk
from .telling import IN_A_PHRASE, telling

_THANKS = re.compile(r"^(?:[A-Z][a-z', ]{1,32}[.!] |OK, )(?=.)")  # "Great, thanks! ", "Got it. "


@dataclass(frozen=True, slots=True)
class CorrectionWriter:
    """Writes turns in which one value takes the place of another."""

    endpoints: Mapping[str, Endpoint]
    phraser: Phraser
    questions: QuestionWriter

    def answer(self, talk: Talk, event: UserAnswer) -> Utterance:
        """The answer to a question, and behind it what the user corrects of before."""
        turn = self.questions.answer(talk, event.slots, mends=isinstance(talk.before(event), AskMend))
        pairs = {pair.new: pair for pair in talk.goal(event.goal).corrected}
        texts, surfaces = [turn.text], list(turn.surfaces)
        for number in event.corrected:
            one = replaced(self.phraser, talk, pairs[number])
            texts.append(_corrected(one, "answer", talk, ""))
            surfaces.append(_remembered(talk, one.spoken))
        return Utterance(" ".join(texts), tuple(surfaces))

    def correction(self, talk: Talk, event: UserRequest, pair: Replacement) -> Utterance:
        """A turn that takes back a value of what was done, and asks for it again."""
        goal = talk.goal(event.goal)
        one = replaced(self.phraser, talk, pair)
        check = self._redone(talk, goal)
        text = _corrected(one, "opening", talk, _redo(check, talk))
        return self._with_rest(talk, event, self._back(talk, event.goal, text), one.spoken)

    def again(self, talk: Talk, event: UserRequest, pair: Replacement) -> Utterance:
        """A turn that wants the same done for another value."""
        one = replaced(self.phraser, talk, pair)
        return self._with_rest(talk, event, self._back(talk, event.goal, _again(one, talk)), one.spoken)

    def update(self, talk: Talk, event: UserRequest, pair: Replacement) -> Utterance:
        """A turn that changes one value of what was made."""
        one = replaced(self.phraser, talk, pair)
        if one.form == "stated":
            text = say("corrections", "stated_opening", talk.tone, talk.rng, sentence=_sentence(one, talk), redo="")
        else:
            counted = one.form == "counted" and talk.rng.random() < 0.5
            new = one.spoken.fields["v"] if one.form == "counted" and not counted else one.new
            text = say(
                "changes", "update_counted" if counted else "update", talk.tone, talk.rng, label=one.label, new=new
            )
        return self._with_rest(talk, event, text.strip(), one.spoken)

    def _back(self, talk: Talk, number: int, text: str) -> str:
        """The text behind a word on what it comes back to, where something else was spoken of in between."""
        again = talk.goal(number).again
        if again is None or again in talk.goal(number - 1).steps:
            return text
        topic = topic_of(self.endpoints[talk.plan.steps[again].endpoint_id])
        front = say("changes", "back", talk.tone, talk.rng, topic=topic) if topic else ""
        return f"{front} {capitalized(_THANKS.sub('', text))}".strip()

    def _redone(self, talk: Talk, goal: Goal) -> str:
        """What the step that is done again does: a key of `doing` in corrections.yaml."""
        intent = self.endpoints[talk.plan.steps[goal.steps[0]].endpoint_id].intent
        if intent.writes:
            return "write"
        if intent is Intent.COMPUTE:
            return "compute"
        return "search" if intent.many else "read"

    def _with_rest(self, talk: Talk, event: UserRequest, text: str, first: SpokenSlot) -> Utterance:
        """The turn with a sentence for each other value that is told in it."""
        rest = [
            self.phraser.spoken(talk.plan.slots[slot], talk.rng, telling(talk, slot, event.told, IN_A_PHRASE))
            for slot in event.told
            if slot != first.slot.number
        ]
        sentences = [one.sentence(talk.rng) for one in rest]
        surfaces = [_remembered(talk, one) for one in (first, *rest)]
        return finished(talk.plan, " ".join([text, *sentences]), surfaces)


def _remembered(talk: Talk, spoken: SpokenSlot) -> Surface:
    talk.spoken[spoken.slot.number] = spoken
    return spoken.surface


def _corrected(one: Replaced, act: str, talk: Talk, redo: str) -> str:
    if one.form == "stated":
        text = say("corrections", f"stated_{act}", talk.tone, talk.rng, sentence=_sentence(one, talk), redo=redo)
    else:
        body = one.body(talk.rng)
        text = say("corrections", act, talk.tone, talk.rng, c=body, C=capitalized(body), redo=redo)
    return text.strip()


def _sentence(one: Replaced, talk: Talk) -> str:
    return one.spoken.sentence(talk.rng)


def _redo(check: str, talk: Talk) -> str:
    doing = say("corrections", "doing", check, talk.rng)
    return say("corrections", "redo", talk.tone, talk.rng, check=lowered(doing), Check=doing)


def _again(one: Replaced, talk: Talk) -> str:
    rng = talk.rng
    inline = one.spoken.inline(rng)
    inline = "" if " as the " in inline else inline
    named = one.form == "named" and not one.spoken.row.words
    if inline and (not named or rng.random() < 0.5):
        return say("changes", "again_inline", talk.tone, rng, **{"in": inline})
    if named:
        return say("changes", "again_named", talk.tone, rng, new=one.new)
    sentence = one.spoken.sentence(rng)
    inside = lowered(sentence, [one.spoken.surface.text])
    return say("changes", "again_stated", talk.tone, rng, sentence=inside, S=sentence)
