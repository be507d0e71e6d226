"""Dates by number and name: "15 August 2022", "Aug. 15", "early 2023", "the 1990s"."""

import re
from calendar import monthrange
from datetime import date, timedelta

from reportedly.annotate.times import values, words
from reportedly.annotate.times.story import Found, Made, Story
from reportedly.model import dates


def mod(words_before: str) -> str:
    """TIMEX3's mod for "early", "the end of" and their like; "" for others ("earlier", "later")."""
    low = words_before.lower().removeprefix("very ").removeprefix("the ")
    if low.startswith(("earlier", "later")):
        return ""
    return next((code for start, code in words.codes("mods").items() if low.startswith(start)), "")


def near_year(found: Found, story: Story, month: int, day: int | None = None) -> tuple[str, tuple[str, ...]]:
    """The year of a month (or day) named without one, as four digits or "XXXX", and the values that were possible.

    A year told just before frames it ("In 2013, ... in March"); otherwise the year that lies on the side the
    tense speaks of, or the nearest one.
    """
    tail = f"-{month:02d}" + (f"-{day:02d}" if day else "")
    framed = _year_ahead(found, story, month) or framing_year(found, story, month) or _known_year(found, story, tail[1:])
    if framed:
        return framed, (framed + tail,)
    if story.year is None:
        return "XXXX", ()
    if len(story.anchor) == 4:
        return story.anchor, (story.anchor + tail,)
    own = story.day or date.fromisoformat(f"{story.anchor}-15")
    options = [(_distance(year, month, day, own), year) for year in (own.year - 1, own.year, own.year + 1)]
    side = _side(found, story)
    best = _best(options, side, by_day=day is not None and not story.happened(found.start))
    readings = [f"{best:04d}{tail}"] + [f"{year:04d}{tail}" for _, year in sorted(options, key=lambda o: abs(o[0])) if year != best]
    return f"{best:04d}", tuple(readings[:2])


def _side(found: Found, story: Story) -> str:
    """The side of publication that the clause speaks of: "" where a coming month may be meant ("by May") though the verb is past."""
    tense = story.tense(found.start, found.end)
    lead = story.text[max(0, found.start - 16) : found.start].lower()
    return "" if tense == "past" and lead.rstrip().endswith(words.before("coming")) else tense


def _best(options: list[tuple[int, int]], side: str, *, by_day: bool) -> int:
    """The year out of (days from publication, year): on the side spoken of, else the nearest.

    A day close by is that day whatever the tense.
    """
    near = min(options, key=lambda o: (abs(o[0]), o[1]))
    sided = [o for o in options if (side == "past" and o[0] <= 0) or (side == "future" and o[0] >= 0)]
    if not sided or (by_day and abs(near[0]) <= CLOSE):
        return near[1]
    return min(sided, key=lambda o: abs(o[0]))[1]


CLOSE = 60  # days


def _distance(year: int, month: int, day: int | None, own: date) -> int:
    """Days from the publication day to the date: negative before it."""
    if day is None:
        return (year - own.year) * 365 + (month - own.month) * 30
    return (date(year, month, min(day, monthrange(year, month)[1])) - own).days


def framing_year(found: Found, story: Story, month: int = 0) -> str:
    """The year that the text has just set, where it is not the publication's own; "" when it has set none.

    In a text told as history it is the year last told; elsewhere an explicit year within the same sentence.
    """
    if story.narrative:
        return _told_year(story, month)
    told, at = story.explicit, story.explicit_at
    if values.unit_of(told) not in ("D", "M") or story.tense(found.start, found.end) == "future":
        return ""
    near = found.start - at < 120 and not any(mark in story.text[at : found.start] for mark in (". ", "\n", "; "))
    return told[:4] if near else ""


