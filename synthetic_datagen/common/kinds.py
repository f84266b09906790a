"""What a value means, apart from how it is spelled: semantic kinds, intents, value types, origins.

parameter `dest`  ->  ValueType.STRING, Kind.CITY
parameter `hotel_id`  ->  ValueType.STRING, Kind.ENTITY_ID with entity "hotel"
"""

from enum import StrEnum


class ValueType(StrEnum):
    """JSON types of parameters and fields (`null` never stands alone)."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    ARRAY = "array"
    OBJECT = "object"


class Intent(StrEnum):
    """What an endpoint does to the world."""

    SEARCH = "search"  # many entities by conditions that the caller gives
    LIST = "list"  # many entities, no condition needed
    GET = "get"  # one entity, or one reading (weather, price), by id or key
    CREATE = "create"  # adds an entity: book, order, post, register, send
    UPDATE = "update"  # changes an entity
    DELETE = "delete"  # removes or cancels an entity
    COMPUTE = "compute"  # a function of its arguments alone: convert, translate, validate, generate
    OTHER = "other"

    @property
    def writes(self) -> bool:
        """Whether a successful call changes the world's state."""
        return self in _WRITES

    @property
    def many(self) -> bool:
        """Whether the answer is a list of entities."""
        return self in _MANY


_WRITES = frozenset({Intent.CREATE, Intent.UPDATE, Intent.DELETE})
_MANY = frozenset({Intent.SEARCH, Intent.LIST})


class Origin(StrEnum):
    """Where the knowledge of an output field comes from, best first."""

    SCHEMA = "schema"
    BODY = "body"
    TEST_ENDPOINT = "test_endpoint"
    TEMPLATE_RESPONSE = "template_response"
    INFERRED = "inferred"


class Kind(StrEnum):
    """Semantic kinds. `graph/semantics.py` says how each is recognised, `world/values.py` how its values are made."""

    # places
    CITY = "city"
    COUNTRY = "country"
    COUNTRY_CODE = "country_code"
    REGION = "region"
    ADDRESS = "address"
    POSTAL_CODE = "postal_code"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    GEOPOINT = "geopoint"
    TIMEZONE = "timezone"
    AIRPORT_CODE = "airport_code"
    # money
    PRICE = "price"
    AMOUNT = "amount"
    CURRENCY_CODE = "currency_code"
    # time
    DATE = "date"
    START_DATE = "start_date"
    END_DATE = "end_date"
    TIME = "time"
    DATETIME = "datetime"
    TIMESTAMP = "timestamp"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    WEEKDAY = "weekday"
    DURATION = "duration"
    # people
    PERSON_NAME = "person_name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    EMAIL = "email"
    PHONE = "phone"
    USERNAME = "username"
    AGE = "age"
    GENDER = "gender"
    COMPANY = "company"
    JOB_TITLE = "job_title"
    # markets
    STOCK_SYMBOL = "stock_symbol"
    CRYPTO_SYMBOL = "crypto_symbol"
    # words
    QUERY = "query"
    TEXT = "text"
    TITLE = "title"
    NAME = "name"
    DESCRIPTION = "description"
    KEYWORD = "keyword"
    WORD = "word"
    CATEGORY = "category"
    GENRE = "genre"
    SPORT = "sport"
    TEAM = "team"
    CUISINE = "cuisine"
    INGREDIENT = "ingredient"
    COLOR = "color"
    TAG = "tag"
    LANGUAGE = "language"
    LANGUAGE_CODE = "language_code"
    LOCALE = "locale"
    # web
    URL = "url"
    IMAGE_URL = "image_url"
    DOMAIN = "domain"
    IP_ADDRESS = "ip_address"
    # measures
    QUANTITY = "quantity"
    COUNT = "count"
    RATING = "rating"
    PERCENTAGE = "percentage"
    TEMPERATURE = "temperature"
    DISTANCE = "distance"
    WEIGHT = "weight"
    HEIGHT = "height"
    WIDTH = "width"
    SPEED = "speed"
    HUMIDITY = "humidity"
    WEATHER_CONDITION = "weather_condition"
    CALORIES = "calories"
    NUMBER = "number"
    # identity and state
    ENTITY_ID = "entity_id"  # names its entity in `.entity`
    CODE = "code"  # confirmation, tracking, ISBN, VIN and other codes that are no entity's id
    STATUS = "status"
    FLAG = "flag"
    CHOICE = "choice"  # one of the values in `.enum`
    # control of the call itself
    PAGE = "page"
    LIMIT = "limit"
    OFFSET = "offset"
    CURSOR = "cursor"
    SORT_BY = "sort_by"
    SORT_ORDER = "sort_order"
    FORMAT = "format"
    UNITS = "units"
    FIELDS = "fields"
    INTERVAL = "interval"
    # never made up, never emitted
    CREDENTIAL = "credential"
    UNKNOWN = "unknown"
