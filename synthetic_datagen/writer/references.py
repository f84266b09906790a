"""References: how a later step's item is named in the words of a person.

Selector(LOWEST, by="/results/*/price")      "the cheapest one", "the cheapest hotel"
Selector(NTH, 1)                             "the second one"
two siblings of a fan-out, items 0 and 1     "the first two"
an item of a list that was reported before   "Hotel Lux"
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ..common.kinds import Kind
from ..common.plans import FromOutput, Pick, PlannedStep, Selector
from ..common.tools import Endpoint, Parameter, Purpose
from ..graph.lexicon import lexicon
from .inflection import is_mass, is_plural, listing, ordinal, plural_of, singular_of, spelled
from .labels import is_sane, spoken_key, words_of

_TAIL = re.compile(r" (?P<preposition>of|for|about|in|at|on|to|from|with) (?P<thing>(?:a|an|the) [^,]+)$")
_A_LIST = re.compile(r"(?<=\w) lists?$")
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
    owner: str = ""  # "the artist of {item}" where the step takes not the item itself but what it mentions
    noun: str = ""  # what the item is, in the singular: "track"
    person: bool = False  # it is somebody and no thing


def object_noun(endpoint: Endpoint) -> str:
    """The plural noun of what an endpoint lists: "hotels"; "results" where none reads well."""
    return _listed_noun(endpoint.purpose, endpoint.entity or "")


@lru_cache(maxsize=16384)
def _listed_noun(purpose: Purpose | None, thing: str) -> str:
    if purpose is not None and purpose.verb in ("search for", "list", "find", "get", "look up"):
        phrase = _ARTICLE.sub("", _PREPOSITION.split(purpose.object)[0])
        phrase = _MOST.sub("", _A_LIST.sub("", phrase))
        phrase = "results" if phrase.endswith((" details", " information")) else phrase
        if phrase not in lexicon().vague and not is_mass(phrase) and " and " not in phrase and " or " not in phrase:
            return plural_of(phrase) if is_sane(phrase.casefold().split()) or is_plural(phrase) else "results"
        if is_mass(phrase) and phrase not in lexicon().vague:
            return "results"
    entity = thing.split("_")
    return plural_of(" ".join(entity)) if is_sane(entity) and not is_mass(" ".join(entity)) else "results"


_MOST = re.compile(r"^most [a-z]+ (?=[a-z])")  # "four most borrowed books" is said by nobody


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
    taken = [
        (one.parameter, one.source) for step in steps for one in step.arguments if isinstance(one.source, FromOutput)
    ]
    if not taken:
        return None
    name, source = taken[0]
    ordinals = sorted({other.selector.ordinal for _, other in taken if other.step == source.step})
    parameter = endpoints[steps[0].endpoint_id].parameter(name)
    return _reference(parameter, source, endpoints[plan_steps[source.step].endpoint_id], tuple(ordinals))


@lru_cache(maxsize=16384)
def _reference(parameter: Parameter, source: FromOutput, giver: Endpoint, ordinals: tuple[int, ...]) -> Reference:
    """What a parameter takes from the giver's output; `ordinals` of all items that are taken there."""
    many = "*" in source.field and giver.intent.many
    if len(ordinals) > 1:
        found = _several(list(ordinals), source)
    elif many:
        found = Reference(*selected(source.selector), (source.step, source.selector))
    else:
        found = Reference(_that(parameter, giver), "", (source.step, None), alone=True)
    if not found.alone and (mentioned := _mentioned(parameter, source.field, giver)):
        owner = f"the {plural_of(mentioned) if found.several else mentioned} of "
        key = (*found.key, mentioned)
        found = replace(found, text=owner + found.text, with_noun="", alone=True, key=key, owner=owner)
    return _of_its_kind(found, parameter, giver, many)


def _of_its_kind(found: Reference, parameter: Parameter, source: Endpoint, many: bool) -> Reference:
    """The reference with what it is, as the parameter that takes it and the endpoint that gives it say."""
    noun = singular_of(object_noun(source).rpartition(" ")[2]) if many else ""
    entity, role = _id_entity(parameter), role_of(parameter)
    return replace(found, kind=parameter.kind, entity=entity, role=role, noun=noun, person=_is_somebody(source))


