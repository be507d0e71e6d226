"""Open stores for the threads that answer requests: a store is for one thread at a time."""

from collections.abc import Iterator
from contextlib import nullcontext
from queue import Empty, LifoQueue
from typing import Annotated

from fastapi import Depends, Request

from reportedly.store import Store, open_store


class Stores:
    """Stores that are open and idle; one more is opened when all are in use."""

    def __init__(self, db: str) -> None:
        self._db = db
        self._idle: LifoQueue[Store] = LifoQueue()

    def take(self) -> Store:
        """A store for the caller alone, until it is given back. Raises StoreError when it cannot be opened."""
        try:
            return self._idle.get_nowait()
        except Empty:
            return open_store(self._db, create=False)

    def give(self, store: Store) -> None:
        """Takes a store back."""
        self._idle.put(store)

    def close(self) -> None:
        """Closes all that are idle."""
        while True:
            try:
                self._idle.get_nowait().close()
            except Empty:
                return


def store_of(request: Request) -> Iterator[Store]:
    """A store for one request; the dependency behind `Opened`.

    What only reads is one transaction: a page of forty questions begins and ends it once, and sees one state of the store.
    """
    stores: Stores = request.app.state.stores
    store = stores.take()
    try:
        with store.looking() if request.method in _READING else nullcontext():
            yield store
    finally:
        stores.give(store)


_READING = ("GET", "HEAD")


Opened = Annotated[Store, Depends(store_of)]
"""The type of a route's parameter that is an open store. Routes that have one are `def`, so that they run in a thread."""
