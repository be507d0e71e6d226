"""What a caller may ask of the readers."""

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Options:
    """How to read.

    `publisher` and `published` (ISO date or instant) are stated by hand and win over what the input says. `max_bytes`
    bounds one report; a container (JSONL, WARC, archive) may be larger, since it is streamed. `now` is the instant of
    the run (ISO, with offset): it becomes `captured` of what is fetched and the latest date a report can bear; the
    clock itself is never read. `recursive` descends into folders. `max_nesting` is how many containers may lie in
    one another, `timeout` the seconds that one address may take.
    """

    publisher: str | None = None
    published: str | None = None
    max_bytes: int = 20 * MEGABYTE
    now: str | None = None
    recursive: bool = True
    max_nesting: int = 4
    timeout: float = 60.0
