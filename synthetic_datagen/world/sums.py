"""Relations of numbers: totals and their parts, what lies between the least and the most, gains and losses.

price_per_night 120, nights 3 -> total_price 360      subtotal 90, tax 18 -> total 108      low <= open, close <= high
"""

from collections.abc import Callable, Mapping

from ..common.json_types import Json
from ..common.kinds import Kind
from .facets import ValueSpec
from .relations import MONEY, NUMBERS, Fields, Relation, Relations, Rule, Sight, named, only, words_of
from .roles import name_words
from .spans import day_of, first_and_last

_TOTALS = frozenset({"total", "price", "cost", "amount", "charge", "fare", "sum", "grand", "order", "booking"})
_SUBTOTALS = ("subtotal", "sub_total", "subtotal_price", "subtotal_amount")
_ADDED = frozenset({"tax", "taxes", "vat", "fee", "fees", "shipping", "tip", "surcharge", "delivery"})
# What a price is for one of, and the fields that say of how many.
_COUNTED = {
    "night": ("nights", "num_nights", "number_of_nights", "night_count"),
    "day": ("days", "num_days", "number_of_days", "rental_days", "duration_days"),
    "hour": ("hours", "duration_hours", "num_hours"),
    "page": ("page_count", "pages", "num_pages"),
    "word": ("word_count", "words"),
    "person": ("persons", "people", "guests", "participants", "travelers", "passengers", "party_size"),
    "ticket": ("tickets", "quantity", "ticket_count", "num_tickets"),
    "seat": ("seats", "num_seats"),
    "unit": ("quantity", "qty", "units"),
    "item": ("quantity", "qty", "items"),
}
_PLAIN_COUNTS = ("quantity", "qty", "passengers", "tickets", "seats", "travelers", "persons")


def totals(fields: Fields) -> Relations:
    """A total is the price of one times how many, with what is added; or the subtotal with what is added."""
    money = {name: spec for name, spec in fields.items() if spec.kind in MONEY}
    whole = only(spec for spec in money.values() if "total" in words_of(spec) and words_of(spec) <= _TOTALS)
    part = named(money, *_SUBTOTALS)
    product = _product(fields, money)
    added = tuple(spec for spec in money.values() if spec not in (whole, part) and _is_added(spec))
    cut = only(spec for spec in money.values() if name_words(spec.name) in (("discount",), ("discount", "amount")))
    made: dict[str, Relation] = {}
    if part is not None and product is not None:
        made[part.name] = Relation(product, ())
    base: Rule | None = (lambda sight: sight.number(part)) if part is not None else product
    if base is None:
        return made
    made |= _shares(added, cut, base)
    if whole is not None:
        made[whole.name] = Relation(lambda sight: _sum(sight, base, added, cut), ())
    return made


def _is_added(spec: ValueSpec) -> bool:
    said = words_of(spec)
    return bool(said & _ADDED) and not said & {"per", "total", "rate"}


def _shares(added: tuple[ValueSpec, ...], cut: ValueSpec | None, base: Rule) -> Mapping[str, Relation]:
    """Taxes and discounts are a share of what they are of."""
    taxes = [spec for spec in added if words_of(spec) & {"tax", "taxes", "vat"}]

    def share(percents: tuple[int, ...]) -> Rule:
        def rule(sight: Sight) -> Json:
            of = base(sight)
            return None if of is None else round(of * percents[sight.draw % len(percents)] / 100, 2)

        return rule

    made = {spec.name: Relation(share((5, 7, 10, 20)), (), certain=False) for spec in taxes}
    return made if cut is None else made | {cut.name: Relation(share((5, 10, 15)), (), certain=False)}


def _sum(sight: Sight, base: Rule, added: tuple[ValueSpec, ...], cut: ValueSpec | None) -> Json:
    parts = [base(sight), *(sight.number(spec) for spec in added)]
    less = 0.0 if cut is None else sight.number(cut)
    if less is None or any(part is None for part in parts):
        return None
    return round(sum(parts) - less, 2)


def _product(fields: Fields, money: Fields) -> Rule | None:
    """The price of one times how many; None where it is not certain what is counted."""
    units = [(spec, sort) for spec in money.values() if (sort := _priced_by(spec))]
    if len(units) == 1:
        unit, sort = units[0]
        count = _counted(fields, sort)
    else:
        plain = named(money, "price", "fare")
        quantity = [spec for name in _PLAIN_COUNTS if (spec := named(fields, name))]
        if units or plain is None or len(quantity) != 1:
            return None
        unit, count = plain, lambda sight: sight.number(quantity[0])
    if count is None:
        return None
    many = count

    def rule(sight: Sight) -> Json:
        each, how_many = sight.number(unit), many(sight)
        return None if each is None or how_many is None else round(each * how_many, 2)

    return rule


