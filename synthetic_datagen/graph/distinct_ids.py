"""Ids of one tool that share a head noun but name different things: told apart by their whole names.

{article_id, saved_article_id} in one tool   ->  "article", "saved_article"
{team_id, home_team_id, away_team_id}        ->  "team" all three: home and away are roles of one thing
{flight_booking_id} alone                    ->  "booking"
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..common.kinds import Intent, Kind
from ..common.tools import Endpoint, OutputField, Parameter
from .entities import singular
from .naming import name_words
from .word_lists import word_set

_HEADS = word_set("id_head")
_ROLES = word_set("id_role") | word_set("own_qualifier")


def told_apart(endpoints: tuple[Endpoint, ...]) -> tuple[Endpoint, ...]:
    """The endpoints of one tool, with the entities of their ids corrected where two would be confused."""
    phrases: defaultdict[str, set[str]] = defaultdict(set)
    for one in _ids(endpoints):
        phrases[one.entity or ""].add(_phrase(one))
    confused = {entity for entity, found in phrases.items() if len(found) > 1}
    return tuple(_corrected(endpoint, confused) for endpoint in endpoints) if confused else endpoints


def _ids(endpoints: Iterable[Endpoint]) -> Iterator[Parameter | OutputField]:
    for endpoint in endpoints:
        yield from (one for one in endpoint.parameters if one.kind is Kind.ENTITY_ID and one.entity)
        yield from (one for one in endpoint.outputs if one.kind is Kind.ENTITY_ID and one.entity)


def _phrase(one: Parameter | OutputField) -> str:
    """The whole name of the thing without its roles; its entity where the name says no more (`id`, `hotelid`)."""
    entity = one.entity or ""
    words = [word for word in name_words(one.name) if word not in _HEADS and word not in _ROLES]
    phrase = "_".join([*words[:-1], singular(words[-1]) or words[-1]]) if words else ""
    return phrase if phrase.endswith(f"_{entity}") else entity


def _corrected(endpoint: Endpoint, confused: set[str]) -> Endpoint:
    parameters = tuple(
        replace(one, entity=_phrase(one)) if one.kind is Kind.ENTITY_ID and one.entity in confused else one
        for one in endpoint.parameters
    )
    outputs = tuple(
        replace(one, entity=_phrase(one)) if one.kind is Kind.ENTITY_ID and one.entity in confused else one
        for one in endpoint.outputs
    )
    entity = _subject(endpoint, parameters, outputs) if endpoint.entity in confused else endpoint.entity
    return replace(endpoint, parameters=parameters, outputs=outputs, entity=entity)


def _subject(endpoint: Endpoint, parameters: tuple[Parameter, ...], outputs: tuple[OutputField, ...]) -> str | None:
    """What the endpoint is about, now that its ids are told apart.

    A create is about what it returns and did not take; all else about the id that it takes, or first shows.
    """
    taken = [one.entity for one in parameters if one.required and one.kind is Kind.ENTITY_ID]
    given = [one.entity for one in outputs if one.kind is Kind.ENTITY_ID]
    if endpoint.intent is Intent.CREATE:
        return next((one for one in given if one not in taken), endpoint.entity)
    first = given if endpoint.intent.many else [*taken, *given]
    named = [one for one in first if one and (one == endpoint.entity or one.endswith(f"_{endpoint.entity}"))]
    return named[0] if named else endpoint.entity
