"""Purposes: what a person would say that an endpoint is for, mined from its name and description, or nothing.

    "Returns the current weather for a given location"  ->  Purpose("get", "the current weather")
    "/v1/list/currencies"                               ->  Purpose("list", "the currencies")
    "Wolf | football"                                   ->  None

A candidate text (a sentence of the description, or the name) is read as *verb + noun phrase*: the verb must be in the
lexicon, each word of the phrase must be known or look like a name, and the phrase must end in a noun. Whatever does
not fit is left out: an endpoint without a purpose takes no part in conversations, and nothing ungrammatical is said.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from ..common.kinds import Intent, Kind
from ..common.tools import Parameter, Purpose
from .lexicon import Lexicon, lexicon
from .noun_phrases import Phrase, Reader
from .oddity import oddity
from .word_lists import word_set
from .wording import MAX_WORDS, Context, said

_SENTENCES = 2  # of a description: what comes later is detail

_MARKUP = re.compile(r"<[^>]{0,200}>|!\[[^\]]*\]\([^)]*\)|```.*?```|&[a-z]+;|https?://\S+|www\.\S+", re.S)
_LINK = re.compile(r"\[([^\]]{1,80})\]\([^)]*\)")
_PARENTHESIS = re.compile(r"\s*\([^)]*\)?|\s*\[[^\]]*\]?|\s*\{[^}]*\}?")
_SIMILAR = re.compile(r"\b([a-z]+s)(?: that are| which are)? similar to (?:a|an|the|this|your) [a-z]+\b")
_ABOUT = re.compile(
    r"\b(news|articles?|stor(?:y|ies)|info(?:rmation)?|data|videos?|posts?|tweets?|reviews?|details|updates?|content|questions?)"
    r" (?:(?:which|that) are )?(?:(?:related|relating|pertaining|relevant)|in (?:relation|regards?)) to\b",
    re.I,
)
_FOR = re.compile(r"\b(?:relating|pertaining) to\b", re.I)
_HYPHENS = re.compile(r"\b(?:head to head|play by play|end of (?:day|month|year))\b", re.I)
_RELATED = re.compile(r"(?<=[a-z])[ -]related (?=[a-z])(?!to )")  # "space related news" is "space news"
_SENTENCE_END = re.compile(r"(?<=[a-zA-Z0-9\"'])[.!?:](?=\s|$)|\r?\n|;|\||\s[-–—]+\s")
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "`": "", "*": "", '"': "", "“": "", "”": "", "_": " ", "#": "", "\xa0": " "}
)
_FOREIGN_LETTER = re.compile(r"[^\W\d_a-zA-Z]")
_TOKEN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-'&][A-Za-z0-9]+)*'?|\d[\w.%]*|[,/&]|[^\s\x80-\U0010ffff]")

_METHODS = re.compile(r"^\W*(?:GET|POST|PUT|DELETE|PATCH)\b(?=[\s:/_-]+\S)|[\s_-]+(?:GET|POST|PUT|DELETE|PATCH)\W*$")
_GENERATED = re.compile(r"_?api_v\d.*$|_v\d+_.*$|\.(?:php|json|aspx?|html?|xml)\b|https?://\S+|'s\b", re.I)
_ID_NAME = re.compile(r"(?:^|[a-z_-])(?:[Ii][Dd]|[Cc]ode|[Ss]lug|uuid)$")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NAME_BREAK = re.compile(r"[\s_/.:,>+-]+")
_NAME_NOISE = re.compile(
    r"^(?:v?\d[\d.]*|api|apis|endpoint|endpoints|rest|deprecated|beta|controller|v\d\w*|copy|\W+)$", re.I
)
_SUFFIX_VERBS = {
    "read": "get",
    "retrieve": "get",
    "get": "get",
    "detail": "get",
    "create": "create",
    "update": "update",
    "delete": "delete",
    "search": "search",
}


def mine_purpose(
    *,
    name: str,
    description: str,
    intent: Intent,
    entity: str | None,
    tool_name: str,
    parameters: tuple[Parameter, ...],
) -> Purpose | None:
    """The purpose of an endpoint, or None where nothing grammatical and apt can be said of it.

    Parameters only take away: "the weather in a city" loses its tail where a parameter says the city.
    """
    words = lexicon()
    names = frozenset(word.casefold() for word in re.findall(r"[A-Za-z]{3,}", tool_name))
    keyed = any(_is_id(p) for p in parameters)
    reader = Reader(words, _parameter_words(parameters), _entity_words(parameters), names)
    spoken_entity = (entity or "").replace("_", " ")
    evident = _is_evident(spoken_entity, f"{name} {description[:150]} {tool_name}", reader)
    context = Context(words, reader, intent, spoken_entity, evident, keyed, bool(parameters))
    sentences = [] if description.strip().casefold() in ("", name.strip().casefold()) else _sentences(description)
    tokens = [found for sentence in sentences if (found := _TOKEN.findall(sentence))]
    if any(token in words.foreign for sentence in tokens for token in sentence):
        return None
    return _best(list(_candidates(context, name, tokens)))


def _is_evident(entity: str, text: str, reader: Reader) -> bool:
    """Whether an entity, which may be a guess, is what the endpoint is told, and more than a word for anything."""
    noun = entity.rpartition(" ")[2]
    stem = noun.removesuffix("y").casefold()
    told = noun in reader.things | reader.keys or (bool(stem) and "*" in reader.things and stem in text.casefold())
    return told and noun not in _ANYTHING


_ANYTHING = frozenset(
    ("name", "data", "detail", "id", "value", "text", "code", "number", "list", "type", "status", "path")
)


def _candidates(context: Context, name: str, tokens: list[list[str]]) -> Iterator[Purpose]:
    """What the first sentences say that it is for, and then what its name says."""
    for at, sentence in enumerate(tokens):
        if at and sentence[0].lower() not in context.words.verbs:
            continue  # a later sentence counts only where it opens with its verb
        if "please" in (token.lower() for token in sentence[:2]):
            continue
        if purpose := _from_sentence(context, sentence):
            yield purpose
    purpose = _from_name(context, name)
    if purpose and not (tokens and _is_unsupported(purpose, tokens)):
        yield purpose


def _best(candidates: list[Purpose]) -> Purpose | None:
    """The first sound one, in fuller words where the name has them: "the climate news" rather than "the news"."""
    sound = [purpose for purpose in candidates if not oddity(purpose)] or candidates
    if not sound:
        return None
    first = sound[0]
    return next((other for other in sound[1:] if _is_fuller(other, first)), first)


def _is_fuller(other: Purpose, purpose: Purpose) -> bool:
    """Whether the other says the same with more words before it: "the climate news" for "the news"."""
    bare = purpose.object.removeprefix("the ")
    return other.verb == purpose.verb and other.object.removeprefix("the ").endswith(f" {bare}")


def _is_unsupported(purpose: Purpose, tokens: list[list[str]]) -> bool:
    """Whether a one-word name ("wolf") finds no echo in a description about something else ("football")."""
    words = purpose.object.split()
    said = {token.lower() for sentence in tokens for token in sentence}
    return purpose.object.startswith("the details of a") and len(words) == 5 and words[-1].lower() not in said


def _parameter_words(parameters: tuple[Parameter, ...]) -> frozenset[str]:
    scalars = [p for p in parameters if not _is_id(p)]
    said = {part for p in scalars for part in _parts(p.name)}
    said.update(p.kind.value.split("_")[0] for p in scalars if p.kind is not Kind.UNKNOWN)
    return frozenset(said - {"", "id", "text"})


def _entity_words(parameters: tuple[Parameter, ...]) -> frozenset[str]:
    """The things whose ids the endpoint takes; "*" where an id does not say of what."""
    ids = [p for p in parameters if _is_id(p)]
    said = {part for p in ids for part in _parts(p.name)} | {part for p in ids for part in (p.entity or "").split("_")}
    things = said - {"", "id", "ids", "code", "slug", "uuid"}
    return frozenset(things or ({"*"} if ids else ()))


def _parts(name: str) -> list[str]:
    return _NAME_BREAK.split(_CAMEL.sub(" ", name).casefold())


def _is_id(parameter: Parameter) -> bool:
    return parameter.kind is Kind.ENTITY_ID or bool(_ID_NAME.search(parameter.name))


def _sentences(description: str) -> list[str]:
    """The first sentences, without markup, brackets and addresses; one with letters beyond English is left out."""
    text = _LINK.sub(r"\1", _MARKUP.sub(" ", description[:600])).translate(_PLAIN)
    text = _RELATED.sub(" ", text)
    text = _HYPHENS.sub(lambda match: match[0].replace(" ", "-"), text)
    text = _ABOUT.sub(r"\1 about", _SIMILAR.sub(r"similar \1", _PARENTHESIS.sub("", text)))
    text = _FOR.sub("for", text)
    found = [part.rstrip(" .!?:") for part in _SENTENCE_END.split(text) if len(part) > 3][:_SENTENCES]
    return [part for part in found if not _FOREIGN_LETTER.search(part)]


def _from_sentence(context: Context, tokens: list[str]) -> Purpose | None:
    start = _skip_boilerplate(context.words, tokens)
    if start >= len(tokens):
        return None
    verb_form = context.words.verbs.get(tokens[start].lower())
    if verb_form is None or (verb_form.form == "base" and verb_form.verb.instructs and start == 0):
        return None
    rest = tokens[start + 1 :]
    if verb_form.verb.noun and start and tokens[start - 1].lower() in context.words.determiners:
        return None
    if verb_form.verb.noun and verb_form.form != "ing" and start == 0 and not _reads_as_verb(context, tokens):
        return None
    if rest and rest[0].lower() in ("users", "you", "user", "us", "developers"):
        rest = rest[2:] if rest[1:2] == ["with"] else rest
    return _purpose(context, verb_form.verb.spoken, verb_form.verb.group, rest, named=False)


def _skip_boilerplate(words: Lexicon, tokens: list[str]) -> int:
    """Where the point begins: past "This endpoint allows you to", "Use it to", "It"."""
    boiler = words.boilerplate
    start = 0
    for index, token in enumerate(tokens[:8]):
        if token.lower() in boiler["N"] and tokens[0].lower() in boiler["M"] | boiler["N"]:
            start = index + 1
    between = boiler["M"] | {",", "/"} | ({"request", "requests"} if start else set())
    while start < len(tokens) and tokens[start].lower() in between:
        start += 1
    return start


def _reads_as_verb(context: Context, tokens: list[str]) -> bool:
    """Whether a first word that is a noun as well ("order", "post", "list") is the verb here."""
    if len(tokens) < 2 or _names_a_thing(context, tokens):
        return False
    words = context.words
    verb, following = words.verbs[tokens[0].lower()].verb, tokens[1].lower()
    if following in words.determiners or following in words.qualifiers:
        return True
    if verb.group in ("make", "change"):
        clause = any(token.lower() in words.tails for token in tokens[2:])
        return context.intent.writes or (clause and following not in words.vague)
    a_list = following in words.boilerplate["L"] and tokens[2:3] == ["of"]
    return a_list or (following not in words.vague and following not in ("history", "result", "results"))


def _names_a_thing(context: Context, tokens: list[str]) -> bool:
    """Whether the two words are one noun ("order book"), or the first is what the endpoint takes the id of."""
    first, second = tokens[0].lower(), tokens[1].lower()
    if f"{first}_{second}" in word_set("noun_of_two"):
        return True
    return first in context.reader.things and second not in context.words.determiners


def _from_name(context: Context, name: str) -> Purpose | None:
    if _FOREIGN_LETTER.search(name):
        return None
    tokens = _name_tokens(name)
    if not tokens or len(tokens) > MAX_WORDS + 2 or any(token in context.words.foreign for token in tokens):
        return None
    first = context.words.verbs.get(tokens[0].lower())
    if first and first.form == "base" and (not first.verb.noun or _reads_as_verb(context, tokens)):
        return _purpose(context, first.verb.spoken, first.verb.group, tokens[1:], named=True)
    return _verb_inside(context, tokens) or _from_noun_phrase(context, tokens, one=bool(_ONE_OF.search(name)))


_ONE_OF = re.compile(r"\{[^}]*\}\W*$|\bby[ _-]?id\W*$", re.I)  # "/reports/{id}", "Reports by ID"


def _name_tokens(name: str) -> list[str]:
    text = _METHODS.sub("", _PARENTHESIS.sub("", _GENERATED.sub("", name).translate(_PLAIN).strip()))
    spaced = _HYPHENS.sub(lambda match: match[0].replace(" ", "-"), _CAMEL.sub(" ", text))
    if len(spaced) > 8 and spaced.isupper():
        spaced = spaced.lower()  # "READ - REJECT REASONS": shouted, and no acronyms
    parts = [part.strip("'?!&=$") for part in _NAME_BREAK.split(spaced)]
    return [part for part in parts if part and not _NAME_NOISE.match(part)]


def _verb_inside(context: Context, tokens: list[str]) -> Purpose | None:
    """Names with the verb in the middle or last: "stock/get-splits", "developers_list", "challenge_read"."""
    last = tokens[-1].lower()
    if len(tokens) > 1 and last in ("list", *_SUFFIX_VERBS):
        if last == "list":
            return _purpose(context, "list", "list", tokens[:-1], named=True)
        verb = context.words.verbs[_SUFFIX_VERBS[last]].verb
        one = [*tokens[:-2], context.words.singulars.get(tokens[-2].lower(), tokens[-2])]
        key = ["by"] if verb.base == "get" else []
        return _purpose(context, verb.spoken, verb.group, one + key, named=True)
    for index, token in enumerate(tokens[1:-1], start=1):
        form_inside = context.words.verbs.get(token.lower())
        if (
            form_inside
            and tokens[0].lower() not in context.words.verbs
            and token.lower() in ("get", "list", "find", "fetch", "retrieve")
            and index <= 2
        ):
            verb, rest = form_inside.verb, tokens[index + 1 :]
            about = [context.words.singulars.get(word.lower(), word) for word in tokens[:index]]
            joined = rest if {w.lower() for w in about} & {w.lower() for w in rest} else about + rest
            return _purpose(context, verb.spoken, verb.group, joined, named=True)
    return None


def _from_noun_phrase(context: Context, tokens: list[str], *, one: bool) -> Purpose | None:
    """A name that is only a noun phrase: "All Characters", "Currency converter", "League Standings"."""
    agent = context.words.agents.get(tokens[-1].lower())
    if agent and len(tokens) > 1:
        verb, form = agent
        group = {"many": "search", "one": "make"}.get(form, "compute")
        return _purpose(context, verb, group, tokens[:-1], named=True)
    if context.intent.writes or context.intent is Intent.COMPUTE or len(tokens[0]) < 3:
        return None
    phrase = context.reader.read(tokens, named=True)
    if phrase is None or (
        _may_be_order(context, tokens) and phrase.head not in context.words.vague | context.words.attributes
    ):
        return None
    if one:
        phrase = _one_of(context, phrase)
    plural_head = context.words.is_plural(phrase.head)
    if len(phrase.words) == 1 and not (
        plural_head
        or phrase.tail
        or phrase.head in context.words.attributes
        or one
        or context.entity == phrase.text not in context.words.mass
    ):
        return None
    many = plural_head and (context.intent.many or phrase.everything)
    verb = "list" if many else "get"
    purpose = said(context, verb, verb, phrase)
    return purpose if purpose and _is_asked_of(context, purpose) else None


def _one_of(context: Context, phrase: Phrase) -> Phrase:
    """ "/reports/{id}" in the singular, where the id is a report's."""
    single = context.words.singulars.get(phrase.head, phrase.head)
    if phrase.everything or not context.reader.things & {single, "*"}:
        return phrase
    return replace(phrase, words=(*phrase.words[:-1], single), by_key=True)


