import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthetic_datagen.common.kinds import Intent, Kind, ValueType
from synthetic_datagen.common.tools import Parameter, Purpose
from synthetic_datagen.graph.lexicon import lexicon
from synthetic_datagen.graph.noun_phrases import Phrase
from synthetic_datagen.graph.oddity import oddity
from synthetic_datagen.graph.polish import Told, polished
from synthetic_datagen.graph.purposes import mine_purpose


def mined(
    name: str, description: str = "", *parameters: str, intent: Intent = Intent.GET, entity: str | None = None
) -> str | None:
    found = tuple(Parameter(name=one, type=ValueType.STRING, kind=Kind.UNKNOWN, required=True) for one in parameters)
    purpose = mine_purpose(
        name=name, description=description, intent=intent, entity=entity, tool_name="Some tool", parameters=found
    )
    return None if purpose is None else str(purpose)


def plain(*words: str, keys: tuple[str, ...] = (), things: tuple[str, ...] = (), tail: str = "") -> str:
    phrase = polished(Phrase(words, tail=tail), Told(frozenset(keys), frozenset(things)))
    return f"{phrase.text} {phrase.tail}".strip()


def test_words_of_interfaces_are_said_in_plain_words() -> None:
    assert plain("domain", "info") == "domain information"
    assert plain("realtime", "prices") == "real-time prices"
    assert plain("product", "detail") == "product details"


def test_no_word_is_doubled_when_one_is_spelled_out() -> None:
    assert plain("IP", "address") == "IP address"
    assert plain("zip", "codes") == "ZIP codes"
    assert plain("boundaries", tail="of zip codes") == "boundaries of ZIP codes"


def test_information_is_about_what_is_told() -> None:
    assert plain("word", "info", keys=("word",)) == "information about a word"
    assert plain("match", "data") == "match information"
    assert plain("weather", "data", keys=("weather",)) == "weather data"
    assert plain("information", tail="of a league") == "information about a league"


def test_adjectives_stand_first_and_a_list_is_what_it_lists() -> None:
    assert plain("country", "complete", "information") == "complete country information"
    assert plain("away", "last", "matches") == "last away matches"
    assert plain("country", "list") == "countries"
    assert plain("price", "list") == "price list"


def test_what_a_user_has_is_of_a_user_where_one_is_told() -> None:
    assert plain("user", "posts", keys=("username",)) == "posts of a user"
    assert plain("user", "posts") == "user posts"
    assert plain("fund's", "prices", things=("fund",)) == "prices of a fund"
    assert plain("world's", "prices", things=("fund",)) == "world's prices"


@pytest.mark.parametrize(
    ("name", "description", "parameters", "said"),
    [
        ("IP Address Lookup", "", ("ip",), "get information about an IP address"),
        ("Plate Number Lookup", "", ("plate_number",), "get information about a plate number"),
        ("Get News", "Get news related to climate change.", (), "get the news about climate change"),
        ("Get All Climate Change News", "Returns all news.", (), "get the climate change news"),
        ("Lookup", "Search the company register.", ("q",), None),
        ("Download amenities", "Downloads a list of amenities", (), "get the amenities"),
        ("Nearby", "Get nearby place", (), "get the nearby places"),
        ("/teams/{team_id}", "", ("team_id",), "get the details of a team"),
        ("South Korea Songs", "", ("date",), "get the South Korea songs"),
        ("All Countries", "Fetch every country in the world.", (), "list the countries in the world"),
        ("Prices", "Get stock, forex and coin prices", (), "get the prices"),
        ("Sale", "Search properties for sale", (), "search for properties for sale"),
    ],
)
def test_the_causes_of_odd_purposes_are_mended(
    name: str, description: str, parameters: tuple[str, ...], said: str | None
) -> None:
    assert mined(name, description, *parameters) == said


def test_an_order_book_is_read_and_no_book_is_ordered() -> None:
    assert mined("Order Book", "Get the order book of a pair.") == "get the order book"
    assert mined("Order book") == "get the order book"
    assert mined("Track recommendations", "", "track_id") == "get the track recommendations"


@pytest.mark.parametrize(
    ("verb", "noun", "reason"),
    [
        ("get", "the table", "purpose_hollow"),
        ("get", "the details of a gender", "purpose_hollow"),
        ("get", "the game", "purpose_hollow"),
        ("get", "the offer IDs", "purpose_technical"),
        ("search for", "abilities", "purpose_technical"),
        ("list", "the filter calories", "purpose_technical"),
        ("get", "the year interest rate", "purpose_garbled"),
        ("list", "the league player regular seasons", "purpose_garbled"),
        ("get", "the price", ""),
        ("get", "the search results", ""),
        ("book", "a room in a hotel", ""),
    ],
)
def test_what_nobody_would_say_has_a_reason(verb: str, noun: str, reason: str) -> None:
    assert oddity(Purpose(verb, noun)) == reason


_WORDS = sorted({*lexicon().plurals, *lexicon().singulars, *lexicon().mass, "info", "IP", "user's", "latest", "most"})


@given(words=st.lists(st.sampled_from(_WORDS), min_size=1, max_size=5), key=st.sampled_from(_WORDS))
def test_polishing_never_leaves_a_phrase_empty_or_doubled(words: list[str], key: str) -> None:
    said = plain(*words, keys=(key,))
    assert said == said.strip()
    assert said
    assert not re.search(r"  |\b(\w+) \1\b", said) or len(set(words)) < len(words)
