"""Junk: tools that are no tools. Spam, somebody's first tests, and what is not for everyone.

    junk_reason(tool "BUY HOTMAIL ACCOUNTS", ...)   ->  "spam"
    junk_reason(tool "demo project", ...)           ->  "test"

The words stand in `words/patterns.txt`. Reasons are short and stable: they are counted in the tally.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from ..toolbench.raw import RawTool
from .foreign import not_english
from .naming import ascii_text, name_words
from .word_lists import pattern

_SPAM_WORDS = pattern("spam")
_SCAM_WORDS = pattern("scam")
_GAMBLING_NAME = re.compile(
    r"(?:^|[^a-z])(?:[a-z]{0,8}(?:bet|win|vip|club|789|888|365)\d{1,4}[a-z]{0,12}"
    r"|\d{2,4}(?:bet|win|club|vip|game|casino)[a-z]{0,8}"
    r"|[a-z]{2,6}(?:88|68|69|66|77|79|888|789|678))(?:$|[^a-z0-9])"
)
_SERVICE_WORDS = pattern("service")
_URL = re.compile(
    r"https?://|www\.|\b[\w-]+\.(?:com|net|org|info|vip|club|pro|io|co|live|tv|xyz|online|site|top|win|bet)\b", re.I
)
_ADULT = pattern("adult")

_TEST_NAME = re.compile(
    r"^(?:(?:my|the|a|first|new|just|sample|simple)\s+)*"
    r"(?:test(?:e|er|s|ing|nt|cms|api|data|name|app|project)?|demos?|prueba|essai|hello(?:\s*world)?|dummy|sample|foo|bar"
    r"|foobar|asd\w*|qwe\w*|myapi|my api|first api|new api|petstore|swagger petstore|pet store|untitled|api|hi|temp|tmp"
    r"|aaa+|abc|xyz|delete me|ignore|template|example)"
    r"(?:\s*(?:api|apis|app|project|demo|test|v)?\s*\d*)*$"
)
_TEST_PREFIX = re.compile(r"^(?:test(?:e|ing|private|provider|scraper)?|demo|prueba)(?=[a-z0-9 ]|$)")
_TEST_WORD = pattern("test_word")
_REAL_TESTS = pattern("real_test")


@dataclass(frozen=True, slots=True)
class _Looks:
    """What the rules on tools look at, in ASCII and lower case."""

    name: str
    text: str  # name and description
    description: str
    tool: RawTool

    @property
    def parameterless(self) -> bool:
        return not any(endpoint.parameters for endpoint in self.tool.endpoints)

    @property
    def endpoint_words(self) -> str:
        return " ".join(endpoint.name.lower() for endpoint in self.tool.endpoints[:20])


def _looks(tool: RawTool) -> _Looks:
    name = " ".join(name_words(tool.name))
    description = ascii_text(tool.description[:1500]).lower()
    return _Looks(name, f"{name} {description}", description, tool)


def _is_adult(looks: _Looks) -> bool:
    return bool(_ADULT.search(looks.text) or _ADULT.search(looks.endpoint_words))


def _is_spam(looks: _Looks) -> bool:
    """Advertising in the place of a tool: words of such trades, or nothing but praise of a site."""
    if len(looks.tool.endpoints) > 3:
        return False
    if _SCAM_WORDS.search(looks.text) and not _SERVICE_WORDS.search(looks.description):
        return True
    if not looks.parameterless:
        return False
    if _SPAM_WORDS.search(looks.text) or _SCAM_WORDS.search(looks.text):
        return True
    if len(looks.tool.endpoints) > 1 or not _is_namesake(looks):
        return False
    return bool(_GAMBLING_NAME.search(ascii_text(looks.tool.name).lower())) or _is_self_praise(looks)


def _is_namesake(looks: _Looks) -> bool:
    """Whether the endpoint is called like the tool, or nothing at all ("a"): it does nothing else than be there."""
    tool, endpoint = _squeezed(looks.tool.name), _squeezed(looks.tool.endpoints[0].name)
    return len(endpoint) < 3 or endpoint in tool or tool in endpoint or not_english(looks.tool.endpoints[0].name)


def _squeezed(name: str) -> str:
    return "".join(name_words(name))


def _is_self_praise(looks: _Looks) -> bool:
    """A long text that repeats its own name or links somewhere, and never says what an API would return."""
    text = looks.description
    if len(text) < 120 or _SERVICE_WORDS.search(text):
        return False
    return bool(_URL.search(text)) or text.count(looks.name) >= 2 or not_english(looks.tool.description)


def _is_test(looks: _Looks) -> bool:
    if _TEST_NAME.match(looks.name):
        return not _is_substantial(looks)
    squeezed = looks.name.replace(" ", "")
    marked = _TEST_PREFIX.match(squeezed) or _TEST_WORD.search(looks.name)
    return bool(marked and not _REAL_TESTS.search(looks.name) and not _is_substantial(looks))


_TOO_MANY_FOR_A_TEST = 12  # endpoints


def _is_substantial(looks: _Looks) -> bool:
    """Whether a tool with the name of a test is as large, or documented as well, as a real one."""
    if len(looks.tool.endpoints) > _TOO_MANY_FOR_A_TEST:
        return True
    described = sum(len(endpoint.description) > 40 for endpoint in looks.tool.endpoints)
    return len(looks.description) > 60 and described >= 2 and not looks.parameterless


JUNK_RULES: tuple[tuple[str, Callable[[_Looks], bool]], ...] = (
    ("adult", _is_adult),
    ("spam", _is_spam),
    ("test", _is_test),
)


def junk_reason(tool: RawTool) -> str:
    """Why a tool is left out ("" when it is not)."""
    looks = _looks(tool)
    return next((reason for reason, is_junk in JUNK_RULES if is_junk(looks)), "")
