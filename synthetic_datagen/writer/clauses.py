"""Clauses: one thing that the user wants done, with what it works on and the values told with it.

search for restaurants + city Paris + cuisine greek       "find Greek restaurants in Paris"
get the facts about a city + city Madrid                  "look up the facts about Madrid"
change the due date of an invoice + "that invoice" + date "change the due date of that invoice to May 3, 2026"
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from ..common.kinds import Kind
from ..common.plans import PlannedStep
from ..common.spoken_dates import MONTHS
from ..common.tools import Endpoint, Purpose
from ..common.trace import Form, Surface
from ..graph.lexicon import lexicon
from .inflection import is_plural, listing, plural_of, singular_of
from .phrasebook import book, fill
from .references import Reference, attached, object_noun
from .slot_phrases import SpokenSlot, in_order
from .synonyms import possessed
from .verb_forms import gerund

MOST_INLINE = 4  # phrases behind one clause; the rest become sentences of their own
_PLAIN_PURPOSE = Purpose("get", "some information")
_GENERIC_TAIL = re.compile(r" (?:of|for|about|in|at|on) (?P<generic>(?:a|an) (?:[a-z-]+ )?(?P<noun>[a-z-]+))$")
_GENERIC_HEAD = re.compile(r"(?P<generic>(?:a|an) (?P<noun>[a-z]+))(?= (?:to|from|on) the )")
_MODIFIER = re.compile(r"[A-Za-z]+(?:[ -][A-Za-z]+)?")
_MODIFYING = frozenset((Kind.CUISINE, Kind.GENRE, Kind.SPORT, Kind.COLOR))
_READING = frozenset(("get", "check", "list", "look up", "find"))
_POSTS = frozenset(("job", "position", "vacancy", "opening"))
_CHOICES = frozenset((Kind.CHOICE, Kind.CATEGORY, Kind.UNKNOWN, Kind.TAG, Kind.KEYWORD))
_LISTING = frozenset(("search for", "list", "find", "look up"))
_CHANGING = frozenset(("change", "set", "update", "edit"))
_MOVING = frozenset(("move", "reschedule", "extend", "change"))
_NAMING = frozenset((Kind.NAME, Kind.PERSON_NAME, Kind.TITLE, Kind.COMPANY))
_DATES = frozenset((Kind.DATE, Kind.START_DATE, Kind.END_DATE))
_ORDERING = frozenset((Kind.SORT_BY, Kind.SORT_ORDER, Kind.LIMIT))
_LAST = 10  # slots of this rank and above (limits, order) come behind everything


@dataclass(frozen=True, slots=True)
class Clause:
    """Sibling steps of one endpoint, what they work on, and the slots that are told with them."""

    steps: tuple[PlannedStep, ...]
    endpoint: Endpoint
    reference: Reference | None
    slots: tuple[int, ...]
    later: tuple[Kind, ...] = ()  # of values that will be asked for
    wording: Purpose | None = None  # the endpoint's purpose in other words

    @property
    def purpose(self) -> Purpose:
        """What it is for; endpoints without a purpose are not planned, so the fallback is rare."""
        return self.wording or self.endpoint.purpose or _PLAIN_PURPOSE


@dataclass(slots=True)
class Draft:
    """The pieces of one turn while it is written: the told slots, and sentences behind the main clause."""

    spoken: dict[int, SpokenSlot]
    recalled: frozenset[int] = frozenset()  # of these: what is spoken of without being said
    sentences: list[str] = field(default_factory=list)
    settings: list[SpokenSlot] = field(default_factory=list)  # said together: "The size is medium and the color red."

    @property
    def surfaces(self) -> list[Surface]:
        """What carries the told slots."""
        return [one.surface for one in self.said.values()]

    @property
    def said(self) -> dict[int, SpokenSlot]:
        """The slots whose values are said."""
        return {number: one for number, one in self.spoken.items() if number not in self.recalled}


def clause_text(clause: Clause, reference: Reference | None, form: str, draft: Draft, rng: random.Random) -> str:
    """The clause in words: "book a room at the cheapest one for 2 guests". `form`: "do", "want" or "able"."""
    if converted := conversion(clause, reference, draft):
        return converted.told.replace("convert", "converting", 1) if form == "doing" else converted.told
    said, slots = object_of(clause, reference, draft, rng)
    return f"{done_to(clause, said, form, rng)}{tail(clause, slots, draft, rng)}"


def object_of(clause: Clause, reference: Reference | None, draft: Draft, rng: random.Random) -> tuple[str, list[int]]:
    """What the clause is about, with what it works on in it, and the slots that are still to be told."""
    said, slots = _with_values(clause, reference, _narrowed(clause, draft), draft)
    said, slots = with_modifiers(clause, said, slots, draft)
    said, slots = _with_limit(clause, said, slots, draft, rng)
    said, slots = _with_name(said, slots, draft)
    if reference is None and said == clause.purpose.object == _head(said):
        said += _whose(clause)
    if reference is not None:
        said = possessed(attached(Purpose(clause.purpose.verb, said), reference), rng)
    return said, slots


def _narrowed(clause: Clause, draft: Draft) -> str:
    """ "the due date or priority of a task" as the one that is told, or as both: "the priority of a task"."""
    said = clause.purpose.object
    found = _EITHER.match(said) if clause.purpose.verb in _CHANGING else None
    if found is None:
        return said
    labels = [draft.spoken[slot].fields.get("label", "") for slot in clause.slots if slot not in draft.recalled]
    told = [each for each in (found["one"], found["two"]) if any(each in label for label in labels)]
    return f"the {' and '.join(told)}{found['rest']}" if told else said


_EITHER = re.compile(r"the (?P<one>[a-z ]+) or (?P<two>[a-z ]+?)(?P<rest> of .+)$")


def done_to(clause: Clause, said: str, form: str, rng: random.Random) -> str:
    """The purpose's verb or a synonym that fits the sentence frame, before its object: "tell me more about it".

    `form`: "do", "want", "able", or "doing" for a gerund.
    """
    verb = clause.purpose.verb
    if form == "doing":
        verbs = [one for one in _verbs(verb, said, "want") if one not in _STATES]
        return f"{gerund(rng.choice(verbs or [verb]))} {said}"
    if (
        (found := detailed(clause, said))
        and form in book().openers.detailed
        and (said in _PRONOUNS or rng.random() < _REPHRASED)
    ):
        return fill(rng.choice(book().openers.detailed[form]), {"it": found})
    return f"{rng.choice(_verbs(verb, said, form))} {said}"


def _verbs(verb: str, said: str, form: str) -> Sequence[str]:
    """The verb and its synonyms before an object; what is known and told has other ones than what is had."""
    verbs = book().openers.verbs
    forms = (verbs.get(f"{verb} the") if said.startswith("the ") else None) or verbs.get(verb)
    return forms[form] if forms else (verb,)


def detailed(clause: Clause, said: str) -> str:
    """What a clause wants the details of: "the first one" of "get the details of the first one"; "" for none."""
    if clause.purpose.verb not in _READING:
        return ""
    found = _DETAILS.match(said)
    return found["it"] if found else said if _ITSELF.match(said) else ""


_DETAILS = re.compile(r"(?:the )?(?:details|information|info) (?:of|about|on|for) (?P<it>(?:the|that|it\b|[A-Z\"]).*)")
_ITSELF = re.compile(
    r"(?!.*'s )(?:that |it$|the one at the top|the (?:top|latest|most recent) one\b"
    r"|the (?:first|second|third|fourth|fifth|cheapest|best rated|nearest|closest|shortest|earliest)\b)"
)
_STATES = frozenset(("be told", "have", "know", "see", "view"))  # nobody needs help "having" something
_REPHRASED = 0.8
_PRONOUNS = ("it", "them")  # "show me it" is said by nobody


@dataclass(frozen=True, slots=True)
class Conversion:
    """A conversion as it is told and as it is asked: "convert 10 euros to yen", "how much is 10 euros in yen"."""

    told: str
    asked: str = ""  # "" where the currency of the amount is not said


def conversion(clause: Clause, reference: Reference | None, draft: Draft) -> Conversion | None:
    """ "convert 1,500 euros to yen", "convert that amount to yen"; None where other things are told or no amount is."""
    if clause.purpose.verb != "convert":
        return None
    spoken = [draft.spoken[slot] for slot in clause.slots]
    said = {(one.slot.kind, one.row.rank): one.surface.text for one in spoken}
    amount, source = said.pop((Kind.AMOUNT, 1), ""), said.pop((Kind.CURRENCY_CODE, 2), "")
    target = said.pop((Kind.CURRENCY_CODE, 3), "")
    told_source = bool(amount and source)
    if reference is not None and reference.kind in (Kind.AMOUNT, Kind.PRICE):
        amount = reference.text if reference.alone else f"the price of {reference.text}"
    elif reference is not None and reference.role == "from":
        source = reference.text
    elif reference is not None and reference.role == "to":
        target = reference.text
    if said or not amount or not (target or reference):
        return None
    middle = f" {source}" if told_source else f" from {source}" if source else ""
    told = f"convert {amount}{middle} to {target}" if target else f"convert {amount}{middle}"
    return Conversion(told, f"{amount} {source} in {target}" if told_source and target else "")


def _with_values(clause: Clause, reference: Reference | None, said: str, draft: Draft) -> tuple[str, list[int]]:
    """ "the facts about a city" with the city in it: "the facts about Madrid"."""
    slots = list(clause.slots)
    generic = _generic(said) if slots and reference is None else None
    if generic is None:
        return said, slots
    noun, begin, end = generic
    told = [at for at in slots if noun in _names(draft.spoken[at]) and "q" in draft.spoken[at].fields]
    if not told or any(len(draft.spoken[at].surface.text) > 40 for at in told):
        return said, slots
    values = listing([draft.spoken[at].fields["v"] for at in told])
    rest = [at for at in slots if at not in told]
    return f"{said[:begin]}{values}{said[end:]}", rest


@lru_cache(maxsize=16384)
def _generic(said: str) -> tuple[str, int, int] | None:
    """The thing that a purpose leaves open, and where it stands: "city" in "the facts about a city"."""
    match = _GENERIC_TAIL.search(said) or _GENERIC_HEAD.match(said)
    return (match["noun"], *match.span("generic")) if match else None


def _whose(clause: Clause) -> str:
    """ " of a stock" behind "the current price" where which stock it is comes later; "" where nothing is missing."""
    if clause.purpose.verb not in _READING:
        return ""
    whose = next((text for kind in clause.later if (text := book().whose.get(kind.value))), "")
    whose = whose.replace("of ", "for ", 1) if clause.endpoint.intent.many else whose
    return f" {whose}" if whose and whose.rpartition(" ")[2] not in clause.purpose.object else ""


def _names(spoken: SpokenSlot) -> set[str]:
    kind = spoken.slot.kind
    others = (
        {"company", "stock", "share"}
        if kind is Kind.STOCK_SYMBOL
        else {"coin"}
        if kind is Kind.CRYPTO_SYMBOL
        else set()
    )
    return ({spoken.row.noun, spoken.fields.get("label", ""), kind.value} | others) - {""}


def with_modifiers(clause: Clause, said: str, slots: list[int], draft: Draft) -> tuple[str, list[int]]:
    """ "restaurants" of a told cuisine: "Greek restaurants"."""
    if not slots or clause.purpose.verb not in _LISTING or said.startswith(("a ", "an ")):
        return said, slots
    head = _PLACED.split(said, 1)[0]
    if not is_plural(head):
        return said, slots
    noun = singular_of(head.rpartition(" ")[2])
    fits = [at for at in slots if _modifies(draft.spoken[at], noun)]
    if not fits:
        return said, slots
    label = draft.spoken[fits[0]].fields["label"]
    used = [at for at in fits if draft.spoken[at].fields["label"] == label]
    for at in used:
        surface = draft.spoken[at].surface
        word = surface.text if surface.transform else lexicon().proper.get(surface.text, surface.text)
        draft.spoken[at] = replace(draft.spoken[at], surface=replace(surface, text=word))
    words = listing([draft.spoken[at].surface.text for at in used])
    front = _FRONT.match(said)
    at = front.end() if front and _qualifies(front["word"]) else 4 if said.startswith("the ") else 0
    return f"{said[:at]}{words} {said[at:]}", [slot for slot in slots if slot not in used]


_PLACED = re.compile(r" (?:of|for|in|about|on|at) ")
_FRONT = re.compile(r"(?:the )?(?P<word>(?:most )?[a-z-]+) ")


def _qualifies(word: str) -> bool:
    """Whether a word stays in front of a modifier: "top business headlines", but "luxury rental cars"."""
    lex = lexicon()
    known = word in lex.modifiers or word in lex.participles
    return word.startswith("most ") or (known and not lex.is_noun(word))


def _modifies(one: SpokenSlot, noun: str) -> bool:
    """Whether a slot's value may stand before the noun: "beginner courses", but not "museum places"."""
    kind = one.slot.kind
    if "yes" in one.fields or not isinstance(one.slot.value, str) or not _MODIFIER.fullmatch(one.surface.text):
        return False
    if kind in _MODIFYING or (kind is Kind.JOB_TITLE and noun in _POSTS):
        return True
    if kind not in _CHOICES or book().modifying.isdisjoint(one.fields["label"].split()):
        return False
    return noun not in book().unmodified and noun not in one.surface.text