def _is_somebody(source: Endpoint) -> bool:
    """Whether what an endpoint is about has a person's name for its own: "doctor_name" of a doctor."""
    own = (source.entity or "").split("_")[-1:]
    return any(f.kind is Kind.PERSON_NAME and words_of(f.name)[:-1] == own for f in source.outputs)


def _mentioned(parameter: Parameter, path: str, source: Endpoint) -> str:
    """What of an item the step takes, where it is not the item itself: "artist" of a track, "city" of a client."""
    words = words_of(path.rpartition("/")[2])
    own = (source.entity or "").split("_")
    if words[-1:] in (["id"], ["ids"]) and len(words) > 1:
        first = next((words_of(f.name) for f in source.outputs if _is_beside(f.path, path) and _ends_in_id(f.name)), [])
        thing = words[:-1]
        if words == first or thing[-1] in own or not is_sane(thing):
            return ""
        return " ".join(thing)
    noun = _KIND_NOUNS.get(parameter.kind, "") if parameter.kind in _OWNED else ""
    if parameter.kind is Kind.AMOUNT:
        noun = next((word for word in words if word in _PRICES), noun)
    return noun if noun and noun.rpartition(" ")[2] not in own else ""


_PRICES = frozenset(("price", "cost", "fee", "fare", "salary", "total", "balance"))


def _is_beside(one: str, two: str) -> bool:
    return one.rpartition("/")[0] == two.rpartition("/")[0]


def _ends_in_id(name: str) -> bool:
    return words_of(name)[-1:] == ["id"]


def _id_entity(parameter: Parameter) -> str:
    return (parameter.entity or "").rpartition("_")[2] if parameter.kind is Kind.ENTITY_ID else ""


def role_of(parameter: Parameter) -> str:
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


def _that(parameter: Parameter, source: Endpoint) -> str:
    """ "that city", "that booking": for what stands alone in an output; "it" where nothing says what it is."""
    if parameter.kind is Kind.ENTITY_ID:
        words = (parameter.entity or "").split("_")
        return f"that {' '.join(words)}" if is_sane(words) else "it"
    words = words_of(parameter.name)
    words = words[:-1] if len(words) > 1 and words[-1] == "name" else words
    noun = _KIND_NOUNS.get(parameter.kind, "") or (" ".join(words) if is_sane(words) and len(words) < 3 else "")
    if not noun or noun in _HOLLOW:
        noun = _head(_PREPOSITION.split(source.purpose.object)[0]) if source.purpose else ""
    return f"that {noun}" if noun and noun not in lexicon().vague and is_sane(noun.split()) else "it"


_PREPOSITION = re.compile(r" (?:of|for|in|about|on|at|between|from|to|with) ")
_HOLLOW = frozenset(("id", "ID", "value", "name", "input", "query", "q", "search term", "key", "data"))
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
    Kind.CATEGORY: "category",
    Kind.GENRE: "genre",
    Kind.CUISINE: "cuisine",
    Kind.SPORT: "sport",
    Kind.USERNAME: "username",
    Kind.TIME: "time",
    Kind.YEAR: "year",
    Kind.DOMAIN: "website",
    Kind.IP_ADDRESS: "IP address",
    Kind.PHONE: "phone number",
    Kind.KEYWORD: "keyword",
    Kind.TAG: "tag",
    Kind.COLOR: "color",
    Kind.CODE: "code",
    Kind.EMAIL: "email address",
    Kind.START_DATE: "date",
    Kind.END_DATE: "date",
    Kind.LANGUAGE: "language",
    Kind.LANGUAGE_CODE: "language",
    Kind.TEAM: "team",
    Kind.URL: "link",
    Kind.WORD: "word",
    Kind.AMOUNT: "amount",
    Kind.PRICE: "price",
}


# Kinds of which a list item has one, and which it cannot stand for itself: "the currency of the first one".
_OWNED = frozenset(
    {Kind.CURRENCY_CODE, Kind.EMAIL, Kind.DATE, Kind.START_DATE, Kind.END_DATE, Kind.LANGUAGE, Kind.LANGUAGE_CODE}
    | {Kind.CITY, Kind.COUNTRY, Kind.COUNTRY_CODE, Kind.REGION, Kind.AIRPORT_CODE, Kind.ADDRESS, Kind.POSTAL_CODE}
    | {Kind.TIMEZONE, Kind.COMPANY, Kind.PERSON_NAME, Kind.TEAM}
    | {
        Kind.CATEGORY,
        Kind.GENRE,
        Kind.CUISINE,
        Kind.SPORT,
        Kind.USERNAME,
        Kind.PRICE,
        Kind.AMOUNT,
        Kind.TIME,
        Kind.YEAR,
    }
    | {
        Kind.DOMAIN,
        Kind.IP_ADDRESS,
        Kind.PHONE,
        Kind.KEYWORD,
        Kind.TAG,
        Kind.COLOR,
        Kind.STOCK_SYMBOL,
        Kind.CRYPTO_SYMBOL,
    }
)


