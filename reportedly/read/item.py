"""What passes between the readers: bytes with what is known from outside, and what a reader made of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Whence:
    """Where bytes come from, and what that place says of them.

    `location` is a path or address with the member after "#"; `charset` what the server said (a hint, no more);
    `captured` the instant of the fetch; `max_bytes` the bound of one report.
    """

    location: str
    url: str | None = None
    charset: str | None = None
    captured: str | None = None
    max_bytes: int = 20_000_000

    def member(self, name: str) -> "Whence":
        """The place of a member inside this container, whose address is not the member's."""
        return replace(self, location=f"{self.location}#{name}", url=None)


@dataclass(frozen=True, slots=True)
class Item:
    """The bytes of one document, whole, and where they come from."""

    data: bytes
    whence: Whence


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a reader found in the bytes, before it is checked and becomes a Report.

    `dates` are what the input says of its publication, as (field, value as written), the best first. `title` is put
    before the text unless the text begins with it or `title_in_text` says that it stands there already.
    """

    raw: bytes
    whence: Whence
    text: str
    media_type: str = "text/plain"
    title: str | None = None
    title_in_text: bool = False
    id: str | None = None
    publisher: str | None = None
    url: str | None = None
    byline: str | None = None
    credits: tuple[str, ...] = ()
    language: str | None = None
    dates: tuple[tuple[str, str], ...] = ()
    captured: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
