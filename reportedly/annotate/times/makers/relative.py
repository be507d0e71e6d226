"""Units by their distance from the publication date or the date last told: "last week", "two days earlier"."""

from reportedly.annotate.times import values, words
from reportedly.annotate.times.makers.calendar import mod, relative_year, year_of
from reportedly.annotate.times.story import Found, Made, Story

_BACK = ("last", "past", "previous", "prior", "preceding", "this past")
_ON = ("next", "coming", "following", "upcoming", "this coming")
# A date told this many characters ago still frames "the next day" and "a year earlier".
REACH = 1500


def step(rel: str) -> int:
    """-1 for "last" and its like, 1 for "next", 0 for "this"."""
    return -1 if rel in _BACK else 1 if rel in _ON else 0


def unit(word: str) -> str:
    """The unit of "weeks"."""
    return words.codes("units")[word]


def told(found: Found, story: Story, wanted: str) -> str:
    """The date last told, where it stands near and is fine enough to count `wanted` units from; "" otherwise."""
    if not story.last or (found.start - story.last_at > REACH and not story.narrative):
        return ""
    return story.last if values.shift(story.last, wanted, 0) else ""


def relative(found: Found, story: Story) -> Made | None:
    """For "last week", "later this month", "the previous year", "the week before last"."""
    code = str(found.settings.get("unit", "")) or unit(found["unit"])
    if found["beyond"]:
        return Made(story.shift(code, -2 if "before" in found["beyond"] else 2))
    rel = found["rel"]
    if rel == "this" and story.is_named_so(found.start, found.end):
        return None
    if found["the"] and rel == "next" and code == "D":
        return Made(values.shift(told(found, story, "D"), "D", 1))
    if found["the"].startswith("the") and rel in ("last", "past", "next", "coming", "this past") and not (code == "WE" or found["mod"]):
        return Made(values.duration(1, code), "DURATION")
    if code == "WE" and rel in ("this", "past", "this past", "last"):
        return weekend(found, story)
    if rel == "recent" or (rel == "past" and not found["the"] and code not in ("WE",)):
        return None
    base = told(found, story, code) if rel in ("previous", "following", "prior", "preceding") or story.narrative else ""
    if rel == "following" and not base and story.tense(found.start, found.end) != "future":
        return Made("")  # it follows something that was told without its day, not publication
    value = values.shift(base, code, step(rel)) if base else story.shift(code, step(rel))
    return Made(value, mod=mod(found["mod"]))


def that(found: Found, story: Story) -> Made | None:
    """For "that day", "the same year": of the date last told. "the week" alone is of the publication's."""
    code = unit(found["unit"])
    if found["rel"] == "the":
        return _the(found, story, code)
    base = told(found, story, code)
    return Made(values.shift(base, code, 0) if base else "", mod=mod(found["mod"]))


def _the(found: Found, story: Story, code: str) -> Made | None:
    """For "the year", "the weekend", "the end of the month"."""
    if code == "WE":
        return weekend(found, story)
    if not found["mod"]:
        before = story.text[max(0, found.start - 8) : found.start].lower().split()
        if code == "D" or not before or before[-1] not in ("for", "of", "in", "during", "this", "over"):
            return None
    if story.narrative:
        base = told(found, story, code)
        return Made(values.shift(base, code, 0) if base else "", mod=mod(found["mod"]))
    return Made(story.shift(code, 1 if _is_next(found, story, code) else 0), mod=mod(found["mod"]))


def _is_next(found: Found, story: Story, code: str) -> bool:
    """Whether "early in the week" is of the week to come: told ahead when this one is half over."""
    over = story.day is not None and story.day.isoweekday() >= 4
    return code == "W" and over and mod(found["mod"]) == "START" and story.tense(found.start, found.end) == "future"


_SATURDAY = 6


