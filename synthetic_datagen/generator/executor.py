"""The offline executor: checks each call against its schema and lets the world answer.

OfflineExecutor(world, schemas).execute(Call(0, 0, "hotels::search", {"city": "Paris"}, ...))
  -> (Result(0, {"total": 4, "hotels": [...]}), ())
"""

from dataclasses import dataclass, field

import jsonschema_rs

from ..common.faults import Fault
from ..common.json_types import FrozenJsonObject
from ..common.tools import Endpoint
from ..common.trace import Call, Change, Result
from ..world.behaviour import error
from ..world.world import World
from .schemas import parameters_schema


@dataclass(slots=True)
class ArgumentChecks:
    """Compiled schemas by endpoint, made when first needed; shared by all conversations over one registry."""

    _compiled: dict[str, jsonschema_rs.Validator] = field(default_factory=dict)

    def problem(self, endpoint: Endpoint, arguments: FrozenJsonObject) -> str:
        """What is wrong with the arguments ("" where nothing is)."""
        validator = self._compiled.get(endpoint.id)
        if validator is None:
            validator = self._compiled[endpoint.id] = jsonschema_rs.validator_for(parameters_schema(endpoint))
        if validator.is_valid(arguments):
            return ""
        return next(iter(validator.iter_errors(arguments))).message


class OfflineExecutor:
    """Executes calls against one conversation's world."""

    def __init__(self, world: World, checks: ArgumentChecks) -> None:
        self._world = world
        self._checks = checks

    def execute(self, call: Call, fault: Fault | None = None, parameter: str = "") -> tuple[Result, tuple[Change, ...]]:
        """The result, and what it changed. A `fault` makes the call fail, over the value of `parameter` if it is named.

        Arguments that break the schema get an error as their output.
        """
        endpoint = self._world.model.registry.endpoints[call.endpoint_id]
        problem = self._checks.problem(endpoint, call.arguments)
        if problem:
            return Result(call.number, error("invalid_argument", problem)), ()
        before = len(self._world.changes())
        output = self._world.call(call.endpoint_id, call.arguments, fault, call.number, parameter)
        made = self._world.changes()[before:]
        return Result(call.number, output, fault), tuple(Change(call.number, one.address, one.act) for one in made)
