"""Noun phrases: from the tokens behind a verb to a phrase whose every word is known, or nothing.

    ["a", "list", "of", "all", "Games"]                     ->  Phrase(("games",), everything=True)
    ["the", "current", "weather", "for", "a", "given", ...]  ->  Phrase(("current", "weather"), determiner="the")

Tails that only repeat a parameter ("by its id", "for a given location") are cut; tails that say what it is about stay.
"""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from .articles import article
from .lexicon import Lexicon

_NAME_WORD = re.compile(r"^(?:[A-Z][a-z]{2,}|[A-Z]{2,6})$")
_RANKS = frozenset(("top", "last", "latest", "first", "next", "best", "past"))
_KEPT_TAILS = frozenset(("of", "for", "about", "on", "in", "between", "regarding", "to", "from"))
_INDEFINITE = frozenset(("a", "an", "any", "each", "every", "some", "one"))
_MAX_NAMES = 2
_AFTER_NEW = frozenset(("Zealand", "York", "Delhi", "Orleans", "Jersey", "Mexico", "Hampshire", "England", "Britain"))
_MISSPELT = re.compile(r"ava(?!ilable$)[a-z]*(?:ble|bel)$", re.I)  # "availiable": left out, nothing is lost
_ADJECTIVE = re.compile(r"^[a-z]{3,}(?:ative|ctive|sive|ical|tional|eous|ious|able|ible|sonal|ular)$")
MASS_COMPOUNDS = frozenset(
    (
        "climate change",
        "free time",
        "sale",
        "speech",
        "sentiment",
        "public health",
        "real estate",
        "box office",
        "artificial intelligence",
        "machine learning",
    )
)


def _determiner(word: str) -> str:
    """What is left of a determiner: "a", "the", or "" where all of them are meant."""
    if word in ("all", "every"):
        return ""
    return "a" if word in _INDEFINITE else "the"


