"""What a conversation shall show, drawn once for each index before its first draft, and the shares that this comes to.

So no behaviour loses its share because drafts with it fail more often.

    draw_wanted(rng, settings, SamplingMode.MIXED)
      Wanted(mode=SEQUENTIAL, clarification=True, twist=Twist.CHANGE, two_intents=False, profile=Profile.THREE, ...)
    declared(settings, SamplingMode.MIXED)      {"clarification": 0.564, "change_after_completion": 0.12, ...}
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate
from typing import TypeVar

from ..common.behaviours import Behaviour
from ..common.chains import SamplingMode
from ..common.plans import Outcome
from ..config import PROFILES, TWISTS, UNMET, GeneratorSettings, SamplerSettings, Settings, mode_shares
from ..sampler.wants import ChainWants


class Twist(StrEnum):
    """What happens on the way; at most one in a conversation. The value is the name of its behaviour."""

    CHANGE = Behaviour.CHANGE_AFTER_COMPLETION.value
    CORRECTION = Behaviour.CORRECTION.value
    RETRY = Behaviour.RETRY.value
    MEND = Behaviour.MEND.value
    OTHER_TOOL = Behaviour.OTHER_TOOL.value
    STOP = Behaviour.STOP.value


class Profile(StrEnum):
    """How many tools are offered beside those that are used."""

    NONE = "none"
    THREE = "three"
    TEN = "ten"
    ALL_OF_TOOL = "all_of_tool"


_TWISTS = dict(zip(TWISTS, Twist, strict=True))
_PROFILES = dict(zip(PROFILES, Profile, strict=True))
_UNMET = dict(zip(UNMET, (Outcome.NO_TOOL, Outcome.NO_VALUE, Outcome.NO_CALL), strict=True))
_TAGS = {
    Outcome.NO_TOOL: Behaviour.NO_TOOL,
    Outcome.NO_VALUE: Behaviour.MISSING_VALUE,
    Outcome.NO_CALL: Behaviour.NO_CALL,
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one conversation shall show. `mode` is never MIXED."""

    mode: SamplingMode
    alone: bool = False  # nothing but the unmet request
    clarification: bool = False
    detour: bool = False
    two_intents: bool = False
    long_range: bool = False
    then_dependent: bool = False
    twist: Twist | None = None
    unmet: Outcome | None = None
    profile: Profile = Profile.THREE

    @property
    def chain(self) -> ChainWants:
        """What the chain must show."""
        return ChainWants(self.long_range, self.then_dependent)

    @property
    def tags(self) -> frozenset[str]:
        """The controlled behaviours by name; a record shows exactly these of them."""
        return _tags_of(self)

    def plainer(self) -> "Wanted":
        """The same mode with nothing else: what is left when drafts with all of it keep failing."""
        asks = self.mode is SamplingMode.CLARIFICATION_FIRST
        return Wanted(self.mode, clarification=asks, profile=self.profile)


@lru_cache(maxsize=1024)
def _tags_of(wanted: Wanted) -> frozenset[str]:
    shown = {
        Behaviour.CLARIFICATION.value: wanted.clarification or wanted.unmet is Outcome.NO_VALUE,
        Behaviour.CLARIFICATION_DETOUR.value: wanted.detour,
        Behaviour.TWO_INTENTS.value: wanted.two_intents,
        Behaviour.LONG_RANGE_REFERENCE.value: wanted.long_range,
        Behaviour.PARALLEL_CALLS.value: wanted.mode is SamplingMode.PARALLEL and not wanted.alone,
        Behaviour.PARALLEL_THEN_DEPENDENT.value: wanted.then_dependent,
    }
    names = {name for name, is_shown in shown.items() if is_shown}
    names |= {wanted.twist.value} if wanted.twist else set()
    return frozenset(names | ({_TAGS[wanted.unmet].value} if wanted.unmet else set()))


# Behaviours that are drawn; all others (follow-ups, faults by kind) come as these bring them.
CONTROLLED = frozenset(
    {one.value for one in Twist}
    | {one.value for one in _TAGS.values()}
    | {
        Behaviour.CLARIFICATION.value,
        Behaviour.CLARIFICATION_DETOUR.value,
        Behaviour.TWO_INTENTS.value,
        Behaviour.LONG_RANGE_REFERENCE.value,
        Behaviour.PARALLEL_CALLS.value,
        Behaviour.PARALLEL_THEN_DEPENDENT.value,
    }
)

T = TypeVar("T")


def draw_wanted(rng: random.Random, settings: Settings, mode: SamplingMode) -> Wanted:
    """What one conversation shall show, by the shares of config/generator.yaml and config/sampler.yaml."""
    shares = settings.generator
    profiles = _ends(shares, PROFILES)
    profile = _one(rng, _PROFILES, profiles, profiles[-1]) or Profile.THREE
    alone = _alone_share(settings, mode)
    if rng.random() < alone:
        return _alone(rng, settings, profile)
    own = _mode(rng, settings.sampler) if mode is SamplingMode.MIXED else mode
    rest = 1 - alone  # of all conversations: a share of all is so much more of these
    parallel = own is SamplingMode.PARALLEL
    asks = own is SamplingMode.CLARIFICATION_FIRST or rng.random() < shares.clarification_share
    asked = _asking(settings, mode)
    return Wanted(
        mode=own,
        clarification=asks,
        detour=rng.random() < (shares.detour_share / (rest * asked) if asked else 0) and asks,
        two_intents=rng.random() < shares.two_intents_share / rest,
        long_range=rng.random() < shares.long_range_share and not parallel,
        then_dependent=rng.random() < shares.parallel_then_dependent_share and parallel,
        twist=_one(rng, _TWISTS, _ends(shares, TWISTS), rest),
        unmet=_one(rng, _UNMET, _ends(shares, UNMET, alone), rest),
        profile=profile,
    )


