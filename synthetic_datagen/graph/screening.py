"""Screening: tools that are no tools (spam, tests, adult) and endpoints of which no sane conversation can be made.

    junk_reason(tool "BUY HOTMAIL ACCOUNTS", ...)   ->  "spam"
    junk_reason(tool "demo project", ...)           ->  "test"
    unusable_reason(endpoint without purpose)       ->  "no_purpose"

Reasons are short and stable: they are counted in the tally.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from ..common.kinds import Kind, ValueType
from ..common.tools import Parameter
from ..toolbench.raw import RawTool
from .interpretation import Interpreted
from .lexicon import lexicon
from .naming import ascii_text, name_words

MOST_REQUIRED = 7  # parameters that a person can be asked for in one conversation

# Trades that advertise in the shape of tools; the second set is left out with or without parameters.
_SPAM_WORDS = re.compile(
    r"\b(?:backlinks?|guest post|seo services?|seo agency|link building|keto gummies|cbd gummies|male enhancement|viagra|cialis"
    r"|weight loss (?:pills?|gummies)|payday loan|essay writing service|spell caster|replica watches|mod apk|premium apk"
    r"|truc tiep bong da|xem bong da|betting ?site|bookie|baccarat|sicbo|xoso|xo so|dang nhap|uy tin|khuyen mai)\b",
    re.I,
)
_SCAM_WORDS = re.compile(
    r"casino|cazino|kubet|8xbet|\bnha ?cai\b|\b(?:slot )?gacor\b|\btogel\b|\bjudi\b|rikvip|sunwin|\bca do\b|\bca cuoc\b|\bdanh bai\b"
    r"|\bgame bai\b|\bno hu\b|\bban ca\b|\bda ga\b|\bkeo nha cai\b|\bsoi cau\b|\blo de\b|\bty le keo\b|\bgo88\b|\bdoi thuong\b|\bcall girls?\b|\bescorts?\b"
    r"|\bhackers? (?:for|to) (?:hire|recover\w*)|\b(?:hire|contact) (?:an? |the )?(?:\w+ ){0,3}(?:hacker|recovery)"
    r"|\b(?:crypto\w*|bitcoin|btc|usdt|asset|fund\w*|adware|web|scam) (?:scam )?recover[yi]\w* (?:expert|specialist|service|hacker|master|compan|review|except|expect)"
    r"|\brecovery (?:experts?|specialists?|specialis|hackers?|masters)\b|\brecover\w* (?:\w+ ){0,4}(?:stolen|lost|scammed)|\b(?:stolen|lost|scammed) (?:\w+ ){0,2}(?:crypto\w*|bitcoin|btc|usdt|funds?)\b"
    r"|\bbuy (?:verified|old|aged|bulk|gmail|hotmails?|\w+ accounts?)\b|\bverified (?:\w+ ){0,2}accounts?\b|\b(?:gmail|hotmail|paypal|cash ?app|wise|paxful) accounts?\b",
    re.I,
)
_GAMBLING_NAME = re.compile(
    r"(?:^|[^a-z])(?:[a-z]{0,8}(?:bet|win|vip|club|789|888|365)\d{1,4}[a-z]{0,12}|\d{2,4}(?:bet|win|club|vip|game|casino)[a-z]{0,8}"
    r"|[a-z]{2,6}(?:88|68|69|66|77|79|888|789|678))(?:$|[^a-z0-9])"
)
_SERVICE_WORDS = re.compile(
    r"\b(?:apis?|endpoints?|json|data|returns?|requests?|search|convert\w*|weather|developers?|query|database|integrat\w+|rest|fetch|retrieve|support for|generate)\b",
    re.I,
)
_URL = re.compile(
    r"https?://|www\.|\b[\w-]+\.(?:com|net|org|info|vip|club|pro|io|co|live|tv|xyz|online|site|top|win|bet)\b", re.I
)
_ADULT = re.compile(
    r"\b(?:porn\w*|xxx|hentai|nsfw|xvideos|xhamster|pornhub|onlyfans|sexcam\w*|erotic\w*|milf|nudes?|redtube|adult (?:videos?|content|images?|movies?)|sex (?:videos?|chat|toys?|stories))\b",
    re.I,
)

_TEST_NAME = re.compile(
    r"^(?:(?:my|the|a|first|new|just|sample|simple)\s+)*(?:test(?:e|er|s|ing|nt|cms|api|data|name|app|project)?|demos?|prueba|essai|hello(?:\s*world)?|dummy|sample|foo|bar|foobar|asd\w*|qwe\w*"
    r"|myapi|my api|first api|new api|petstore|swagger petstore|pet store|untitled|api|hi|temp|tmp|aaa+|abc|xyz|delete me|ignore|template|example)"
    r"(?:\s*(?:api|apis|app|project|demo|test|v)?\s*\d*)*$"
)
_TEST_PREFIX = re.compile(r"^(?:test(?:e|ing|private|provider|scraper)?|demo|prueba)(?=[a-z0-9 ]|$)")
_TEST_WORD = re.compile(
    r"\b(?:test|testing|demo|dummy|sandbox|prueba|teste|playground|petstore|hello world|helloworld)\b"
)
_REAL_TESTS = re.compile(
    r"\b(?:pregnancy|covid|speed|personality|iq|penetration|blood|drug|dna|a b|ab|load|typing|english|driving|drive|quiz|exam|stress|unit|latin|cricket|match)\b"
)


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


def _is_substantial(looks: _Looks) -> bool:
    """Whether a tool with the name of a test is documented like a real one."""
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


def _required(endpoint: Interpreted) -> list[Parameter]:
    return [parameter for parameter in endpoint.parameters if parameter.required]


def _has_credential(endpoint: Interpreted) -> bool:
    return any(parameter.kind is Kind.CREDENTIAL for parameter in _required(endpoint))


def _has_object(endpoint: Interpreted) -> bool:
    return any(
        parameter.type is ValueType.OBJECT
        or (parameter.type is ValueType.ARRAY and parameter.example is None and parameter.kind is Kind.UNKNOWN)
        for parameter in _required(endpoint)
    )


def _has_unknown(endpoint: Interpreted) -> bool:
    return any(
        parameter.kind is Kind.UNKNOWN
        and parameter.example is None
        and parameter.default is None
        and not parameter.enum
        for parameter in _required(endpoint)
    )


def _has_no_entity(endpoint: Interpreted) -> bool:
    """An id of nobody knows what cannot be asked for, or found."""
    return any(
        parameter.kind is Kind.ENTITY_ID and parameter.entity is None and parameter.example is None
        for parameter in _required(endpoint)
    )


_OBSOLETE = re.compile(
    r"\b(?:deprecated|obsolete|discontinued|do not use|no longer (?:available|supported|maintained))\b", re.I
)
_NOT_FOR_USERS = re.compile(
    r"^\W*(?:health(?: ?check)?|ping|status|test\w*|hello\w*|root|home|index|swagger|docs?|openapi|favicon|metrics|version|heartbeat|webhooks?|callback|oauth\w*|login|log ?in|logout|sign ?in|auth\w*|token)\W*$",
    re.I,
)
_IN_PATH = re.compile(r"\{([^{}/]+)\}")


def _lacks_path_parameter(endpoint: Interpreted) -> bool:
    path = endpoint.url.split("?", 1)[0]
    names = {"".join(name_words(parameter.name)) for parameter in endpoint.parameters}
    return any("".join(name_words(place)) not in names for place in _IN_PATH.findall(path))


def _is_foreign(endpoint: Interpreted) -> bool:
    return not_english(f"{endpoint.name}. {endpoint.description}")


def not_english(text: str) -> bool:
    """Whether a text is in another language: letters beyond ASCII, or its small words."""
    sample = text[:400]
    letters = sum(char.isalpha() for char in sample)
    if letters and sum(char.isalpha() and not char.isascii() for char in sample) / letters > 0.08:
        return True
    words = re.findall(r"[^\W\d_]+", sample.lower())
    foreign = sum(word in lexicon().foreign for word in words)
    return foreign >= 2 and foreign > sum(word in _ENGLISH for word in words)


_ENGLISH = frozenset(
    "the of and to for by with a an is this get all from list search in or you can returns return given".split()
)

UNUSABLE_RULES: tuple[tuple[str, Callable[[Interpreted], bool]], ...] = (
    ("deprecated", lambda endpoint: bool(_OBSOLETE.search(endpoint.name) or _OBSOLETE.search(endpoint.description))),
    ("not_for_users", lambda endpoint: bool(_NOT_FOR_USERS.match(endpoint.name))),
    ("not_english", _is_foreign),
    ("adult_content", lambda endpoint: bool(_ADULT.search(endpoint.name) or _ADULT.search(endpoint.description))),
    ("credential_required", _has_credential),
    ("file_required", lambda endpoint: endpoint.binary),
    ("object_required", _has_object),
    ("unknown_required", _has_unknown),
    ("id_of_unknown", _has_no_entity),
    ("too_many_required", lambda endpoint: len(_required(endpoint)) > MOST_REQUIRED),
    ("path_parameter_missing", _lacks_path_parameter),
    ("no_purpose", lambda endpoint: endpoint.purpose is None),
)


def unusable_reason(endpoint: Interpreted, *, has_outputs: bool) -> str:
    """Why no conversation may use an endpoint ("" when one may): the first rule that fits."""
    reason = next((reason for reason, applies in UNUSABLE_RULES if applies(endpoint)), "")
    return reason or ("" if has_outputs else "no_outputs")
