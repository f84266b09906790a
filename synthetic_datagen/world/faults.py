"""Stub."""

from ..common.faults import Fault
from ..common.json_types import FrozenJsonObject, Json
from ..common.tools import Endpoint
from .scene import Scene, WorldModel


def possible(model: WorldModel, endpoint: Endpoint, fault: Fault) -> bool:
    if fault is Fault.EMPTY_RESULT:
        return endpoint.intent.many and model.shape(endpoint).rows is not None
    if fault is Fault.TRUNCATED_BODY:
        return not endpoint.intent.writes
    return True


def answer(
    world: Scene, endpoint: Endpoint, arguments: FrozenJsonObject, fault: Fault, number: int, parameter: str = ""
) -> Json:
    if fault is Fault.EMPTY_RESULT:
        return {"total": 0, "results": []}
    if fault is Fault.TRUNCATED_BODY:
        return '{"total": 4, "hot'
    value = arguments.get(parameter)
    return {
        "error": {"code": fault.value, "message": f'It failed with "{value}".' if parameter else "Please try later."}
    }
