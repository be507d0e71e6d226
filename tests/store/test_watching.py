import pytest
from telling import Act, told

from reportedly.errors import NotFoundError
from reportedly.resolve import resolve
from reportedly.store import Filter, Store

NOW = "2024-01-01T00:00:00+00:00"
SOON = "2024-01-01T00:01:00+00:00"
LATER = "2024-01-01T06:00:00+00:00"
LETTER = Act("Vladimir Putin", "Kim Jong Un", date="2022-08-15")


def add(store: Store, id: str, act: Act = LETTER) -> None:
    report = told(id, act, published="2022-08-16")
    found = resolve(report, store)
    store.add(report, found.claims, found.links, now=NOW)


def compose(event, claims):
    return f"{event.id} {len(claims)}"


@pytest.fixture
def search(store):
    add(store, "before")
    return store.watches.save("ann", "Letters", "actor=PRK", feed_key="key", webhook="https://example.org/hook", secret="s", now=NOW)


def test_a_search_is_its_owners_alone(store, search):
    assert store.watches.searches("ann") == [search]
    assert store.watches.searches("bob") == []
    assert store.watches.of_feed("key") == search
    for ask in (lambda: store.watches.search(search.id, person="bob"), lambda: store.watches.of_feed("other")):
        with pytest.raises(NotFoundError):
            ask()
    with pytest.raises(NotFoundError):
        store.watches.remove(search.id, person="bob")
    store.watches.remove(search.id, person="ann")
    assert store.watches.searches() == []


def test_each_new_claim_is_told_once(store, search):
    wanted = Filter(actors=("North Korea",))
    assert store.watches.enqueue(search, wanted, compose, now=NOW) == 0, "what was there before is no news"
    add(store, "a")
    add(store, "b", Act("Russia", "United States", date="2022-08-15"))
    add(store, "c")
    assert store.watches.enqueue(search, wanted, compose, now=NOW) == 1
    assert store.watches.enqueue(search, wanted, compose, now=LATER) == 0
    (message,) = store.watches.deliveries(search.id)
    assert message.body.endswith(" 2")
    add(store, "d")
    assert store.watches.enqueue(search, wanted, compose, now=LATER) == 1


def test_a_message_is_taken_by_one_and_tried_again_later(store, search, reopen):
    add(store, "a")
    store.watches.enqueue(search, Filter(), compose, now=NOW)
    ((message, of),) = store.watches.take(again_at=SOON, now=NOW)
    assert (of, message.tries) == (search, 1)
    with reopen() as other:
        assert other.watches.take(again_at=SOON, now=NOW) == []
    store.watches.failed(message.id, "refused", again_at=LATER, now=NOW)
    assert store.watches.take(again_at=LATER, now=SOON) == []
    ((message, _),) = store.watches.take(again_at="2025", now=LATER)
    assert (message.tries, message.error) == (2, "refused")
    store.watches.sent(message.id, now=LATER)
    assert store.watches.take(again_at="2025", now="2026") == []
    (message,) = store.watches.deliveries(search.id)
    assert (message.state, message.done_at) == ("sent", LATER)


def test_a_message_is_given_up(store, search):
    add(store, "a")
    store.watches.enqueue(search, Filter(), compose, now=NOW)
    ((message, _),) = store.watches.take(again_at=SOON, now=NOW)
    store.watches.failed(message.id, "gone", again_at=None, now=NOW)
    assert store.watches.take(again_at="2026", now="2026") == []
    assert store.watches.deliveries(search.id)[0].state == "given up"


def test_what_came_last_is_first(store):
    add(store, "a", Act("Russia", "United States", date="2023-01-01"))
    add(store, "b")
    assert [event.claims[0].claim.report for event, _ in store.watches.recent(Filter())] == ["b", "a"]
    assert [at for _, at in store.watches.recent(Filter(actors=("PRK",)))] == [NOW]
