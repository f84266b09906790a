"""Intents: what an endpoint does, by an ordered table of rules. The first rule that fits decides.

DELETE  "Cancel booking"        DELETE  (its method; without one the name's verb says the same)
GET     "Search and book"       CREATE  (a write that is named beside a read is what counts)
GET     "getPetById"            GET     (the 2024 crawl says GET everywhere, so GET says nothing)
GET     "All Characters"        LIST    (no verb: a plural is a list)
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ..common.kinds import Intent
from .entities import subject_of
from .naming import name_words
from .word_lists import word_set

_VERBS: Mapping[Intent, frozenset[str]] = {
    intent: word_set(f"verb_{intent}") for intent in Intent if intent is not Intent.OTHER
}
_INTENT_OF = {verb: intent for intent, verbs in reversed(list(_VERBS.items())) for verb in sorted(verbs)}
_READS = (Intent.GET, Intent.LIST, Intent.SEARCH)
_WRITES = (Intent.CREATE, Intent.UPDATE, Intent.DELETE)
# Nouns as often as verbs: only at the very beginning of a name, before another word, do they say what is done.
_NOUNS_TOO = word_set("verb_or_noun")
_AGENT_NOUNS = word_set("agent_noun")
# A method that somebody wrote into the name. The 2024 crawl says GET of everything, so this one is believed first.
_METHOD = re.compile(r"^\s*(POST|PUT|PATCH|DELETE)\b[\s:/_-]*(?=\S)|[\s_-]+(POST|PUT|PATCH|DELETE)\s*$")
_NOISE = word_set("name_noise")


@dataclass(frozen=True)
class Clues:
    """All that the rules look at."""

    name: str
    description: str
    method: str
    keyed: bool = False  # a required parameter identifies one thing
    asked: bool = False  # a required parameter is a search text or a condition
    many: bool | None = None  # whether the declared answer holds a list; None where nothing is declared

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the name, without a method that somebody wrote before it."""
        return tuple(word for word in name_words(_METHOD.sub("", self.name)) if word not in ("api", "v1", "v2", "v3"))

    @cached_property
    def subject(self) -> tuple[str | None, bool]:
        """What the name is about, and whether it is a plural."""
        return subject_of(_METHOD.sub("", self.name))


Rule = Callable[[Clues], Intent | None]


def _method_says(clues: Clues) -> Intent | None:
    """PUT, PATCH and DELETE mean it; POST does only where the name does not say that it reads or computes."""
    named = _METHOD.search(clues.name)
    method = (named[1] or named[2]) if named else clues.method.strip().upper()
    if method in ("PUT", "PATCH"):
        return Intent.UPDATE
    if method == "DELETE":
        return Intent.DELETE
    if method == "POST":
        said = _name_verb(clues) or _agent_noun(clues)
        return said if said in (Intent.SEARCH, Intent.COMPUTE, *_WRITES) else Intent.CREATE if said is None else said
    return None


def _second_write(clues: Clues) -> Intent | None:
    """ "search and book", "get or create": the write is what counts."""
    words = clues.words
    for before, word, after in zip(words, words[1:], words[2:], strict=False):
        if word in ("and", "or") and before in _INTENT_OF and _INTENT_OF.get(after) in _WRITES:
            return _INTENT_OF[after]
    return None


def _name_verb(clues: Clues) -> Intent | None:
    """The verb that opens the name; one that is a noun as well needs a word after it."""
    words = clues.words
    for position, word in enumerate(words[:3]):
        intent = _INTENT_OF.get(word)
        if intent in _WRITES and word in _NOUNS_TOO and _reads_elsewhere(clues, position):
            return None  # "Transfer Program Card": "Returns a list of cards"
        if intent and (word not in _NOUNS_TOO or (position == 0 and len(words) > 1 and _reads_as_verb(words))):
            return _refined(intent, clues) if word not in _AGENT_NOUNS or position == 0 else None
        if intent is None and word not in _NOISE:
            return None
    return None


_SUFFIXES = word_set("last_verb")


def _last_verb(clues: Clues) -> Intent | None:
    """ "users_list", "LinkGet", "orders-create": generated names have the verb at the end."""
    words = clues.words
    if len(words) < 2 or words[-1] not in _SUFFIXES or any(word in _PLAIN_VERBS for word in words[:-1]):
        return None
    return _refined(_INTENT_OF[words[-1]], clues)


_PLAIN_VERBS = frozenset(_INTENT_OF) - _NOUNS_TOO - _AGENT_NOUNS
_TRANSFORMED = re.compile(
    r"\bremov\w* (?:the |an? )?(?:\w+ )?"
    r"(?:backgrounds?|watermarks?|bg|noise|stop ?words|html|duplicates?|vocals|emojis?|punctuation|objects?)\b"
    r"|\b(?:background|watermark|noise|vocal) remov\w+",
    re.I,
)


