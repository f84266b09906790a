"""What one user's situation holds in common: places, people, days and topics from which all slot values are drawn.

    Scenario.of(rng).facets("hotel", "to")   FixedFacets(place=Lyon, day=2026-09-04, person=Emma Novak, ...)

Two parameters of one conversation that mean the same (the city to travel to) thereby get the same value, and two that
must differ (origin and destination) get different ones. The days that a user has in mind are told from `today`: most
lie in the weeks after it, what is over in the weeks before it.
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from ..world.addresses import spot_near
from ..world.facets import FixedFacets, Person, first_day, person
from ..world.lexicon import Place, places
from .tenses import Tense

_AHEAD = 70  # days after today at most; ends and changes of a first day lie up to 18 days later
_SPANS = (7, 21, _AHEAD)  # days within which a first day lies, each as often
_BEFORE = (10, 40)  # days before today within which something over began; it ends 2 to 9 days later
_LATELY = 12  # days before today within which a single day that is over lies
_FIRST_BIRTH = date(1950, 1, 1)
_BIRTHS = 55 * 365


@dataclass(frozen=True, slots=True)
class Scenario:
    """The facts of one user's situation."""

    home: Place
    away: Place
    owner: Person
    today: date
    day: date  # the first day that the user has in mind
    corner: int  # a draw of the situation: where in a city the addresses lie, and who else it is about

    @classmethod
    def of(cls, rng: random.Random) -> "Scenario":
        """A situation drawn by `rng`; home and away always differ."""
        home, away = _some_places(rng, 2)
        owner, today = person(rng.getrandbits(64)), first_day(rng.getrandbits(64))
        return cls(
            home, away, owner, today, today + timedelta(days=1 + rng.randrange(rng.choice(_SPANS))), rng.getrandbits(32)
        )

    def facets(self, entity: str, end: str, local_money: bool = True, day: date | None = None) -> FixedFacets:
        """What a value about `entity` draws from; `end` is the journey's end that its name speaks of.

        `day` stands in for the first day that the user has in mind.
        """
        place = self.home if end == "from" else self.away
        currency = place.currency if local_money else "USD"
        return FixedFacets(
            entity, place, self.owner, day or self.day, currency, spot_near(place, self.corner), self.corner
        )

    def day_in(self, tense: Tense, lasting: bool, draw: int) -> date:
        """The first day for a parameter of that tense; `lasting` where a later one may belong to it."""
        if tense is Tense.BORN:
            return _FIRST_BIRTH + timedelta(days=(draw >> 9) % _BIRTHS)
        if tense is not Tense.PAST:
            return self.day
        if not lasting:
            return self.today - timedelta(days=1 + (draw >> 9) % _LATELY)
        # As far back as the day to come is ahead, so that moving the scenario moves this day as well.
        least, most = _BEFORE
        return self.today - timedelta(days=least + (self.day - self.today).days % (most - least))

    def moved(self, rng: random.Random) -> "Scenario":
        """The same user with another destination and a later day: for a second request of the same kind."""
        other = next(place for place in _some_places(rng, 3) if place not in (self.home, self.away))
        ahead = (self.day - self.today).days + 3 + rng.randrange(20)
        day = self.today + timedelta(days=1 + (ahead - 1) % _AHEAD)
        return Scenario(self.home, other, self.owner, self.today, day, self.corner)


def _some_places(rng: random.Random, count: int) -> list[Place]:
    """That many different places, drawn as `rng.sample` draws a few of many, and in a third of its time."""
    numbers: dict[int, None] = {}
    while len(numbers) < count:
        numbers[rng.randrange(len(places()))] = None
    return [places()[number] for number in numbers]
