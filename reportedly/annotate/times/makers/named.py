"""Clock times, holidays, and words that point at no day."""

from datetime import date, timedelta

from reportedly.annotate.times import values, words
from reportedly.annotate.times.makers.calendar import near_year
from reportedly.annotate.times.makers.relative import step, told
from reportedly.annotate.times.story import Found, Made, Story

BACKGROUND = 60
"""Days before publication from which on a day is told as background, and no clock time of the next sentence is its."""


def fixed(found: Found, _story: Story) -> Made | None:
    """The value that the rule's own settings give."""
    return Made(found.settings["value"], found.settings.get("type", "DATE"))


def clock(found: Found, story: Story) -> Made | None:
    """For "3 p.m.", "0530 GMT", "15:00": of the day last told near by, else of publication."""
    hour, minute = int(found["hour"]), found["minute"] or "00"
    if found["half"] == "p" and hour < 12:
        hour += 12
    elif found["half"] == "a" and hour == 12:
        hour = 0
    text = f"T{hour:02d}:{minute}"
    return Made(_day(found, story) + text, "TIME")


def clock_words(found: Found, story: Story) -> Made | None:
    """For "six o'clock in the evening"."""
    hour = words.number(found["number"])
    if not hour or hour > 12 or hour != int(hour):
        return None
    late = found["part"] in ("afternoon", "evening")
    return Made(f"{_day(found, story)}T{int(hour) % 12 + 12 * late:02d}:00", "TIME")


def _day(found: Found, story: Story) -> str:
    """The day that a clock time belongs to, "XXXX-XX-XX" when unknown."""
    near = told(found, story, "D") if found.start - story.last_at < 200 else ""
    if near and _is_background(near, found, story):
        near = ""
    day = near or story.shift("D", 0)
    return day[:10] if day else "XXXX-XX-XX"


def _is_background(day: str, found: Found, story: Story) -> bool:
    """Whether a day of another sentence lies so far back in news that the clock of what is told next is not that day's."""
    past = values.first_day(day)
    if past is None or story.day is None or story.narrative or story.last_at >= story.sentence(found.start, found.end)[0]:
        return False
    return (story.day - past).days > BACKGROUND


def reference(found: Found, story: Story) -> Made | None:
    """For "now", "recently", "the future"."""
    word = found["word"]
    if word in ("future", "current", "recent", "now", "the present", "the past") and not _refers(word, found, story):
        return None
    return Made(words.codes("references")[word])


def _refers(word: str, found: Found, story: Story) -> bool:
    """Whether the word is about time: "the past two weeks" and "the present situation" are other things."""
    after = story.text[found.end : found.end + 20].lstrip().lower()
    if word == "the past":
        return not after.startswith(("two", "few", "several", "week", "month", "year", "decade")) and not after[:1].isdigit()
    if word == "the present":
        return not after[:1].isalpha()
    return True


def named_day(found: Found, _story: Story) -> Made | None:
    """For "9/11"."""
    return Made(words.codes("events")[found["word"]])


def holiday(found: Found, story: Story) -> Made | None:
    """For "Christmas", "last Thanksgiving", "the Day of the Sun": the one nearest to publication on the side the tense speaks of."""
    text = story.text[found.start : found.end]
    if text.islower():
        return None
    how = words.codes("holidays")[found["word"]]
    if found["year"]:
        return Made(_in_year(how, int(found["year"])).isoformat())
    if story.year is None:
        return Made(f"XXXX-{how}" if how[0].isdigit() and "W" not in how else "")
    if found["rel"] and story.day:
        return Made(_related(how, found["rel"], story.day))
    sample = _in_year(how, story.year)
    year, _ = near_year(found, story, sample.month, sample.day)
    return Made(_in_year(how, int(year)).isoformat())


def _related(how: str, rel: str, day: date) -> str:
    days = [_in_year(how, day.year + by) for by in (-1, 0, 1)]
    way = step(rel)
    if way < 0:
        return max(d for d in days if d < day).isoformat()
    return min(d for d in days if d >= day - timedelta(days=0 if way else 30)).isoformat()


def _in_year(how: str, year: int) -> date:
    """The day of a holiday in a year, from its note in the word list."""
    if how.startswith("Easter"):
        return values.easter(year) + timedelta(days=int(how[6:]))
    month, rest = int(how[:2]), how[3:]
    if rest[0] == "W":
        return values.nth_weekday(year, month, int(rest[1]), int(rest[3]))
    return date(year, month, int(rest))
