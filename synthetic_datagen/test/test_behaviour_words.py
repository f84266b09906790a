"""Words of corrections, refusals, setbacks and questions. Golden file: see test_writer.py."""

import os
import random
import re
from pathlib import Path

import pytest

from synthetic_datagen.common.plans import Tone
from synthetic_datagen.common.recall import RECALLABLE
from synthetic_datagen.common.trace import (
    Answer,
    AskMend,
    AskSlots,
    MakeCalls,
    Refuse,
    Report,
    Results,
    UserAnswer,
    UserCannot,
    UserDetour,
    UserRequest,
    Utterance,
)
from synthetic_datagen.common.transforms import apply, matches
from synthetic_datagen.generator.checks.claims import NUMBER_WORDS
from synthetic_datagen.test.behaviour_traces import BEHAVIOURS, ENDPOINTS
from synthetic_datagen.test.writer_traces import FakeRegistry
from synthetic_datagen.writer.acts import has_act
from synthetic_datagen.writer.chat import Entry, entries
from synthetic_datagen.writer.checks import problems
from synthetic_datagen.writer.offline import OfflineWriter

GOLDEN = Path(__file__).parent / "golden" / "behaviours.txt"
FAILURE = re.compile(r"n't\b|\bnot\b|sorry|unfortunately|unable|failed|problem", re.I)
SUCCESS = re.compile(r"\bdone\b|all set|went through|\bhas been|I've booked|I have booked", re.I)


def spoken(name: str, tone: Tone, seed: int) -> list[tuple[object, Utterance]]:
    trace = BEHAVIOURS[name](tone)
    turns = OfflineWriter(FakeRegistry(ENDPOINTS)).write(trace, random.Random(seed))
    return list(zip([event for event in trace.events if not isinstance(event, Results)], turns, strict=True))


def all_spoken(*names: str) -> list[tuple[object, Utterance]]:
    made = names or tuple(BEHAVIOURS)
    return [pair for name in made for tone in Tone for seed in range(12) for pair in spoken(name, tone, seed)]


def texts(event: type, *names: str) -> list[str]:
    return [turn.text for one, turn in all_spoken(*names) if isinstance(one, event)]


def transcript(name: str, tone: Tone) -> str:
    users = (UserRequest, UserAnswer, UserDetour, UserCannot)
    lines = [f"{'User' if isinstance(e, users) else 'Assistant'}: {turn.text}\n" for e, turn in spoken(name, tone, 3)]
    return f"# {name}, {tone.value}\n{''.join(lines)}"