def tail(clause: Clause, slots: Sequence[int], draft: Draft, rng: random.Random, room: int = MOST_INLINE) -> str:
    """The told slots behind a clause; those without room or without an inline phrase become sentences in the draft."""
    if not slots:
        return ""
    close: list[str] = []
    dated: list[str] = []
    last: list[str] = []
    settings: list[tuple[SpokenSlot, str]] = []
    for one in _merged(in_order([draft.spoken[slot] for slot in slots])):
        has_room = len(close) + len(dated) + len(last) < room or one[0].slot.number in draft.recalled
        phrase = _phrase(clause, one[0], rng) if has_room else ""
        if len(one) == 1 and " as the " in phrase and _AS_THE.match(phrase):
            settings.append((one[0], phrase))
        elif not phrase:
            draft.sentences.extend(_said_alone(clause, one, rng))
        elif len(one) > 1:
            close.append(_shared(one, phrase))
        elif one[0].row.loose:
            (last if one[0].row.rank >= _LAST else dated).append(phrase)
        else:
            close.append(phrase)
    if len(settings) == 1 and len(close) < 2 and rng.random() < 0.4:
        close.append(settings[0][1])
    else:
        draft.settings.extend(one for one, _ in settings)
    text = "".join(f" {phrase}" for phrase in _combined(_placed(close, [draft.spoken[slot] for slot in slots])))
    loose = [listing(dated), *last] if dated else last
    return ", ".join([text, *loose]) if loose else text