def attached(purpose: Purpose, reference: Reference) -> str:
    """The purpose's object with the reference in it: "the details of the cheapest one", "a room at the first one"."""
    said, text = purpose.object, reference.text
    found = _TAIL.search(said)
    itself = text == f"that {said.removeprefix('the ')}"  # "the details of that address", not "the address at" it
    if not found and (itself or reference.owner in (f"the {_head(said)} of ", f"{said} of ")):
        return f"{'the details' if itself else said} of {text.removeprefix(reference.owner)}"
    front = said[: found.start()] if found else said
    about = found["thing"].split()[-1] if found else ""
    if found and (
        found["thing"].startswith(("a ", "an ")) or about in (reference.entity, _KIND_NOUNS.get(reference.kind))
    ):
        return _possessed(front, found["preposition"], text)
    lists = purpose.verb in ("search for", "list", "find", "look up") and is_plural(front)
    if not lists and (item := _itself(said, front, reference)):
        return item
    if lists and reference.owner and not reference.role and (place := _PLACES.get(reference.kind)):
        return f"{said} in the same {place} as {text.removeprefix(reference.owner)}"
    if "similar " in said:
        return f"{re.sub('^the |similar ', '', said)} similar to {text}"
    to_it = purpose.verb in ("add", "post", "attach") and reference.kind is Kind.ENTITY_ID and not found
    made = lists and reference.kind is Kind.PERSON_NAME and _head(front) in _MADE
    return _possessed(said, "to" if to_it else "by" if made else _preposition(reference, lists), text)


def _itself(said: str, front: str, reference: Reference) -> str:
    """The reference in place of an object that is the item itself: "save the first one" for "save an article"."""
    of_noun = reference.noun and not reference.owner and _head(front) == reference.noun and _is_one(front)
    if of_noun or (reference.entity and _head(front) == singular_of(reference.entity)):
        rest = said.removeprefix(front)
        return reference.text + (rest if rest.startswith((" to the ", " from the ")) else "")
    kept = _ON_A_LIST.match(said)
    if kept and (reference.kind is Kind.ENTITY_ID or reference.text == f"that {kept['thing']}"):
        return reference.text + kept["rest"]
    return ""


def _head(noun: str) -> str:
    return singular_of(noun.rpartition(" ")[2])


def _is_one(front: str) -> bool:
    return front.startswith(("a ", "an ")) or is_plural(front)


_ON_A_LIST = re.compile(r"^(?:a|an) (?P<thing>[a-z]+(?: [a-z]+)?)(?P<rest> (?:from|to|on) the .*)$")
_PLACES = {Kind.CITY: "city", Kind.COUNTRY: "country", Kind.COUNTRY_CODE: "country", Kind.REGION: "region"}


_WHOSE = {"it": "its", "them": "their"}


def _possessed(said: str, preposition: str, text: str) -> str:
    """ "the reviews of it" is said "its reviews", "a room at it" "a room there"."""
    if text in _WHOSE and preposition in ("of", "for") and said.startswith("the ") and " of " not in said:
        return f"{_WHOSE[text]} {said.removeprefix('the ')}"
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
    last = (reference.owner.removesuffix(" of ") or reference.text).rpartition(" ")[2]
    if lists and last in _MAKERS:
        return "by"
    return _PREPOSITIONS.get(reference.entity) or (_PREPOSITIONS.get(last, "for") if reference.alone else "for")


_MADE = frozenset(("book", "song", "track", "album", "movie", "article", "post", "poem", "quote", "paper"))
_MAKERS = frozenset(("artist", "author", "director", "writer", "singer", "composer", "publisher"))


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
    "place": "for",
    "playlist": "to",
    "date": "on",
    "time": "at",
    "year": "for",
    "region": "in",
    "area": "in",
    "language": "in",
    "currency": "in",
    "category": "in",
    "genre": "in",
    "airport": "at",
    "company": "of",
}