def test_each_behaviour_reads_as_in_the_golden_file() -> None:
    tones = list(Tone)
    text = "\n".join(transcript(name, tones[at % len(tones)]) for at, name in enumerate(BEHAVIOURS))
    if os.environ.get("SYNTHETIC_DATAGEN_WRITE_GOLDEN"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", BEHAVIOURS)
def test_every_turn_is_clean_and_tells_its_slots(name: str) -> None:
    slots = BEHAVIOURS[name](Tone.PLAIN).plan.slots
    for event, turn in all_spoken(name):
        assert not turn.text or problems(turn.text, ("bk_3391",)) == []
        assert {one.slot for one in turn.surfaces} == told_in(event)
        for one in turn.surfaces:
            value = slots[one.slot].value
            assert one.text in turn.text
            assert apply(one.transform, one.text) == value if one.transform else matches(one.text, value)


def told_in(event: object) -> set[int]:
    match event:
        case UserRequest(told=slots) | UserDetour(slots=slots):
            return set(slots)
        case UserAnswer(slots=slots, corrected=corrected):
            return {*slots, *corrected}
    return set()


def test_every_question_ends_with_a_question_mark_and_holds_no_new_value() -> None:
    for text in texts(AskSlots) + texts(AskMend):
        assert text.endswith("?")
        assert "Rome" not in text


def test_questions_after_a_detour_are_asked_in_other_words() -> None:
    for name in ("detour", "aside"):
        for tone in Tone:
            first, again = [turn.text for event, turn in spoken(name, tone, 5) if isinstance(event, AskSlots)]
            assert first.rpartition(". ")[2] not in again


def test_users_name_no_ids_tools_or_parameters() -> None:
    for text in texts(UserRequest) + texts(UserAnswer) + texts(UserDetour) + texts(UserCannot):
        assert not re.search(r"htl_|bk_|hotel_id|max_price|::", text)


def test_a_correction_says_the_new_value_and_may_name_the_old_one() -> None:
    later = [text for text in texts(UserRequest, "correction_after_completion") if "Rome" in text]
    said = texts(UserAnswer, "correction") + later
    assert len(later) == len(Tone) * 12
    assert all("Rome" in text for text in said)
    assert sum("Paris" in text for text in said) > len(said) / 2


def test_a_call_that_makes_good_a_failed_one_is_never_silent() -> None:
    for name in ("retry", "other_tool", "mend_unknown", "mend_empty"):
        for event, turn in all_spoken(name):
            if isinstance(event, MakeCalls) and event.after is not None:
                assert turn.text.endswith(".")


def test_what_failed_for_good_is_told_and_no_success_is_claimed() -> None:
    for text in texts(Report, "stop", "stop_at_once"):
        assert FAILURE.search(text)
        assert not SUCCESS.search(text)
        assert "htl_8" not in text


def test_a_refusal_is_no_question_and_says_what_cannot_be_done() -> None:
    for name, object_ in (("no_value", "booking ID"), ("no_tool", "that booking")):
        for text in texts(Refuse, name):
            assert FAILURE.search(text) or "lack" in text or "afraid" in text or "no way" in text
            assert object_ in text
            assert len(re.split(r"(?<=[.!?]) ", text)) > 1 or not text.endswith("?")


def test_the_empty_search_is_told_with_what_was_searched_for() -> None:
    assert all("hotels" in text and "in Paris" in text for text in texts(AskMend, "mend_empty"))
    assert all("Paris" in text for text in texts(AskMend, "mend_unknown", "mend_invalid"))


def test_what_is_recalled_is_spoken_of_and_not_said() -> None:
    for name, phrase in (("other_matter", r"same city"), ("same_stay", r"same dates")):
        later = [turn.text for event, turn in all_spoken(name) if isinstance(event, UserRequest) and event.goal == 1]
        assert all(re.search(phrase, text) and "Paris" not in text and "2026" not in text for text in later)


def test_there_are_words_for_every_kind_that_may_be_recalled() -> None:
    assert all(has_act("recalls", kind.value) for kind in RECALLABLE)


def test_a_reminder_tells_what_was_told() -> None:
    for tone in Tone:
        for seed in range(20):
            turns = spoken("reminded", tone, seed)
            told, answer = turns[2][1].text, next(turn.text for event, turn in turns if isinstance(event, Answer))
            assert any(words in answer and words in told for words in ("Lux", "Nova", "Pier", "149.5", "98", "180"))


def test_nobody_is_delighted_at_a_failure() -> None:
    asked = [text for text in texts(UserRequest, "on_after_a_failure") if "hotels" in text]
    later = [re.sub(r"be great if", "", text) for text in asked]  # which asks, and thanks for nothing
    assert later
    assert not any(re.search(r"great|perfect|awesome|that helps|wow|super", text, re.I) for text in later)


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.ask[0])
def test_what_is_said_without_a_tool_holds_nothing_to_check(entry: Entry) -> None:
    assert len(entry.ask) > 2
    assert len(entry.answer) > 1
    for text in (*entry.ask, *entry.answer):
        assert problems(text.replace("{can}", "help")) == []
        assert not re.search(r"[\d\"“”]|\bI've\b|\b(?:has|have) been\b", text)
        assert NUMBER_WORDS.keys().isdisjoint(re.findall(r"[a-z]+", text.lower()))
