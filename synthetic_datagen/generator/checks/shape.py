"""The record has its parts, and each is of the JSON type that `generator/record_schema.json` says."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import jsonschema_rs
import orjson

from ...common.json_types import JsonObject
from .view import Violation


@cache
def _record_schema() -> jsonschema_rs.Validator:
    text = (files("synthetic_datagen.generator") / "record_schema.json").read_text(encoding="utf-8")
    return jsonschema_rs.validator_for(orjson.loads(text))


def shape(record: JsonObject) -> Iterator[Violation]:
    """SHAPE: a missing part, or one of the wrong JSON type. The other checks rely on what this one has seen."""
    if _record_schema().is_valid(record):
        return
    for error in _record_schema().iter_errors(record):
        yield Violation("SHAPE", "".join(f"/{step}" for step in error.instance_path), error.message)
