"""What a store is asked by subject: `store.people`, `store.review`, `store.origins` and so on, each in a module of its own."""

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from reportedly.model import Claim

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from reportedly.store.deciding import Decisions
    from reportedly.store.dialect import Dialect
    from reportedly.store.grading import Grades
    from reportedly.store.people import People
    from reportedly.store.relinking import Linking
    from reportedly.store.reviewing import Review
    from reportedly.store.standing import Origins
    from reportedly.store.watching import Watches


class Faces:
    """The part of a store that only leads on; `Store` has the transactions and the cache of claims."""

    _decoded: dict[int, Claim]
    _dialect: "Dialect"

    def _reading(self) -> AbstractContextManager["Connection"]:
        raise NotImplementedError

    def _writing(self) -> AbstractContextManager["Connection"]:
        raise NotImplementedError

    @property
    def people(self) -> "People":
        """Users of the web app, their sessions and tokens, and when they were last here."""
        from reportedly.store.people import People

        return People(self._reading, self._writing)

    @property
    def review(self) -> "Review":
        """What the machine is unsure of, and judging it."""
        from reportedly.store.reviewing import Review

        return Review(self._reading, self._writing, self._decoded)

    @property
    def origins(self) -> "Origins":
        """What stands behind an event: the tree of its origins, who says what of it, its grade, copies."""
        from reportedly.store.standing import Origins

        return Origins(self._reading)

    @property
    def grades(self) -> "Grades":
        """How reliable people say that sources are, how credible events."""
        from reportedly.store.grading import Grades

        return Grades(self._reading, self._writing)

    @property
    def decisions(self) -> "Decisions":
        """What people decided, and taking it back."""
        from reportedly.store.deciding import Decisions

        return Decisions(self._reading, self._writing, self._decoded)

    @property
    def linking(self) -> "Linking":
        """Making links anew, and mending reports that a stage had failed on."""
        from reportedly.store.relinking import Linking

        return Linking(self._reading, self._writing, self._dialect, self._decoded)

    @property
    def watches(self) -> "Watches":
        """Saved searches, what is new for them, and the messages to webhooks."""
        from reportedly.store.watching import Watches

        return Watches(self._reading, self._writing)