def _known_year(found: Found, story: Story, day: str) -> str:
    """The year of a day that stands for one year's ("the hostages taken on 7 October"); "" where this year's may be meant."""
    year, told = words.known().get(day, (0, None))
    if told is None or story.day is None or story.anchor < f"{year}-{day}":
        return ""
    gone = (story.day - date.fromisoformat(f"{story.anchor[:4]}-{day}")).days
    if 0 <= gone <= JUST and int(story.anchor[:4]) != year and not story.happened(found.start):
        return ""
    low, high = story.sentence(found.start, found.end)
    return f"{year}" if told.search(story.text, low, high) else ""


JUST = 21  # days after which nobody tells of this year's day without more

_JOINED = re.compile(
    r"(?:\s?[-–]\s?|\s(?:and|to|or|until|through)\s)(?:(?:early|late|mid)[\s-])?(?:\d\d?\s)?([A-Z][a-z]{2,8})\.?(?:\s\d\d?,)?\s((?:1[5-9]|20)\d\d)\b"
)


def _year_ahead(found: Found, story: Story, month: int) -> str:
    """The year that a second month right after it carries: "April and June 1955", "26 June - 4 August 1952"."""
    joined = _JOINED.match(story.text, found.end)
    if not joined:
        return ""
    try:
        later = words.month(joined[1])
    except KeyError:
        return ""
    return f"{int(joined[2]) - (month > later):04d}"


def _told_year(story: Story, month: int) -> str:
    """The year last told; the next one when the months have run over its end ("In November ... By February ...")."""
    told = story.last
    if not told[:4].isdigit() or len(told) < 4:
        return ""
    rolled = values.unit_of(told) in ("D", "M") and month and int(told[5:7]) - month >= ROLL
    return f"{int(told[:4]) + rolled:04d}"


ROLL = 8  # months back that are read as a new year


def year_of(found: Found, story: Story) -> str:
    """The year that a match names: in digits, short, spelled or relative ("last year"); "" when it names none."""
    if found["year"] or found["juche"]:
        return found["year"] or found["juche"]
    if found["year_words"]:
        spelled = words.spelled_year(found["year_words"])
        return f"{spelled:04d}" if spelled else ""
    if found["short"]:
        digits = int(found["short"].strip("' "))
        return f"{(2000 if digits <= (story.year or 2030) % 100 + 10 else 1900) + digits:04d}"
    return relative_year(found["relative"], story)


def relative_year(phrase: str, story: Story) -> str:
    """The year of "last year", "that year", "a year ago"; "" when unknown or no such phrase."""
    phrase = phrase.removesuffix("'s").strip()
    if not phrase:
        return ""
    told = story.last[:4] if story.last[:4].isdigit() and len(story.last) >= 4 else story.anchor[:4]
    by = {"that": 0, "same": 0, "following": 1, "previous": -1}
    for word, step in by.items():
        if word in phrase.split():
            return values.shift(told, "Y", step) if told else ""
    step = 1 if phrase.startswith("next") else -1 if phrase.startswith("last") or "ago" in phrase or "earlier" in phrase else 0
    return story.shift("Y", step)


def iso(found: Found, _story: Story) -> Made | None:
    """For "2023-10-12", "2023-10-12T09:30", "2023-W41"."""
    value = found["value"].upper()
    if not dates.as_date(value):
        return None
    return Made(f"{value}T{found['clock']}", "TIME") if found["clock"] else Made(value)


def slashes(found: Found, _story: Story) -> Made | None:
    """For "8/15/22": read only when one number can be no month; both readings are kept otherwise, and no value."""
    a, b, digits = int(found["a"]), int(found["b"]), found["year"]
    year = int(digits) if len(digits) == 4 else (2000 if int(digits) < 60 else 1900) + int(digits)
    orders = ((a, b), (b, a)) if found["sep"] == "/" else ((b, a),)  # with full stops the day comes first
    days = (f"{year:04d}-{month:02d}-{day:02d}" for month, day in orders)
    readings = tuple(dict.fromkeys(day for day in days if dates.is_date(day)))
    if not readings or (found["sep"] == "." and len(digits) == 2):
        return None
    return Made(readings[0] if len(readings) == 1 else "", readings=readings)