def _transformation(clues: Clues) -> Intent | None:
    """ "Remove background" deletes nothing: it makes another picture."""
    return Intent.COMPUTE if _TRANSFORMED.search(f"{' '.join(clues.words)}. {clues.description[:80]}".lower()) else None


def _reads_elsewhere(clues: Clues, position: int) -> bool:
    """Whether a plain verb of reading follows in the name ("store/get_products"), or opens the description."""
    later = (word for word in clues.words[position + 1 :] if word in _PLAIN_VERBS)
    said = _first_verb(clues.description[:200])
    return _INTENT_OF.get(next(later, "")) in _READS or (said is not None and said.intent in _READS)


def _reads_as_verb(words: tuple[str, ...]) -> bool:
    """ "order pizza" and "list of games" do something; "order details" and "order book" name a thing."""
    return (
        words[1] not in _AFTER_NOUN
        and f"{words[0]}_{words[1]}" not in _NOUNS_OF_TWO
        and not (words[0] in ("order", "book", "post", "store", "place", "report") and words[1] in ("by", "of"))
    )


_NOUNS_OF_TWO = word_set("noun_of_two")
_AFTER_NOUN = word_set("after_noun")


def _agent_noun(clues: Clues) -> Intent | None:
    """ "currency converter", "hotel search": the last word names the action."""
    last = clues.words[-1] if clues.words else ""
    return _INTENT_OF.get(last) if last in _AGENT_NOUNS else None


def _description_verb(clues: Clues) -> Intent | None:
    said = _first_verb(clues.description[:200])
    if said is None or (said.intent in _WRITES and (said.verb in _NOUNS_TOO or not said.of_itself)):
        return None
    return _refined(said.intent, clues)


_SKIPPED = word_set("description_opening")
_ENDINGS = (("", ""), ("s", ""), ("es", ""), ("ing", ""), ("ing", "e"))
_DETERMINERS = frozenset(("a", "an", "new", "the", "your", "one", "multiple"))


@dataclass(frozen=True, slots=True)
class _Said:
    """The verb of a description in its base form. `of_itself`: the endpoint does it ("Creates", "Add a user"), whereas
    "Insert ID in the parameter" tells the caller what to pass."""

    intent: Intent
    verb: str
    of_itself: bool


@lru_cache(maxsize=65536)
def _first_verb(text: str) -> _Said | None:
    """The verb behind "This endpoint allows you to"; nothing where another word stands there."""
    words = name_words(text.strip().split("\n", 1)[0])[:12]
    position = next((position for position, word in enumerate(words) if word not in _SKIPPED), len(words))
    word, following = (*words[position : position + 2], "", "")[:2]
    for ending, instead in _ENDINGS:
        form = word.removesuffix(ending) + instead
        if word.endswith(ending) and form in _INTENT_OF:
            return _Said(_INTENT_OF[form], form, bool(ending) or following in _DETERMINERS or position > 1)
    return None


def _refined(intent: Intent, clues: Clues) -> Intent:
    """ "get" is a word for everything: of many it lists, of many under a condition it searches."""
    if intent is Intent.GET:
        return _get_of(clues)
    if intent is Intent.SEARCH and clues.keyed and not clues.asked and not clues.subject[1]:
        return Intent.GET
    return intent


def _get_of(clues: Clues) -> Intent:
    words = frozenset(clues.words)
    if words & _ONE or (clues.keyed and not words & _MANY):
        plural_of_one = clues.subject[1] and not words & _ONE
        return Intent.LIST if plural_of_one else Intent.GET
    if words & _MANY or clues.subject[1]:
        return Intent.SEARCH if clues.asked else Intent.LIST
    return Intent.GET


_MANY = frozenset(("all", "list", "lists", "every", "many", "multiple"))
_ONE = word_set("one")


def _nouns_only(clues: Clues) -> Intent | None:
    """No verb anywhere: a plural is a list, a thing known to be one is got."""
    if clues.subject[0] is None and not frozenset(clues.words) & (_MANY | _ONE):
        return None
    return _get_of(clues)


def _compute_hint(clues: Clues) -> Intent | None:
    """ "QR code" says nothing, "Generates a QR code" does: the second sentence counts as well."""
    match = re.search(
        r"\b(converts?|translates?|validates?|generates?|calculates?|detects?|encodes?|decodes?)\b",
        clues.description[:160],
        re.I,
    )
    return Intent.COMPUTE if match else None


RULES: tuple[Rule, ...] = (
    _transformation,
    _method_says,
    _second_write,
    _last_verb,
    _name_verb,
    _agent_noun,
    _description_verb,
    _compute_hint,
    _nouns_only,
)


def intent_of(clues: Clues) -> Intent:
    """The intent of an endpoint; OTHER where no rule fits. An answer without any list is no LIST and no SEARCH."""
    intent = next((intent for rule in RULES if (intent := rule(clues))), Intent.OTHER)
    return Intent.GET if intent.many and clues.many is False else intent
