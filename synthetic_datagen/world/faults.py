"""Faults of the offline world: what a call answers when one strikes it, in place of what it would have done.

answer(world, hotels::search, {"city": "Lyon"}, Fault.NOT_FOUND, 0, "city")
  -> {"error": {"code": "not_found", "message": 'No city called "Lyon" was found.'}}
answer(world, hotels::search, {"city": "Lyon"}, Fault.TRUNCATED_BODY, 0)     '{"total": 4, "hotels": [{"hotel_id'

Nothing that fails leaves a trace: the same call made afterwards answers as if it were the first one.
"""

import json
from functools import cache, lru_cache

from ..common import seeds
from ..common.faults import ABOUT_A_VALUE, Fault
from ..common.json_types import FrozenJsonObject, Json
from ..common.kinds import Intent, Kind, ValueType
from ..common.tools import Endpoint, Parameter
from ..graph.articles import article
from ..graph.lexicon import lexicon
from .behaviour import BEHAVIOURS, error, list_of, listed
from .conditions import conditions
from .draws import base36, pick
from .lexicon import data_of
from .roles import name_words
from .scene import Scene, WorldModel, key_of
from .shape import ArrayNode, Node, ObjectNode, Shape

_LONGEST = 80  # characters of a value that a message quotes
# What a service may not know although somebody says it; things themselves only where they are not just being made.
_KEYS = frozenset(
    {Kind.ENTITY_ID, Kind.CITY, Kind.COUNTRY, Kind.COUNTRY_CODE, Kind.AIRPORT_CODE}
    | {Kind.STOCK_SYMBOL, Kind.CRYPTO_SYMBOL, Kind.POSTAL_CODE, Kind.REGION}
)
_NAMES = frozenset(
    {Kind.NAME, Kind.TITLE, Kind.PERSON_NAME, Kind.USERNAME, Kind.COMPANY, Kind.TEAM, Kind.CODE, Kind.DOMAIN}
    | {Kind.WORD, Kind.EMAIL, Kind.ADDRESS}
)
# What no service refuses for its value: it says what is wanted, or steers the call itself.
_NEVER_REFUSED = frozenset(
    {Kind.ENTITY_ID, Kind.FLAG, Kind.QUERY, Kind.KEYWORD, Kind.TEXT, Kind.DESCRIPTION, Kind.CREDENTIAL, Kind.UNKNOWN}
    | {Kind.PERSON_NAME, Kind.FIRST_NAME, Kind.LAST_NAME, Kind.NAME, Kind.TITLE, Kind.CHOICE, Kind.FORMAT, Kind.FIELDS}
    | {Kind.PAGE, Kind.LIMIT, Kind.OFFSET, Kind.CURSOR, Kind.SORT_BY, Kind.SORT_ORDER}
)


def possible(model: WorldModel, endpoint: Endpoint, fault: Fault) -> bool:
    """Whether that fault makes sense for that endpoint."""
    match fault:
        case Fault.NOT_FOUND | Fault.INVALID_ARGUMENT:
            return any(blamable(endpoint, parameter, fault) for parameter in endpoint.parameters)
        case Fault.EMPTY_RESULT:
            return _may_be_empty(endpoint, model.shape(endpoint))
        case Fault.TRUNCATED_BODY:
            return not endpoint.intent.writes and not _is_scalar(model.shape(endpoint).root)
    return True


def blamable(endpoint: Endpoint, parameter: Parameter, fault: Fault) -> bool:
    """Whether a call can fail that way over the value of that parameter; one of a list of values never is to blame."""
    if parameter.enum or parameter.type not in (ValueType.STRING, ValueType.INTEGER, ValueType.NUMBER):
        return False
    match fault:
        case Fault.NOT_FOUND:
            named = parameter.kind in _NAMES and endpoint.intent is not Intent.CREATE
            own = endpoint.intent is Intent.UPDATE and parameter.kind is not Kind.ENTITY_ID  # what it changes to
            return (parameter.kind in _KEYS or named) and not own and endpoint.intent is not Intent.COMPUTE
        case Fault.INVALID_ARGUMENT:
            return parameter.kind not in _NEVER_REFUSED
    return fault in ABOUT_A_VALUE


def answer(
    world: Scene, endpoint: Endpoint, arguments: FrozenJsonObject, fault: Fault, number: int, parameter: str = ""
) -> Json:
    """What call `number` of a conversation answers when the fault strikes it.

    It depends on the world's seed and the arguments alone, but for the data in a truncated body, which is what the call
    would have answered in this state. A fault that is not possible there answers as an upstream error.
    """
    if not possible(world.model, endpoint, fault):
        fault = Fault.UPSTREAM_ERROR
    draw = seeds.draw(world.seed, "fault", endpoint.id, key_of(arguments), fault, number, parameter)
    match fault:
        case Fault.EMPTY_RESULT:
            return _empty(world, endpoint, arguments)
        case Fault.TRUNCATED_BODY:
            return _truncated(world, endpoint, arguments, draw)
    return error(fault, _message(endpoint, arguments, fault, parameter, draw))


def _may_be_empty(endpoint: Endpoint, shape: Shape) -> bool:
    """Lists of things: not where the call names the very thing that it lists."""
    return shape.rows is not None and not any(
        one.kind is Kind.ENTITY_ID and one.entity == shape.row_entity for one in endpoint.required
    )


