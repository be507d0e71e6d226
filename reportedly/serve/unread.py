"""Of which times no report was read: an empty answer is then no finding."""

from reportedly.serve.words import day_words
from reportedly.store import Store


def unread(store: Store, since: str, until: str) -> str:
    """A sentence that says so when no report of the store was published between two dates ("" for an open end); "" when some were.

    A store without reports says nothing: its pages do. Dates are years, months or days as `reportedly.model.events.bounds` reads them.
    """
    if not (since or until) or store.reports(since=since or None, until=until or None, limit=1).rows:
        return ""
    if not (latest := store.reports(limit=1).rows):
        return ""
    when = f"in {day_words(since)}" if since == until else " and ".join(filter(None, (_from(since), _to(until))))
    known = f" The latest one that it has is of {day_words(latest[0].published)}." if latest[0].published else ""
    return f"No report that was published {when} is in this record, so nobody of that time is heard here.{known}"


def _from(since: str) -> str:
    return f"from {day_words(since)} on" if since else ""


def _to(until: str) -> str:
    return f"up to {day_words(until)}" if until else ""
