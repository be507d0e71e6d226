"""The page of a story: how something went through the reports, and who told it first."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from reportedly.errors import UsageError
from reportedly.model import Span
from reportedly.serve.days_given import date_of
from reportedly.serve.marks import LAYERS, Mark, pieces
from reportedly.serve.pages import show
from reportedly.serve.stores import Opened
from reportedly.serve.story import Root, Story, by_event, by_words
from reportedly.serve.story_told import Line, Telling
from reportedly.serve.timeline import generation
from reportedly.store import Store

router = APIRouter(include_in_schema=False)
_LONGEST = 300
COLUMNS = "published publisher told sentence according_to origin how acts new copied_from why report address"
"""The columns of a downloaded story."""


class Wanted:
    """What an address asks for: words with days of publication, or an event."""

    def __init__(
        self,
        words: Annotated[str, Query(max_length=_LONGEST, description="words that stand close together; names near them")] = "",
        event: Annotated[str, Query(max_length=_LONGEST, description="or the id of an event")] = "",
        since: Annotated[str, Query(alias="from", max_length=40, description="first day of publication, may be cut")] = "",
        until: Annotated[str, Query(alias="to", max_length=40, description="the same, the last day")] = "",
    ) -> None:
        self.words, self.event = words.strip(), event.strip()
        self.since, self.until = date_of(since), date_of(until)


Asked = Annotated[Wanted, Depends()]


def story_of(request: Request, store: Store, asked: Wanted) -> Story | None:
    """The story that an address asks for, made once until something is added; None where it asks for none. Raises NotFoundError."""
    least = request.app.state.settings.min_score
    key = ("story", asked.words, asked.event, asked.since, asked.until, least, generation(request, store))
    if asked.event:
        return request.app.state.cache.get(key, lambda: by_event(store, asked.event, least=least))  # type: ignore[no-any-return]
    if asked.words:
        return request.app.state.cache.get(  # type: ignore[no-any-return]
            key, lambda: by_words(store, asked.words, since=asked.since, until=asked.until, least=least)
        )
    return None


@router.get("/story")
def story(request: Request, store: Opened, asked: Asked, q: Annotated[str, Query(max_length=_LONGEST)] = "") -> Response:
    """How something was told, report by report; `q` is the question by which a reader came here."""
    found = story_of(request, store, asked)
    return show(
        request,
        "story.html",
        story=found,
        asked=asked,
        question=q,
        marked=marked,
        number=numbers(found) if found else {},
        least=request.app.state.settings.less_sure,
    )


def marked(line: Line) -> tuple[object, ...]:
    """A sentence as pieces, the words marked."""
    marks = [Mark(span, LAYERS[-1]) for span in line.marks]
    return pieces(line.text, Span(0, len(line.text)), marks)


def numbers(story: Story) -> Mapping[str, tuple[int, Root]]:
    """The origins with a name by their keys, each with its number."""
    return {root.voice.key: (i, root) for i, root in enumerate(story.roots, 1)}


PARTS = (("told", "tellings"), ("before its day", "early"), ("perhaps the same act", "alike"), ("in near words", "near"))
"""What a telling is to a story, and where it stands there."""


def rows_of(story: Story, base: str) -> Iterator[dict[str, Any]]:
    """The sentences of a story as flat rows."""
    for told, part in PARTS:
        for one in getattr(story, part):
            for line in one.lines:
                yield {
                    **{name: getattr(one, name) for name in ("published", "publisher", "report", "why")},
                    "told": told,
                    "sentence": line.text,
                    "according_to": line.voice.words,
                    "origin": line.voice.name if line.voice.kind == "named" else "",
                    "how": ", ".join(line.how),
                    "acts": ", ".join(f"{base}/event/{event}" for event, _, _ in line.acts),
                    "new": ", ".join(one.new),
                    "copied_from": line.copied.report if line.copied else "",
                    "address": f"{base}{line.address}",
                }


def flat(request: Request, store: Store) -> Iterator[dict[str, Any]]:
    """The rows of the story that the address of a download asks for. Raises UsageError where it asks for none."""
    given = request.query_params
    asked = Wanted(given.get("words", "")[:_LONGEST], given.get("event", "")[:_LONGEST], given.get("from", ""), given.get("to", ""))
    found = story_of(request, store, asked)
    if found is None:
        raise UsageError("Give the words of a story (words) or the id of an event (event).")
    return rows_of(found, str(request.base_url).rstrip("/"))


def story_out(story: Story, request: Request) -> dict[str, Any]:
    """A story as the API tells it."""
    base = str(request.base_url).rstrip("/")
    told: dict[str, Any] = {"words": story.words, "event": story.event.id if story.event else None, "has_more": story.has_more}
    told |= {"first": telling_out(story.first, base) if story.first else None, "dropped": story.dropped}
    told |= {name: [root_out(root) for root in getattr(story, name)] for name in ("roots", "nameless", "bare")}
    told |= {part: [telling_out(one, base) for one in getattr(story, part)] for _, part in PARTS}
    denials = [{"statement": d.said.statement.id, "report": d.said.statement.report, "why": d.reason} for d in story.denials]
    return told | {"denials": denials, "also": list(story.read.also), "near_words": list(story.near_words)}


def root_out(root: Root) -> dict[str, Any]:
    """An origin of a story as the API tells it."""
    return {
        "name": root.name,
        "side": root.voice.side,
        "outlets": list(root.outlets),
        "reports": [one.report for one in root.tellings],
    }


def telling_out(one: Telling, base: str) -> dict[str, Any]:
    """One report's telling as the API tells it."""
    told = {name: getattr(one, name) for name in ("report", "title", "publisher", "published", "new", "why")}
    return told | {"lines": [_line_out(line, base) for line in one.lines]}


def _line_out(line: Line, base: str) -> dict[str, Any]:
    voice = {name: value for name, value in line.voice._asdict().items() if name != "key"}
    acts = [{"event": event, "claim": claim, "act": act} for event, claim, act in line.acts]
    told = {"sentence": line.text, "voice": voice, "how": list(line.how), "acts": acts, "goes_on": line.goes_on}
    return told | {"copied": line.copied._asdict() if line.copied else None, "address": base + line.address}