def _placed(phrases: list[str], slots: Sequence[SpokenSlot]) -> list[str]:
    """ "in Austria in Vienna" as "in Vienna, Austria"."""
    if len(phrases) < 2:
        return phrases
    said = {one.slot.kind: one.fields.get("v", "") for one in slots}
    city, country = f"in {said.get(Kind.CITY, '')}", f"in {said.get(Kind.COUNTRY, '')}"
    if city not in phrases or country not in phrases:
        return phrases
    both = f"{city}, {said[Kind.COUNTRY]}"
    return [both if phrase == city else phrase for phrase in phrases if phrase != country]


def _said_alone(clause: Clause, slots: Sequence[SpokenSlot], rng: random.Random) -> list[str]:
    """Sentences for slots of one row: "I need a gardener and a painter." for two that are wanted side by side."""
    articled = [one.fields["a_v"] for one in slots if "a_v" in one.fields]
    if len(slots) > 1 and len(articled) == len(slots) and not slots[0].row.inline:
        return [f"I need {listing(articled)}."]
    return [_about(clause, each.sentence(rng)) for each in slots]


def _about(clause: Clause, sentence: str) -> str:
    """ "It need not be open now." says "the places" where places are looked for."""
    if not (sentence.startswith(("It need not be ", "It should be ")) and clause.endpoint.intent.many):
        return sentence
    nouns = object_noun(clause.endpoint)
    return f"The {nouns}{sentence.removeprefix('It')}" if nouns != "results" and is_plural(nouns) else sentence


