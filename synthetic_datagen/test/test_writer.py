"""Golden files: set SYNTHETIC_DATAGEN_WRITE_GOLDEN=1 to write them anew, then read every line of the difference."""

import os
import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthetic_datagen.common.json_types import Json
from synthetic_datagen.common.kinds import Kind, ValueType
from synthetic_datagen.common.plans import Argument, FromOutput, Goal, PlannedStep, Slot, Tone
from synthetic_datagen.common.renderings import all_renderings
from synthetic_datagen.common.spoken_codes import spoken_codes
from synthetic_datagen.common.tools import Purpose
from synthetic_datagen.common.trace import AskSlots, Form, Report, Results, Trace, UserAnswer, UserRequest, Utterance
from synthetic_datagen.common.transforms import apply, matches
from synthetic_datagen.test.writer_traces import (
    BOOK,
    HOTELS,
    REGISTRY,
    currency_trace,
    follow_up_trace,
    hotel_trace,
    output,
    parameter,
    weather_trace,
)
from synthetic_datagen.writer.checks import problems
from synthetic_datagen.writer.extremes import extreme_of
from synthetic_datagen.writer.fact_phrases import clause
from synthetic_datagen.writer.fact_sentences import told_of
from synthetic_datagen.writer.facts import Fact, Lens, facts_of
from synthetic_datagen.writer.flag_facts import flag_predicate
from synthetic_datagen.writer.labels import spoken_key
from synthetic_datagen.writer.made import made_id
from synthetic_datagen.writer.names import name_of, title
from synthetic_datagen.writer.offline import OfflineWriter
from synthetic_datagen.writer.references import refer
from synthetic_datagen.writer.slot_phrases import Phraser
from synthetic_datagen.writer.surfaces import PLAIN, SurfaceContext, surface_of
from synthetic_datagen.writer.values import Form as Shown
from synthetic_datagen.writer.values import say_value, value_text

GOLDEN = Path(__file__).parent / "golden"
TRACES = {"hotel": hotel_trace, "follow_up": follow_up_trace, "weather": weather_trace, "currency": currency_trace}
LABELS = (
    "city",
    "q",
    "x1",
    "max price",
    "num guests",
    "is_open",
    "the",
    "date of birth",
    "userId",
    "ws.op",
    "__",
    "from",
)


def write(trace: Trace, seed: int = 1) -> tuple[Utterance, ...]:
    return OfflineWriter(REGISTRY).write(trace, random.Random(seed))


def spoken_events(trace: Trace) -> list[object]:
    return [event for event in trace.events if not isinstance(event, Results)]


def transcript(trace: Trace, seed: int) -> str:
    users = (UserRequest, UserAnswer)
    pairs = zip(spoken_events(trace), write(trace, seed), strict=True)
    return "".join(f"{'User' if isinstance(event, users) else 'Assistant'}: {turn.text}\n" for event, turn in pairs)


