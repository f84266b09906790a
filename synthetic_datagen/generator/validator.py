"""The validator: decides from a record alone whether it is true to itself. One function a property, one code a fault.

    validate_record(record)  ->  []   or   [Violation("ARG_UNGROUNDED", "/provenance/3", "no surface 'Paris' in ...")]

`validate`, `inspect` and `generate` share this verdict. README lists the codes; the checks stand in `checks/`, one file
a noun, each with a word on what it does not see.
"""

from collections.abc import Callable, Iterator

from ..common.json_types import JsonObject
from .checks.behaviours import behaviours_are_shown
from .checks.changes import changes_are_of_writes
from .checks.claims import claims_are_supported
from .checks.corrections import corrected_values_are_gone
from .checks.dates import starts_are_told, today_is_stated
from .checks.deeds import success_is_real
from .checks.distractors import distractors_are_no_alternative, distractors_fit_their_profile
from .checks.enumerations import every_value_listed_is_called
from .checks.fan_out import every_thing_asked_for_is_called, nothing_is_called_unasked
from .checks.faults import errors_are_tagged, faults_are_what_struck
from .checks.forms import values_have_their_form, values_stand_where_they_are_told
from .checks.leaks import outputs_are_not_foretold, users_quote_no_ids
from .checks.messages import call_ids, order, pairing, stale_lists
from .checks.metadata import metadata_agrees
from .checks.necessity import every_call_has_a_use, every_goal_is_met_by_calls, no_call_twice
from .checks.offered import arguments_fit, offered_tools
from .checks.outputs import lists_are_lists_of_things, outputs_echo_their_calls
from .checks.questions import nothing_known_is_asked, told_names_are_used, told_values_are_used
from .checks.ranges import ranges_go_forward
from .checks.recoveries import failures_are_recovered_from
from .checks.references import names_are_unique, references_are_unique
from .checks.requests import (
    refusals_are_needed,
    requests_divide_the_messages,
    requests_end_as_they_say,
    requests_open_as_they_say,
)
from .checks.shape import shape
from .checks.sources import every_leaf_has_a_source, parallel_calls_are_independent, sources_rederive
from .checks.things import deleted_things_stay_away, things_stay_themselves
from .checks.view import View, Violation, view_of
from .checks.words import says, words_are_clean

__all__ = ["CHECKS", "Violation", "says", "validate_record"]

CHECKS: tuple[Callable[[View], Iterator[Violation]], ...] = (
    order,
    pairing,
    stale_lists,
    call_ids,
    requests_divide_the_messages,
    requests_end_as_they_say,
    requests_open_as_they_say,
    refusals_are_needed,
    offered_tools,
    distractors_are_no_alternative,
    distractors_fit_their_profile,
    arguments_fit,
    ranges_go_forward,
    values_have_their_form,
    values_stand_where_they_are_told,
    every_leaf_has_a_source,
    sources_rederive,
    today_is_stated,
    starts_are_told,
    corrected_values_are_gone,
    parallel_calls_are_independent,
    outputs_are_not_foretold,
    users_quote_no_ids,
    nothing_known_is_asked,
    told_values_are_used,
    told_names_are_used,
    outputs_echo_their_calls,
    things_stay_themselves,
    lists_are_lists_of_things,
    deleted_things_stay_away,
    changes_are_of_writes,
    no_call_twice,
    every_call_has_a_use,
    every_goal_is_met_by_calls,
    every_thing_asked_for_is_called,
    every_value_listed_is_called,
    nothing_is_called_unasked,
    references_are_unique,
    names_are_unique,
    claims_are_supported,
    errors_are_tagged,
    faults_are_what_struck,
    failures_are_recovered_from,
    success_is_real,
    words_are_clean,
    metadata_agrees,
    behaviours_are_shown,
)


def validate_record(record: JsonObject) -> list[Violation]:
    """All violations of one record, in the order of the checks; a record whose shape is wrong gets only SHAPE ones."""
    wrong = list(shape(record))
    if wrong:
        return wrong
    view = view_of(record)
    return [violation for check in CHECKS for violation in check(view)]
