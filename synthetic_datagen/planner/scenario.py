"""What one user's situation holds in common: places, people, days and topics from which all slot values are drawn.

    Scenario.of(rng, "hotel").facets("hotel", "to")   Facets(place=Lyon, day=2026-09-04, person=Emma Novak, ...)

Two parameters of one conversation that mean the same (the city to travel to) thereby get the same value, and two that
must differ (origin and destination) get different ones.
"""

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ..world.facets import Facets, Person, first_day, person
from ..world.lexicon import Place, places


@dataclass(frozen=True, slots=True)
class Scenario:
    """The facts of one user's situation."""

    home: Place
    away: Place
    owner: Person
    day: date

    @classmethod
    def of(cls, rng: random.Random) -> "Scenario":
        """A situation drawn by `rng`; home and away always differ."""
        home, away = rng.sample(places(), 2)
        return cls(home, away, person(rng.getrandbits(64)), first_day(rng.getrandbits(64)))

    def facets(self, entity: str, end: str, local_money: bool = True) -> Facets:
        """What a value about `entity` draws from; `end` is the journey's end that its name speaks of."""
        place = self.home if end == "from" else self.away
        currency = place.currency if local_money else "USD"
        return Facets(entity, place, self.owner, self.day, currency, (place.latitude, place.longitude))

    def moved(self, rng: random.Random) -> "Scenario":
        """The same user with another destination and a later day: for a second request of the same kind."""
        others = [place for place in rng.sample(places(), 3) if place not in (self.home, self.away)]
        return replace(self, away=others[0], day=self.day + timedelta(days=3 + rng.randrange(20)))
