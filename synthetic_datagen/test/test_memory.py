"""The keyword store: finds what shares terms, in constant memory."""

from hypothesis import given
from hypothesis import strategies as st

from synthetic_datagen.memory.store import KeywordStore, MemoryEntry

TERMS = st.lists(st.sampled_from("abcdef"), min_size=1, max_size=4).map(tuple)


def filled(*terms: tuple[str, ...], capacity: int = 2048) -> KeywordStore:
    store = KeywordStore(capacity)
    for index, each in enumerate(terms):
        store.add(MemoryEntry(index, each))
    return store


def test_memory_finds_the_entry_that_shares_most_terms() -> None:
    store = filled(("hotel", "paris"), ("flight", "paris"), ("hotel", "rome"))
    hits = store.search(("hotel", "paris", "spa"), limit=2)
    assert hits[0].entry.index == 0
    assert hits[0].similarity == 2 / 3


def test_memory_without_shared_terms_finds_nothing() -> None:
    assert filled(("a", "b")).search(("c",), limit=3) == ()


def test_memory_forgets_the_oldest_entry_when_full() -> None:
    store = filled(("a",), ("b",), ("c",), capacity=2)
    assert store.search(("a",), limit=1) == ()
    assert store.count() == 3


@given(st.lists(TERMS, max_size=12), TERMS)
def test_memory_similarity_is_the_jaccard_similarity_of_the_terms(entries: list[tuple[str, ...]], wanted) -> None:  # type: ignore[no-untyped-def]
    best = max((len({*e} & {*wanted}) / len({*e} | {*wanted}) for e in entries), default=0)
    hits = filled(*entries).search(wanted, limit=len(entries) or 1)
    assert (hits[0].similarity if hits else 0) == best


@given(st.lists(TERMS, max_size=40), st.integers(1, 5))
def test_memory_holds_no_posting_of_what_it_forgot(entries: list[tuple[str, ...]], capacity: int) -> None:
    store = filled(*entries, capacity=capacity)
    found = {hit.entry.index for term in "abcdef" for hit in store.search((term,), limit=50)}
    assert found == set(range(max(0, len(entries) - capacity), len(entries)))