def _day(text: str) -> int:
    return words.ordinal(text) if text[-1:].isalpha() else int(text)


def _month(text: str) -> int:
    return int(text) if text.isdigit() else words.month(text)


def month_day(found: Found, story: Story) -> Made | None:
    """For "Aug. 15", "15 August 2022", "Saturday, April 25"."""
    month, day = _month(found["month"]), _day(found["day"])
    if not 1 <= day <= monthrange(2024, month)[1]:
        return None
    year, readings = year_of(found, story), ()
    if not year:
        year, readings = near_year(found, story, month, day)  # type: ignore[assignment]
    value = f"{year}-{month:02d}-{day:02d}"
    return Made(value, readings=readings or (value,)) if year == "XXXX" or dates.is_date(value) else None


def month_days(found: Found, story: Story) -> Made | None:
    """For "April 24-26", "28 to 30 August": an interval."""
    month, first, last = _month(found["month"]), _day(found["day"]), _day(found["last"])
    month_last = _month(found["month_last"]) if found["month_last"] else month
    year = year_of(found, story) or near_year(found, story, month, first)[0]
    if year == "XXXX":
        return Made(f"XXXX-{month:02d}-{first:02d}/XXXX-{month_last:02d}-{last:02d}")
    end = f"{int(year) + (month_last < month):04d}-{month_last:02d}-{last:02d}"
    value = f"{year}-{month:02d}-{first:02d}/{end}"
    return Made(value) if dates.is_date(value) else None


def month(found: Found, story: Story) -> Made | None:
    """For "October 2023", "early October", "last May", "March"."""
    number, code = _month(found["month"]), mod(found["mod"])
    year = year_of(found, story)
    if year:
        return Made(f"{year}-{number:02d}", mod=code)
    if found["rel"]:
        return _related_month(found, story, number)
    if not found["mod"] and _is_name(found, story):
        return None
    year, readings = near_year(found, story, number)
    return Made(f"{year}-{number:02d}", readings=readings, mod=code)


def _is_name(found: Found, story: Story) -> bool:
    """Whether a bare "May", "March" or "April" is rather a verb or a person."""
    before = story.text[max(0, found.start - 20) : found.start].split()
    lead = before[-1] if before else ""
    if found["month"] in ("may", "march"):
        return lead.lower() not in words.before("month")
    return (
        found["month"] in ("april", "june", "august")
        and lead[:1].isupper()
        and lead.isalpha()
        and lead.lower() not in words.before("month")
    )


def _related_month(found: Found, story: Story, number: int) -> Made:
    """For "last May", counted from publication, and "the previous January", counted from the month last told where there is one."""
    if base := _month_told(found, story):
        year, own = int(base[:4]), int(base[5:7])
        year += (number <= own) if found["rel"] == "following" else -(number >= own)
        return Made(f"{year:04d}-{number:02d}", mod=mod(found["mod"]))
    if not story.anchor or len(story.anchor) < 7:
        return Made(f"XXXX-{number:02d}")
    year, own = int(story.anchor[:4]), int(story.anchor[5:7])
    rel = found["rel"]
    if rel in ("last", "past", "this past", "previous", "preceding"):
        year -= number >= own - 1  # in March, "last February" is the year before's: the other would be "last month"
    elif rel in ("next", "coming", "this coming", "following", "upcoming"):
        year += number <= own
    return Made(f"{year:04d}-{number:02d}", mod=mod(found["mod"]))


_LEANING = ("previous", "prior", "preceding", "following")
_NEAR = 300  # characters: farther off "the previous May" may as well be counted from publication


def _month_told(found: Found, story: Story) -> str:
    near = found["rel"] in _LEANING and found.start - story.last_at <= _NEAR
    return values.shift(story.last, "M", 0) if near and story.last else ""


