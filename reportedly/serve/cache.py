"""What was worked out before, kept until the store changes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from time import monotonic
from typing import Any, TypeVar

V = TypeVar("V")

SIZE = 256
SECONDS = 600.0
"""How long a value is kept at the most, since not all that can change what is stored changes its generation."""


class Cache:
    """The values of the latest questions, each under a key that has the store's generation in it. For several threads."""

    def __init__(self, *, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._kept: OrderedDict[Hashable, tuple[float, Any]] = OrderedDict()
        self._lock = Lock()

    def known(self, key: Hashable) -> bool:
        """Whether a value is kept."""
        with self._lock:
            kept = self._kept.get(key)
        return kept is not None and self._clock() - kept[0] <= SECONDS

    def get(self, key: Hashable, make: Callable[[], V]) -> V:
        """The value of a key, made when it is not kept."""
        with self._lock:
            kept = self._kept.get(key)
        if kept is not None and self._clock() - kept[0] <= SECONDS:
            found: V = kept[1]
            return found
        made = make()
        with self._lock:
            self._kept[key] = (self._clock(), made)
            self._kept.move_to_end(key)
            while len(self._kept) > SIZE:
                self._kept.popitem(last=False)
        return made
