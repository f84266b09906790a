"""One raw endpoint -> what it means: parameters, entity, intent, purpose. All but its outputs.

interpret(RawEndpoint(name="hotels/search", parameters=(city, ...)), "Hotels", tally)
    Interpreted(intent=SEARCH, entity="hotel", purpose=Purpose("search for", "hotels"), parameters=(...), ...)
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ..common.kinds import Intent, Kind, ValueType
from ..common.tools import Parameter, Purpose
from ..toolbench.raw import RawEndpoint
from .entities import endpoint_entity
from .inferred_outputs import IdStyle
from .intents import Clues, intent_of
from .parameters import Surroundings, id_entities, typed_parameters
from .purposes import mine_purpose
from .text import clean_text

NAME_LENGTH, DESCRIPTION_LENGTH = 120, 800
# Required parameters that describe many things, and those that single one out.
_CONDITIONS = frozenset(
    {Kind.QUERY, Kind.KEYWORD, Kind.CITY, Kind.CATEGORY, Kind.GENRE, Kind.CUISINE, Kind.INGREDIENT, Kind.LATITUDE, Kind.TAG,
     Kind.GEOPOINT, Kind.START_DATE, Kind.POSTAL_CODE, Kind.COUNTRY, Kind.COUNTRY_CODE, Kind.REGION}
)  # fmt: skip
_KEYS = frozenset(
    {Kind.ENTITY_ID, Kind.CODE, Kind.STOCK_SYMBOL, Kind.CRYPTO_SYMBOL, Kind.USERNAME, Kind.EMAIL, Kind.IP_ADDRESS, Kind.DOMAIN,
     Kind.URL}
)  # fmt: skip


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


def interpret(raw: RawEndpoint, tool_name: str, tally: Counter[str]) -> Interpreted:
    """What an endpoint of that tool means."""
    name = cleaned(raw.name.strip() or raw.url, NAME_LENGTH, "endpoint names", tally)
    description = cleaned(raw.description, DESCRIPTION_LENGTH, "endpoint descriptions", tally)
    entity = endpoint_entity(name, description, raw.url, id_entities(raw.parameters))
    typed = typed_parameters(raw.parameters, Surroundings(entity, f"{tool_name} {name}"), tally)
    parameters = tuple(one.parameter for one in typed)
    intent = intent_of(_clues(name, description, raw.method, parameters))
    purpose = mine_purpose(
        name=name, description=description, intent=intent, entity=entity, tool_name=tool_name, parameters=parameters
    )
    binary = any(one.binary and one.parameter.required for one in typed)
    return Interpreted(name, description, raw.url, intent, entity, parameters, purpose, binary)


def _clues(name: str, description: str, method: str, parameters: tuple[Parameter, ...]) -> Clues:
    required = {parameter.kind for parameter in parameters if parameter.required}
    return Clues(name, description, method, keyed=bool(required & _KEYS), asked=bool(required & _CONDITIONS))


def id_styles(endpoints: Iterable[Interpreted]) -> dict[str, IdStyle]:
    """How the tool spells and types ids, by entity: as the first required parameter does that holds one."""
    styles: dict[str, IdStyle] = {}
    for required in (True, False):
        for endpoint in endpoints:
            for parameter in endpoint.parameters:
                if parameter.required is required and parameter.kind is Kind.ENTITY_ID and parameter.entity:
                    if parameter.type in (ValueType.STRING, ValueType.INTEGER) and "*" not in parameter.name:
                        styles.setdefault(parameter.entity, IdStyle(parameter.name, parameter.type))
    return styles
