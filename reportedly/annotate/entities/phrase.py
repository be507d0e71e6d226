"""A noun phrase without a name, as the modules that resolve it see it."""

from dataclasses import dataclass

from reportedly.annotate.entities.context import Ids
from reportedly.annotate.entities.roles import Role
from reportedly.annotate.entities.settings import settings
from reportedly.model import Token


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: tokens `first` up to `last`, its head, what the head says, who qualifies it, its determiner."""

    first: int
    last: int
    head: Token
    role: Role
    lemma: str
    of: Ids
    article: str
    former: bool = False

    @property
    def is_indefinite(self) -> bool:
        """Whether it brings somebody new in: "an official", "some analysts", "officials"."""
        return self.article in settings().indefinite or (not self.article and self.role.plural)

    @property
    def is_plural(self) -> bool:
        """Whether its head is a plural."""
        return self.head.tag in ("NNS", "NNPS")