@pytest.mark.parametrize("name", TRACES)
def test_conversations_read_as_in_their_golden_files(name: str) -> None:
    text = "\n".join(f"# {tone.value}\n{transcript(TRACES[name](tone), seed)}" for seed, tone in enumerate(Tone))
    path = GOLDEN / f"writer_{name}.txt"
    if os.environ.get("SYNTHETIC_DATAGEN_WRITE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("make", TRACES.values())
@pytest.mark.parametrize("tone", Tone)
def test_every_utterance_is_clean_and_every_surface_gives_its_value(make: Callable[[Tone], Trace], tone: Tone) -> None:
    trace = make(tone)
    for seed in range(40):
        for event, turn in zip(spoken_events(trace), write(trace, seed), strict=True):
            if turn.text:
                assert problems(turn.text, ("htl_82", "bk_3391")) == []
            assert_carried(turn, trace.plan.slots)
            if isinstance(event, UserRequest):
                assert {one.slot for one in turn.surfaces} == set(event.told)


def assert_carried(turn: Utterance, slots: tuple[Slot, ...]) -> None:
    for one in turn.surfaces:
        value = slots[one.slot].value
        assert one.text in turn.text
        assert apply(one.transform, one.text) == value if one.transform else matches(one.text, value)


def test_the_same_generator_gives_the_same_words() -> None:
    assert write(hotel_trace(), 7) == write(hotel_trace(), 7)
    assert len({write(hotel_trace(), seed)[0].text for seed in range(30)}) > 15


def test_questions_hold_no_values() -> None:
    for seed in range(40):
        turns = dict(zip(map(type, spoken_events(hotel_trace())), write(hotel_trace(), seed), strict=True))
        assert not re.search(r"\d", turns[AskSlots].text)


def test_users_name_no_ids_tools_or_parameters() -> None:
    for seed in range(40):
        for make in TRACES.values():
            said = " ".join(
                turn.text
                for event, turn in zip(spoken_events(make()), write(make(), seed), strict=True)
                if isinstance(event, UserRequest | UserAnswer)
            )
            assert not re.search(r"htl_|bk_|hotel_id|max_price|from_currency|::", said)


def test_a_follow_up_names_the_item_as_it_was_reported() -> None:
    texts = [write(follow_up_trace(), seed)[3].text for seed in range(20)]
    assert all("Casa Nova" in text for text in texts)


def renderings_in(output: Json) -> set[str]:
    """What the named renderings make of the scalars of an output: "149.50" of 149.5."""
    inner = output.values() if isinstance(output, dict) else output if isinstance(output, list) else ()
    return set(all_renderings(output)).union(*[renderings_in(one) for one in inner])


def test_reports_hold_only_numbers_and_names_of_the_outputs() -> None:
    for make in TRACES.values():
        trace = make()
        known = repr([result.output for result in trace.results])
        for seed in range(40):
            for event, turn in zip(spoken_events(trace), write(trace, seed), strict=True):
                if isinstance(event, Report):
                    numbers = re.findall(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.]*\w)", turn.text)
                    counts = {str(len(one["results"])) for one in (r.output for r in trace.results) if "results" in one}
                    counts |= {
                        str(len(one["reviews"])) for one in (r.output for r in trace.results) if "reviews" in one
                    }
                    counts |= {words for result in trace.results for words in renderings_in(result.output)}
                    assert all(number in known or number in counts for number in numbers), turn.text


def test_no_opener_or_lead_comes_twice_in_a_row() -> None:
    for seed in range(60):
        leads = [turn.text for turn in write(hotel_trace(), seed)[3:5]]
        assert not leads[0] or leads[0] != leads[1]


def test_an_empty_list_is_said_to_be_empty() -> None:
    trace = follow_up_trace()
    empty = tuple(
        Results(tuple(replace(one, output={"reviews": []}) for one in event.results))
        if isinstance(event, Results) and event.results[0].call == 1
        else event
        for event in trace.events
    )
    assert re.search(r"\bno reviews|any reviews", write(replace(trace, events=empty))[-1].text)


def test_a_failed_call_is_not_reported_as_a_success() -> None:
    trace = hotel_trace()
    broken: Json = {"error": {"code": "not_found", "message": "No such hotel."}}
    events = tuple(
        Results(tuple(replace(one, output=broken) for one in event.results))
        if isinstance(event, Results) and event.results[0].call == 1
        else event
        for event in trace.events
    )
    for seed in range(20):
        text = write(replace(trace, events=events), seed)[-1].text
        assert "No such hotel" in text
        assert "Done" not in text


def test_side_by_side_a_thing_that_has_only_a_name_is_told_by_it() -> None:
    trace, names = weather_trace(), ("Quiet Cedar", "Silver Falcon")
    events = tuple(
        Results(tuple(replace(one, output={"name": name}) for one, name in zip(event.results, names, strict=True)))
        if isinstance(event, Results)
        else event
        for event in trace.events
    )
    for seed in range(20):
        assert all(name in write(replace(trace, events=events), seed)[-1].text for name in names)


VALUES = st.one_of(
    st.booleans(),
    st.integers(-(10**9), 10**12),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.text(min_size=1, max_size=80).filter(str.strip),
    st.dates().map(str),
    st.times().map(lambda time: f"{time:%H:%M}"),
    st.sampled_from(("EUR", "fr", "CDG", "price_low_to_high", "New York", "{x}", 'say "hi"', "None", "a  b")),
)