def _is_scalar(root: Node) -> bool:
    return not isinstance(root, ObjectNode | ArrayNode)


def _empty(world: Scene, endpoint: Endpoint, arguments: FrozenJsonObject) -> Json:
    """The answer of a search that meets nothing: its own shape, each list empty, each number about them 0."""
    there, demanded = world.apart(), conditions(endpoint, arguments)
    whole = list_of(there, endpoint, arguments, demanded, there.named_in(endpoint, arguments))
    root = world.model.shape(endpoint).root
    return _bare(root, listed(there, endpoint, arguments, whole, (), ()), arguments)


def _bare(node: Node, value: Json, arguments: FrozenJsonObject) -> Json:
    if isinstance(node, ArrayNode):
        return []
    if isinstance(node, ObjectNode):
        return {key: _bare(child, value[key], arguments) for key, child in node.children}
    if node.name in arguments or node.kind in _STAYING:
        return value
    if node.type is ValueType.BOOLEAN:
        return value if not _SOME & set(name_words(node.name)) else False
    if node.type in (ValueType.INTEGER, ValueType.NUMBER):
        return 0
    return "" if node.kind in (Kind.CURSOR, Kind.URL) else value


_STAYING = frozenset({Kind.PAGE, Kind.LIMIT, Kind.OFFSET, Kind.YEAR, Kind.TIMESTAMP, Kind.LATITUDE, Kind.LONGITUDE})
_SOME = frozenset({"more", "next", "any", "found", "available", "has"})


def _truncated(world: Scene, endpoint: Endpoint, arguments: FrozenJsonObject, draw: int) -> str:
    """The first part of the answer's JSON text. No proper beginning of an object's or an array's text is JSON."""
    text = json.dumps(BEHAVIOURS[endpoint.intent](world.apart(), endpoint, arguments), ensure_ascii=False)
    shortest, longest = max(1, len(text) * 3 // 10), max(1, len(text) * 8 // 10)
    return text[: shortest + (draw >> 11) % (longest - shortest + 1)]


def _message(endpoint: Endpoint, arguments: FrozenJsonObject, fault: Fault, parameter: str, draw: int) -> str:
    rows = _messages(fault)
    blamed = next((p for p in endpoint.parameters if p.name == parameter and p.name in arguments), None)
    value = arguments[blamed.name] if blamed is not None else None
    entity = (endpoint.entity or "item").replace("_", " ")
    if (
        "called" not in rows
        or blamed is None
        or isinstance(value, dict | list | bool)
        or not 0 < len(_said(value)) <= _LONGEST
    ):
        said = str(pick(rows["nameless"], draw).format(entity=entity))
        return said if fault in ABOUT_A_VALUE else f"{said.rstrip('.')} (request {base36(draw, 8)})."
    keyed = fault is Fault.NOT_FOUND and blamed.kind is Kind.ENTITY_ID
    template = pick(rows["keyed" if keyed else "called"], draw)
    label = _thing(blamed) if fault is Fault.NOT_FOUND else label_of(blamed)
    return str(template.format(value=_said(value), label=label, one=f"{article(label)} {label}"))


def _quotable(value: Json) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool) and 0 < len(_said(value)) <= _LONGEST


def _said(value: Json) -> str:
    """A value as a message quotes it: 2 for 2.0, no quotation marks of its own."""
    whole = isinstance(value, float) and value.is_integer()
    return str(int(value) if whole else value).replace('"', "'").strip()


def _thing(parameter: Parameter) -> str:
    """What is looked for by a value: the thing that an id or a name names, else what the value is called."""
    if parameter.kind in (Kind.ENTITY_ID, Kind.NAME, Kind.TITLE) and parameter.entity:
        return parameter.entity.replace("_", " ")
    return label_of(parameter).removesuffix(" name")


@lru_cache(maxsize=65536)
def label_of(parameter: Parameter) -> str:
    """What a parameter's value is called: "check-in date", by its name where that reads well, else by its kind."""
    by_kind = _labels().get(parameter.kind.value)
    said = [word for word in name_words(parameter.name) if word not in _units()]
    if said[:1] == ["check"] and parameter.kind in (Kind.START_DATE, Kind.END_DATE):
        return f"check-{'in' if parameter.kind is Kind.START_DATE else 'out'} date"
    if _reads_well(said) and (len(said) > 1 or by_kind is None) and parameter.kind is not Kind.ENTITY_ID:
        return " ".join(said)
    return by_kind or _labels()[""]


def _reads_well(said: list[str]) -> bool:
    """Whether words are a short noun phrase of known words."""
    lex = lexicon()
    known = all(lex.is_noun(word) or word in lex.modifiers or word in lex.participles for word in said)
    return 0 < len(said) <= 3 and known and lex.is_noun(said[-1])


@cache
def _messages(fault: Fault) -> dict[str, tuple[str, ...]]:
    """Phrasings of a fault by what they need."""
    return {need: tuple(texts) for need, texts in data_of("faults.yaml")["messages"][fault.value].items()}


@cache
def _labels() -> dict[str, str]:
    return dict(data_of("faults.yaml")["labels"])


@cache
def _units() -> frozenset[str]:
    return frozenset(data_of("faults.yaml")["units"])