def weekend(found: Found, story: Story) -> Made:
    """For "the weekend": the one just gone, unless the clause speaks of what is to come.

    What took place "over the weekend" stays open on a Saturday: that one has hardly begun, and the last is five days gone.
    """
    last, this = story.shift("WE", -1), story.shift("WE", 0)
    if story.day and story.day.isoweekday() == _SATURDAY and found["rel"] != "this" and story.tense(found.start, found.end) == "past":
        return Made("", readings=(last, this))
    if found["rel"] not in ("past", "this past", "last") and story.day and (story.day.isoweekday() >= 6 or _ahead(found, story)):
        return Made(this, readings=(this, last))
    return Made(last, readings=(last, this) if last else ())


def _ahead(found: Found, story: Story) -> bool:
    """Whether the clause speaks of what is to come; late in the week "this weekend" does, unless told in the past."""
    tense = story.tense(found.start, found.end)
    late = found["rel"] == "this" and story.day is not None and story.day.isoweekday() >= 3
    return tense == "future" or (tense == "" and late)


def unit_end(found: Found, story: Story) -> Made | None:
    """For "year-end", "the month's end"."""
    return Made(story.shift(unit(found["unit"]), 0), mod="END")


def next_day(found: Found, story: Story) -> Made | None:
    """For "the day before", "the day after": beside the date last told."""
    base = told(found, story, "D")
    return Made(values.shift(base, "D", -1 if found["beyond"] == "before" else 1) if base else "")


_BACKWARD = ("ago", "earlier", "before", "previously", "prior", "beforehand", "back")


def offset(found: Found, story: Story) -> Made | None:
    """For "two days earlier", "nearly a month after", "a year ago", "weeks later"."""
    code, direction = unit(found["unit"]), found["direction"]
    count = words.number(found["count"]) if found["count"] else None
    if direction == "since":
        return Made(values.duration(count, code), "DURATION")
    back = direction in _BACKWARD
    vague = "PAST_REF" if back else "FUTURE_REF"
    if code.startswith("T"):
        count = count + 0.5 if count and found["half"] else count
        return Made(vague if count is None else values.duration(count, code), "DATE" if count is None else "DURATION")
    if direction in ("ago", "hence", "from now") and (count is None or found["so"]):
        return Made(vague)
    if count is not None and found["half"]:
        count += 0.5
    if count is None or count != int(count) or (direction in ("before", "after") and not _stands_alone(found, story)):
        return Made(values.duration(count, code), "DURATION", mod=_approx(found))
    by = -int(count) if back else int(count)
    if direction in ("ago", "hence", "from now", "back") or not found["direction"]:
        return _from_now(found, story, code, by)
    if code == "Y" and by == -1 and _quarter_near(found, story):
        return Made(_year_before(story))
    base = told(found, story, code)
    return Made(_shift(base, code, by) if base else story.shift(code, by) if back else "", mod=_approx(found))


def _stands_alone(found: Found, story: Story) -> bool:
    """Whether "a day before" is followed by nothing that it could be before."""
    return story.text[found.end : found.end + 1] in (".", ",", ";", "\n", "")


def _approx(found: Found) -> str:
    words_before = found["approx"]
    if words_before in ("nearly", "almost", "less than", "under", "just under", "not quite"):
        return "LESS_THAN"
    if words_before in ("more than", "over", "at least", "just over", "well over"):
        return "MORE_THAN"
    return "APPROX" if words_before in ("about", "around", "approximately", "roughly", "some") else ""


def _shift(base: str, code: str, by: int) -> str:
    """A shift that keeps a quarter a quarter when counted in years."""
    if code == "Y" and values.unit_of(base) == "Q":
        return f"{int(base[:4]) + by:04d}{base[4:]}"
    return values.shift(base, code, by)


QUARTER_REACH = 1000  # characters over which "a year ago" still compares with the quarter told


def _quarter_near(found: Found, story: Story) -> bool:
    return bool(story.quarter) and found.start - story.quarter_at < QUARTER_REACH


def _year_before(story: Story) -> str:
    """The quarter that a comparison with the quarter told means: a year before it, or it where it is itself a year old."""
    year = int(story.quarter[:4])
    old = bool(story.anchor) and story.quarter < story.shift("Q", -3)
    return f"{year - (not old):04d}{story.quarter[4:]}"