@given(
    value=VALUES,
    kind=st.sampled_from(Kind),
    label=st.sampled_from(LABELS),
    tone=st.sampled_from(Tone),
    seed=st.integers(0, 999),
    withheld=st.booleans(),
)
def test_any_value_of_any_kind_is_carried_by_its_turn(
    value: Json, kind: Kind, label: str, tone: Tone, seed: int, withheld: bool
) -> None:
    trace = hotel_trace(tone)
    slots = (*trace.plan.slots[:4], Slot(4, kind, label, value, label, BOOK.id), *trace.plan.slots[5:])
    told, asked = ((0, 3, 5), (1, 2, 4)) if withheld else ((0, 3, 4, 5), (1, 2))
    events = (UserRequest(0, told), AskSlots(0, asked), UserAnswer(0, asked), *trace.events[3:])
    plan = replace(trace.plan, slots=slots, goals=(Goal((0, 1), told, asked),))
    turns = write(replace(trace, plan=plan, events=events), seed)
    assert {one.slot for turn in turns for one in turn.surfaces} == set(range(6))
    for turn in turns:
        assert_carried(turn, slots)


@given(table=st.sampled_from(sorted(spoken_codes())), seed=st.integers(0, 99))
def test_every_spoken_code_gives_its_code_back(table: str, seed: int) -> None:
    for code, words in spoken_codes()[table].items():
        assert all(apply(table, one) == code for one in words)
        slot = Slot(0, Kind(table), "code", code, "code", "x")
        surface = surface_of(slot, PLAIN, random.Random(seed))
        assert (apply(surface.transform, surface.text) if surface.transform else surface.text) == code


def test_facts_skip_what_teaches_nothing_and_keep_units() -> None:
    item = {
        "id": "h1",
        "url": "https://x.y",
        "price": 129.0,
        "currency": "EUR",
        "duration_minutes": 95,
        "x1": 3,
        "note": None,
    }
    kinds = {"id": Kind.ENTITY_ID, "price": Kind.PRICE, "currency": Kind.CURRENCY_CODE, "url": Kind.URL}
    assert [clause(fact, random.Random(1)) for fact in facts_of(item, Lens(kinds), 5)] == [
        "it costs 129 EUR",
        "the duration is 95 minutes",
    ]


@pytest.mark.parametrize(
    ("item", "entity", "name"),
    [
        ({"job_id": "j1", "recruiter_name": "Zoe Wong", "job_title": "chef"}, "job", "chef"),
        ({"course_id": "c1", "subject": "statistics", "course_title": "Numbers"}, "course", "Numbers"),
        ({"client_id": "c1", "company": "Acme", "client_name": "Lumen"}, "client", "Lumen"),
        ({"enrollment_id": "e1", "course_title": "Numbers"}, "enrollment", ""),
        ({"grocery_item_id": "g1", "item_name": "Oat milk"}, "grocery", "Oat milk"),
        ({"city": "Paris", "country": "France"}, "city", "Paris"),
        ({"symbol": "AAPL", "company": "Apple"}, "stock", "Apple"),
    ],
)
def test_a_thing_is_called_by_its_own_name_only(item: Json, entity: str, name: str) -> None:
    assert name_of(item, entity) == name


def test_names_that_read_like_a_part_of_the_sentence_are_quoted() -> None:
    assert [title(name) for name in ("Hotel Lux", "Oat milk", "The House of Cards")] == [
        "Hotel Lux",
        '"Oat milk"',
        "The House of Cards",
    ]


def test_the_id_of_what_was_made_is_not_one_that_was_passed_in() -> None:
    output = {"article_id": "a1", "saved_article_id": "s1", "title": "Home"}
    made = made_id(output, "article", frozenset({"a1"}))
    assert (made and (made.label, made.value)) == ("saved article ID", "s1")
    assert made_id({"article_id": "a1"}, "article", frozenset({"a1"})) is None


