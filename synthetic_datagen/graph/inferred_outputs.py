"""Outputs that no file declares, inferred from what the endpoint is for. All are marked Origin.INFERRED.

    SEARCH hotel "Search hotels by city and price"  ->  /total, /results/*/hotel_id, /results/*/name, /results/*/city, ...
    GET weather "Current weather of a city"         ->  /city, /temperature, /condition, /humidity, /wind_speed
    COMPUTE "Convert currency"                      ->  /from, /to, /amount, /converted_amount, /rate
    CREATE booking                                  ->  /booking_id, /status, and what was asked for

Where neither an entity nor a word of the description tells anything, there are no fields.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..common.kinds import Intent, Kind, Origin, ValueType
from ..common.pointers import escape
from ..common.tools import OutputField, Parameter
from .lexicon import lexicon

_S, _I, _N, _B = ValueType.STRING, ValueType.INTEGER, ValueType.NUMBER, ValueType.BOOLEAN
MOST_SUGGESTED = 8


@dataclass(frozen=True, slots=True)
class IdStyle:
    """How a tool spells and types the id of an entity, learned from its parameters."""

    name: str
    type: ValueType


@dataclass(frozen=True, slots=True)
class Subject:
    """What is known of the endpoint."""

    intent: Intent
    entity: str | None
    text: str  # name and description
    parameters: tuple[Parameter, ...]
    id_styles: Mapping[str, IdStyle]


@dataclass(frozen=True, slots=True)
class _Suggestion:
    pattern: re.Pattern[str]
    fields: tuple[tuple[str, Kind, ValueType], ...]


def _suggest(pattern: str, *fields: tuple[str, Kind, ValueType]) -> _Suggestion:
    return _Suggestion(re.compile(pattern, re.I), fields)


# Words of a name or description, and the fields that such an answer has.
SUGGESTIONS: tuple[_Suggestion, ...] = (
    _suggest(
        r"\bweather|\bforecasts?\b|\bclimate\b",
        ("temperature", Kind.TEMPERATURE, _N),
        ("condition", Kind.WEATHER_CONDITION, _S),
        ("humidity", Kind.HUMIDITY, _I),
        ("wind_speed", Kind.SPEED, _N),
    ),
    _suggest(r"\bforecasts?\b", ("date", Kind.DATE, _S)),
    _suggest(r"\btemperatures?\b", ("temperature", Kind.TEMPERATURE, _N)),
    _suggest(r"\bair quality\b|\baqi\b|\bpollution\b", ("aqi", Kind.NUMBER, _I), ("pm2_5", Kind.NUMBER, _N)),
    _suggest(r"\bexchange rates?\b|\bcurrency rates?\b|\bfx rates?\b", ("currency", Kind.CURRENCY_CODE, _S), ("rate", Kind.NUMBER, _N)),
    _suggest(r"\bstocks?\b|\btickers?\b|\bequit(?:y|ies)\b", ("symbol", Kind.STOCK_SYMBOL, _S), ("company_name", Kind.COMPANY, _S), ("price", Kind.PRICE, _N), ("currency", Kind.CURRENCY_CODE, _S)),
    _suggest(r"\bcrypto\w*|\bbitcoin\b|\bcoins?\b", ("symbol", Kind.CRYPTO_SYMBOL, _S), ("price", Kind.PRICE, _N)),
    _suggest(r"\bhotels?\b|\bhostels?\b|\baccommodations?\b", ("city", Kind.CITY, _S), ("address", Kind.ADDRESS, _S), ("rating", Kind.RATING, _N), ("price", Kind.PRICE, _N), ("currency", Kind.CURRENCY_CODE, _S)),
    _suggest(r"\bflights?\b", ("flight_number", Kind.CODE, _S), ("airline", Kind.COMPANY, _S), ("departure_airport", Kind.AIRPORT_CODE, _S), ("arrival_airport", Kind.AIRPORT_CODE, _S), ("departure_date", Kind.DATE, _S), ("price", Kind.PRICE, _N)),
    _suggest(r"\brestaurants?\b", ("address", Kind.ADDRESS, _S), ("city", Kind.CITY, _S), ("cuisine", Kind.CUISINE, _S), ("rating", Kind.RATING, _N)),
    _suggest(r"\bairports?\b", ("airport_code", Kind.AIRPORT_CODE, _S), ("city", Kind.CITY, _S), ("country", Kind.COUNTRY, _S)),
    _suggest(r"\bproducts?\b", ("price", Kind.PRICE, _N), ("currency", Kind.CURRENCY_CODE, _S), ("brand", Kind.COMPANY, _S), ("rating", Kind.RATING, _N), ("url", Kind.URL, _S)),
    _suggest(r"\bmovies?\b|\bfilms?\b|\bshows?\b|\bseries\b|\banime\b", ("year", Kind.YEAR, _I), ("genre", Kind.GENRE, _S), ("rating", Kind.RATING, _N), ("description", Kind.DESCRIPTION, _S)),
    _suggest(r"\bsongs?\b|\btracks?\b|\balbums?\b|\bmusic\b", ("artist", Kind.PERSON_NAME, _S), ("genre", Kind.GENRE, _S), ("duration", Kind.DURATION, _I)),
    _suggest(r"\bbooks?\b|\bnovels?\b", ("author", Kind.PERSON_NAME, _S), ("isbn", Kind.CODE, _S), ("year", Kind.YEAR, _I)),
    _suggest(r"\bnews\b|\barticles?\b|\bheadlines?\b|\bposts?\b|\bblogs?\b", ("url", Kind.URL, _S), ("author", Kind.PERSON_NAME, _S), ("published_at", Kind.DATETIME, _S), ("summary", Kind.DESCRIPTION, _S)),
    _suggest(r"\brecipes?\b|\bmeals?\b|\bcocktails?\b|\bdishes\b", ("calories", Kind.CALORIES, _I), ("duration_minutes", Kind.DURATION, _I), ("cuisine", Kind.CUISINE, _S)),
    _suggest(r"\bjobs?\b|\bvacanc(?:y|ies)\b", ("company", Kind.COMPANY, _S), ("city", Kind.CITY, _S), ("salary", Kind.PRICE, _N), ("url", Kind.URL, _S)),
    _suggest(r"\bpropert(?:y|ies)\b|\breal estate\b|\blistings?\b|\bapartments?\b|\bhouses?\b", ("address", Kind.ADDRESS, _S), ("city", Kind.CITY, _S), ("price", Kind.PRICE, _N), ("bedrooms", Kind.QUANTITY, _I)),
    _suggest(r"\bmatch(?:es)?\b|\bfixtures?\b|\blive scores?\b|\blivescores?\b", ("home_team", Kind.TEAM, _S), ("away_team", Kind.TEAM, _S), ("date", Kind.DATE, _S), ("status", Kind.STATUS, _S)),
    _suggest(r"\bplayers?\b", ("team", Kind.TEAM, _S), ("age", Kind.AGE, _I)),
    _suggest(r"\bstandings?\b|\bleague tables?\b", ("team", Kind.TEAM, _S), ("points", Kind.COUNT, _I), ("rank", Kind.NUMBER, _I)),
    _suggest(r"\bevents?\b|\bconcerts?\b", ("date", Kind.DATE, _S), ("city", Kind.CITY, _S), ("venue", Kind.NAME, _S)),
    _suggest(r"\bvideos?\b", ("url", Kind.URL, _S), ("views", Kind.COUNT, _I), ("duration", Kind.DURATION, _I)),
    _suggest(r"\bimages?\b|\bphotos?\b|\bpictures?\b|\bmemes?\b|\bgifs?\b", ("image_url", Kind.IMAGE_URL, _S)),
    _suggest(r"\bcountr(?:y|ies)\b", ("country", Kind.COUNTRY, _S), ("country_code", Kind.COUNTRY_CODE, _S)),
    _suggest(r"\bcit(?:y|ies)\b", ("city", Kind.CITY, _S), ("country", Kind.COUNTRY, _S)),
    _suggest(r"\bcurrenc(?:y|ies)\b", ("currency", Kind.CURRENCY_CODE, _S)),
    _suggest(r"\blanguages?\b", ("language", Kind.LANGUAGE, _S), ("language_code", Kind.LANGUAGE_CODE, _S)),
    _suggest(r"\btime ?zones?\b", ("timezone", Kind.TIMEZONE, _S)),
    _suggest(r"\bip address|\bgeolocat\w*|\bgeocod\w*|\bcoordinates?\b|\blatitude\b|\bnearby\b", ("latitude", Kind.LATITUDE, _N), ("longitude", Kind.LONGITUDE, _N), ("city", Kind.CITY, _S), ("country", Kind.COUNTRY, _S)),
    _suggest(r"\baddress(?:es)?\b", ("address", Kind.ADDRESS, _S)),
    _suggest(r"\bphone\b", ("phone", Kind.PHONE, _S)),
    _suggest(r"\bprices?\b|\bcosts?\b|\bfares?\b", ("price", Kind.PRICE, _N), ("currency", Kind.CURRENCY_CODE, _S)),
    _suggest(r"\bratings?\b|\bscores?\b", ("rating", Kind.RATING, _N)),
    _suggest(r"\breviews?\b", ("review", Kind.TEXT, _S), ("rating", Kind.RATING, _N), ("author", Kind.PERSON_NAME, _S)),
    _suggest(r"\bcategor(?:y|ies)\b", ("category", Kind.CATEGORY, _S)),
    _suggest(r"\bgenres?\b", ("genre", Kind.GENRE, _S)),
    _suggest(r"\bingredients?\b", ("ingredient", Kind.INGREDIENT, _S)),
    _suggest(r"\bnutrition\w*|\bcalories\b", ("calories", Kind.CALORIES, _I), ("protein", Kind.WEIGHT, _N)),
    _suggest(r"\bholidays?\b", ("name", Kind.NAME, _S), ("date", Kind.DATE, _S)),
    _suggest(r"\bhoroscopes?\b|\bquotes?\b(?!.*\bstocks?\b)|\bjokes?\b|\bfacts?\b|\badvice\b|\btrivia\b|\blyrics\b|\bpoems?\b|\bcomments?\b|\bmessages?\b", ("text", Kind.TEXT, _S)),
    _suggest(r"\bsynonyms?\b|\bantonyms?\b|\brhym\w+", ("word", Kind.WORD, _S)),
    _suggest(r"\bdefinitions?\b|\bmeanings?\b", ("definition", Kind.DESCRIPTION, _S)),
    _suggest(r"\bhashtags?\b", ("hashtag", Kind.TAG, _S)),
    _suggest(r"\bfollowers?\b", ("followers", Kind.COUNT, _I)),
    _suggest(r"\bdistances?\b", ("distance_km", Kind.DISTANCE, _N)),
    _suggest(r"\btrack(?:ing)?\b.{0,40}\b(?:package|parcel|shipment|order|delivery)\b|\bshipments?\b", ("status", Kind.STATUS, _S), ("tracking_number", Kind.CODE, _S), ("location", Kind.CITY, _S)),
    _suggest(r"\bdomains?\b", ("domain", Kind.DOMAIN, _S)),
    _suggest(r"\bstatus\b|\bavailab\w+", ("status", Kind.STATUS, _S)),
    _suggest(r"\bdates?\b|\bcalendar\b", ("date", Kind.DATE, _S)),
    _suggest(r"\btotal\b|\bcounts?\b|\bnumber of\b", ("count", Kind.COUNT, _I)),
    _suggest(r"\bdescriptions?\b|\bdetails?\b|\binformation\b", ("description", Kind.DESCRIPTION, _S)),
)  # fmt: skip

# What a computation answers, first fit.
RESULTS: tuple[_Suggestion, ...] = (
    _suggest(r"\bcurrenc|\bexchange\b|\bforex\b", ("converted_amount", Kind.AMOUNT, _N), ("rate", Kind.NUMBER, _N)),
    _suggest(r"\btranslat", ("translated_text", Kind.TEXT, _S)),
    _suggest(r"\bsummar", ("summary", Kind.DESCRIPTION, _S)),
    _suggest(r"\bsentiment|\bemotion", ("sentiment", Kind.CATEGORY, _S), ("score", Kind.PERCENTAGE, _N)),
    _suggest(r"\bdetect\w*\b.{0,20}\blanguage|\blanguage\b.{0,20}\bdetect", ("language_code", Kind.LANGUAGE_CODE, _S), ("confidence", Kind.PERCENTAGE, _N)),
    _suggest(r"\bvalidat|\bverif|\bis valid\b|\bcheck(?:s|er)?\b", ("is_valid", Kind.FLAG, _B), ("status", Kind.STATUS, _S)),
    _suggest(r"\bbmi\b|\bbody mass\b", ("bmi", Kind.NUMBER, _N), ("category", Kind.CATEGORY, _S)),
    _suggest(r"\bcalorie|\bbmr\b|\btdee\b", ("calories", Kind.CALORIES, _I)),
    _suggest(r"\bmortgage|\bloan\b", ("monthly_payment", Kind.AMOUNT, _N), ("total_interest", Kind.AMOUNT, _N)),
    _suggest(r"\bdistance", ("distance_km", Kind.DISTANCE, _N), ("duration_minutes", Kind.DURATION, _I)),
    _suggest(r"\bqr\b|\bbarcode|\bimage|\bphoto|\bscreenshot|\bmeme|\blogo|\bavatar|\bchart", ("image_url", Kind.IMAGE_URL, _S)),
    _suggest(r"\bshort(?:en)?\b.{0,20}\b(?:url|link)|\b(?:url|link)\b.{0,20}\bshort", ("short_url", Kind.URL, _S)),
    _suggest(r"\bpdf\b|\bdocument|\bdownload|\bvideo|\baudio|\bspeech", ("url", Kind.URL, _S)),
    _suggest(r"\bpassword", ("strength", Kind.CATEGORY, _S)),
    _suggest(r"\bgeocod|\bcoordinates", ("latitude", Kind.LATITUDE, _N), ("longitude", Kind.LONGITUDE, _N)),
    _suggest(r"\bsimilarity|\bcompare|\bplagiar|\bmatch\b", ("similarity", Kind.PERCENTAGE, _N)),
    _suggest(r"\bclassif|\bcategor", ("category", Kind.CATEGORY, _S), ("confidence", Kind.PERCENTAGE, _N)),
    _suggest(r"\bkeyword", ("keyword", Kind.KEYWORD, _S)),
    _suggest(r"\bcalculat|\bcomput|\bpredict|\bestimat|\bscore|\bconver(?:t|sion)|\bsolve|\brandom number", ("result", Kind.NUMBER, _N)),
    _suggest(r"\bhash|\bencrypt|\bencod|\buuid|\bguid", ("result", Kind.CODE, _S)),
    _suggest(r"\btext|\bsentence|\bword|\bgrammar|\bparaphras|\brewrit|\bcontent|\bname|\bcaption|\bemail|\bstory|\bquestion|\banswer|\bpoem|\blorem|\bquote", ("text", Kind.TEXT, _S)),
)  # fmt: skip

_TITLED = frozenset("movie book song article news video album show series episode post job course game track anime podcast film paper headline recipe blog story document".split())  # fmt: skip
# Readings, not things: they have a value and no id.
_READINGS = frozenset(
    "weather forecast climate temperature rate exchange_rate price stock_price horoscope joke fact quote advice time timezone time_zone distance"
    " air_quality traffic statistics history trend sentiment conversion translation definition meaning odds score lyrics lyric location"
    " coordinate coordinates balance status availability standing word synonym interest_rate tax_rate inflation humidity sunrise sunset".split()
)
# What of a call's arguments comes back in its answer.
_ECHOED = frozenset(
    {Kind.CITY, Kind.COUNTRY, Kind.COUNTRY_CODE, Kind.DATE, Kind.START_DATE, Kind.END_DATE, Kind.CURRENCY_CODE, Kind.AMOUNT, Kind.STOCK_SYMBOL,
     Kind.CRYPTO_SYMBOL, Kind.ENTITY_ID, Kind.EMAIL, Kind.USERNAME, Kind.IP_ADDRESS, Kind.DOMAIN, Kind.CODE, Kind.YEAR, Kind.LATITUDE, Kind.LONGITUDE,
     Kind.POSTAL_CODE, Kind.PERSON_NAME, Kind.TITLE, Kind.NAME, Kind.QUANTITY, Kind.TEAM, Kind.LANGUAGE_CODE, Kind.WORD, Kind.TIME, Kind.AIRPORT_CODE}
)  # fmt: skip
_MOST_ECHOES = 6


def inferred_fields(subject: Subject, most: int) -> tuple[OutputField, ...]:
    """Up to `most` fields, each path once; () where nothing can be said."""
    found: dict[str, OutputField] = {}
    for field in _FIELDS[subject.intent](subject):
        found.setdefault(field.path, field)
    fields = tuple(found.values())[:most]
    news = any(field.kind not in (Kind.COUNT, Kind.STATUS) and not _is_echo(field, subject) for field in fields)
    return fields if news or (subject.intent.writes and fields) else ()


def _is_echo(field: OutputField, subject: Subject) -> bool:
    return any(field.path == f"/{escape(parameter.name)}" for parameter in subject.parameters)


def _many(subject: Subject) -> Iterator[OutputField]:
    yield _field("/total", Kind.COUNT, _I)
    yield from _thing(subject, "/results/*")


def _one(subject: Subject) -> Iterator[OutputField]:
    yield from _echoes(subject)
    yield from _thing(subject, "")


def _created(subject: Subject) -> Iterator[OutputField]:
    if subject.entity is None:
        return
    yield _id(subject, "")
    yield _field("/status", Kind.STATUS, _S)
    yield from _echoes(subject)


def _changed(subject: Subject) -> Iterator[OutputField]:
    if subject.entity is not None:
        yield _id(subject, "")
    elif not any(parameter.kind is Kind.ENTITY_ID for parameter in subject.parameters):
        return
    yield from _echoes(subject)
    yield _field("/status", Kind.STATUS, _S)


def _computed(subject: Subject) -> Iterator[OutputField]:
    yield from _echoes(subject)
    for suggestion in RESULTS:
        if suggestion.pattern.search(subject.text):
            for name, kind, type_ in suggestion.fields:
                yield _field(f"/{name}", kind, type_)
            return


_FIELDS = {
    Intent.SEARCH: _many,
    Intent.LIST: _many,
    Intent.GET: _one,
    Intent.OTHER: _one,
    Intent.CREATE: _created,
    Intent.UPDATE: _changed,
    Intent.DELETE: _changed,
    Intent.COMPUTE: _computed,
}


def _thing(subject: Subject, base: str) -> Iterator[OutputField]:
    """The fields of one thing: its id and name unless it is a reading, then what the words suggest."""
    entity = subject.entity
    if entity and not _is_reading(entity):
        yield _id(subject, base)
        name, kind = ("title", Kind.TITLE) if entity in _TITLED else ("name", Kind.NAME)
        yield _field(f"{base}/{name}", kind, _S, entity)
    suggested = 0
    text = f"{(entity or '').replace('_', ' ')} {subject.text}"
    for suggestion in SUGGESTIONS:
        if suggested < MOST_SUGGESTED and suggestion.pattern.search(text):
            for name, kind, type_ in suggestion.fields:
                suggested += 1
                yield _field(f"{base}/{name}", kind, type_, entity if kind is Kind.NAME else None)


def _is_reading(entity: str) -> bool:
    return entity in _READINGS or (entity in lexicon().mass and entity not in _TITLED)


def _id(subject: Subject, base: str) -> OutputField:
    """The id, spelled and typed as the tool's own parameters spell and type it, so that one call can feed another."""
    entity = subject.entity or ""
    style = subject.id_styles.get(entity, IdStyle(f"{entity}_id", _S))
    return _field(f"{base}/{escape(style.name)}", Kind.ENTITY_ID, style.type, entity)


def _echoes(subject: Subject) -> Iterator[OutputField]:
    echoed = [
        parameter for parameter in subject.parameters if parameter.kind in _ECHOED and parameter.type in (_S, _I, _N)
    ]
    for parameter in sorted(echoed, key=lambda parameter: not parameter.required)[:_MOST_ECHOES]:
        if "*" not in parameter.name and (parameter.required or subject.intent.writes):
            yield _field(f"/{escape(parameter.name)}", parameter.kind, parameter.type, parameter.entity)


def _field(path: str, kind: Kind, type_: ValueType, entity: str | None = None) -> OutputField:
    return OutputField(path=path, type=type_, kind=kind, origin=Origin.INFERRED, entity=entity)