def _priced_by(spec: ValueSpec) -> str:
    """What a price is for one of: "night" of `price_per_night`, "unit" of `unit_price`; "" where that is not said."""
    said = name_words(spec.name)
    if "per" in said[:-1]:
        sort = said[said.index("per") + 1]
        return sort if sort in _COUNTED else ""
    return {"nightly": "night", "daily": "day", "hourly": "hour", "unit": "unit", "ticket": "ticket"}.get(said[0], "")


def _counted(fields: Fields, sort: str) -> Callable[[Sight], float | None] | None:
    """How many nights, pages or tickets there are."""
    spec = named(fields, *_COUNTED[sort])
    if spec is not None:
        return lambda sight: sight.number(spec)
    start, end = first_and_last(fields)
    if sort not in ("night", "day") or start is None or end is None:
        return None
    return lambda sight: _days(sight, start, end)


def _days(sight: Sight, start: ValueSpec, end: ValueSpec) -> float | None:
    first, last = day_of(sight.get(start)), day_of(sight.get(end))
    return None if first is None or last is None or last <= first else (last - first).days


_LOW = frozenset({"min", "minimum", "low", "lowest"})
_HIGH = frozenset({"max", "maximum", "high", "highest"})
_MID = frozenset({"avg", "average", "mean", "median", "mid"})
_UNBOUNDED = frozenset({Kind.TEMPERATURE, Kind.RATING, Kind.YEAR, Kind.ENTITY_ID, Kind.TIMESTAMP, Kind.PERCENTAGE})


def between(fields: Fields) -> Relations:
    """The least is below what is usual, and the most above it."""
    groups: dict[frozenset[str], dict[str, ValueSpec]] = {}
    for spec in fields.values():
        said = words_of(spec)
        if spec.type in NUMBERS and spec.kind not in _UNBOUNDED and not said & {"open", "close", "total"}:
            place = "low" if said & _LOW else "high" if said & _HIGH else "mid" if said & _MID else "plain"
            groups.setdefault(said - _LOW - _HIGH - _MID, {}).setdefault(place, spec)
    made: dict[str, Relation] = {}
    for group in groups.values():
        centre = group.get("mid") or group.get("plain") or group.get("low")
        for place, (least, most) in {"low": (0.6, 0.95), "high": (1.05, 1.5)}.items():
            if centre is not None and place in group and group[place] is not centre:
                made[group[place].name] = Relation(_scaled(centre, least, most), (centre.name,), certain=False)
    return made


def _scaled(centre: ValueSpec, least: float, most: float) -> Rule:
    def rule(sight: Sight) -> Json:
        value = sight.number(centre)
        if value is None:
            return None
        scaled = value * (least + (most - least) * (sight.draw % 101) / 100)
        return float(round(scaled)) if value.is_integer() and abs(value) >= 20 else round(scaled, 2)

    return rule


def candle(fields: Fields) -> Relations:
    """A day's prices: the lowest is below, the highest above where it opened and closed."""
    closed = named(fields, "close", "close_price", "closing_price", "price", "last_price", "last", "c")
    low, high = named(fields, "low", "day_low", "low_price", "l"), named(fields, "high", "day_high", "high_price", "h")
    opened = named(fields, "open", "open_price", "opening_price", "o")
    if closed is None or low is None or high is None:
        return {}
    ends = tuple(spec for spec in (closed, opened) if spec is not None)
    made = {
        low.name: Relation(_beyond(ends, min, -1), tuple(spec.name for spec in ends), certain=False),
        high.name: Relation(_beyond(ends, max, 1), tuple(spec.name for spec in ends), certain=False),
    }
    if opened is not None:
        made[opened.name] = Relation(_scaled(closed, 0.97, 1.03), (closed.name,), certain=False)
    return made


def _beyond(ends: tuple[ValueSpec, ...], furthest: Callable[[list[float]], float], sign: int) -> Rule:
    def rule(sight: Sight) -> Json:
        values = [value for spec in ends if (value := sight.number(spec)) is not None]
        return round(furthest(values) * (1 + sign * (sight.draw % 25) / 1000), 2) if values else None

    return rule