def test_a_booking_is_reported_with_its_own_id() -> None:
    for seed in range(20):
        text = write(hotel_trace(), seed)[-1].text
        assert "bk_3391" in text
        assert "htl_82" not in text


def test_facts_are_said_of_their_subject() -> None:
    facts = [Fact("price per night", "98 EUR", Kind.PRICE, True), Fact("rating", "4.3", Kind.RATING)]
    told = {" ".join(told_of("Casa Nova", facts, random.Random(seed))) for seed in range(40)}
    assert "Casa Nova: 98 EUR a night, rated 4.3." in told
    assert "Casa Nova costs 98 EUR a night and is rated 4.3." in told


@pytest.mark.parametrize(
    ("key", "kind", "value", "money", "said"),
    [
        ("posted_date", Kind.DATE, "2026-07-14", "", "July 14, 2026"),
        ("published_at", Kind.DATETIME, "2026-08-22T20:00:00Z", "", "August 22, 2026 at 8 pm"),
        ("delivery_time", Kind.DURATION, "19:15", "", "7:15 pm"),
        ("running_time", Kind.DURATION, "02:30", "", "02:30"),
        ("views", Kind.COUNT, 3322500, "", "3,322,500"),
        ("built_year", Kind.YEAR, 1998, "", "1998"),
        ("price", Kind.PRICE, 8.5, "GBP", "8.50 GBP"),
        ("price", Kind.PRICE, -1234, "$", "-$1,234"),
        ("temperature", Kind.TEMPERATURE, 37.4, "", "37.4 degrees"),
        ("temp_c", Kind.TEMPERATURE, 37.4, "", "37.4"),
        ("humidity", Kind.HUMIDITY, 66, "", "66%"),
        ("humidity", Kind.HUMIDITY, 0.66, "", "0.66"),
        ("rain_chance_percent", Kind.PERCENTAGE, 48, "", "48%"),
        ("cuisine", Kind.CUISINE, "moroccan", "", "Moroccan"),
        ("cuisine", Kind.CUISINE, "vegan", "", "vegan"),
    ],
)
def test_values_are_said_as_people_say_them(key: str, kind: Kind, value: Json, money: str, said: str) -> None:
    assert say_value(key, kind, spoken_key(key), value, money).words == said


@pytest.mark.parametrize(
    ("key", "yes", "no"),
    [
        ("is_valid", "is valid", "isn't valid"),
        ("disposable", "is disposable", "isn't disposable"),
        ("has_pool", "has a pool", "has no pool"),
        ("in_stock", "is in stock", "is out of stock"),
        ("pets_allowed", "allows pets", "does not allow pets"),
        ("includes_breakfast", "includes breakfast", "does not include breakfast"),
        ("hasP3", "", ""),
    ],
)
def test_a_flag_of_an_output_is_told_as_what_it_says_of_its_thing(key: str, yes: str, no: str) -> None:
    assert (flag_predicate(key, True), flag_predicate(key, False)) == (yes, no)


@pytest.mark.parametrize(
    ("values", "label", "most"),
    [
        ([98, 129], "price", "cheapest"),
        ([98, 98, 129], "price", ""),
        ([129, 98, 140], "price", ""),
        ([4.9, 4.7], "rating", "best rated"),
        ([50500, 61000], "yearly salary", ""),
        (["2026-01-04", "2026-03-01"], "departure date", "earliest"),
        ([98, None], "price", ""),
        ([98], "price", ""),
    ],
)
def test_only_what_no_other_is_too_is_called_the_most(values: list[Json], label: str, most: str) -> None:
    assert extreme_of(values, label) == most


