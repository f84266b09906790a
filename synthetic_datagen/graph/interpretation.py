"""One raw endpoint -> what it means: parameters, entity, intent, purpose. All but its outputs.

interpret(RawEndpoint(name="hotels/search", parameters=(city, ...)), "Hotels", tally)
    Interpreted(intent=SEARCH, entity="hotel", purpose=Purpose("search for", "hotels"), parameters=(...), ...)
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..common.json_types import Json
from ..common.kinds import Intent, Kind, ValueType
from ..common.tools import Parameter, Purpose
from ..toolbench.raw import RawEndpoint
from .entities import endpoint_entity, owner_of, subject_of
from .inferred_outputs import IdStyle
from .intents import Clues, intent_of
from .outputs import Sample, ids_given
from .parameters import id_entities, typed_parameters
from .purposes import mine_purpose
from .semantics import Surroundings
from .text import clean_text
from .word_lists import kind_set

NAME_LENGTH, DESCRIPTION_LENGTH = 120, 800
_ID_TYPES = (ValueType.STRING, ValueType.INTEGER)
# Required parameters that describe many things, and those that single one out.
_CONDITIONS = kind_set("kinds_conditions")
_KEYS = kind_set("kinds_keys")


@dataclass(frozen=True, slots=True)
class Interpreted:
    """The meaning of an endpoint. `binary` says that a required parameter is a file."""

    name: str
    description: str
    url: str
    intent: Intent
    entity: str | None
    parameters: tuple[Parameter, ...]
    purpose: Purpose | None
    binary: bool


def cleaned(text: str, limit: int, what: str, tally: Counter[str]) -> str:
    """The text fit to show; what was taken out is counted under `what`."""
    result, removed = clean_text(text, limit)
    tally.update(f"{what} cleaned: {reason}" for reason in removed)
    return result


def interpret(raw: RawEndpoint, sample: Sample | None, tool_name: str, tally: Counter[str]) -> Interpreted:
    """What an endpoint of that tool means. `sample` is what is declared of its output."""
    name = cleaned(raw.name.strip() or raw.url, NAME_LENGTH, "endpoint names", tally)
    description = cleaned(raw.description, DESCRIPTION_LENGTH, "endpoint descriptions", tally)
    entity = endpoint_entity(name, description, raw.url, id_entities(raw.parameters))
    owner = owner_of(description) if subject_of(name)[1] else None  # of "the matches of a team" a bare id is the team's
    typed = typed_parameters(raw.parameters, Surroundings(entity, f"{tool_name} {name}", owner), tally)
    parameters = tuple(one.parameter for one in typed)
    intent = intent_of(_clues(name, description, raw.method, parameters, sample))
    intent = _creating(intent, raw.method, entity, parameters, sample)
    entity = entity_by_ids(intent, entity, parameters, sample)
    if intent is Intent.CREATE:
        parameters = tuple(_of_the_created(parameter, entity) for parameter in parameters)
    purpose = mine_purpose(
        name=name, description=description, intent=intent, entity=entity, tool_name=tool_name, parameters=parameters
    )
    binary = any(one.binary and one.parameter.required for one in typed)
    return Interpreted(name, description, raw.url, intent, entity, parameters, purpose, binary)


def _of_the_created(parameter: Parameter, entity: str | None) -> Parameter:
    """A bare `title` is that of what is made: of the review, not of the product."""
    bare = parameter.name.lower() in ("title", "name", "subject")
    return replace(parameter, entity=entity) if bare and parameter.kind in (Kind.NAME, Kind.TITLE) else parameter


def _clues(name: str, description: str, method: str, parameters: tuple[Parameter, ...], sample: Sample | None) -> Clues:
    required = {parameter.kind for parameter in parameters if parameter.required}
    many = any("/*" in leaf.path for leaf in sample.leaves) if sample else None
    return Clues(name, description, method, bool(required & _KEYS), bool(required & _CONDITIONS), many)


def _creating(
    intent: Intent, method: str, entity: str | None, parameters: tuple[Parameter, ...], sample: Sample | None
) -> Intent:
    """A change that is posted and answers with an id it was not given makes something: following makes a follow."""
    if intent is not Intent.UPDATE or method.strip().upper() != "POST" or sample is None:
        return intent
    taken = {p.entity for p in parameters if p.required and p.kind is Kind.ENTITY_ID}
    return Intent.CREATE if set(ids_given(sample, entity, in_list=False)) - taken else intent


def entity_by_ids(
    intent: Intent, entity: str | None, parameters: tuple[Parameter, ...], sample: Sample | None
) -> str | None:
    """The entity, corrected by the ids that go in and come out.

    "Review a product" makes a review when its answer holds a `review_id`; "Change the delivery address" changes the
    order whose id it takes.
    """
    taken = [p.entity for p in parameters if p.required and p.kind is Kind.ENTITY_ID and p.entity]
    if intent in (Intent.UPDATE, Intent.DELETE):
        return taken[0] if len(taken) == 1 else entity
    given = ids_given(sample, entity, in_list=intent.many) if sample else []
    if intent is Intent.CREATE:
        return next((one for one in given if one not in taken), entity)
    longer = next((one for one in taken if entity and one.startswith(f"{entity}_")), None)
    if longer or entity in given or not given:
        return longer or entity
    return given[0] if intent.many or entity is None else entity


def id_styles(endpoints: Iterable[Interpreted]) -> dict[str, IdStyle]:
    """How the tool spells and types ids, by entity: as the first required parameter does that holds one."""
    styles: dict[str, IdStyle] = {}
    ids = [
        parameter
        for endpoint in endpoints
        for parameter in endpoint.parameters
        if parameter.kind is Kind.ENTITY_ID and parameter.type in _ID_TYPES and "*" not in parameter.name
    ]
    for parameter in sorted(ids, key=lambda parameter: not parameter.required):
        if parameter.entity:
            styles.setdefault(parameter.entity, IdStyle(parameter.name, parameter.type))
    return styles


def choices_of(endpoints: Iterable[Interpreted]) -> dict[str, tuple[Json, ...]]:
    """The values that the tool's text parameters take, by name; of contradicting lists none."""
    found: dict[str, tuple[Json, ...]] = {}
    for endpoint in endpoints:
        for parameter in endpoint.parameters:
            if parameter.enum and parameter.kind is Kind.CHOICE:
                values = found.setdefault(parameter.name, parameter.enum)
                if values != parameter.enum:
                    found[parameter.name] = ()
    return found
