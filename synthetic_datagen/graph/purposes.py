"""Purposes: what a person would say that an endpoint is for, mined from its name and description, or nothing.

    "Returns the current weather for a given location"  ->  Purpose("get", "the current weather")
    "/v1/list/currencies"                               ->  Purpose("list", "the currencies")
    "Wolf | football"                                   ->  None

A candidate text (a sentence of the description, or the name) is read as *verb + noun phrase*: the verb must be in the
lexicon, each word of the phrase must be known or look like a name, and the phrase must end in a noun. Whatever does
not fit is left out: an endpoint without a purpose takes no part in conversations, and nothing ungrammatical is said.
"""

import re
from dataclasses import dataclass

from ..common.kinds import Intent, Kind
from ..common.tools import Parameter, Purpose
from .lexicon import Lexicon, lexicon
from .noun_phrases import MASS_COMPOUNDS, Phrase, Reader, article, conjoined

MAX_WORDS = 10  # of an object, articles included
_SENTENCES = 2  # of a description: what comes later is detail

_MARKUP = re.compile(r"<[^>]{0,200}>|!\[[^\]]*\]\([^)]*\)|```.*?```|&[a-z]+;|https?://\S+|www\.\S+", re.S)
_LINK = re.compile(r"\[([^\]]{1,80})\]\([^)]*\)")
_PARENTHESIS = re.compile(r"\s*\([^)]*\)?|\s*\[[^\]]*\]?|\s*\{[^}]*\}?")
_SIMILAR = re.compile(r"\b([a-z]+s)(?: that are| which are)? similar to (?:a|an|the|this|your) [a-z]+\b")
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
_NOTHING = frozenset(
    ("home", "homepage", "health", "health check", "main", "index", "status", "root", "user", "news feed data")
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


@dataclass(frozen=True, slots=True)
class _Context:
    """What is known of the endpoint beside the text being read."""

    words: Lexicon
    reader: Reader
    intent: Intent
    entity: str
    keyed: bool  # a parameter identifies one thing


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
    spoken_entity = (entity or "").replace("_", " ")
    names = frozenset(word.casefold() for word in re.findall(r"[A-Za-z]{3,}", tool_name))
    keyed = any(_is_id(p) for p in parameters)
    context = _Context(
        words,
        Reader(words, _parameter_words(parameters), _entity_words(parameters), names),
        intent,
        spoken_entity,
        keyed,
    )
    sentences = [] if description.strip().casefold() in ("", name.strip().casefold()) else _sentences(description)
    tokens = [found for sentence in sentences if (found := _TOKEN.findall(sentence))]
    if any(token in words.foreign for sentence in tokens for token in sentence):
        return None
    for at, sentence in enumerate(tokens):
        if at and sentence[0].lower() not in words.verbs:
            continue  # a later sentence counts only where it opens with its verb
        if "please" in (token.lower() for token in sentence[:2]):
            continue
        if purpose := _from_sentence(context, sentence):
            return purpose
    purpose = _from_name(context, name)
    if purpose and tokens and _is_unsupported(purpose, tokens):
        return None
    return purpose


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
    text = _SIMILAR.sub(r"similar \1", _PARENTHESIS.sub("", text))
    found = [part.rstrip(" .!?:") for part in _SENTENCE_END.split(text) if len(part) > 3][:_SENTENCES]
    return [part for part in found if not _FOREIGN_LETTER.search(part)]


def _from_sentence(context: _Context, tokens: list[str]) -> Purpose | None:
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


def _reads_as_verb(context: _Context, tokens: list[str]) -> bool:
    """Whether a first word that is a noun as well ("order", "post", "list") is the verb here."""
    if len(tokens) < 2:
        return False
    verb, following = context.words.verbs[tokens[0].lower()].verb, tokens[1].lower()
    if following in context.words.determiners or following in context.words.qualifiers:
        return True
    if verb.group in ("make", "change"):
        clause = any(token.lower() in context.words.tails for token in tokens[2:])
        return context.intent.writes or (clause and following not in context.words.vague)
    return following not in context.words.vague and following not in ("history", "result", "results")


def _from_name(context: _Context, name: str) -> Purpose | None:
    if _FOREIGN_LETTER.search(name):
        return None
    tokens = _name_tokens(name)
    if not tokens or len(tokens) > MAX_WORDS + 2 or any(token in context.words.foreign for token in tokens):
        return None
    first = context.words.verbs.get(tokens[0].lower())
    if first and first.form == "base" and (not first.verb.noun or _reads_as_verb(context, tokens)):
        return _purpose(context, first.verb.spoken, first.verb.group, tokens[1:], named=True)
    return _verb_inside(context, tokens) or _from_noun_phrase(context, tokens)


def _name_tokens(name: str) -> list[str]:
    text = _METHODS.sub("", _PARENTHESIS.sub("", _GENERATED.sub("", name).translate(_PLAIN).strip()))
    spaced = _CAMEL.sub(" ", text)
    parts = [part.strip("'?!&=$") for part in _NAME_BREAK.split(spaced)]
    return [part for part in parts if part and not _NAME_NOISE.match(part)]


def _verb_inside(context: _Context, tokens: list[str]) -> Purpose | None:
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


def _from_noun_phrase(context: _Context, tokens: list[str]) -> Purpose | None:
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
    plural_head = context.words.is_plural(phrase.head)
    if len(phrase.words) == 1 and not (
        plural_head or phrase.tail or phrase.head in context.words.attributes or phrase.text == context.entity
    ):
        return None
    many = plural_head and (context.intent.many or phrase.everything)
    verb = "list" if many else "get"
    return _said(context, verb, verb, phrase)


def _may_be_order(context: _Context, tokens: list[str]) -> bool:
    """Whether a name like "Book seats" may be an imperative after all."""
    first = context.words.verbs.get(tokens[0].lower())
    return first is not None and first.form == "base" and first.verb.group in ("make", "change") and len(tokens) > 1


def _purpose(context: _Context, verb: str, group: str, tokens: list[str], *, named: bool) -> Purpose | None:
    if verb == "look" or (verb == "stop" and tokens and tokens[0].endswith("ing")):
        return None
    if tokens and verb == "search for" and tokens[0].lower() in ("in", "through", "within", "on"):
        return None
    if tokens and tokens[0].lower() in ("for", "up", "back", "out", "down", verb.rpartition(" ")[2]):
        tokens = tokens[1:]
    phrase = context.reader.read(tokens, named=named)
    if phrase is None and group == "search" and (not tokens or tokens[0].lower() in ("by", "for", "using")):
        phrase = context.reader.read(context.entity.split(), named=True) if context.entity else None
    return _said(context, verb, group, phrase) if phrase else None


def _said(context: _Context, verb: str, group: str, phrase: Phrase) -> Purpose | None:
    """The purpose with the determiner that its verb wants, or None when the phrase says too little or too much."""
    words = context.words
    if phrase.text in _NOTHING or phrase.head == "home":
        return None
    if _stammers(words, phrase):
        return None
    phrase = _without_echo(words, phrase)
    if phrase.is_empty(words) and not phrase.tail and group != "compute":
        if group != "get" or not context.entity or not context.reader.read(context.entity.split(), named=True):
            return None
        if not _says(words, phrase.words, context.entity.rpartition(" ")[2]):
            phrase = phrase.with_tail(f"of {article(context.entity)} {context.entity}")
        elif len(phrase.words) == 1 and not words.is_plural(phrase.head) and phrase.head not in words.attributes:
            return Purpose(verb, f"the details of {article(phrase.text)} {phrase.text}")
    group, verb = (
        ("list", "list") if phrase.everything and verb == "get" and words.is_plural(phrase.head) else (group, verb)
    )
    if verb == "get" and _is_thing(context, phrase):
        said = f"the details of {article(phrase.text)} {phrase.text}"
    elif phrase.words[0] == "random" and group == "get":
        said = _one(words, phrase)
    elif phrase.determiner == "the" or (phrase.determiner == "a" and group in ("get", "list")):
        said = f"the {phrase.text}"
        if phrase.head in words.mass and phrase.tail.startswith(("about", "on", "for")) and phrase.is_empty(words):
            said = phrase.text
    else:
        said = _DETERMINED[group](words, phrase)
    if phrase.words[0].endswith("'s") and phrase.words[0].islower() and said.startswith(phrase.words[0]):
        said = f"{article(said)} {said}"
    said = f"{said} {phrase.tail}".strip()
    return None if len(said.split()) > MAX_WORDS or not conjoined(said) else Purpose(verb, said)


_ECHOING = frozenset(("function", "endpoint", "return", "request"))  # of "Search Function Returns Restaurants"


def _stammers(words: Lexicon, phrase: Phrase) -> bool:
    """Whether a phrase says a word twice ("news source news") or has words of the description's frame in it."""
    said = [words.singulars.get(word, word).casefold() for word in phrase.words]
    if phrase.coordinated:
        return any(a == c for a, b, c in zip(said, said[1:], said[2:], strict=False) if b in ("and", "or"))
    return len(set(said)) < len(said) or bool(_ECHOING & set(said[:-1]))


def _says(words: Lexicon, said: tuple[str, ...], noun: str) -> bool:
    return noun in {words.singulars.get(word, word) for word in said}


def _without_echo(words: Lexicon, phrase: Phrase) -> Phrase:
    """ "the listing information of a listing" without its tail, which says nothing new."""
    preposition, _, thing = phrase.tail.partition(" ")
    echo = thing.startswith(("a ", "an ")) and preposition in ("of", "for", "in")
    noun = words.singulars.get(phrase.tail.rpartition(" ")[2], phrase.tail.rpartition(" ")[2])
    again = echo or thing == phrase.tail.rpartition(" ")[2] or noun == words.singulars.get(phrase.head, phrase.head)
    return phrase.with_tail("") if again and _says(words, phrase.words, noun) else phrase


def _is_thing(context: _Context, phrase: Phrase) -> bool:
    """ "get the order" is odd where the order itself is the entity: its details are meant."""
    singular = phrase.head in context.words.plurals and not context.words.is_plural(phrase.head)
    if not singular or phrase.tail or phrase.head in context.words.attributes:
        return False
    return phrase.text == context.entity or ((phrase.by_key or context.keyed) and len(phrase.words) == 1)


def _definite(words: Lexicon, phrase: Phrase) -> str:
    return f"the {phrase.text}"


def _plural(words: Lexicon, phrase: Phrase) -> str:
    """The phrase with its head, and the word before "and", in the plural."""
    heads = {i - 1 for i, word in enumerate(phrase.words) if word in ("and", "or")} | {len(phrase.words) - 1}
    return " ".join(words.plural_of(word) if i in heads else word for i, word in enumerate(phrase.words))


def _one(words: Lexicon, phrase: Phrase) -> str:
    bare = words.is_plural(phrase.head) or phrase.head in words.mass or phrase.text in MASS_COMPOUNDS
    return phrase.text if bare else f"{article(phrase.text)} {phrase.text}"


def _bare(words: Lexicon, phrase: Phrase) -> str:
    return phrase.text if words.is_plural(phrase.head) or phrase.head in words.mass else f"the {phrase.text}"


_DETERMINED = {
    "get": _definite,
    "list": lambda words, phrase: f"the {_plural(words, phrase)}",
    "search": lambda words, phrase: _one(words, phrase) if phrase.determiner == "a" else _plural(words, phrase),
    "find": _one,
    "make": _one,
    "change": lambda words, phrase: _one(words, phrase) if phrase.determiner == "a" else _definite(words, phrase),
    "compute": _bare,
}