def test_facts_of_what_has_no_name_make_one_sentence() -> None:
    temperature = Fact("temperature", "37.4 degrees", Kind.TEMPERATURE, True, Shown.NUMBER)
    sky = Fact("condition", "cloudy", Kind.WEATHER_CONDITION, form=Shown.ADJECTIVE)
    rain = Fact("condition", "rain", Kind.WEATHER_CONDITION)
    humidity = Fact("humidity", "66%", Kind.HUMIDITY, True, Shown.NUMBER)
    rng = random.Random(1)
    assert told_of("", [temperature, sky, humidity], rng) == ["It's 37.4 degrees and cloudy, with 66% humidity."]
    assert told_of("", [temperature, rain, humidity], rng) == ["It's 37.4 degrees, with rain and 66% humidity."]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ([("city", "Seoul", Kind.CITY), ("country", "South Korea", Kind.COUNTRY)], "is in Seoul, South Korea"),
        (
            [("address", "1 Mill Road, Rome", Kind.ADDRESS), ("country", "Italy", Kind.COUNTRY)],
            "is at 1 Mill Road, Rome, in Italy",
        ),
        ([("species", "cat", Kind.CHOICE), ("city", "Rome", Kind.CITY)], "is a cat and is in Rome"),
    ],
)
def test_facts_run_on_without_saying_a_verb_twice(facts: list[tuple[str, str, Kind]], said: str) -> None:
    told = {" ".join(told_of("Luna", [Fact(*one) for one in facts], random.Random(seed))) for seed in range(30)}
    assert f"Luna {said}." in told


def test_a_day_and_a_time_of_the_same_are_told_together() -> None:
    day = Fact("departure date", "July 6, 2026", Kind.START_DATE, form=Shown.DAY)
    time = Fact("departure time", "7 pm", Kind.TIME, form=Shown.CLOCK)
    said = {" ".join(told_of("RE 672", [day, time], random.Random(seed))) for seed in range(30)}
    assert {"RE 672 leaves on July 6, 2026 at 7 pm.", "RE 672: leaving on July 6, 2026 at 7 pm."} <= said


def test_what_was_sorted_by_comes_first_and_what_only_says_that_it_worked_last() -> None:
    item = {"price": 98, "status": "ok", "rating": 4.5}
    kinds = {"price": Kind.PRICE, "status": Kind.STATUS, "rating": Kind.RATING}
    assert [fact.label for fact in facts_of(item, Lens(kinds, sorted_by=frozenset({"rating"})), 3)] == [
        "rating",
        "price",
    ]
    assert [fact.label for fact in facts_of({"status": "ok"}, Lens(kinds), 3)] == ["status"]


def test_a_converted_amount_is_in_the_currency_that_it_became() -> None:
    item = {"amount": 5, "from_currency": "EUR", "to_currency": "AUD", "converted_amount": 8.5}
    kinds = {"from_currency": Kind.CURRENCY_CODE, "to_currency": Kind.CURRENCY_CODE, "converted_amount": Kind.AMOUNT}
    assert [fact.value for fact in facts_of(item, Lens(kinds, known=frozenset({"5"})), 3)] == ["8.50 AUD"]


def reports(make: Callable[[Tone], Trace], tone: Tone) -> list[str]:
    turns = [zip(spoken_events(make(tone)), write(make(tone), seed), strict=True) for seed in range(60)]
    return [turn.text for pairs in turns for event, turn in pairs if isinstance(event, Report)]


@pytest.mark.parametrize("make", TRACES.values())
def test_reports_vary_and_no_sentence_of_theirs_is_long(make: Callable[[Tone], Trace]) -> None:
    said = reports(make, Tone.PLAIN)
    assert len(set(said)) > 8
    assert all(len(sentence.split()) <= 45 for text in said for sentence in text.split(". "))


def test_a_terse_user_gets_shorter_reports_than_a_chatty_one() -> None:
    terse, chatty = (sum(map(len, reports(hotel_trace, tone))) for tone in (Tone.TERSE, Tone.CHATTY))
    assert terse < chatty * 0.95


def test_amounts_have_their_sign_or_their_code_throughout_a_conversation() -> None:
    talks = [" ".join(turn.text for turn in write(follow_up_trace(), seed)[2:]) for seed in range(30)]
    assert all(("€" in text) != (" EUR" in text) for text in talks if "€" in text or " EUR" in text)
    assert any("€" in text for text in talks) and any(" EUR" in text for text in talks)