def week_of_month(found: Found, story: Story) -> Made | None:
    """For "the first week of October" (its first seven days, as the annotation guide has it), "the last day of May"."""
    number = _month(found["month"])
    year = year_of(found, story) or near_year(found, story, number)[0]
    if year == "XXXX":
        return Made(f"XXXX-{number:02d}")
    length = monthrange(int(year), number)[1]
    last = found["which"] in ("last", "final")
    size = {"week": 7, "fortnight": 14, "half": 15, "day": 1, "ten days": 10}.get(found["unit"], 0)
    nth = 1 if last or found["which"] == "opening" else words.ordinal(found["which"])
    if not size:
        return _weekend_of_month(date(int(year), number, 1), 9 if last else nth)
    first = length - size + 1 if last else size * (nth - 1) + 1
    if first > length:
        return None
    end = length if found["unit"] == "half" and nth == 2 else min(length, first + size - 1)
    return Made(dates.shorten(date(int(year), number, first), date(int(year), number, end)))


def _weekend_of_month(first: date, nth: int) -> Made:
    saturday = values.nth_weekday(first.year, first.month, nth, 6)
    return Made(dates.shorten(saturday, saturday + timedelta(days=1)))


def day_of_month(found: Found, story: Story) -> Made | None:
    """For "the 15th": of the month of the date last told, or of publication."""
    base = (story.last if story.narrative or len(story.last) >= 7 else "") or story.anchor
    if values.unit_of(base) not in ("D", "M"):
        return Made("")
    value = f"{base[:7]}-{words.ordinal(found['day']):02d}"
    return Made(value) if dates.is_date(value) else None


def year(found: Found, story: Story) -> Made | None:
    """For "2016", "early 2023", "fiscal 1989", "nineteen ninety-six"."""
    value = year_of(found, story)
    if not value or _no_year(found, story, value):
        return None
    return Made(value, mod="AFTER" if found["after"] else mod(found["mod"]))


_SYMBOL = re.compile(r"(?:[$£€#+@&=:]|\d[.,/]|\d[-–])$")


def _no_year(found: Found, story: Story, value: str) -> bool:
    """Whether four digits are rather a count, a price or a number."""
    text, start, end = story.text, found.start, found.end
    number = int(value)
    if _SYMBOL.search(text, max(0, start - 2), start) or text[end : end + 1] in ("%", "°"):
        return True
    if found["mod"] or found["the"] or "fiscal" in text[start:end].lower():
        return not 1000 <= number <= 2200
    if 1900 <= number <= (story.year or 2030) + 30:
        return False
    lead = text[max(0, start - 15) : start].lower().split()
    return not 1400 <= number <= 2200 or not lead or lead[-1] not in words.before("year")


def years(found: Found, _story: Story) -> Made | None:
    """For "2014-15", "1939-1945": an interval."""
    first, last = found["year"], found["last"]
    last = first[:2] + last if len(last) == 2 else last
    if not 0 < int(last) - int(first) < 120 or not 1400 <= int(first) <= 2200:
        return None
    return Made(f"{first}/{last}")


def decade(found: Found, story: Story) -> Made | None:
    """For "the 1990s", "the late '70s", "the nineties"."""
    if found["decade"]:
        return Made(found["decade"][:3], mod=mod(found["mod"]))
    short = found["short"] or found["short2"]
    tens = int(short) // 10 if short else words.numbers_of("decades")[found["words"]] // 10
    century = 18 if found["century"] == "eighteen" else 19
    if not found["century"] and story.year and 2000 + tens * 10 <= story.year and tens < 3:
        century = 20
    return Made(f"{century}{tens}", mod=mod(found["mod"]))


def century(found: Found, _story: Story) -> Made | None:
    """For "the 20th century" is the years 19xx."""
    number = words.ordinal(found["ordinal"])
    if found["bc"]:
        return Made(f"BC{number - 1:02d}")
    return Made(f"{number - 1:02d}", mod=mod(found["mod"]))


def juche(found: Found, _story: Story) -> Made | None:
    """North Korea's era: Juche 1 is 1912."""
    return Made(f"{1911 + int(found['number']):04d}")
