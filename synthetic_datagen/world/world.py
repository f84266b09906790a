"""The offline world: answers any endpoint's call from seeded entities and an overlay of writes.

    world = World(WorldModel(registry), seed=42)
    world.call("hotels::search", {"city": "Paris", "max_price": 200})
      -> {"total": 4, "hotels": [{"hotel_id": "htl_0k3x9qa", "name": "Hotel Quiet Garden", "city": "Paris", ...}, ...]}

The same call in the same state gives the same answer. Reads never change the state digest. What each intent does
stands in `behaviour.py`, what behaviours work with in `scene.py`.
"""

from dataclasses import dataclass

from ..common.faults import Fault
from ..common.json_types import FrozenJsonObject, Json
from .behaviour import BEHAVIOURS
from .faults import answer
from .scene import Scene


@dataclass(slots=True)
class World(Scene):
    """One conversation's world."""

    def call(
        self,
        endpoint_id: str,
        arguments: FrozenJsonObject,
        fault: Fault | None = None,
        number: int = 0,
        parameter: str = "",
    ) -> Json:
        """The answer of one call whose arguments fit the schema: a JSON value, `{"error": ...}` where the call fails.

        A fault strikes call `number` of the conversation, over the value of `parameter` where one is to blame; such a
        call changes nothing. Raises KeyError for an endpoint that the registry does not have.
        """
        endpoint = self.model.registry.endpoints[endpoint_id]
        if fault is not None:
            return answer(self, endpoint, arguments, fault, number, parameter)
        return BEHAVIOURS[endpoint.intent](self, endpoint, arguments)