_AS_THE = re.compile(r"with .* as the ")


def settings_of(draft: Draft, rng: random.Random) -> list[str]:
    """ "The size is medium and the color red." for what would else be "with medium as the size" and so on."""
    ones = draft.settings
    if len(ones) < 2 or any(is_plural(one.fields["label"]) for one in ones):
        return [one.sentence(rng) for one in ones]
    first, *rest = [(one.fields["role"] if one.slot.kind in _NAMING else one.fields["label"], one) for one in ones]
    said = [f"The {first[0]} is {first[1].fields['v']}", *[f"the {label} {one.fields['v']}" for label, one in rest]]
    return [f"{listing(said)}."]


def _phrase(clause: Clause, spoken: SpokenSlot, rng: random.Random) -> str:
    """The inline phrase of a slot; what a change is to is said with "to"."""
    verb = clause.purpose.verb
    if (
        spoken.slot.kind in _ORDERING
        and not clause.endpoint.intent.many
        and not is_plural(_head(clause.purpose.object))
    ):
        return ""
    if spoken.slot.kind in _NAMING and "q" in spoken.fields and _names_object(spoken.slot.label, clause.purpose.object):
        return f"called {spoken.surface.text}"
    if "q" in spoken.fields and not spoken.row.loose and spoken.surface.form is not Form.ALONE:
        beside_a_date = spoken.slot.kind is Kind.TIME and len(clause.slots) > 1
        if verb in _CHANGING and not beside_a_date and _is_named(clause, spoken):
            return f"to {spoken.surface.text}"
        moved = spoken.slot.kind in _DATES or (spoken.slot.kind is Kind.TIME and len(clause.slots) == 1)
        if verb in _MOVING and moved:
            return f"to {spoken.surface.text}"
    return spoken.inline(rng)