def test_the_total_that_an_output_states_is_told_with_how_many_are_shown() -> None:
    trace = follow_up_trace()
    parts = tuple(
        Results(tuple(replace(one, output={"total": 7, **one.output}) for one in event.results))
        if isinstance(event, Results) and event.results[0].call == 1
        else event
        for event in trace.events
    )
    for seed in range(20):
        assert re.search(r"\b(7|seven)\b.*\b2\b", write(replace(trace, events=parts), seed)[-1].text, re.I)


def test_what_an_item_only_mentions_is_named_as_such() -> None:
    track = replace(
        HOTELS,
        id="music::tracks",
        entity="track",
        purpose=Purpose("search for", "tracks"),
        outputs=(output("/tracks/*/track_id", Kind.ENTITY_ID), output("/tracks/*/artist_id", Kind.ENTITY_ID)),
    )
    top = replace(
        HOTELS, id="music::top", parameters=(parameter("artist_id", Kind.ENTITY_ID, entity="artist"),), entity="track"
    )
    fed = Argument("/artist_id", "artist_id", FromOutput(0, "/tracks/*/artist_id"))
    steps = (PlannedStep(track.id, 0, 0, ()), PlannedStep(top.id, 0, 1, (fed,)))
    found = refer(steps[1:], {track.id: track, top.id: top}, steps)
    assert found is not None
    assert found.text == "the artist of the first one"


def flag(name: str, description: str, value: bool, verb: str = "search for") -> str:
    end = replace(
        HOTELS,
        parameters=(replace(parameter(name, Kind.FLAG, ValueType.BOOLEAN), description=description),),
        purpose=Purpose(verb, "places" if verb == "search for" else "a playlist"),
    )
    slot = Slot(0, Kind.FLAG, name.replace("_", " "), value, name, end.id)
    spoken = Phraser({end.id: end}).spoken(slot, random.Random(1))
    assert apply("yes_no", spoken.surface.text) is value
    said = spoken.inline(random.Random(1)) or spoken.sentence(random.Random(1))
    assert spoken.surface.text in said
    return said


def test_flags_are_said_as_conditions_of_the_thing() -> None:
    assert flag("is_open_now", "Whether the place must be open now", True) == "that are open now"
    assert flag("is_open_now", "Whether the place must be open now", False) == "It need not be open now."
    assert flag("has_garden", "Whether a garden is needed", True) == "with a garden"
    assert flag("has_garden", "Whether a garden is needed", False) == "I don't need a garden."
    assert flag("pets_allowed", "Whether pets must be allowed", True) == "that allow pets"
    assert flag("is_public", "Whether the playlist is public", True, "create") == "It should be public."


@pytest.mark.parametrize(
    ("name", "kind", "value", "said"),
    [
        ("duration_minutes", Kind.DURATION, 60, "for 60 minutes"),
        ("duration_hours", Kind.DURATION, 1, "for 1 hour"),
        ("weight_kg", Kind.WEIGHT, 2.5, "weighing 2.5 kg"),
        ("term_years", Kind.UNKNOWN, 20, "with a term of 20 years"),
        ("experience_years", Kind.UNKNOWN, 5, "with 5 years of experience"),
    ],
)
def test_numbers_are_said_with_the_unit_of_their_name(name: str, kind: Kind, value: float, said: str) -> None:
    slot = Slot(0, kind, name.replace("_", " "), value, name, HOTELS.id)
    spoken = [Phraser(REGISTRY.endpoints).spoken(slot, random.Random(seed)) for seed in range(60)]
    assert said in {one.inline(random.Random(1)) for one in spoken}
    assert all(
        apply(one.surface.transform, one.surface.text) == value
        if one.surface.transform
        else matches(one.surface.text, value)
        for one in spoken
    )


def date_slot(name: str, day: str, kind: Kind = Kind.START_DATE) -> Slot:
    return Slot(0, kind, name.replace("_", " "), day, name, HOTELS.id)


def inlines(slot: Slot, context: SurfaceContext) -> set[str]:
    phraser = Phraser(REGISTRY.endpoints)
    return {phraser.spoken(slot, rng, context).inline(rng) for rng in map(random.Random, range(300))}


