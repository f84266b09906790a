"""Why drafts were drawn again, in words for the user.

in_words("distinct_tools")   "no value passes from one tool to another"
in_words("invalid:ORDER")    "draft refused by the validator (ORDER)"
in_words("words:LEAKED_ID")   "words refused by the validator (LEAKED_ID)"
in_words("no_place_for:correction")    "no place for correction"
"""

_WORDS = {
    # of the sampler: constraints that a chain of calls would break
    "no_start": "no endpoint to begin with",
    "length": "too few calls that belong together",
    "no_repeated_endpoint": "an endpoint would be called again",
    "fed_by_earlier_groups": "a call would take nothing from an earlier one",
    "fed_by_new_information": "a call would only repeat what the user said",
    "one_source_each": "two values for one argument",
    "required_resolvable": "no source for a required argument",
    "deletes_last": "a call would follow a deletion",
    "creates_once": "the same kind of thing would be created twice",
    "one_call_at_a_time": "calls would stand side by side",
    "distinct_tools": "no value passes from one tool to another",
    "something_to_ask": "nothing that the user could be asked for first",
    "parallel_group": "no calls that could stand side by side",
    "different_calls": "parallel calls would be the same",
    "long_range_reference": "a call would reach back over another, or should",
    "parallel_then_dependent": "a call would go on from several, or should",
    # of the planner and of playing the plan
    "not_as_wanted": "not what the conversation should show",
    "no_value_for_required": "no value for a required argument",
    "nothing_to_ask": "nothing that the user could be asked for",
    "near_duplicate": "too like an earlier conversation",
    "ungrounded": "an argument without a source",
    "call_failed_unplanned": "a call failed",
    "same_call_twice": "the same call twice",
    "same_value_at_both_ends": "the same value at both ends",
    "date_before_today": "a day that lies before the stated today",
    # of putting words to what was played
    "same_words": "the same words as another wording",
}


def in_words(reason: str) -> str:
    """The words for a reason that is counted; one that has none stands as it is, without its underscores."""
    kind, _, code = reason.partition(":")
    if kind == "invalid":
        return f"draft refused by the validator ({code})"
    if kind == "words":
        return f"words refused by the validator ({code})"
    if kind == "no_place_for":
        return f"no place for {code}"
    return _WORDS.get(reason, reason.replace("_", " "))
