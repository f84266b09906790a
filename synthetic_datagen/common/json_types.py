"""The type of a JSON value, in one place."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

# mypy has no useful recursive JSON type for data that is read at run time; Any stands for "a JSON value".
Json: TypeAlias = Any
JsonObject: TypeAlias = dict[str, Any]
FrozenJsonObject: TypeAlias = Mapping[str, Any]
JsonArray: TypeAlias = Sequence[Any]
