"""The lexicon behind purposes: which words end an object, which may stand in one, and what a verb is called aloud.

    lexicon().verbs["retrieves"]      VerbForm(verb=Verb("retrieve", spoken="get", group="get", ...), form="s")
    lexicon().plural_of("country")    "countries"
    lexicon().singulars["countries"]  "country"

The words stand in `graph/words/*.txt`, one table a file, each opening with what it means.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

WORDS = Path(__file__).parent / "words"
_DOUBLED = frozenset(
    (
        "get",
        "put",
        "set",
        "cut",
        "plan",
        "map",
        "scan",
        "run",
        "trim",
        "split",
        "crop",
        "stop",
        "submit",
        "log",
        "plot",
        "swap",
        "reset",
        "blur",
        "format",
        "output",
    )
)


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of endpoint names, and the words a person would use for it ("retrieve" is said "get")."""

    base: str
    spoken: str
    group: str  # get, list, search, find, make, change, compute: decides articles
    noun: bool  # the base form is a common noun as well ("order status")
    instructs: bool  # the base form tells the caller what to pass ("Provide a city")


@dataclass(frozen=True, slots=True)
class VerbForm:
    """One inflected form: "base", "s" or "ing"."""

    verb: Verb
    form: str


def plural(noun: str) -> str:
    """The regular English plural."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")


def third_person(base: str) -> str:
    """ "search" -> "searches"."""
    return plural(base)


def gerund(base: str) -> str:
    """ "get" -> "getting", "retrieve" -> "retrieving"."""
    if base in _DOUBLED:
        return base + base[-1] + "ing"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    return base + "ing"


def past_participle(base: str) -> str:
    """The regular one: "extracted", "cropped", "verified" (irregular verbs give a word that occurs nowhere)."""
    if base in _DOUBLED:
        return base + base[-1] + "ed"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    return base + ("d" if base.endswith("e") else "ed")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All tables. Plurals and singulars are in `nouns`; `plurals` and `singulars` map one to the other."""

    verbs: Mapping[str, VerbForm]
    plurals: Mapping[str, str]
    singulars: Mapping[str, str]
    mass: frozenset[str]
    modifiers: frozenset[str]
    participles: frozenset[str]  # "extracted", "translated"
    proper: Mapping[str, str]  # any spelling that is safe to read as the name -> its own spelling
    determiners: frozenset[str]
    qualifiers: frozenset[str]
    tails: frozenset[str]
    cuts_in_names: frozenset[str]
    cuts: frozenset[str]
    empty_tails: frozenset[str]
    kept_plurals: frozenset[str]
    acronym_nouns: frozenset[str]
    place_openers: frozenset[str]
    with_the: frozenset[str]
    foreign: frozenset[str]
    jargon: frozenset[str]
    vague: frozenset[str]
    attributes: frozenset[str]
    agents: Mapping[str, tuple[str, str]]
    boilerplate: Mapping[str, frozenset[str]]

    def plural_of(self, noun: str) -> str:
        """The plural of a singular noun; what is plural or mass already stays."""
        if noun in self.mass or noun in self.singulars or noun[:1].isupper():
            return noun
        return self.plurals.get(noun, plural(noun))

    def is_noun(self, word: str) -> bool:
        """Whether the word can end a noun phrase."""
        return word in self.plurals or word in self.singulars or word in self.mass

    def is_plural(self, word: str) -> bool:
        """Whether the word is a plural ("series" is both and counts as plural; so do "URLs")."""
        return word in self.singulars or (word.endswith("s") and word[:-1].isupper() and len(word) > 2)


def word_file(name: str) -> list[list[str]]:
    """The lines of `words/<name>.txt`, each as its words, without blank ones and comments."""
    lines = (WORDS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line.split() for line in lines if line and not line.startswith("#")]


def all_words(name: str) -> list[str]:
    """All words of a file without keys."""
    return [word for line in word_file(name) for word in line]


def _verbs() -> dict[str, VerbForm]:
    forms: dict[str, VerbForm] = {}
    for base, spoken, group, *marks in word_file("verbs"):
        said = base if spoken == "-" else spoken.replace("_", " ")
        verb = Verb(base, said, group, "?" in marks, "!" in marks)
        forms[base] = VerbForm(verb, "base")
        forms.setdefault(third_person(base), VerbForm(verb, "s"))
        forms.setdefault(gerund(base), VerbForm(verb, "ing"))
    return forms


def _proper(cased: frozenset[str]) -> dict[str, str]:
    names: dict[str, str] = {}
    for word in all_words("proper"):
        names[word] = word
        if word.casefold() not in cased:
            names.setdefault(word.casefold(), word)
            names.setdefault(word.capitalize(), word)
            names.setdefault(word.upper(), word)
    return names


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon, read once (a few milliseconds)."""
    irregular = {line[0]: line[1] for line in word_file("irregular")}
    plurals = {noun: irregular.get(noun, plural(noun)) for noun in (*all_words("nouns"), *irregular)}
    words = keyed_sets("function_words")
    return Lexicon(
        verbs=_verbs(),
        plurals=plurals,
        singulars={many: one for one, many in plurals.items()},
        mass=frozenset(all_words("mass_nouns")),
        modifiers=frozenset(all_words("modifiers")),
        participles=frozenset(past_participle(line[0]) for line in word_file("verbs")),
        proper=_proper(words["W"]),
        determiners=words["D"],
        qualifiers=words["Q"],
        tails=words["T"],
        cuts_in_names=words["N"],
        cuts=words["N"] | words["C"],
        empty_tails=words["E"],
        kept_plurals=words["P"],
        acronym_nouns=words["A"],
        place_openers=words["G"],
        with_the=words["H"],
        foreign=frozenset(all_words("foreign")) - {"de-facto"},
        jargon=frozenset(all_words("jargon")),
        vague=frozenset(all_words("vague")),
        attributes=frozenset(all_words("attributes")),
        agents={noun: (verb.replace("_", " "), form) for noun, verb, form in word_file("agents")},
        boilerplate=keyed_sets("boilerplate"),
    )


@lru_cache(maxsize=32)
def keyed_sets(name: str) -> dict[str, frozenset[str]]:
    """A table whose lines open with a key; lines of one key are one set."""
    table: dict[str, frozenset[str]] = {}
    for key, *rest in word_file(name):
        table[key] = table.get(key, frozenset()) | frozenset(rest)
    return table
