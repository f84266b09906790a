"""Computations on texts that have one right answer: letter case, counts, hashes, encodings, what a text is.

text_computed(hash "md5", {"text": "hello"})                {"hash": "5d41402abc4b2a76b9719d911017c592"}
counted(analyse, {"text": "Two words"})                     {"word_count": 2, "character_count": 9}
"""

import base64
import binascii
import codecs
import hashlib
import re
import urllib.parse
from collections.abc import Callable, Mapping
from functools import cache

from ..common.json_types import FrozenJsonObject, Json
from ..common.kinds import Kind, ValueType
from ..common.tools import Endpoint
from .inputs import answers, only_text, said_by
from .lexicon import data_of, phrasebook, plain, words
from .roles import name_words

TextFunction = Callable[[str], str]


def _hashed(algorithm: str) -> TextFunction:
    return lambda text: hashlib.new(algorithm, text.encode(), usedforsecurity=False).hexdigest()


def slug(text: str) -> str:
    """Plain letters and digits with hyphens between the words."""
    return re.sub(r"[^a-z0-9]+", "-", plain(text)).strip("-")


def _from_base64(text: str) -> str:
    """Raises ValueError where the text is no base64 of UTF-8."""
    try:
        return base64.b64decode(text, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError) as error:
        raise ValueError("no base64") from error


def morse(text: str) -> str:
    """International Morse code: letters divided by spaces, words by slashes. Raises KeyError for other signs."""
    table = data_of("morse.yaml")
    return " / ".join(" ".join(table[sign] for sign in word) for word in text.upper().split())


# What an endpoint does to its text, by words that must all stand in its name; the first row that fits counts.
_FUNCTIONS: tuple[tuple[frozenset[str], TextFunction], ...] = (
    (frozenset({"md5"}), _hashed("md5")),
    (frozenset({"sha1"}), _hashed("sha1")),
    (frozenset({"sha256"}), _hashed("sha256")),
    (frozenset({"sha512"}), _hashed("sha512")),
    (frozenset({"base64", "decode"}), _from_base64),
    (frozenset({"base64", "encode"}), lambda text: base64.b64encode(text.encode()).decode()),
    (frozenset({"url", "decode"}), urllib.parse.unquote),
    (frozenset({"url", "encode"}), lambda text: urllib.parse.quote(text, safe="")),
    (frozenset({"slugify"}), slug),
    (frozenset({"slug"}), slug),
    (frozenset({"uppercase"}), str.upper),
    (frozenset({"lowercase"}), str.lower),
    (frozenset({"capitalize"}), str.capitalize),
    (frozenset({"rot13"}), lambda text: codecs.encode(text, "rot13")),
    (frozenset({"morse", "encode"}), morse),
    (frozenset({"text", "morse"}), morse),
    (frozenset({"reverse", "text"}), lambda text: text[::-1]),
    (frozenset({"reverse", "string"}), lambda text: text[::-1]),
)
_ALIKE = {"encoder": "encode", "encoding": "encode", "decoder": "decode", "decoding": "decode", "upper": "uppercase"}


def text_computed(endpoint: Endpoint, arguments: FrozenJsonObject) -> Mapping[str, Json]:
    """The text as the endpoint's name says that it is turned."""
    said = {_ALIKE.get(word, word) for word in said_by(endpoint)}
    function = next((function for needed, function in _FUNCTIONS if needed <= said), None)
    text = only_text(endpoint, arguments) if function is not None else None
    if function is None or text is None:
        return {}
    try:
        return dict.fromkeys(answers(endpoint, True, "hash", "encoded", "decoded", "text", "slug"), function(text))
    except (KeyError, ValueError):
        return {}


_WORDS = (("word", "count"), ("words", "count"), ("words",), ("total", "words"), ("num", "words"))
_SIGNS = (("character", "count"), ("characters", "count"), ("char", "count"), ("characters",), ("total", "characters"))
_SENTENCES = (("sentence", "count"), ("sentences", "count"), ("sentences",))


def counted(endpoint: Endpoint, arguments: FrozenJsonObject) -> Mapping[str, Json]:
    """How many words, characters and sentences the given text has."""
    numeric = [one for one in endpoint.outputs if one.type in (ValueType.INTEGER, ValueType.NUMBER)]
    fields = {one.name: name_words(one.name) for one in numeric if one.kind is not Kind.TIMESTAMP}
    if not any(said in (*_WORDS, *_SIGNS, *_SENTENCES) for said in fields.values()):
        return {}
    texts = [p.name for p in endpoint.parameters if p.kind is Kind.TEXT and isinstance(arguments.get(p.name), str)]
    if len(texts) != 1:
        return {}
    text = arguments[texts[0]]
    counts = {_WORDS: len(text.split()), _SIGNS: len(text), _SENTENCES: len(re.findall(r"[.!?]+(?:\s|$)", text)) or 1}
    return {name: count for name, said in fields.items() for sort, count in counts.items() if said in sort}


def is_palindrome(text: str) -> bool:
    """Whether a text reads the same backwards, but for case, spaces and signs."""
    letters = [sign for sign in text.lower() if sign.isalnum()]
    return letters == letters[::-1]


def palindrome(endpoint: Endpoint, arguments: FrozenJsonObject) -> Mapping[str, Json]:
    """Whether the given text is one."""
    flags = [one.name for one in endpoint.outputs if one.kind is Kind.FLAG and one.type is ValueType.BOOLEAN]
    text = only_text(endpoint, arguments) if "palindrome" in said_by(endpoint) else None
    return {} if text is None else dict.fromkeys(flags, is_palindrome(text))


def sentiment(endpoint: Endpoint, arguments: FrozenJsonObject) -> Mapping[str, Json]:
    """Whether a text speaks well of something: by its words, where they say it."""
    fields = [one for one in endpoint.outputs if name_words(one.name)[-1:] == ("sentiment",) and not one.enum]
    text = only_text(endpoint, arguments) if fields else None
    if text is None or " " not in text:
        return {}
    said = re.findall(r"[a-z']+", text.lower())
    balance = sum(word in _tone("praise") for word in said) - sum(word in _tone("blame") for word in said)
    return {one.name: "positive" if balance > 0 else "negative" if balance < 0 else "neutral" for one in fields}


@cache
def _tone(table: str) -> frozenset[str]:
    return frozenset(words(table))


def language_of(endpoint: Endpoint, arguments: FrozenJsonObject) -> Mapping[str, Json]:
    """The language of a text, where it stands in the phrasebook or its small words show it."""
    fields = [one for one in endpoint.outputs if one.kind in (Kind.LANGUAGE, Kind.LANGUAGE_CODE)]
    text = only_text(endpoint, arguments) if fields else None
    if text is None or " " not in text or "language" not in " ".join(said_by(endpoint)):
        return {}
    language = _language_named(text)
    number = words("language").index(language) if language in words("language") else -1
    if number < 0:
        return {}
    tables = {Kind.LANGUAGE: "language", Kind.LANGUAGE_CODE: "language_code"}
    return {one.name: words(tables[one.kind])[number] for one in fields}


def _language_named(text: str) -> str:
    for row in phrasebook().values():
        for language, sentence in row.items():
            if sentence.lower() == text.lower():
                return language
    said = set(re.findall(r"[^\W\d_]+", text.lower()))
    hits = {language: len(said & set(small)) for language, small in data_of("small_words.yaml").items()}
    best = max(hits, key=lambda language: hits[language])
    return best if hits[best] > 0 and list(hits.values()).count(hits[best]) == 1 else ""