def _from_now(found: Found, story: Story, code: str, by: int) -> Made:
    """For "a year ago": from the publication date; of a quarter just told, that quarter."""
    if code == "Y" and by == -1 and _quarter_near(found, story):
        return Made(_year_before(story))
    if story.day and code == "W":
        exact = values.add(story.day, "W", by)
        return Made(values.at(exact, "W") if exact else "", mod=_approx(found))
    return Made(story.shift(code, by), mod=_approx(found))


def quarter(found: Found, story: Story) -> Made | None:
    """For "the third quarter of 1984", "fiscal first quarter", "Q3 2023", "the first half"."""
    which = found["which"]
    nth = int(which[1]) if which[0] in "qh" else words.ordinal(which)
    letter = which[0].upper() if which[0] in "qh" else "Q" if found["unit"] == "quarter" else "H"
    if nth > (4 if letter == "Q" else 2):
        return None
    year = year_of(found, story)
    if year:
        return Made(f"{year}-{letter}{nth}")
    if letter == "H":
        return None if not found["mod"] and not found["relative"] else Made(f"{story.anchor[:4] or 'XXXX'}-H{nth}")
    if len(story.anchor) < 7:
        return Made(f"XXXX-Q{nth}")
    own, own_year = (int(story.anchor[5:7]) + 2) // 3, int(story.anchor[:4])
    future = story.tense(found.start, found.end) == "future"
    if nth > own and not future and nth - own >= 2:
        own_year -= 1
    elif nth < own and future and own - nth >= 3:
        own_year += 1
    return Made(f"{own_year:04d}-Q{nth}")


def same_quarter(found: Found, story: Story) -> Made | None:
    """For "the quarter", "the latest quarter", "the year-earlier period": of the quarter last told, or the last one ended."""
    rel = found["rel"].strip()
    base = story.quarter if found.start - story.quarter_at < 3000 else ""
    if rel in ("next", "current", "last", "previous", "prior") or (story.text[found.start : found.start + 4].lower() == "this"):
        return Made(story.shift("Q", step(rel)))
    base = base or story.shift("Q", -1)
    if not base:
        return None
    if found["year"]:
        return Made(found["year"] + base[4:])
    earlier = not found["unit"] or found["relative"]
    return Made(f"{int(base[:4]) - 1:04d}{base[4:]}" if earlier else base)


def season(found: Found, story: Story) -> Made | None:
    """For "the summer of 2019", "last summer", "this fall", "in the spring"."""
    code = words.codes("seasons")[found["season"]]
    year = year_of(found, story) or relative_year(found["relative"], story)
    if year:
        return Made(f"{year}-{code}", mod=mod(found["mod"]))
    if story.narrative and story.last[:4].isdigit() and not found["rel"]:
        return Made(f"{story.last[:4]}-{code}", mod=mod(found["mod"]))
    if len(story.anchor) < 7:
        return Made(f"{story.anchor or 'XXXX'}-{code}", mod=mod(found["mod"]))
    return Made(_near_season(found, story, code), mod=mod(found["mod"]))


_FIRST_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def _near_season(found: Found, story: Story, code: str) -> str:
    """The season that began last, is running, or comes next, as the words and the tense have it."""
    year, month = int(story.anchor[:4]), int(story.anchor[5:7])
    first = _FIRST_MONTH[code]
    running = (month - first) % 12 < 3
    begun = year if month >= first else year - 1
    way = step(found["rel"]) if found["rel"] != "this" else 0
    if found["rel"] in ("this past",) or way < 0:
        return f"{begun - running:04d}-{code}" if found["rel"] == "last" else f"{begun:04d}-{code}"
    if running and not way:
        return f"{begun:04d}-{code}"
    if way > 0:
        return f"{begun + 1:04d}-{code}"
    if found["rel"] == "this":
        past = month < 6 or (month < 9 and story.tense(found.start, found.end) == "past")
        return f"{year - (code == 'WI' and past):04d}-{code}"
    ahead = story.tense(found.start, found.end) == "future"
    return f"{begun + ahead:04d}-{code}"
