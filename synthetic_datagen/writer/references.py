"""References: how a later step's item is named in the words of a person.

Selector(LOWEST, by="/results/*/price")      "the cheapest one", "the cheapest hotel"
Selector(NTH, 1)                             "the second one"
two siblings of a fan-out, items 0 and 1     "the first two"
an item of a list that was reported before   "Hotel Lux"
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..common.json_types import Json
from ..common.kinds import Kind
from ..common.plans import Argument, FromOutput, Pick, PlannedStep, Selector
from ..common.pointers import resolve
from ..common.tools import Endpoint, Purpose
from ..common.trace import Call
from .inflection import is_mass, is_plural, listing, ordinal, plural_of, singular_of, spelled
from .labels import is_sane, spoken_key, words_of

_TAIL = re.compile(r" (?P<preposition>of|for|about|in|at|on|to|from|with) (?P<thing>(?:a|an|the) [^,]+)$")
_ARTICLE = re.compile(r"^(?:a|an|the) ")
_NAME_KEYS = ("name", "title", "full_name", "display_name", "headline", "subject", "label", "airline", "company")

_BY_KIND = {
    (Pick.LOWEST, Kind.PRICE): "cheapest",
    (Pick.LOWEST, Kind.AMOUNT): "cheapest",
    (Pick.HIGHEST, Kind.PRICE): "most expensive",
    (Pick.HIGHEST, Kind.RATING): "best rated",
    (Pick.LOWEST, Kind.DISTANCE): "nearest",
    (Pick.LOWEST, Kind.DURATION): "shortest",
    (Pick.HIGHEST, Kind.DURATION): "longest",
    (Pick.LOWEST, Kind.DATE): "earliest",
    (Pick.HIGHEST, Kind.DATE): "latest",
    (Pick.LOWEST, Kind.TIME): "earliest",
    (Pick.HIGHEST, Kind.TIME): "latest",
    (Pick.LOWEST, Kind.YEAR): "oldest",
    (Pick.HIGHEST, Kind.YEAR): "newest",
    (Pick.LOWEST, Kind.WEIGHT): "lightest",
    (Pick.HIGHEST, Kind.WEIGHT): "heaviest",
}


@dataclass(frozen=True, slots=True)
class Reference:
    """What a step works on: the adjective ("cheapest"), the plain noun phrase, and the number of things."""

    text: str  # "the cheapest one"
    with_noun: str  # "the cheapest {noun}", or "" where it takes none
    key: tuple[object, ...]  # equal for the same thing
    several: bool = False


def object_noun(endpoint: Endpoint) -> str:
    """The plural noun of what an endpoint lists: "hotels"; "results" where none reads well."""
    purpose = endpoint.purpose
    if purpose is not None and purpose.verb in ("search for", "list", "find", "get", "look up"):
        phrase = _ARTICLE.sub("", re.split(r" (?:of|for|in|about|on|at|between|from|to|with) ", purpose.object)[0])
        if not is_mass(phrase) and " and " not in phrase and " or " not in phrase:
            return plural_of(phrase) if is_sane(phrase.casefold().split()) or is_plural(phrase) else "results"
        if is_mass(phrase):
            return "results"
    entity = (endpoint.entity or "").split("_")
    return plural_of(" ".join(entity)) if is_sane(entity) and not is_mass(" ".join(entity)) else "results"


def short_noun(noun: str) -> str:
    """ "guided tours" -> "guided tour": the singular of a listed noun."""
    return singular_of(noun)


def selected(selector: Selector) -> tuple[str, str]:
    """A selector with "one" and with a place for a noun: ("the cheapest one", "the cheapest {noun}")."""
    if selector.pick is Pick.NTH:
        return f"the {ordinal(selector.ordinal)} one", f"the {ordinal(selector.ordinal)} {{noun}}"
    adjective = _BY_KIND.get((selector.pick, selector.by_kind), "")
    if adjective:
        return f"the {adjective} one", f"the {adjective} {{noun}}"
    key = selector.by.rsplit("/", 1)[-1]
    field = spoken_key(key)
    if not field:
        return "the first one", ""
    extreme = "lowest" if selector.pick is Pick.LOWEST else "highest"
    return f"the one with the {extreme} {field}", f"the {{noun}} with the {extreme} {field}"


def refer(
    steps: Sequence[PlannedStep], endpoints: Mapping[str, Endpoint], plan_steps: Sequence[PlannedStep]
) -> Reference | None:
    """What these sibling steps take from one earlier step's output, or None when they take nothing."""
    taken = [argument for step in steps for argument in step.arguments if isinstance(argument.source, FromOutput)]
    if not taken:
        return None
    first = taken[0]
    sources = [argument.source for argument in taken if isinstance(argument.source, FromOutput)]
    same_step = [source for source in sources if source.step == sources[0].step]
    ordinals = sorted({source.selector.ordinal for source in same_step})
    if len(ordinals) > 1:
        return _several(ordinals, same_step[0])
    source = same_step[0]
    key = (source.step, source.selector if "*" in source.field else None)
    if "*" in source.field:
        one, with_noun = selected(source.selector)
        return Reference(one, with_noun, key)
    return Reference(_that(first, plan_steps[source.step], endpoints, steps[0]), "", key)


