"""Fact rows: how facts of some meaning are said, as `phrases/facts.yaml` lists it.

row_of(Fact("price per night", "98 EUR", PRICE, ...))   FactRow(says=("costs {v}{per}", ...), short="{v}{per}", ...)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..common.json_types import Json
from ..common.kinds import Kind
from .facts import Fact
from .phrasebook import Template, compiled, read_phrases
from .values import Form


@dataclass(frozen=True, slots=True)
class FactRow:
    """One row: when it fits, and how it says a fact."""

    words: frozenset[str]
    only: frozenset[str]  # the label is one of these and nothing else
    excluded: frozenset[str]
    forms: frozenset[str]
    about: frozenset[str]
    unit: bool
    says: tuple[Template, ...]
    person: tuple[Template, ...]
    alone: tuple[Template, ...]  # clauses of their own; () where "it" and `says` do
    along: Template | None
    short: Template

    def fits(self, label: str, unit: bool, form: Form, about: frozenset[str]) -> bool:
        """Whether the row says facts of that label and form."""
        words = label.split()
        if (self.words and self.words.isdisjoint(words)) or (self.only and label not in self.only):
            return False
        if (self.forms and form not in self.forms) or (self.about and self.about.isdisjoint(about)):
            return False
        return self.excluded.isdisjoint(words) and (unit or not self.unit)


def row_of(fact: Fact) -> FactRow | None:
    """The first row that fits; None where none does."""
    return _row_for(fact.kind, fact.label, fact.unit, fact.form, fact.about)


@lru_cache(maxsize=16384)
def _row_for(kind: Kind, label: str, unit: bool, form: Form, about: frozenset[str]) -> FactRow | None:
    return next((row for row in _rows().get(kind, ()) if row.fits(label, unit, form, about)), None)


@lru_cache(maxsize=1)
def _rows() -> Mapping[str, tuple[FactRow, ...]]:
    """The rows by kind, in their order."""
    by_kind: dict[str, tuple[FactRow, ...]] = {}
    for raw in read_phrases("facts"):
        row = _row(raw)
        for kind in raw["kinds"]:
            by_kind[kind] = (*by_kind.get(kind, ()), row)
    return by_kind


def _row(raw: Mapping[str, Json]) -> FactRow:
    words = {name: frozenset(raw.get(name, ())) for name in ("words", "only", "forms", "about")}
    says = _templates(raw["says"])
    return FactRow(
        **words,
        excluded=frozenset(raw.get("not", ())),
        unit=raw.get("unit", False),
        says=says,
        person=_templates(raw["person"]) if "person" in raw else says,
        alone=_templates(raw.get("alone", [])),
        along=compiled(raw["along"]) if "along" in raw else None,
        short=compiled(raw["short"]),
    )


def _templates(texts: list[str]) -> tuple[Template, ...]:
    return tuple(compiled(text) for text in texts)
