"""The overlay of writes: what calls did to the state, in order."""

from synthetic_datagen.common.faults import Fault
from synthetic_datagen.test.small_world import world
from synthetic_datagen.world.overlay import Change, Overlay

NIGHT = {"check_in": "2026-09-01"}


def test_changes_are_the_writes_in_their_order() -> None:
    here = world()
    hotel = here.call("inn::search", {"city": "Paris"})["hotels"][0]["hotel_id"]
    id = here.call("inn::book", {"hotel_id": hotel, **NIGHT, "guest": "Emma Novak"})["booking_id"]
    here.call("inn::move", {"booking_id": id, "check_in": "2026-10-05"})
    here.call("inn::cancel", {"booking_id": id})
    address = f"inn|booking|{id}"
    assert here.changes() == (Change(address, "created"), Change(address, "updated"), Change(address, "deleted"))


def test_readings_and_failed_writes_change_nothing() -> None:
    here = world()
    here.call("inn::list_bookings", {})
    here.call("inn::book", {"hotel_id": "htl_1", **NIGHT, "guest": "Emma Novak"}, Fault.UPSTREAM_ERROR)
    here.call("inn::cancel", {"booking_id": "bkn_1"})
    here.call("inn::cancel", {"booking_id": "bkn_1"})
    assert [change.act for change in here.changes()] == ["deleted"]


def test_an_update_keeps_what_it_does_not_name() -> None:
    overlay = Overlay()
    overlay.create("inn|booking|b", {"guests": 2, "check_in": "2026-09-01"})
    overlay.update("inn|booking|b", {"guests": 3})
    assert overlay.written("inn|booking|b") == {"guests": 3, "check_in": "2026-09-01"}


def test_the_digest_is_of_the_state_and_not_of_how_it_came_about() -> None:
    long, short = Overlay(), Overlay()
    long.create("inn|booking|b", {"guests": 2})
    long.update("inn|booking|b", {"guests": 3})
    short.create("inn|booking|b", {"guests": 3})
    assert long.digest() == short.digest()