def _several(ordinals: list[int], source: FromOutput) -> Reference:
    key = (source.step, tuple(ordinals))
    if ordinals == list(range(len(ordinals))):
        count = spelled(len(ordinals))
        if source.selector.pick is not Pick.NTH:
            adjective = _BY_KIND.get((source.selector.pick, source.selector.by_kind), "")
            if adjective:
                return Reference(f"the {count} {adjective} ones", f"the {count} {adjective} {{nouns}}", key, True)
        return Reference(f"the first {count}", f"the first {count} {{nouns}}", key, True)
    names = listing([ordinal(number) for number in ordinals])
    return Reference(f"the {names} one", "", key, True)


def _that(argument: Argument, source: PlannedStep, endpoints: Mapping[str, Endpoint], step: PlannedStep) -> str:
    """ "that city", "that booking": for what stands alone in an output."""
    target = endpoints[step.endpoint_id]
    parameter = next((p for p in target.parameters if p.name == argument.parameter), None)
    if parameter is None:
        return "it"
    if parameter.kind is Kind.ENTITY_ID:
        words = (parameter.entity or "").split("_")
        return f"that {' '.join(words)}" if is_sane(words) else "it"
    noun = _KIND_NOUNS.get(parameter.kind, "")
    return f"that {noun}" if noun else "it"


_KIND_NOUNS = {
    Kind.CITY: "city",
    Kind.COUNTRY: "country",
    Kind.COUNTRY_CODE: "country",
    Kind.REGION: "region",
    Kind.AIRPORT_CODE: "airport",
    Kind.LATITUDE: "place",
    Kind.LONGITUDE: "place",
    Kind.GEOPOINT: "place",
    Kind.ADDRESS: "address",
    Kind.POSTAL_CODE: "area",
    Kind.TIMEZONE: "time zone",
    Kind.CURRENCY_CODE: "currency",
    Kind.DATE: "date",
    Kind.STOCK_SYMBOL: "stock",
    Kind.CRYPTO_SYMBOL: "coin",
    Kind.PERSON_NAME: "person",
    Kind.COMPANY: "company",
    Kind.EMAIL: "address",
    Kind.TEAM: "team",
    Kind.URL: "link",
    Kind.WORD: "word",
    Kind.AMOUNT: "amount",
    Kind.PRICE: "amount",
}


def attached(purpose: Purpose, reference: str, entity: str) -> str:
    """The purpose's object with the reference in it: "the details of the cheapest one", "a room at the first one"."""
    thing = _ARTICLE.sub("", purpose.object)
    head, entity_head = thing.split(" ")[-1], entity.rpartition("_")[2]
    if tail := _TAIL.search(purpose.object):
        said = tail["thing"].split()[-1]
        generic = tail["thing"].startswith(("a ", "an ")) or said == entity_head
        if generic and reference == "it" and tail["preposition"] in ("at", "in"):
            return f"{purpose.object[: tail.start()]} there"
        if generic:
            return f"{purpose.object[: tail.start()]} {tail['preposition']} {reference}"
        if purpose.object[: tail.start()].split(" ")[-1] == entity_head:
            return reference + purpose.object[tail.start() :]
    elif entity_head and singular_of(head) == singular_of(entity_head):
        return reference
    if reference == "it" and _PREPOSITIONS.get(entity_head) in ("at", "in"):
        return f"{purpose.object} there"
    preposition = _PREPOSITIONS.get(entity_head) or _PREPOSITIONS.get(reference.rpartition(" ")[2], "for")
    return f"{purpose.object} {preposition} {reference}"


_PREPOSITIONS = {
    "hotel": "at",
    "restaurant": "at",
    "venue": "at",
    "shop": "at",
    "store": "at",
    "clinic": "at",
    "address": "at",
    "flight": "on",
    "train": "on",
    "team": "for",
    "doctor": "with",
    "city": "in",
    "country": "in",
    "place": "in",
    "playlist": "to",
}


def item_of(call: Call, outputs: Mapping[int, Json]) -> Json:
    """The list item (or whole output) that a call's fed arguments came from; None when it was fed nothing."""
    for row in call.provenance:
        if row.from_call is not None:
            return containing_item(outputs.get(row.from_call), row.path)
    return None


def containing_item(output: Json, path: str) -> Json:
    """The innermost list element on the path that is an object, else the object that holds the leaf."""
    parts = path.split("/")
    numbers = [at for at, part in enumerate(parts) if part.isdigit()]
    pointer = "/".join(parts[: numbers[-1] + 1]) if numbers else "/".join(parts[:-1])
    try:
        return resolve(output, pointer)
    except LookupError:
        return None


def name_of(item: Json) -> str:
    """What a person would call an item, from its own fields; "" where it has no name."""
    if not isinstance(item, dict):
        return item if isinstance(item, str) and 0 < len(item) <= 60 else ""
    for key in _NAME_KEYS:
        value = item.get(key)
        if isinstance(value, str) and 0 < len(value) <= 60:
            return value
    for key, value in item.items():
        words = words_of(key)
        if words and words[-1] in ("name", "title") and isinstance(value, str) and 0 < len(value) <= 60:
            return value
    return ""