def _alone(rng: random.Random, settings: Settings, profile: Profile) -> Wanted:
    """Nothing but one request that no call meets; there must be tools that do not do it."""
    ends = _ends(settings.generator, UNMET)
    unmet = _one(rng, _UNMET, ends, ends[-1]) or Outcome.NO_TOOL
    return Wanted(
        mode=SamplingMode.SEQUENTIAL,
        alone=True,
        unmet=unmet,
        profile=Profile.THREE if profile is Profile.NONE else profile,
    )


def _one(rng: random.Random, options: Mapping[str, T], ends: Sequence[float], of: float) -> T | None:
    """One of the options by its share of `of`, or None for what the shares leave. `ends`: of each share."""
    drawn = rng.random() * of
    for option, end in zip(options.values(), ends, strict=True):
        if drawn < end:
            return option
    return None


@lru_cache(maxsize=64)
def _ends(shares: GeneratorSettings, names: tuple[str, ...], alone: float = 0) -> tuple[float, ...]:
    """The named shares summed up one by one, each less what of it is used up by requests that stand alone."""
    less = _relative(shares, alone) if alone else {}
    return tuple(accumulate(max(0.0, getattr(shares, name) - less.get(name, 0.0)) for name in names))


def _mode(rng: random.Random, shares: SamplerSettings) -> SamplingMode:
    modes, ends = _modes(shares)
    return rng.choices(modes, cum_weights=ends)[0]


@lru_cache(maxsize=64)
def _modes(shares: SamplerSettings) -> tuple[tuple[SamplingMode, ...], tuple[float, ...]]:
    """The modes, and their shares summed up one by one."""
    modes = mode_shares(shares)
    return tuple(modes), tuple(accumulate(modes.values()))


def _share_of_mode(settings: Settings, mode: SamplingMode, one: SamplingMode) -> float:
    """How often a conversation of a run in `mode` is of mode `one`, where it is not alone."""
    if mode is not SamplingMode.MIXED:
        return float(mode is one)
    shares = mode_shares(settings.sampler)
    return shares[one] / sum(shares.values())


def _alone_share(settings: Settings, mode: SamplingMode) -> float:
    return settings.generator.alone_share if mode is SamplingMode.MIXED else 0.0


def _relative(shares: GeneratorSettings, alone: float) -> dict[str, float]:
    """How much of each share of unmet requests is used up by those that stand alone."""
    total = sum(getattr(shares, name) for name in UNMET)
    return {name: alone * getattr(shares, name) / total for name in UNMET} if total else {}


def _asking(settings: Settings, mode: SamplingMode) -> float:
    """How often a conversation that is not alone asks for a value."""
    first = _share_of_mode(settings, mode, SamplingMode.CLARIFICATION_FIRST)
    return first + (1 - first) * settings.generator.clarification_share


def declared(settings: Settings, mode: SamplingMode) -> Mapping[str, float]:
    """The share of conversations that shall show each controlled behaviour, in a run of that mode."""
    shares, alone = settings.generator, _alone_share(settings, mode)
    parallel = _share_of_mode(settings, mode, SamplingMode.PARALLEL) * (1 - alone)
    unmet = {_TAGS[outcome].value: getattr(shares, name) for name, outcome in _UNMET.items()}
    alone_and_asked = _relative(shares, alone).get("missing_value_share", 0.0)
    # Of those that are not alone a missing value is asked for too, whatever else is.
    asked = (1 - alone) * _asking(settings, mode) + alone_and_asked
    asked += (shares.missing_value_share - alone_and_asked) * (1 - _asking(settings, mode))
    return {
        Behaviour.CLARIFICATION.value: asked,
        Behaviour.CLARIFICATION_DETOUR.value: shares.detour_share,
        Behaviour.TWO_INTENTS.value: shares.two_intents_share,
        Behaviour.LONG_RANGE_REFERENCE.value: shares.long_range_share * (1 - alone - parallel),
        Behaviour.PARALLEL_CALLS.value: parallel,
        Behaviour.PARALLEL_THEN_DEPENDENT.value: shares.parallel_then_dependent_share * parallel,
        **{twist.value: getattr(shares, name) for name, twist in _TWISTS.items()},
        **unmet,
    }


def declared_decisions(shares: GeneratorSettings) -> Mapping[str, float]:
    """How often the assistant shall call, ask, refuse and answer at decision points."""
    return {
        "call": shares.decide_call,
        "ask": shares.decide_ask,
        "refuse": shares.decide_refuse,
        "answer": shares.decide_answer,
    }


def declared_profiles(shares: GeneratorSettings) -> Mapping[str, float]:
    """The share of each profile of distractors; where nothing but an unmet request stands, `none` becomes `three`."""
    total = sum(getattr(shares, name) for name in PROFILES)
    return {profile.value: getattr(shares, name) / total for name, profile in _PROFILES.items()}


def differing(wanted: Wanted, shown: Sequence[str]) -> str:
    """The first controlled behaviour, by name, that is shown and not wanted or the reverse; "" where all agree."""
    return min(wanted.tags ^ (CONTROLLED & set(shown)), default="")
