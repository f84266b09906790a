"""Whether what a call asks about is well formed: addresses of mail and pages, card and book numbers.

validated(check, {"email": "info@example.com"})        {"is_valid": true, "status": "valid"}
"""

import ipaddress
import re
from collections.abc import Callable, Mapping

from ..common.json_types import FrozenJsonObject, Json
from ..common.kinds import Kind, ValueType
from ..common.tools import Endpoint
from .roles import name_words

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_URL = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?")
_PHONE = re.compile(r"\+?[\d\s().-]{7,20}")


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def luhn(text: str) -> bool:
    """Whether the last digit of a card number fits the others (ISO/IEC 7812)."""
    digits = [int(sign) for sign in text if sign.isdigit()]
    doubled = [digit if place % 2 == 0 else digit * 2 - 9 * (digit > 4) for place, digit in enumerate(reversed(digits))]
    return len(digits) >= 12 and sum(doubled) % 10 == 0


_CHECKS: Mapping[Kind, Callable[[str], bool]] = {
    Kind.EMAIL: lambda text: _MAIL.fullmatch(text) is not None,
    Kind.URL: lambda text: _URL.fullmatch(text) is not None,
    Kind.DOMAIN: lambda text: _URL.fullmatch(text) is not None,
    Kind.IP_ADDRESS: _is_address,
    Kind.PHONE: lambda text: _PHONE.fullmatch(text) is not None,
}
_FLAGS = (("is", "valid"), ("valid",), ("isvalid",), ("format", "valid"), ("valid", "format"), ("syntax", "valid"))


def validated(endpoint: Endpoint, arguments: FrozenJsonObject) -> Mapping[str, Json]:
    """Whether the value is well formed, and a status that says the same; {} where that cannot be told of it."""
    flags = [one.name for one in endpoint.outputs if one.type is ValueType.BOOLEAN and name_words(one.name) in _FLAGS]
    checked = [
        _CHECKS[one.kind](str(arguments[one.name]).strip())
        for one in endpoint.parameters
        if one.kind in _CHECKS and one.name in arguments
    ]
    card = next((str(arguments[p.name]) for p in endpoint.parameters if _is_card(endpoint, p.name, arguments)), None)
    if not flags or (len(checked) != 1 and card is None):
        return {}
    valid = luhn(card) if card is not None else checked[0]
    texts = (one for one in endpoint.outputs if one.type is ValueType.STRING and not one.enum)
    states = [one.name for one in texts if one.name == "status"]
    return dict.fromkeys(flags, valid) | dict.fromkeys(states, "valid" if valid else "invalid")


def _is_card(endpoint: Endpoint, name: str, arguments: FrozenJsonObject) -> bool:
    return name in arguments and "card" in name_words(endpoint.id.rsplit("::", 1)[-1]) and "number" in name_words(name)
