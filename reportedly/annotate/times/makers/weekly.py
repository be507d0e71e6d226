"""Days told from today: weekdays, "yesterday", "this morning"."""

from datetime import date, timedelta

from reportedly.annotate.times import values, words
from reportedly.annotate.times.makers.calendar import mod
from reportedly.annotate.times.makers.relative import step, told
from reportedly.annotate.times.story import Found, Made, Story

DOUBTFUL = 6
"""Days back from publication at which a bare weekday may as well be the next day's."""


def _timed(day: str, part: str) -> Made:
    """A day, or a part of it: "2023-10-12TMO"."""
    code = words.codes("parts").get(part, "")
    if not code:
        return Made(day)
    if not day:
        return Made("", "TIME")
    if code == "24:00":
        return Made(f"{day}T24:00", "TIME")
    return Made(f"{day}T{code}", "TIME")


def _readings(made: Made, others: tuple[date, ...]) -> Made:
    days = tuple(dict.fromkeys([made.value, *(d.isoformat() + made.value[10:] for d in others)]))
    return Made(made.value, made.type, days, made.mod)


def weekday(found: Found, story: Story) -> Made | None:
    """For "Friday", "last Friday", "on Monday night": the day the tense speaks of, both Fridays as readings.

    In the past tense (and where nothing tells) it is the last such day up to publication, as agencies write; ahead
    it is the next. A past day that would be six days back is left open: as often it is tomorrow's, in a report that is dated
    by a clock elsewhere (of 18 such acts in our annotated reports 12). "Last Friday" is left open on a Saturday: nobody calls
    yesterday so, but a report may be dated a day after it was written.
    """
    number, part = words.weekday(found["weekday"]), found["part"] or found["part1"]
    if story.day is None:
        return _timed(f"XXXX-WXX-{number}", part)
    back = story.day - timedelta(days=(story.day.isoweekday() - number) % 7)
    ahead = story.day + timedelta(days=(number - story.day.isoweekday()) % 7)
    if found["week"] or found["count"] or found["direction"]:
        return _timed(_of_week(found, story.day, number).isoformat(), part)
    chosen = _chosen(found, story, back, ahead)
    if chosen == back and not found["rel"] and not story.narrative and (story.day - back).days == DOUBTFUL:
        return Made("", "TIME" if part else "DATE", (back.isoformat(), ahead.isoformat()))
    if found["rel"] == "last" and (story.day - chosen).days == 1:
        return Made("", "TIME" if part else "DATE", (chosen.isoformat(), (chosen - timedelta(days=7)).isoformat()))
    made = _timed(chosen.isoformat(), part)
    return Made(*_fields(_readings(made, (back, ahead)), mod(found["mod"])))


def _fields(made: Made, code: str) -> tuple:  # type: ignore[type-arg]
    return made.value, made.type, made.readings, code


def _chosen(found: Found, story: Story, back: date, ahead: date) -> date:
    rel = found["rel"]
    if rel in ("last", "past", "this past", "previous"):
        base = told(found, story, "D") if rel == "previous" else ""
        own = values.first_day(base) or story.day or back
        gone = (own.isoweekday() - back.isoweekday()) % 7 or 7
        return own - timedelta(days=gone)
    if rel in ("next", "coming", "this coming", "upcoming", "following"):
        return ahead if ahead != story.day else ahead + timedelta(days=7)
    if story.narrative and told(found, story, "D"):
        return back
    if story.text[found.end : found.end + 2] == "'s":  # "Tuesday's ruling": told of as known, unless it is waited for
        return ahead if story.text[max(0, found.start - 20) : found.start].rstrip().endswith(words.before("awaited")) else back
    return ahead if story.tense(found.start, found.end) == "future" else back


def _of_week(found: Found, day: date, number: int) -> date:
    """For "Tuesday of last week", "a week from Friday"."""
    monday = day - timedelta(days=day.isoweekday() - 1)
    if found["week"]:
        return monday + timedelta(days=7 * step(found["week"]) + number - 1)
    weeks = int(words.number(found["number"]) or 1)
    if found["direction"] == "from":
        return day + timedelta(days=(number - day.isoweekday()) % 7 + 7 * weeks)
    return day - timedelta(days=(day.isoweekday() - number) % 7 + 7 * weeks)


def weekdays(found: Found, _story: Story) -> Made | None:
    """For "every Thursday", "Tuesday nights"."""
    number = words.weekday(found["every"] or found["plural"])
    part = words.codes("parts").get(found["part"], "")
    return Made(f"XXXX-WXX-{number}" + (f"T{part}" if part else ""), "SET")


_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0, "overnight": 0, "before yesterday": -2, "after tomorrow": 2}


def deictic(found: Found, story: Story) -> Made | None:
    """For "yesterday", "late tomorrow", "tonight", "the day before yesterday"."""
    word = found["day"] or found["beyond"]
    if word == "today" and story.is_named_so(found.start, found.end):
        return None
    day = story.shift("D", _DAYS[word])
    part = found["part"] or found["part1"] or ("night" if word in ("tonight", "overnight") else "")
    made = _timed(day, part)
    return Made(*_fields(made, mod(found["mod"])))


_LEANING = frozenset({"the same", "the next", "the following", "the previous"})


def part_of_day(found: Found, story: Story) -> Made | None:
    """For "this morning", "last night", "that evening", "in the afternoon".

    What leans on a day told before ("the same night") stays open where none was told: its day may come later in the sentence.
    """
    rel, part = found["rel"], found["part"]
    base = told(found, story, "D") if rel not in ("this", "last", "tomorrow", "yesterday") else ""
    by = {"last": -1, "yesterday": -1, "tomorrow": 1, "the next": 1, "the following": 1, "the previous": -1}.get(rel, 0)
    if not base and rel in _LEANING and story.anchor:
        return Made("", "TIME")
    day = values.shift(base, "D", by) if base else story.shift("D", by)
    if not rel and not base:
        day = story.shift("D", 0)
    made = _timed(day[:10], part)
    return Made(*_fields(made, mod(found["mod"])))
