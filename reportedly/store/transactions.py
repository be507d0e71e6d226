"""An open database with its transactions: one for each call, or one for many."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from reportedly.errors import StoreError
from reportedly.model import Claim
from reportedly.store.faces import Faces
from reportedly.store.faults import plainly

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from reportedly.store.dialect import Dialect


class Transactions(Faces):
    """The part of a store that opens and ends transactions, and keeps the cache of claims true to them."""

    def __init__(self, engine: "Engine", dialect: "Dialect") -> None:
        self._engine = engine
        self._dialect = dialect
        self._batch: Connection | None = None
        self._look: Connection | None = None
        self._whole = False
        self._failed: BaseException | None = None
        self._decoded: dict[int, Claim] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the store; nothing that a call has returned from is lost."""
        self._engine.dispose()

    @contextmanager
    def batch(self, *, whole: bool = False) -> Iterator[None]:
        """One transaction around several calls: all of them are kept, or on an exception none.

        Of a `whole` one nothing can be taken back alone: where a call fails all fails, even if its exception is caught.
        """
        with self._writing():
            before, self._whole = self._whole, whole
            try:
                yield
            finally:
                self._whole = before
            if self._failed:
                raise StoreError(f"A part of what was to be stored at once failed: {self._failed}") from self._failed

    @contextmanager
    def looking(self) -> Iterator[None]:
        """One transaction around several questions, which see one state of the store. Nothing may be written within."""
        if self._batch is not None or self._look is not None:
            yield
            return
        with self._reading() as connection:
            self._look = connection
            try:
                yield
            finally:
                self._look = None

    @contextmanager
    def _reading(self) -> Iterator["Connection"]:
        standing = self._batch if self._batch is not None else self._look
        if standing is not None:
            with plainly():
                yield standing
            return
        with plainly(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator["Connection"]:
        if self._batch is not None:
            try:
                if self._whole:
                    with plainly():
                        yield self._batch
                else:
                    with plainly(), self._batch.begin_nested():  # what fails is taken back alone, and the batch can go on
                        yield self._batch
            except BaseException as error:
                self._decoded.clear()
                self._failed = error if self._whole else None
                raise
            return
        with plainly(), self._engine.connect().execution_options(writes=True) as connection:
            self._batch = connection
            try:
                with connection.begin():
                    yield connection
            except BaseException:
                self._decoded.clear()
                raise
            finally:
                self._batch = self._failed = None