def test_times_that_take_no_preposition_get_none() -> None:
    context = SurfaceContext(today=date(2026, 7, 6), forms=frozenset(Form))
    tomorrow = inlines(date_slot("check_in", "2026-07-07"), context)
    assert {"arriving tomorrow", "checking in tomorrow", "with check-in tomorrow"} <= tomorrow
    assert not any(" on " in said for said in tomorrow)
    assert {"arriving on Friday", "arriving this Friday"} <= inlines(date_slot("check_in", "2026-07-10"), context)
    two_weeks = inlines(date_slot("check_out", "2026-07-20", Kind.END_DATE), context)
    assert "checking out in two weeks" in two_weeks
    assert not any("on in" in said or "until in" in said for said in two_weeks)


def test_an_end_is_told_as_a_length_only_where_its_start_is_known() -> None:
    slot = date_slot("check_out", "2026-07-10", Kind.END_DATE)
    told = SurfaceContext(start=date(2026, 7, 7), forms=frozenset(Form))
    assert {"staying three nights", "staying for 3 nights"} <= inlines(slot, told)
    assert not any("night" in said for said in inlines(slot, SurfaceContext(forms=frozenset(Form))))


def test_today_is_stated_once_and_by_everyone_in_their_own_way() -> None:
    for tone in Tone:
        trace = hotel_trace(tone)
        trace = replace(trace, plan=replace(trace.plan, today="2026-04-01"))
        turns = [write(trace, seed) for seed in range(30)]
        assert all("Wednesday, April 1, 2026" in said[0].text for said in turns)
        assert not any("Wednesday, April 1, 2026" in turn.text for said in turns for turn in said[1:])
        assert any(one.transform == "date_from:2026-04-01" for said in turns for turn in said for one in turn.surfaces)


def test_a_couple_is_a_couple_of_something() -> None:
    slot = Slot(0, Kind.QUANTITY, "guests", 2, "guests", HOTELS.id)
    for seed in range(200):
        spoken = Phraser(REGISTRY.endpoints).spoken(slot, random.Random(seed), SurfaceContext(forms=frozenset(Form)))
        if spoken.surface.form is Form.COUNTING:
            rng = random.Random(seed)
            assert all(
                "a couple of guests" in say(rng).lower() for say in (spoken.inline, spoken.sentence, spoken.answer)
            )


def test_at_most_one_setting_is_hung_on_a_sentence() -> None:
    labels = ("tone color", "file format", "page order")
    slots = tuple(Slot(at, Kind.CHOICE, label, "plain", label, BOOK.id) for at, label in enumerate(labels))
    trace = hotel_trace()
    goals = (Goal((0, 1), (0, 1, 2)),)
    plan = replace(
        trace.plan, slots=slots, steps=tuple(replace(s, arguments=()) for s in trace.plan.steps), goals=goals
    )
    for seed in range(20):
        text = write(replace(trace, plan=plan, events=(UserRequest(0, (0, 1, 2)),)), seed)[0].text
        assert text.count(" as the ") <= 1


def test_long_texts_are_cut_at_a_word_or_sentence() -> None:
    text = "The first sentence is long enough to stand alone for a report. " + "word " * 60
    assert value_text(text) == "The first sentence is long enough to stand alone for a report"
    assert value_text("12345678 " * 40).endswith("12345678")


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("price_per_night", "price per night"),
        ("totalPrice", "total price"),
        ("reviewCount", "number of reviews"),
        ("min_age", "minimum age"),
        ("xq_7", ""),
        ("created_at", ""),
    ],
)
def test_output_keys_are_said_as_noun_phrases_or_not_at_all(key: str, said: str) -> None:
    assert spoken_key(key) == said


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("All is well.", []),
        ("", ["empty"]),
        ("Give me {city}", ["braces"]),
        ("It is None", ["None"]),
        ("Two  spaces", ["double space"]),
        ("The hotel_id is h1", ["underscored name: hotel_id"]),
        ("a hotel in a area", ["article: a area"]),
        ("Done!. Yes", ["doubled mark"]),
    ],
)
def test_checks_find_leftovers(text: str, found: list[str]) -> None:
    assert problems(text) == found
