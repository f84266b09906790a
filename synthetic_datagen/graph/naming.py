"""Names for programs: ids, wire-safe function names, the words of a name in any spelling.

    slug("Crypto – Preise & Märkte!")           ->  "crypto_preise_maerkte"
    name_words("hotelIDs[]")                    ->  ("hotel", "ids")
    function_name("hotels::search")             ->  "hotels__search"

A name depends on its own thing alone, so one more tool renames nothing. Only things whose slugs are equal get a suffix,
all of them, from a digest of what each one is.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b

from anyascii import anyascii

SLUG_LENGTH = 48
FUNCTION_NAME = re.compile(r"^[a-zA-Z_][a-zA-Z0-9_-]{0,63}$")
ENDPOINT_ID = re.compile(r"^[a-z0-9_]+::[a-z0-9_]+$")
_LONGEST = 64
_TAG = re.compile(r"<[^<>]*>|<[^<>]*$")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_OTHER = re.compile(r"[^a-zA-Z0-9]+")
_PLURAL_INITIALS = re.compile(r"(?<![A-Z])(?:ID|URL|UUID)s(?![a-z])")


@lru_cache(maxsize=262144)
def name_words(name: str) -> tuple[str, ...]:
    """The lower-case ASCII words of a name in camelCase, snake_case, kebab-case or plain words."""
    text = _PLURAL_INITIALS.sub(lambda match: f" {match[0].lower()} ", ascii_text(name))
    if not (text.islower() or text.isupper()):
        text = _CAMEL.sub(" ", text)
    return tuple(_OTHER.sub(" ", text).lower().split())


def ascii_text(text: str) -> str:
    """Transliterated where it is not ASCII."""
    return text if text.isascii() else anyascii(text)


def slug(name: str, length: int = SLUG_LENGTH) -> str:
    """Lower snake_case of at most `length` characters, cut between words; "" where nothing is left of the name."""
    plain = _OTHER.sub("_", ascii_text(_TAG.sub(" ", name))).strip("_").lower()
    if len(plain) <= length:
        return plain
    head, _, _ = plain[: length + 1].rpartition("_")
    return (head or plain[:length]).strip("_")


def short_digest(*parts: str, size: int = 3) -> str:
    """A few hexadecimal digits that depend on all parts."""
    return blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=size).hexdigest()


def unique_slugs(items: Sequence[tuple[str, str, str]]) -> list[str]:
    """A slug for each (name, identity, fallback), unique among them.

    A name without any letter or digit takes its fallback and a digest; equal slugs take a digest of the identity. The
    order of the items does not matter, unless two have the same name and identity.
    """
    slugs = [slug(name) or f"{fallback}_{short_digest(identity)}" for name, identity, fallback in items]
    for size in (3, 8):
        slugs = _told_apart(slugs, [identity for _, identity, _ in items], size)
    return _numbered(slugs)


def _told_apart(slugs: Sequence[str], identities: Sequence[str], size: int) -> list[str]:
    counts = Counter(slugs)
    return [
        text if counts[text] == 1 else f"{text}_{short_digest(identity, size=size)}"
        for text, identity in zip(slugs, identities, strict=True)
    ]


def _numbered(slugs: Iterable[str]) -> list[str]:
    """For twins that nothing tells apart."""
    seen: Counter[str] = Counter()
    result = []
    for text in slugs:
        seen[text] += 1
        result.append(text if seen[text] == 1 else f"{text}_{seen[text]}")
    return result


def function_name(endpoint_id: str) -> str:
    """The endpoint's id in the alphabet and length that model providers accept; shortened ones end in a digest."""
    tool, _, endpoint = endpoint_id.partition("::")
    name = f"{tool}__{endpoint}"
    if name[0].isdigit():
        name = f"t_{name}"
    if len(name) <= _LONGEST:
        return name
    tail = short_digest(endpoint_id, size=4)
    room = _LONGEST - len(tail) - 3  # of "__" and "_"
    short_tool = tool[: max(room // 2, room - len(endpoint))].strip("_")
    prefix = "t_" if short_tool[:1].isdigit() else ""
    return f"{prefix}{short_tool}__{endpoint[: room - len(short_tool) - len(prefix)].strip('_')}_{tail}"