def _is_asked_of(context: Context, purpose: Purpose) -> bool:
    """Whether "the details of a song", from a name that is a bare noun, is about something that is told: a song."""
    noun = purpose.object.rpartition(" ")[2].casefold()
    told = context.keyed or noun in context.reader.things | context.reader.keys
    return told or not purpose.object.startswith("the details of a")


def _may_be_order(context: Context, tokens: list[str]) -> bool:
    """Whether a name like "Book seats" may be an imperative after all."""
    first = context.words.verbs.get(tokens[0].lower())
    if len(tokens) > 1 and _names_a_thing(context, tokens):
        return False
    return first is not None and first.form == "base" and first.verb.group in ("make", "change") and len(tokens) > 1


def _purpose(context: Context, verb: str, group: str, tokens: list[str], *, named: bool) -> Purpose | None:
    if verb == "look" or (verb == "stop" and tokens and tokens[0].endswith("ing")):
        return None
    if tokens and verb == "search for" and tokens[0].lower() in ("in", "through", "within", "on"):
        return None
    if tokens and tokens[0].lower() in ("for", "up", "back", "out", "down", verb.rpartition(" ")[2]):
        tokens = tokens[1:]
    if [token.lower() for token in tokens[:2]] == ["access", "to"]:
        tokens = tokens[2:]
    phrase = context.reader.read(tokens, named=named)
    if phrase and group == "search" and phrase.determiner == "the" and not context.words.is_plural(phrase.head):
        return None  # "search the company register" is where, not what
    if phrase is None and group == "search" and (not tokens or tokens[0].lower() in ("by", "for", "using")):
        phrase = context.reader.read(context.entity.split(), named=True) if context.entity else None
    return said(context, verb, group, phrase) if phrase else None
