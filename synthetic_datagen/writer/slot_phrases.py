"""Slot phrases: for each slot, its row of phrases and the words that carry its value.

    Phraser(endpoints).spoken(slot, rng)  ->  SpokenSlot(surface=Surface(0, "euros", "currency_code"), ...)
    spoken.inline(rng)                    ->  "in euros"

Which row is used depends on kind, label and value alone and is looked up once per parameter.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..common.json_types import Json
from ..common.kinds import Kind
from ..common.plans import Slot
from ..common.tools import Endpoint
from ..common.trace import Form, Surface
from ..graph.articles import article
from .flags import flag_row
from .forms import in_form
from .inflection import capitalized, closed, is_mass, is_plural, plural_of, quoted, singular_of, with_the
from .labels import label_of, raw_label, unit_of, words_of
from .phrasebook import SlotRow, Template, book, fill, has_field
from .surfaces import PLAIN, SurfaceContext, capitalize_surface, says_unit, surface_of

_LONG_TEXT = 40
_MASS_WHEN_MEASURED = frozenset(("experience", "notice", "leave"))
_COUNTS = frozenset((Kind.COUNT, Kind.QUANTITY, Kind.NUMBER, Kind.UNKNOWN, Kind.DURATION, Kind.AGE))


@dataclass(frozen=True, slots=True)
class SpokenSlot:
    """A slot ready to be said: the row of its meaning, its surface, and the fields of the row's templates."""

    slot: Slot
    row: SlotRow
    surface: Surface
    fields: Mapping[str, str]

    def inline(self, rng: random.Random) -> str:
        """A phrase that follows a verb's object, or "" where the value wants a sentence of its own."""
        return fill(rng.choice(self.row.inline), self.fields) if self.row.inline else ""

    def sentence(self, rng: random.Random) -> str:
        """A whole sentence that says the value."""
        text = closed(fill(rng.choice(self.row.say or _SAY), self.fields))
        begins = text.startswith(self.surface.text)
        kept = begins and capitalize_surface(self.surface, self.slot.value) is self.surface
        return text if kept else capitalized(text)

    def answer(self, rng: random.Random) -> str:
        """A short answer to a question for the value."""
        templates = self.row.answer or self.row.say or _SAY
        return closed(fill(rng.choice(templates), self.fields))


_SAY: tuple[Template, ...] = (("The ", "label", " ", "be", " ", "v", "."),)


@dataclass(frozen=True, slots=True)
class _Way:
    """How values of one sort are said for a parameter: all that does not depend on the value itself."""

    row: SlotRow
    label: str
    unit: str  # of numbers; "" where the label or the row says it
    noun: str  # what a day of a stay is called
    by_form: Mapping[Form, SlotRow]  # the row with the phrases for surfaces of a form, where it has such
    forms: frozenset[Form]
    fields: Mapping[str, str]  # of the label
    articled: bool  # whether a phrase has the value behind "a" or "an"


@dataclass(slots=True)
class Phraser:
    """Finds rows for slots; remembers them by (endpoint, parameter, sort of value)."""

    endpoints: Mapping[str, Endpoint]
    _known: dict[tuple[str, str, str], _Way] = field(default_factory=dict)

    def spoken(self, slot: Slot, rng: random.Random, context: SurfaceContext = PLAIN) -> SpokenSlot:
        """The slot with its surface chosen."""
        way, value = self._way(slot), slot.value
        if isinstance(value, bool):
            return _flag(slot, way)
        unit = way.unit if isinstance(value, int | float) else ""
        forms = context.forms & way.forms
        here = SurfaceContext(context.today, context.start, forms, unit, context.currency, way.noun, context.habits)
        surface = surface_of(slot, here, rng)
        said = with_the(surface.text) if slot.kind in (Kind.COUNTRY, Kind.COUNTRY_CODE) else surface.text
        if unit and not says_unit(surface):
            said = f"{said} {singular_of(unit) if value == 1 else unit}"
        return SpokenSlot(slot, way.by_form.get(surface.form, way.row), surface, _fields(said, way, value))

    def question_fields(self, slot: Slot) -> tuple[SlotRow, Mapping[str, str]]:
        """The row and the label fields for asking; they hold no value."""
        way = self._way(slot)
        return way.row, {**way.fields, "thing": way.label}

    def row_and_label(self, slot: Slot) -> tuple[SlotRow, str]:
        """The row that fits the slot's kind, label and sort of value, and what the value is called."""
        way = self._way(slot)
        return way.row, way.label

    def _way(self, slot: Slot) -> _Way:
        sort = _sort(slot.value)
        key = (slot.endpoint_id, slot.parameter, sort)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = _way_of(slot, sort, self.endpoints.get(slot.endpoint_id))
        return found


