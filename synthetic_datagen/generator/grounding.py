"""From a planned argument to a value with its source, given what has happened so far.

    ground(state, endpoint, Argument("/hotel_id", "hotel_id", FromOutput(0, "/hotels/*/hotel_id")))
      -> ("htl_0k3x9qa", Provenance("/hotel_id", from_call=0, path="/hotels/0/hotel_id"))

There is no other way to a value: what cannot be grounded raises Ungrounded, and the draft is thrown away.
"""

from ..common.json_types import Json
from ..common.kinds import ValueType
from ..common.plans import Argument, FromDefault, FromOutput, FromUser, Pick, Selector
from ..common.pointers import at, resolve
from ..common.state import ConversationState
from ..common.tools import Endpoint
from ..common.trace import Provenance
from ..common.transforms import transform_of
from .drafts import Ungrounded


def ground(state: ConversationState, step: int, endpoint: Endpoint, argument: Argument) -> tuple[Json, Provenance]:
    """The value of one argument leaf and where it came from. Raises Ungrounded."""
    match argument.source:
        case FromDefault(value):
            return value, Provenance(argument.pointer)
        case FromUser(slot):
            meant = state.current(slot)
            if meant not in state.known:
                raise Ungrounded(step, endpoint.id, argument.parameter, "the user has not said it")
            return state.plan.slots[meant].value, _from_slot(state, argument.pointer, meant)
        case FromOutput() as source:
            return _from_output(state, step, endpoint, argument, source)


def _from_slot(state: ConversationState, pointer: str, slot: int) -> Provenance:
    return Provenance(pointer, slot=slot, replaces=state.corrected.get(slot))


def _from_output(
    state: ConversationState, step: int, endpoint: Endpoint, argument: Argument, source: FromOutput
) -> tuple[Json, Provenance]:
    call = state.call_of_step.get(source.step)
    output = state.outputs.get(call) if call is not None else None
    if call is None or output is None or state.failed(call):
        raise Ungrounded(step, endpoint.id, argument.parameter, f"step {source.step} gave no output")
    path = _chosen(output, source)
    if path is None:
        raise Ungrounded(step, endpoint.id, argument.parameter, f"step {source.step} returned too few results")
    try:
        value = resolve(output, path)
    except LookupError:
        raise Ungrounded(step, endpoint.id, argument.parameter, f"no {source.field} in step {source.step}") from None
    said = _said(state, value)
    if said is not None:
        slot = state.plan.slots[said]
        if slot.kind is not endpoint.parameter(argument.parameter).kind or type(slot.value) is not type(value):
            raise Ungrounded(step, endpoint.id, argument.parameter, f"{value!r} is what the user said of {slot.label}")
        return slot.value, _from_slot(state, argument.pointer, said)
    if _is_part_of_what_was_said(state, value):
        raise Ungrounded(step, endpoint.id, argument.parameter, f"the user has said {value!r} within something else")
    value, transform = _typed(value, step, endpoint, argument)
    return value, Provenance(argument.pointer, from_call=call, path=path, transform=transform)


def _said(state: ConversationState, value: Json) -> int | None:
    """The slot by which the user has said this value already: then they are its source, not the tool."""
    if not isinstance(value, str) or not value:
        return None
    folded = value.casefold()
    return next(
        (
            slot
            for slot in sorted(state.known)
            if isinstance(state.plan.slots[slot].value, str) and state.plan.slots[slot].value.casefold() == folded
        ),
        None,
    )


def _is_part_of_what_was_said(state: ConversationState, value: Json) -> bool:
    """Whether a told text holds the value: who gave an address in Lyon has said Lyon."""
    if not isinstance(value, str) or len(value) < 2:
        return False
    told = (state.plan.slots[slot].value for slot in state.known)
    return any(isinstance(text, str) and value.casefold() in text.casefold() for text in told)


def _typed(value: Json, step: int, endpoint: Endpoint, argument: Argument) -> tuple[Json, str]:
    """The value in the parameter's type, and the transform that makes it so ("" for none). Raises Ungrounded."""
    parameter = endpoint.parameter(argument.parameter)
    wanted = parameter.items if parameter.type is ValueType.ARRAY else parameter.type
    if _fits(value, wanted):
        return value, ""
    name = "as_text" if wanted is ValueType.STRING else "as_number"
    try:
        changed = transform_of(name)(value)
    except ValueError:
        changed = None
    if not _fits(changed, wanted):
        raise Ungrounded(step, endpoint.id, argument.parameter, f"{type(value).__name__} is not {wanted.value}")
    return changed, name


def _fits(value: Json, wanted: ValueType) -> bool:
    match wanted:
        case ValueType.STRING:
            return isinstance(value, str) and bool(value.strip())
        case ValueType.INTEGER:
            return isinstance(value, int) and not isinstance(value, bool)
        case ValueType.NUMBER:
            return isinstance(value, int | float) and not isinstance(value, bool)
        case ValueType.BOOLEAN:
            return isinstance(value, bool)
        case ValueType.ARRAY:
            return isinstance(value, list)
        case ValueType.OBJECT:
            return isinstance(value, dict)


def _chosen(output: Json, source: FromOutput) -> str | None:
    """The pointer of the field in the item that the selector chooses; None where the list is too short."""
    if "*" not in source.field:
        return source.field
    try:
        items = resolve(output, source.field[: source.field.index("*") - 1])
    except LookupError:
        return None
    if not isinstance(items, list) or (source.selector.pick is not Pick.NTH and not _comparable(output, items)):
        return None
    index = chosen_item(items, source.selector)
    return None if index is None else at(source.field, index)


def _comparable(output: Json, items: list[Json]) -> bool:
    """Whether "the cheapest" can be told: all results are shown, and their prices are in one currency."""
    total = output.get("total") if isinstance(output, dict) else None
    currencies = {item.get("currency") for item in items if isinstance(item, dict)}
    return (not isinstance(total, int) or total <= len(items)) and len(currencies) <= 1


def chosen_item(items: list[Json], selector: Selector) -> int | None:
    """The index of the chosen element; None where there is no such element, or "the cheapest" would be several."""
    if selector.pick is Pick.NTH:
        return selector.ordinal if selector.ordinal < len(items) else None
    field = selector.by[selector.by.index("*") + 1 :]
    values: list[float] = []
    for item in items:
        try:
            values.append(float(resolve(item, field)))
        except (LookupError, TypeError, ValueError):
            return None
    if not values:
        return None
    best = min(values) if selector.pick is Pick.LOWEST else max(values)
    return values.index(best) if values.count(best) == 1 else None
