"""What every annotating stage is."""

from collections.abc import Sequence
from typing import Protocol

from reportedly.model import AnnotatedReport


class Stage(Protocol):
    """A callable on a batch that returns copies with its layers filled, in the same order.

    `requires` and `provides` name fields of AnnotatedReport. `made_by` of what it makes is "name/version".
    """

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def requires(self) -> tuple[str, ...]: ...
    @property
    def provides(self) -> tuple[str, ...]: ...

    def __call__(self, batch: Sequence[AnnotatedReport]) -> list[AnnotatedReport]: ...