def _way_of(slot: Slot, sort: str, endpoint: Endpoint | None) -> _Way:
    row, label = _find(slot, sort, endpoint)
    unit = unit_of(slot, endpoint)
    formed = {form: in_form(row, form) for form in Form}
    by_form = {form: one for form, one in formed.items() if one is not None}
    return _Way(
        row=row,
        label=label,
        unit="" if row.noun or unit == label else unit,
        noun=row.stay.noun if row.stay is not None else "days",
        by_form=by_form,
        forms=frozenset(by_form),
        fields=_label_fields(label),
        articled=any(
            has_field(text, "a_v") for one in by_form.values() for text in (*one.inline, *one.say, *one.answer)
        ),
    )


def _sort(value: Json) -> str:
    if isinstance(value, str):
        return "long" if len(value) > _LONG_TEXT or "\n" in value else "text"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return "number"
    return "long" if len(str(value)) > _LONG_TEXT else "text"


def _find(slot: Slot, sort: str, endpoint: Endpoint | None) -> tuple[SlotRow, str]:
    words = frozenset(words_of(slot.label))
    generic = book().generic
    if sort in ("yes", "no"):
        return flag_row(slot, endpoint)
    bounded = sort == "number" and slot.kind is not Kind.LIMIT and words & (book().minimum | book().maximum)
    for row in book().rows_by_kind.get(slot.kind.value, ()):
        if not row.words and bounded:
            return _number_row(slot, endpoint, words)
        if (not row.words or row.words & words) and not row.excluded & words:
            label = row.noun or label_of(slot, endpoint)
            if slot.kind is Kind.PERSON_NAME and "name" not in label:
                label += "'s name"
            return (generic["long_text"], label) if sort == "long" and not _quotes(row) else (row, label)
    if sort == "number":
        return _number_row(slot, endpoint, words)
    label = label_of(slot, endpoint)
    if label == "value" and sort == "text" and (own := raw_label(slot)):
        return generic["text"], own
    return generic["long_text" if sort == "long" else "nameless" if label == "value" else "text"], label


def _quotes(row: SlotRow) -> bool:
    return all(has_field(template, "q") for template in (*row.inline, *row.say, *row.answer))


def _number_row(slot: Slot, endpoint: Endpoint | None, words: frozenset[str]) -> tuple[SlotRow, str]:
    """Numbers of no special kind: "for 2 guests", "with 3 bedrooms", "with a radius of at least 5"."""
    names = book()
    bound = "minimum" if words & names.minimum else "maximum" if words & names.maximum else ""
    label = label_of(slot, endpoint, drop=names.minimum | names.maximum if bound else frozenset())
    if not bound and unit_of(slot, endpoint) and (row := _measured(slot, label)):
        return row, label
    if bound and not is_plural(label):
        return names.generic[bound], label
    head = singular_of(label).rpartition(" ")[2]
    if head in names.counted_with_for and slot.kind in _COUNTS and (is_plural(label) or len(label.split()) == 1):
        return names.generic["counted_for"], plural_of(label)
    if is_plural(label):
        countable = slot.kind in _COUNTS and isinstance(slot.value, int) and not bound
        return names.generic["counted_with" if countable else "plural_number"], label
    return names.generic["number"], label


def _measured(slot: Slot, label: str) -> SlotRow | None:
    """The row for a number with a unit, where its kind or its noun has one: "weighing 2.5 kg"."""
    rows = book().generic
    if is_mass(label) or label in _MASS_WHEN_MEASURED:
        return rows["measured_mass"]
    head = label.rpartition(" ")[2]
    fits = head == slot.kind.value or (slot.kind is Kind.DURATION and head in ("length", "time", "stay"))
    return rows.get(f"measured_{slot.kind.value}") if fits else None


def _flag(slot: Slot, way: _Way) -> SpokenSlot:
    yes, thing = "yes" if slot.value else "no", way.label
    fields = {"yes": yes, "thing": thing, "Thing": capitalized(thing), "v": yes, **way.fields}
    return SpokenSlot(slot, way.row, Surface(slot.number, way.row.surface or yes, "yes_no"), fields)


def as_answer(spoken: SpokenSlot) -> SpokenSlot:
    """For answers a flag is carried by "yes" or "no", not by "with"."""
    if "yes" not in spoken.fields:
        return spoken
    surface = Surface(spoken.slot.number, spoken.fields["yes"], "yes_no")
    return SpokenSlot(spoken.slot, spoken.row, surface, spoken.fields)


def _fields(words: str, way: _Way, value: Json) -> dict[str, str]:
    many = singular_of(way.label) if value == 1 else way.label
    fields = {"v": words, "q": quoted(words), "many": many, **way.fields}
    if way.articled:
        fields["a_v"] = f"{article(words)} {words}"
    return fields


def _label_fields(label: str) -> dict[str, str]:
    a_label = label if is_plural(label) or is_mass(label) else f"{article(label)} {label}"
    role = label.removesuffix(" name") or label
    return {
        "label": label,
        "role": role,
        "a_label": a_label,
        "plural": label,
        "be": "are" if is_plural(label) else "is",
    }


def in_order(slots: Sequence[SpokenSlot]) -> list[SpokenSlot]:
    """Slots in the order in which a sentence takes them."""
    return sorted(slots, key=lambda spoken: (spoken.row.loose, spoken.row.rank))
