"""Judging: texts that are true to their trace pass, each fault has its code, and no text makes it fall over."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthetic_datagen import pipeline
from synthetic_datagen.common.plans import Tone
from synthetic_datagen.common.progress import Silent
from synthetic_datagen.common.trace import Surface, Trace
from synthetic_datagen.config import load_settings
from synthetic_datagen.generator.validator import validate_record
from synthetic_datagen.test.behaviour_traces import BEHAVIOURS, ENDPOINTS
from synthetic_datagen.test.text_corruptions import CORRUPTIONS
from synthetic_datagen.test.writer_traces import BOOK, HOTELS, REGISTRY, hotel_trace
from synthetic_datagen.test.written import Turn, Written, written
from synthetic_datagen.writer.checks import Brief, Said, briefs_of, judge

RECORDS = 30
LEAST_CAUGHT = dict.fromkeys(CORRUPTIONS, 1.0) | {
    "adds_a_later_value": 0.8,  # words that the tools speak of too, and numbers of one digit
    "tells_a_wrong_number": 0.9,  # another number that was shown or counted
    "tells_nothing": 0.8,  # of what was said before, nothing is news
    "takes_a_value_back": 0.98,  # "not eight", of "eight years"
}
OPENING = "Find me a hotel in Paris for up to 1,200 a night, and book the cheapest one for two guests with breakfast."
ANSWER = "From April 11, 2026, for three nights."
REPORT = "Booked! The booking ID is bk_3391, and Casa Nova costs 294 EUR in total."


def offered(trace: Trace) -> Trace:
    return replace(trace, plan=replace(trace.plan, offered=(HOTELS.id, BOOK.id)))


BRIEFS = briefs_of(offered(hotel_trace()), REGISTRY.endpoints)
SAID = (
    Said("user", OPENING),
    Said("assistant", "Which dates?"),
    Said("user", ANSWER),
    Said("assistant", ""),
    Said("assistant", ""),
)


def codes(turn: int, text: str, briefs: tuple[Brief, ...] = BRIEFS) -> set[str]:
    return {one.code for one in judge(briefs[turn], text, said=SAID[:turn])}


def test_a_brief_says_who_speaks_what_is_due_and_what_is_not_yet() -> None:
    first, question, answer = BRIEFS[:3]
    assert [brief.role for brief in BRIEFS] == ["user", "assistant", "user", "assistant", "assistant", "assistant"]
    assert [brief.message for brief in BRIEFS] == [0, 1, 2, 3, 5, 7]
    assert [due.value for due in first.due] == ["Paris", 1200, 2, True]
    assert {one.due.value for one in first.withheld} == {"2026-04-11", "2026-04-14", "htl_82"}
    assert [due.label for due in question.asked] == ["check in", "check out"]
    assert "days_after:2026-04-11" in answer.due[1].transforms
    assert {"hotels::search", "hotels__search", "check_in"} <= first.offered.names


@pytest.mark.parametrize(
    ("turn", "text"),
    [
        (0, OPENING),
        (0, "Paris, up to 1200. Breakfast included? Yes. We are two guests, so book the cheapest one for us."),
        (1, "When would you like to arrive, and when do you leave?"),
        (2, ANSWER),
        (2, "Check-in is on the 11th of April 2026 and check-out on 14 April 2026."),
        (3, ""),
        (5, REPORT),
        (5, "I've booked Casa Nova for the two of you. Your confirmation is bk_3391."),
    ],
)
def test_texts_in_anybodys_words_pass(turn: int, text: str) -> None:
    assert judge(BRIEFS[turn], text, said=SAID[:turn]) == ()


@pytest.mark.parametrize(
    ("code", "turn", "text"),
    [
        ("ARG_UNGROUNDED", 0, OPENING.replace("Paris", "town")),
        ("ARG_UNGROUNDED", 2, "From April 11, 2026, for four nights."),
        ("STALE_VALUE", 0, f"{OPENING} Well, not Paris."),
        ("STALE_VALUE", 2, f"{ANSWER} And not Paris."),
        ("REASKED", 0, f"{OPENING} I arrive on April 11, 2026."),
        ("LEAKED_ID", 0, f"{OPENING} I mean htl_82."),
        ("LEAKED_ID", 2, f"{ANSWER} I mean bk_3391."),
        ("UNUSED_VALUE", 0, f"{OPENING} My room is 4711."),
        ("UNUSED_VALUE", 0, f"{OPENING} It is for Leo Silva."),
        ("AMBIGUOUS_REFERENCE", 0, OPENING.replace("cheapest", "first")),
        ("REQUESTS", 1, "Tell me the dates."),
        ("UNSUPPORTED_CLAIM", 1, "Is it April 11, 2026?"),
        ("FALSE_SUCCESS", 3, "I've booked it."),
        ("UNSUPPORTED_CLAIM", 5, REPORT.replace("294", "249")),
        ("TEXT_EMPTY", 5, " "),
        ("TEXT_LEFTOVER", 5, f"{REPORT} {{price}}"),
        ("TEXT_LEFTOVER", 5, f"**{REPORT}**"),
        ("TEXT_LEFTOVER", 5, f"Here:\n- {REPORT}"),
        ("TEXT_LEFTOVER", 5, f"{REPORT} It is null."),
        ("TOOL_NAME_IN_TEXT", 0, f"{OPENING} Use hotels::search."),
        ("TOOL_NAME_IN_TEXT", 3, "Calling hotels__book."),
        ("TOOL_NAME_IN_TEXT", 1, "What is your check_in?"),
    ],
)
def test_each_fault_has_its_code(code: str, turn: int, text: str) -> None:
    assert code in codes(turn, text)


@pytest.mark.parametrize(
    ("code", "behaviour", "text"),
    [
        ("FALSE_SUCCESS", "stop", "All done, it went through."),
        ("FALSE_SUCCESS", "no_tool", "All done, it went through."),
        ("FALSE_SUCCESS", "no_value", "All done, it went through."),
        ("REQUESTS", "no_call", "I'm afraid I can't do that."),
        ("REQUESTS", "mend_unknown", "I found nothing there."),
    ],
)
def test_what_went_wrong_is_told_and_what_is_asked_is_answered(code: str, behaviour: str, text: str) -> None:
    briefs = briefs_of(BEHAVIOURS[behaviour](Tone.PLAIN), ENDPOINTS)
    assert any(code in {one.code for one in judge(brief, text)} for brief in briefs if brief.role == "assistant")


def test_a_refused_value_that_nobody_has_is_withheld_throughout() -> None:
    briefs = briefs_of(BEHAVIOURS["no_value"](Tone.PLAIN), ENDPOINTS)
    assert all(brief.withheld for brief in briefs)


def test_words_that_are_declared_are_checked_and_not_looked_for() -> None:
    words = zip(BRIEFS[0].due, ("Paris", "1,200", "2", "with"), strict=True)
    told = tuple(Surface(due.slot, text) for due, text in words)
    found = {one.message.partition(":")[0] for one in judge(BRIEFS[0], OPENING, told)}
    assert found == {"does not tell the guests", "does not tell the breakfast included"}


def test_a_violation_names_the_message_of_the_record() -> None:
    assert {one.path for one in judge(BRIEFS[5], "")} == {"/messages/7"}


@given(st.sampled_from(BRIEFS), st.text(), st.lists(st.text(), max_size=5))
def test_any_text_is_judged_without_an_error(brief: Brief, text: str, said: list[str]) -> None:
    for violation in judge(brief, text, said=[Said("user", one) for one in said]):
        assert violation.path == f"/messages/{brief.message}"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> list[Written]:
    folder: Path = tmp_path_factory.mktemp("seed")
    pipeline.build([], folder, load_settings(), Silent())
    return list(written(folder, RECORDS))


@pytest.fixture(scope="module")
def turns(corpus: list[Written]) -> list[Turn]:
    return [turn for one in corpus for turn in one.turns()]


def test_the_offline_writers_texts_pass_at_every_turn(turns: list[Turn]) -> None:
    assert [found for turn in turns for found in turn.judged(turn.text)] == []


def test_surfaces_found_in_the_texts_make_records_that_validate(corpus: list[Written]) -> None:
    assert [found for one in corpus for found in validate_record(one.as_located())] == []


def test_nearly_all_surfaces_are_found_as_they_were_declared_or_with_their_unit(turns: list[Turn]) -> None:
    pairs = [(one, turn.located[one.slot]) for turn in turns for one in turn.words.surfaces]
    alike = [there.text == one.text or there.text.startswith(f"{one.text} ") for one, there in pairs]
    assert sum(alike) >= 0.97 * len(pairs)


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_each_corruption_of_a_turn_is_caught(name: str, turns: list[Turn]) -> None:
    made = [(turn, CORRUPTIONS[name](turn, random.Random(f"{name}:{at}"))) for at, turn in enumerate(turns)]
    verdicts = [bool(turn.judged(text)) for turn, text in made if text is not None and text != turn.text]
    assert verdicts
    assert sum(verdicts) >= LEAST_CAUGHT[name] * len(verdicts)