def _is_named(clause: Clause, spoken: SpokenSlot) -> bool:
    """Whether the purpose names the slot: "change the due date of a task"."""
    said = clause.purpose.object
    return spoken.fields.get("label", "-") in said or spoken.slot.label in said


@lru_cache(maxsize=4096)
def _head(said: str) -> str:
    return _JOINED.split(said, 1)[0]


_JOINED = re.compile(r" (?:of|for|in|about|on|at|to|from) ")


def _with_limit(clause: Clause, said: str, slots: list[int], draft: Draft, rng: random.Random) -> tuple[str, list[int]]:
    """ "up to 10 hotels" for "hotels" with a limit of 10, most of the time."""
    limits = [at for at in slots if draft.spoken[at].slot.kind is Kind.LIMIT]
    if not limits or limits[0] in draft.recalled or clause.purpose.verb not in _LISTING or rng.random() < 0.3:
        return said, slots
    limit = limits[0]
    words = draft.spoken[limit].surface.text
    if (
        said.startswith(("the ", "a ", "an ", "all "))
        or not is_plural(_head(said))
        or not words.isdigit()
        or words == "1"
    ):
        return said, slots
    return f"{rng.choice(_AT_MOST)} {words} {said}", [at for at in slots if at != limit]


_AT_MOST = ("up to", "up to", "at most", "no more than")


def _with_name(said: str, slots: list[int], draft: Draft) -> tuple[str, list[int]]:
    """ "a student called Olivia Becker in a course": the name right behind what it is of, where more follows."""
    for at in slots:
        one = draft.spoken[at]
        if at in draft.recalled or one.slot.kind not in _NAMING or "q" not in one.fields:
            continue
        head = _head(said)
        if head != said and _names_object(one.slot.label, said):
            called = f"{head} called {one.surface.text}{said.removeprefix(head)}"
            return called, [slot for slot in slots if slot != at]
    return said, slots


def _names_object(label: str, said: str) -> bool:
    """Whether "artist name" names what is searched for or made: "artists", "a playlist"."""
    words = label.split()
    return words[-1] in ("name", "title") and singular_of(_head(said).rpartition(" ")[2]) in words


def _combined(phrases: list[str]) -> list[str]:
    """ "with A with B" as "with A and B"; "at latitude 1 at longitude 2" as "at latitude 1 and longitude 2"."""
    plain: list[str] = []
    points: list[str] = []
    extras: list[str] = []
    for phrase in phrases:
        if phrase.startswith("with ") and (" as the " in phrase or " of " in phrase):
            extras.append(phrase.removeprefix("with "))
        elif phrase.startswith(("at longitude", "for day ")) and points:
            points[-1] += f" and {phrase.partition(' ')[2]}"
        elif phrase.startswith("at latitude") or phrase.removeprefix("for ") in MONTHS:
            points.append(phrase)
        else:
            plain.append(phrase)
    gathered = [listing(points)] if points else []
    return [*gathered, *plain, f"with {listing(extras)}"] if extras else [*gathered, *plain]


def _merged(slots: list[SpokenSlot]) -> list[list[SpokenSlot]]:
    """Neighbours of one row and label are said together: "in Paris and Rome"."""
    merged: list[list[SpokenSlot]] = []
    for one in slots:
        last = merged[-1][0] if merged else None
        if last and _alike(last, one) and last.fields.get("label") == one.fields.get("label") and "q" in one.fields:
            merged[-1].append(one)
        else:
            merged.append([one])
    return merged


def _alike(one: SpokenSlot, other: SpokenSlot) -> bool:
    """Whether two slots have one row, or are times of one parameter: "on the 12th and tomorrow"."""
    times = one.surface.form in _TIMES and other.surface.form in _TIMES
    same = (one.slot.endpoint_id, one.slot.parameter) == (other.slot.endpoint_id, other.slot.parameter)
    return one.row is other.row or (times and same)


_TIMES = frozenset((Form.PLAIN, Form.BARE, Form.ALONE))


def _shared(slots: list[SpokenSlot], phrase: str) -> str:
    """One phrase for several slots: the first one's words are followed by the others'."""
    words = [one.fields["v"] for one in slots]
    quoted = [one.fields["q"] for one in slots]
    shown = quoted if quoted[0] in phrase else words
    label = slots[0].fields["label"]
    return phrase.replace(shown[0], listing(shown), 1).replace(f" as the {label}", f" as the {plural_of(label)}")
