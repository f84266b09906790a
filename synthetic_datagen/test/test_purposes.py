import re
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthetic_datagen.common.kinds import Intent, Kind, ValueType
from synthetic_datagen.common.tools import Parameter, Purpose
from synthetic_datagen.graph.articles import article
from synthetic_datagen.graph.purposes import mine_purpose
from synthetic_datagen.graph.wording import MAX_WORDS

REAL_TOOLS = Path(__file__).resolve().parents[2].parent / "shared" / "toolbench" / "tools"


def mined(
    name: str, description: str = "", *parameters: str, intent: Intent = Intent.GET, entity: str | None = None
) -> str | None:
    found = tuple(Parameter(name=one, type=ValueType.STRING, kind=Kind.UNKNOWN, required=True) for one in parameters)
    purpose = mine_purpose(
        name=name, description=description, intent=intent, entity=entity, tool_name="Some tool", parameters=found
    )
    return None if purpose is None else str(purpose)


@pytest.mark.parametrize(
    ("description", "parameters", "said"),
    [
        ("Returns the current weather for a given location", ("location",), "get the current weather"),
        ("Search for hotels in a city.", ("city",), "search for hotels"),
        ("Book a room in a hotel.", ("hotel_id",), "book a room in a hotel"),
        ("This endpoint allows you to convert currencies.", (), "convert currencies"),
        ("This endpoint will return back all the best movies .", (), "list the best movies"),
        ("With this API, you can get the company details of any domain.", ("domain",), "get the company details"),
        ("Retrieves a paginated list of quotes by a tag.", ("tag",), "list the quotes"),
        ("Fetching single message", ("message_id",), "get the details of a message"),
        ("Get top 20 players by assists in descending order.", (), "get the top players"),
        ("Endpoint for fetching users", (), "get the users"),
        ("<p>Retrieve <b>product information</b> using the id</p>", ("id",), "get the product information"),
        ("Get gainers and losers.", (), "get the gainers and losers"),
        ("Provides users with inspiring quotes.", (), "get the inspiring quotes"),
        ("Get the news about the economy of Japan.", (), "get the news about the economy"),
        ("Change the due date of an invoice.", ("invoice_id",), "change the due date of an invoice"),
        ("List movies that are similar to a movie.", ("movie_id",), "list the similar movies"),
        ("Get your IP Address in JSON Format", (), "get the IP address"),
    ],
)
def test_a_description_is_said_as_a_verb_and_its_object(
    description: str, parameters: tuple[str, ...], said: str
) -> None:
    assert mined("x1", description, *parameters) == said


@pytest.mark.parametrize(
    ("description", "entity", "said"),
    [
        ("Get the listing information of a listing.", "listing", "get the listing information"),
        ("Get a random fact", "fact", "get a random fact"),
        ("List all availiable cameras.", "camera", "list the cameras"),
        ("Get the entity or entities.", "entity", None),
        ("Get the product search product search.", "product", None),
    ],
)
def test_no_noun_is_said_twice_and_no_misspelt_word_at_all(description: str, entity: str, said: str | None) -> None:
    assert mined("x1", description, f"{entity}_id", entity=entity) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("getPetById", "get the details of a pet"),
        ("All Characters", "list the characters"),
        ("/v1/list/currencies", "list the currencies"),
        ("stock/v2/get-splits", "get the stock splits"),
        ("developers_list", "list the developers"),
        ("get_permissions_api_v1_permissions_get", "get the permissions"),
        ("Hashtag Search", "search for hashtags"),
        ("Email Address Validator", "validate the email address"),
        ("Remove a Meal Plan", "remove a meal plan"),
        ("Team Squad (Deprecated)", "get the team squad"),
    ],
)
def test_a_name_serves_where_no_description_does(name: str, said: str) -> None:
    assert mined(name, intent=Intent.LIST if said.startswith("list") else Intent.GET) == said


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("di", "adad"),
        ("test", ""),
        ("v2", "default"),
        ("wolf", "football"),
        ("Catecismo Capitulo", "La formación de la iglesia y los recursos"),
        ("getscorecardjobs", " "),
        ("SetCorsHeaders", "Sets the CORS headers of the response"),
        ("Welcome", "Shows Welcome Message"),
        ("查询天气", "返回天气"),
        ("{id}", "https://example.com/docs"),
        ("Health check", "Health check"),
        ("", ""),
    ],
)
def test_what_cannot_be_said_well_is_left_out(name: str, description: str) -> None:
    assert mined(name, description) is None


def test_a_word_that_is_noun_and_verb_is_read_by_what_follows() -> None:
    assert mined("Order Status", "Order status", "id") == "get the order status"
    assert mined("Order product", "Order a product from the shop.", "id", intent=Intent.CREATE) == (
        "order a product from the shop"
    )


def test_a_search_without_an_object_is_for_its_entity() -> None:
    assert mined("Search", "Search by name.", "name", intent=Intent.SEARCH, entity="fighter") == "search for fighters"


def test_articles_go_by_sound() -> None:
    assert [article(word) for word in ("hour", "user", "MRI", "URL", "event", "European team", "umbrella")] == [
        "an", "a", "an", "a", "an", "a", "an",
    ]  # fmt: skip


@given(name=st.text(max_size=60), description=st.text(max_size=120))
def test_wild_names_and_descriptions_never_leak_into_a_purpose(name: str, description: str) -> None:
    assert_clean(
        mine_purpose(name=name, description=description, intent=Intent.GET, entity=None, tool_name=name, parameters=())
    )


def assert_clean(purpose: Purpose | None) -> None:
    if purpose is None:
        return
    words = purpose.object.split(" ")
    assert 0 < len(words) <= MAX_WORDS
    assert purpose.verb == purpose.verb.lower()
    assert not re.search(r"[_{}<>/\\|\n\t]|  ", str(purpose))
    assert not any(word.isdigit() for word in words)
    assert not re.search(r"[a-z][A-Z]", re.sub("YouTube|TikTok|LinkedIn|IDs|URLs|PayPal|SoundCloud", "", str(purpose)))


@pytest.mark.skipif(not REAL_TOOLS.is_dir(), reason=f"no real ToolBench sample at {REAL_TOOLS}")
def test_more_than_two_in_five_real_endpoints_have_a_clean_purpose() -> None:
    found = total = 0
    for path in sorted(REAL_TOOLS.rglob("*.json"))[::7]:
        try:
            tool = orjson.loads(path.read_bytes())
        except orjson.JSONDecodeError:
            continue
        for api in tool.get("api_list") or []:
            purpose = mine_purpose(
                name=api.get("name") or "",
                description=api.get("description") or "",
                intent=Intent.GET,
                entity=None,
                tool_name=tool.get("tool_name") or "",
                parameters=(),
            )
            total += 1
            if purpose is not None:
                found += 1
                assert not re.search(r"[_{}<>/\\|\n\t]|  ", str(purpose)), purpose
    assert total > 300
    assert found > 0.4 * total