def change(fields: Fields) -> Relations:
    """A change is the difference from the close before, and its share of that."""
    price = named(fields, "price", "current_price", "last_price", "close", "close_price")
    before = named(fields, "previous_close", "prev_close", "previous_price")
    difference = named(fields, "change", "price_change", "change_amount")
    share = named(fields, "percent_change", "change_percent", "change_percentage", "price_change_percent")
    if price is None or share is None or (before is None and difference is None):
        return {}

    def was(sight: Sight) -> float | None:
        now, percent = sight.number(price), sight.number(share)
        return None if now is None or percent is None or percent <= -100 else round(now / (1 + percent / 100), 2)

    def by(sight: Sight) -> Json:
        now, then = sight.number(price), was(sight)
        return None if now is None or then is None else round(now - then, 2)

    rules = ((before, was), (difference, by))
    return {spec.name: Relation(rule, (price.name, share.name)) for spec, rule in rules if spec is not None}


def reduced(fields: Fields) -> Relations:
    """What it cost before is above what it costs now, by the discount."""
    now = named(fields, "price", "new_price", "sale_price", "current_price", "discounted_price", "deal_price")
    before = named(fields, "original_price", "list_price", "regular_price", "old_price", "was_price", "retail_price")
    if now is None or before is None or now is before:
        return {}
    share = named(fields, "discount_percent", "discount_percentage", "percent_off", "discount_rate")

    def cost(sight: Sight) -> Json:
        price, off = sight.number(now), _off(sight, share)
        return None if price is None or not 0 <= off < 100 else round(price / (1 - off / 100), 2)

    made = {before.name: Relation(cost, (now.name,), certain=False)}
    if share is not None:
        made[share.name] = Relation(lambda sight: 5 * (1 + sight.draw % 8), (), certain=False)
    return made


def _off(sight: Sight, share: ValueSpec | None) -> float:
    said = sight.number(share)
    return 5 * (1 + sight.draw % 8) if said is None else said


def remainder(fields: Fields) -> Relations:
    """What is left of a quota is what was not used."""
    whole = named(fields, "total", "limit", "quota", "capacity", "total_spots", "total_seats")
    used = named(fields, "used", "taken", "occupied", "consumed")
    left = named(fields, "remaining", "left", "available", "free")
    if whole is None or used is None or left is None or any(one.type not in NUMBERS for one in (whole, used, left)):
        return {}

    def spent(sight: Sight) -> Json:
        of = sight.number(whole)
        return None if of is None else float(int(of * (sight.draw % 90) / 100))

    def rest(sight: Sight) -> Json:
        of, gone = sight.number(whole), sight.number(used)
        return None if of is None or gone is None or gone > of else of - gone

    made = {used.name: Relation(spent, (whole.name,), certain=False)}
    return made | {left.name: Relation(rest, (whole.name, used.name))}


def season(fields: Fields) -> Relations:
    """Games played are those won, drawn and lost; the goal difference is that of the goals."""
    won, drawn = named(fields, "wins", "won", "win"), named(fields, "draws", "drawn", "draw", "ties")
    lost = named(fields, "losses", "lost", "loss", "defeats")
    played = named(fields, "played", "games_played", "matches_played", "games", "matches")
    made: dict[str, Relation] = {}
    if played is not None and won is not None and lost is not None and played.type in NUMBERS:
        parts = tuple(spec for spec in (won, drawn, lost) if spec is not None)
        made[played.name] = Relation(_added(parts, (1,) * len(parts)), tuple(spec.name for spec in parts))
    scored, conceded = named(fields, "goals_for", "scored"), named(fields, "goals_against", "conceded")
    apart = named(fields, "goal_difference", "goal_diff", "goals_difference")
    if scored is not None and conceded is not None and apart is not None:
        made[apart.name] = Relation(_added((scored, conceded), (1, -1)), (scored.name, conceded.name))
    return made


def nutrition(fields: Fields) -> Relations:
    """Energy goes by the nutrients: 4 kcal a gram of protein and carbohydrate, 9 of fat."""
    calories = only(spec for spec in fields.values() if spec.kind is Kind.CALORIES and spec.type in NUMBERS)
    parts = [
        named(fields, f"{part}_grams", f"{part}_g", part, f"{plural}_grams", plural)
        for part, plural in (("protein", "proteins"), ("carbohydrate", "carbohydrates"), ("fat", "fats"))
    ]
    if calories is None or any(part is None or part.type not in NUMBERS for part in parts):
        return {}
    known = tuple(part for part in parts if part is not None)
    return {calories.name: Relation(_added(known, (4, 4, 9)), tuple(part.name for part in known))}


def _added(parts: tuple[ValueSpec, ...], times: tuple[int, ...]) -> Rule:
    def rule(sight: Sight) -> Json:
        values = [sight.number(part) for part in parts]
        if any(value is None for value in values):
            return None
        return round(sum(value * time for value, time in zip(values, times, strict=True) if value is not None), 2)

    return rule
