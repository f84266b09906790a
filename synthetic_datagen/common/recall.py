"""What a person speaks of again without saying it: "in the same city", "on the same day".

A value of one of these kinds, told for one matter, may serve another: the writer has words for it.
"""

from .kinds import Kind

RECALLABLE = frozenset({Kind.CITY, Kind.COUNTRY, Kind.DATE, Kind.CURRENCY_CODE, Kind.EMAIL, Kind.COMPANY})
