"""What a person speaks of again without saying it: "in the same city", "on the same day", "under the same name".

A value of one of these kinds, told for one matter, may serve another: the writer has words for it
(`writer/phrases/recalls.yaml`). They are plain only where nothing else of that kind was told.
"""

from .kinds import Kind

RECALLABLE = frozenset(
    {Kind.CITY, Kind.COUNTRY, Kind.REGION, Kind.ADDRESS, Kind.POSTAL_CODE, Kind.AIRPORT_CODE, Kind.DATE, Kind.YEAR}
    | {Kind.CURRENCY_CODE, Kind.LANGUAGE, Kind.PERSON_NAME, Kind.EMAIL, Kind.PHONE, Kind.COMPANY, Kind.TEAM, Kind.SPORT}
    | {Kind.STOCK_SYMBOL, Kind.CRYPTO_SYMBOL, Kind.CUISINE, Kind.INGREDIENT}
)
