"""References: how a later step's item is named in the words of a person.

Selector(LOWEST, by="/results/*/price")      "the cheapest one", "the cheapest hotel"
Selector(NTH, 1)                             "the second one"
two siblings of a fan-out, items 0 and 1     "the first two"
an item of a list that was reported before   "Hotel Lux"
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..common.kinds import Kind
from ..common.plans import FromOutput, Pick, PlannedStep, Selector
from ..common.tools import Endpoint, Parameter, Purpose
from ..graph.lexicon import lexicon
from .inflection import is_mass, is_plural, listing, ordinal, plural_of, singular_of, spelled
from .labels import is_sane, spoken_key, words_of

_TAIL = re.compile(r" (?P<preposition>of|for|about|in|at|on|to|from|with) (?P<thing>(?:a|an|the) [^,]+)$")
_ARTICLE = re.compile(r"^(?:a|an|the) ")
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
    """What a step works on, in words, and what of it the step takes."""

    text: str  # "the cheapest one"
    with_noun: str  # "the cheapest {noun}", or "" where it takes none
    key: tuple[object, ...]  # equal for the same thing
    several: bool = False
    alone: bool = False  # stands for the value itself ("that currency") and not for something that has it
    kind: Kind = Kind.UNKNOWN  # of the first parameter that is fed
    entity: str = ""  # and its entity, where it is an id
    role: str = ""  # "from" or "to", where that parameter is such an end


def object_noun(endpoint: Endpoint) -> str:
    """The plural noun of what an endpoint lists: "hotels"; "results" where none reads well."""
    purpose = endpoint.purpose
    if purpose is not None and purpose.verb in ("search for", "list", "find", "get", "look up"):
        phrase = _ARTICLE.sub("", re.split(r" (?:of|for|in|about|on|at|between|from|to|with) ", purpose.object)[0])
        if phrase not in lexicon().vague and not is_mass(phrase) and " and " not in phrase and " or " not in phrase:
            return plural_of(phrase) if is_sane(phrase.casefold().split()) or is_plural(phrase) else "results"
        if is_mass(phrase) and phrase not in lexicon().vague:
            return "results"
    entity = (endpoint.entity or "").split("_")
    return plural_of(" ".join(entity)) if is_sane(entity) and not is_mass(" ".join(entity)) else "results"


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
    parameter = endpoints[steps[0].endpoint_id].parameter(taken[0].parameter)
    sources = [argument.source for argument in taken if isinstance(argument.source, FromOutput)]
    source = sources[0]
    many = "*" in source.field and endpoints[plan_steps[source.step].endpoint_id].intent.many
    ordinals = sorted({other.selector.ordinal for other in sources if other.step == source.step})
    if len(ordinals) > 1:
        found = _several(ordinals, source)
    elif many:
        found = Reference(*selected(source.selector), (source.step, source.selector))
    else:
        found = Reference(_that(parameter), "", (source.step, None), alone=True)
    if not found.alone and parameter.kind in _OWNED:
        text = f"the {_KIND_NOUNS[parameter.kind]} of {found.text}"
        found = replace(found, text=text, with_noun="", alone=True)
    return replace(found, kind=parameter.kind, entity=_id_entity(parameter), role=_role(parameter))


def _id_entity(parameter: Parameter) -> str:
    return (parameter.entity or "").rpartition("_")[2] if parameter.kind is Kind.ENTITY_ID else ""


def _role(parameter: Parameter) -> str:
    """ "from" or "to" for an end of a way, a conversion or a translation."""
    words = set(words_of(parameter.name))
    if words & {"from", "origin", "departure", "source", "base", "start"} and parameter.kind in _ENDS:
        return "from"
    return "to" if words & {"to", "destination", "arrival", "target", "end"} and parameter.kind in _ENDS else ""


_ENDS = frozenset(
    (Kind.CITY, Kind.COUNTRY, Kind.ADDRESS, Kind.AIRPORT_CODE, Kind.CURRENCY_CODE, Kind.LANGUAGE, Kind.LANGUAGE_CODE)
)


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


def _that(parameter: Parameter) -> str:
    """ "that city", "that booking": for what stands alone in an output."""
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
    Kind.EMAIL: "email address",
    Kind.START_DATE: "date",
    Kind.END_DATE: "date",
    Kind.LANGUAGE: "language",
    Kind.LANGUAGE_CODE: "language",
    Kind.TEAM: "team",
    Kind.URL: "link",
    Kind.WORD: "word",
    Kind.AMOUNT: "amount",
    Kind.PRICE: "amount",
}


# Kinds of which a list item has one, and which it cannot stand for itself: "the currency of the first one".
_OWNED = frozenset(
    (Kind.CURRENCY_CODE, Kind.EMAIL, Kind.DATE, Kind.START_DATE, Kind.END_DATE, Kind.LANGUAGE, Kind.LANGUAGE_CODE)
)


def attached(purpose: Purpose, reference: Reference) -> str:
    """The purpose's object with the reference in it: "the details of the cheapest one", "a room at the first one"."""
    said, text = purpose.object, reference.text
    found = _TAIL.search(said)
    front = said[: found.start()] if found else said
    about = found["thing"].split()[-1] if found else ""
    if found and (
        found["thing"].startswith(("a ", "an ")) or about in (reference.entity, _KIND_NOUNS.get(reference.kind))
    ):
        return _possessed(front, found["preposition"], text)
    lists = purpose.verb in ("search for", "list", "find", "look up") and is_plural(front)
    if reference.entity and not lists and singular_of(front.rpartition(" ")[2]) == singular_of(reference.entity):
        return text
    kept = _ON_A_LIST.match(said)
    if kept and not lists and (reference.kind is Kind.ENTITY_ID or text == f"that {kept['thing']}"):
        return text + kept["rest"]
    if lists and not reference.alone and (place := _PLACES.get(reference.kind)):
        return f"{said} in the same {place} as {text}"
    return _possessed(said, _preposition(reference, lists), text)


_ON_A_LIST = re.compile(r"^(?:a|an) (?P<thing>[a-z]+(?: [a-z]+)?)(?P<rest> (?:from|to|on) the .*)$")
_PLACES = {Kind.CITY: "city", Kind.COUNTRY: "country", Kind.COUNTRY_CODE: "country", Kind.REGION: "region"}


def _possessed(said: str, preposition: str, text: str) -> str:
    """ "the reviews of it" is said "its reviews", "a room at it" "a room there"."""
    if text == "it" and preposition in ("of", "for") and said.startswith("the ") and " of " not in said:
        return f"its {said.removeprefix('the ')}"
    if text == "it" and preposition in ("at", "in"):
        return f"{said} there"
    return f"{said} {preposition} {text}"


def _preposition(reference: Reference, lists: bool) -> str:
    if reference.role:
        return reference.role
    if reference.kind is Kind.EMAIL:
        return "with"
    if lists and reference.kind in (Kind.LATITUDE, Kind.LONGITUDE, Kind.GEOPOINT):
        return "near"
    last = reference.text.rpartition(" ")[2]
    return _PREPOSITIONS.get(reference.entity) or (_PREPOSITIONS.get(last, "for") if reference.alone else "for")


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