def conjoined(text: str) -> bool:
    """Whether a finished object reads as one: no word twice in a row, nothing but letters and inner marks."""
    words = text.split()
    return all(a != b for a, b in pairwise(words)) and not re.search(r"[^A-Za-z0-9 '&.-]", text)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase without its determiner; the last word is the head, `tail` a preposition with its own phrase."""

    words: tuple[str, ...]
    determiner: str = ""  # "the", "a" or ""
    everything: bool = False  # the source said "all" or "a list of"
    tail: str = ""
    by_key: bool = False  # "by id" was cut
    coordinated: bool = False

    @property
    def head(self) -> str:
        """The noun that the phrase is about."""
        return self.words[-1]

    @property
    def text(self) -> str:
        """The words."""
        return " ".join(self.words)

    def is_empty(self, words: Lexicon) -> bool:
        """Whether it needs an "of what": "the detailed information", "the data"."""
        return self.head.casefold() in words.vague and all(
            w in words.modifiers or w in words.participles or w in ("and", "or") or w.casefold() in words.vague
            for w in self.words
        )

    def with_tail(self, tail: str) -> "Phrase":
        """The same with a tail."""
        return replace(self, tail=tail)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads noun phrases with a lexicon; `keys` are the words that the endpoint's parameters say."""

    words: Lexicon
    keys: frozenset[str]
    things: frozenset[str] = frozenset()  # words for what an id parameter identifies; "*" for anything
    names: frozenset[str] = (
        frozenset()
    )  # words of the tool's name: in a name, only these may be names unknown to the lexicon

    def read(self, tokens: list[str], *, named: bool) -> Phrase | None:
        """The phrase that `tokens` begin with. `named`: the tokens come from a name, where Title Case means nothing."""
        determiner, everything, _, rest = self._front(tokens)
        body, rest = self._body(rest)
        spelled = self._spelled(body, named)
        if not spelled or not self._is_head(spelled[-1]):
            return None
        if named and rest and rest[0].lower() not in self.words.cuts_in_names:
            return None
        phrase = Phrase(tuple(spelled), determiner, everything)
        if rest and rest[0] == "," and not determiner and not named and self._goes_on(phrase):
            return None
        if rest and rest[0].lower() in ("and", "&", "or"):
            phrase, rest = self._joined(phrase, rest)
        return self._with_tail(phrase, rest) if rest else phrase

    def _goes_on(self, phrase: Phrase) -> bool:
        """Whether a comma behind the phrase breaks off an enumeration whose head comes later ("stock, forex price")."""
        return not (phrase.everything or self.words.is_plural(phrase.head) or phrase.head in self.words.mass)

    def _front(self, tokens: list[str]) -> tuple[str, bool, bool, list[str]]:
        """Determiner, whether everything is meant, whether it only points at a parameter, and what follows."""
        determiner, everything, pointing, at = "", False, False, 0
        boiler = self.words.boilerplate
        while at < len(tokens):
            word = tokens[at].lower()
            if word in self.words.determiners:
                everything = everything or word in ("all", "every")
                determiner = _determiner(word)
                pointing = pointing or word in _INDEFINITE or word in ("your", "this")
            elif word in self.words.qualifiers:
                pointing = True
            elif length := self._list_of(tokens, at, boiler["L"], boiler["R"]):
                determiner, everything, at = "", True, at + length - 1
            elif not (word == "of" and at and tokens[at - 1].lower() in ("all", "each", "any")):
                break
            at += 1
        return determiner, everything, pointing, tokens[at:]

    def _list_of(self, tokens: list[str], at: int, lists: frozenset[str], sizes: frozenset[str]) -> int:
        """The number of tokens of "full list of" at this place, or 0."""
        for length in (2, 3):
            part = [token.lower() for token in tokens[at : at + length]]
            if len(part) == length and part[-1] == "of" and part[-2] in lists and all(w in sizes for w in part[:-2]):
                return length
        return 0

    def _body(self, tokens: list[str]) -> tuple[list[str], list[str]]:
        """The words up to a preposition, a verb of a clause or a mark; a number after "top" or "last" is dropped."""
        body: list[str] = []
        for at, token in enumerate(tokens):
            lower = token.lower()
            if lower in self.words.tails or lower in ("and", "&") or not token[0].isalpha():
                if token[0].isdigit() and body and body[-1].lower() in _RANKS:
                    continue
                return body, tokens[at:]
            if lower not in self.words.qualifiers:
                body.append(token)
        return body, []

    def _spelled(self, body: list[str], named: bool = False) -> list[str] | None:
        """The words as they are written in an English sentence, or None when one is unknown or jargon."""
        spelled: list[str] = []
        titled = named or (len(body) > 1 and all(token[0].isupper() for token in body))
        names = 0
        for token in body:
            if _MISSPELT.match(token):
                continue
            word = self._spell(token)
            if word is None:
                if not _NAME_WORD.match(token) or (
                    titled and not token.isupper() and token.casefold() not in self.names
                ):
                    return None
                names += 1
                word = token
            if word.casefold() in self.words.jargon or names > _MAX_NAMES:
                return None
            spelled.append(word)
        spelled = self._places(body, spelled)
        adjuncts = [w if w in self.words.kept_plurals else self.words.singulars.get(w, w) for w in spelled[:-1]]
        return adjuncts + spelled[-1:]

    def _places(self, body: list[str], spelled: list[str]) -> list[str]:
        """ "south" as "South" where the source has it so before a name: "South Korea", not "Latest Amazon deals"."""
        if not spelled or len(body) != len(spelled):
            return spelled
        kept = list(spelled)
        for at, (token, word, after) in enumerate(zip(body, spelled, [*spelled[1:], ""], strict=True)):
            if word in self.words.place_openers and token[0].isupper() and self._opens_place(word, after):
                kept[at : at + 2] = [token, body[at + 1]]
        return kept

    def _opens_place(self, word: str, after: str) -> bool:
        if word == "united":
            return after.casefold() in ("states", "kingdom", "nations", "arab")
        if word in ("new", "great"):
            return after in _AFTER_NEW
        return after[:1].isupper() and not after.isupper()

    def _spell(self, token: str) -> str | None:
        """One known word in its spelling; None for one that the lexicon cannot place."""
        words = self.words
        lower = token.lower()
        common = words.is_noun(lower) or lower in words.modifiers
        if token in words.proper and not common:
            return words.proper[token]
        if common or _ADJECTIVE.search(lower) or lower in words.participles:
            return lower
        if lower.endswith(("'s", "s'")):
            owner = self._spell(token[:-2] if lower.endswith("'s") else token[:-1])
            return owner and owner + ("'s" if lower.endswith("'s") else "'")
        return self._spell_joined(token.split("-"))

    def _spell_joined(self, parts: list[str]) -> str | None:
        """ "Head-To-Head": known if every part is."""
        spelled = [self._spell(part) for part in parts] if len(parts) > 1 else []
        return "-".join(part for part in spelled if part) if spelled and all(spelled) else None

    def _is_head(self, word: str) -> bool:
        return self.words.is_noun(word) or word in self.words.acronym_nouns

    def _is_name(self, word: str) -> bool:
        return word[0].isupper() and word not in self.words.acronym_nouns

    def _joined(self, phrase: Phrase, tokens: list[str]) -> tuple[Phrase, list[str]]:
        """ "gainers and losers": the second part must be a phrase of its own, else it is cut with all that follows."""
        _, _, _, rest = self._front(tokens[1:])
        body, after = self._body(rest)
        spelled = self._spelled(body)
        if not spelled or not self._is_head(spelled[-1]) or body[0].lower() in self.words.verbs or len(spelled) > 3:
            return phrase, []
        link = "and" if tokens[0] == "&" else tokens[0].lower()
        return replace(phrase, words=(*phrase.words, link, *spelled), coordinated=True), after

    def _with_tail(self, phrase: Phrase, tokens: list[str]) -> Phrase | None:
        """The phrase with the tail that the tokens begin with, or without; None when it would be broken off."""
        preposition = tokens[0].lower()
        if preposition not in _KEPT_TAILS:
            return replace(phrase, by_key=preposition == "by") if preposition in self.words.cuts else None
        determiner, _, pointing, rest = self._front(tokens[1:])
        body, _ = self._body(rest)
        if preposition == "to" and body and self._is_infinitive(body):
            return None
        empty = phrase.is_empty(self.words)
        spelled = self._spelled(body)
        if not spelled or not self._ends_well(spelled):
            return None if preposition == "of" or empty else phrase
        if not empty and self._adds_nothing(preposition, spelled, determiner, pointing):
            return phrase
        if self.words.empty_tails & {word.casefold() for word in spelled} and (
            len(spelled) == 1 or determiner != "the"
        ):
            return None if empty else phrase
        return phrase.with_tail(f"{preposition} {self._tail(' '.join(spelled), spelled[-1], determiner, pointing)}")

    def _ends_well(self, spelled: list[str]) -> bool:
        return (self._is_head(spelled[-1]) or self._is_name(spelled[-1])) and len(spelled) <= 3

    def _adds_nothing(self, preposition: str, spelled: list[str], determiner: str, pointing: bool) -> bool:
        """Whether a tail only points at a parameter, or lacks the article that it wants."""
        if self._is_cut(preposition, spelled, determiner, pointing):
            return True
        return not (determiner or pointing or self._stands_bare(spelled))

    def _stands_bare(self, spelled: list[str]) -> bool:
        """Whether a tail's phrase needs no article: a plural, a mass noun, a name, or what an id parameter names."""
        head = spelled[-1]
        bare = self.words.is_plural(head) or head in self.words.mass or " ".join(spelled) in MASS_COMPOUNDS
        return bare or self._is_name(head) or head in self.things

    def _is_infinitive(self, body: list[str]) -> bool:
        form = self.words.verbs.get(body[0].lower())
        return form is not None and form.form == "base"

    def _is_cut(self, preposition: str, spelled: list[str], determiner: str, pointing: bool) -> bool:
        """Whether a tail says no more than a parameter does ("for a given city"), or is loosely attached."""
        said = {self.words.singulars.get(word, word).casefold() for word in spelled}
        if preposition in ("from", "to"):
            return not (self._is_name(spelled[-1]) or (determiner == "the" and not pointing))
        if self.keys & said:
            return True
        return pointing and not (self.things & said or "*" in self.things)

    def _tail(self, text: str, head: str, determiner: str, pointing: bool) -> str:
        if text in self.words.with_the:
            return f"the {text}"
        owner = text.split(" ", 1)[0]
        if (self._is_name(head) and " " not in text) or (owner.endswith("'s") and owner[0].isupper()):
            return text
        if self.words.is_plural(head) or head in self.words.mass or self._is_name(head) or text in MASS_COMPOUNDS:
            return f"the {text}" if determiner == "the" and not pointing else text
        return f"the {text}" if determiner == "the" and not pointing else f"{article(text)} {text}"
