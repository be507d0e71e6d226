"""When a report without any date was published, as far as its own words tell.

News style names the day of the news and leaves out the year. The day is taken from the first sentence alone, where
it stands between subject and verb; the year from a present perfect ("has fired two missiles in 2022"), which
is only said within the year. What is found is a hypothesis with its reason, never finer than the words allow.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from reportedly import resources
from reportedly.clean.dates import DAY, MONTH, WEEKDAY, WEEKDAYS, YEAR, is_day, month_number, weekday_of
from reportedly.clean.zones import Page

# The day of the news is looked for this far into the first paragraph of prose.
FIRST_SENTENCE = 260
# Only a full report shows by its length that it names days by date, not by weekday; feeds sell old pictures as new.
FULL_REPORT = 900
# A dated picture tells the month of the news where it stands this near the top.
PICTURE = 700
LAST_DAYS = 3
DECEMBER = 12
_A_DATE = re.compile(
    rf"\b(?:(?P<wd>{WEEKDAY}),?\s)?(?:(?P<m>{MONTH})\s(?P<d>{DAY})|(?P<d2>{DAY})\s(?P<m2>{MONTH}))\b(?!-)(?:,?\s(?P<y>{YEAR}))?"
)
_YEAR = re.compile(rf"(?<![\d.,$€£#/-]){YEAR}(?!\d|,\d|%)\b(?! (?:people|troops|soldiers|miles|kilomet|km|dollars|GMT|hours|local time))")
_DAY_AND_YEAR = re.compile(rf"day,? {MONTH} \d\d?,? {YEAR}|day,? \d\d? {MONTH},? {YEAR}")
_IN_YEAR = re.compile(r"\b(?:in|during) 20\d\d\b")
_AHEAD = re.compile(r"(?i)\b(?:until|till|by|next|before|scheduled for|ahead of|through|due|on or after|from)\s$")
_TIME_OF_WEEK = re.compile(rf"\b(?:{WEEKDAY}|[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight|[Ll]ast week|[Tt]his week|[Nn]ext week)\b")
_NO_ACTOR = re.compile(
    r"\b(?:who|which|that|when|where|after|before|since|as|said|says|was|were|is|are|has|have|had|will|would|[a-z]+ed|[a-z]+ing)\b"
)
_OF_A_PLACE = re.compile(r"\b(?:in|at|near|outside|of)(?: the)? [A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)*$")
_OLD_PICTURE = re.compile(r"(?i)\bfile\b|\bin this\b|\barchive\b|\bundated\b")


@dataclass(frozen=True, slots=True)
class Inference:
    """A date (ISO 8601, cut at the precision that is safe) or None, and the reason: what speaks for it or what is missing."""

    date: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class _Mention:
    """A date that the text writes out; `year` and `weekday` (0 Monday) are None where it is silent."""

    words: str
    start: int
    year: int | None
    month: int
    day: int
    weekday: int | None
    ahead: bool


def inferred(page: Page, *, latest: str | None = None) -> Inference:
    """The best hypothesis on the day, month or year of publication, which is not after `latest` (an ISO 8601 day)."""
    prose = [" ".join(z.span.of(page.text).split()) for z in page.zones if z.kind == "body"]
    if not prose:
        return Inference(None, "there is no prose that could tell")
    text = " ".join(" ".join(z.span.of(page.text).split()) for z in page.zones if z.is_read)
    year = _year(text)
    day = _day_of_dateline(page) or _day_of_news(prose[0], text)
    if year and day:
        words, y = year
        return Inference(
            f"{y}-{day.month:02d}-{day.day:02d}",
            f"'{words}' and '{day.words}': that is the day of the news, and the years settle on {y}; the report may be a little younger",
        )
    month = _weekday_of_news(prose[0], text, latest) or _dated_picture(page)
    if month:
        return month
    if year:
        return Inference(str(year[1]), f"'{year[0]}' is said within the year, and no later year is named; no day can be told")
    if day:
        return Inference(None, f"the day of the news is '{day.words}', but nothing settles the year")
    return Inference(None, "the text names no day of the news with a year that is certain")


def _day_of_dateline(page: Page) -> _Mention | None:
    """The day of a dateline without a year."""
    date = page.dateline.date if page.dateline else None
    if date is None or date[0] is not None:
        return None
    words = next(z.span.of(page.text) for z in page.zones if z.kind == "dateline")
    return _Mention(" ".join(words.split()).strip(" -–—"), 0, None, date[1], date[2], None, False)


def _mentions(text: str) -> Iterator[_Mention]:
    for m in _A_DATE.finditer(text):
        month = month_number(m["m"] or m["m2"])
        day = int(re.sub(r"\D", "", m["d"] or m["d2"]))
        year = int(m["y"]) if m["y"] else None
        if is_day(year or 2000, month, day):
            weekday = next((i for i, name in enumerate(WEEKDAYS) if m["wd"] and name.startswith(m["wd"].lower()[:3])), None)
            before = text[max(0, m.start() - 14) : m.start()]
            yield _Mention(m.group(), m.start(), year, month, day, weekday, _AHEAD.search(before) is not None)


@cache
def _present_perfect() -> re.Pattern[str]:
    words = resources.table("clean/published.toml")
    no_doing = "|".join(words["no_doing"])
    number = "|".join([*sorted(words["indefinite"], key=len, reverse=True), r"\d[\d,]*"])
    stop = "|".join(words["stop"])
    return re.compile(
        rf"\b(?:has|have)(?: (?:already|also|now|so far|reportedly))? (?!(?:{no_doing})\b)[a-z]+(?:{'|'.join(words['participle'])})"
        rf"(?: out| up| off| down)? (?:{number}) (?:(?!\b(?:{stop})\b)[^.;:,“”\"()\n]){{0,80}}?"
        r"(?P<words>\b(?:in|during|so far in) (?P<y>20\d\d))\b"
        r"(?!['’]s| (?:and|to|or|presidential|elections?|campaign|when|with)\b|[-–/])"
    )


def _year(text: str) -> tuple[str, int] | None:
    """The words and the year of a present perfect within a year that no other year in the text exceeds."""
    if not _IN_YEAR.search(text):
        return None
    found = {int(m["y"]): m["words"] for m in _present_perfect().finditer(text)}
    if len(found) != 1:
        return None
    year, words = found.popitem()
    return (words, year) if year == _last_year(text) else None


def _last_year(text: str) -> int:
    """The latest year that the text names; 0 where it names none."""
    return max((int(m.group()) for m in _YEAR.finditer(text)), default=0)


@cache
def _news() -> re.Pattern[str]:
    verbs = "|".join(resources.table("clean/published.toml")["news_verbs"])
    date = rf"(?:{MONTH} {DAY}|{DAY} {MONTH})"
    return re.compile(
        rf"(?P<who>[A-Z][^;:!?\"“”]{{2,140}}?) (?P<words>on {date}),? (?:(?:also|again|reportedly|[a-z]+ly) )?(?:{verbs})\b(?! by\b)"
    )


def _day_of_news(paragraph: str, text: str) -> _Mention | None:
    """The day between subject and verb of the first sentence, in a full report that names no weekdays and no later day."""
    m = _news().match(paragraph[:FIRST_SENTENCE])
    if m is None or len(text) < FULL_REPORT or _NO_ACTOR.search(m["who"]) or _OF_A_PLACE.search(m["who"]) or _TIME_OF_WEEK.search(text):
        return None
    day = next(_mentions(m["words"]), None)
    others = [other for other in _mentions(text) if other.year is None and not other.ahead]
    if day is None or any((other.month, other.day) > (day.month, day.day) for other in others):
        return None
    return _Mention(m["words"], 0, None, day.month, day.day, None, False)


@cache
def _news_on_weekday() -> re.Pattern[str]:
    verbs = "|".join(resources.table("clean/published.toml")["news_verbs"])
    date = rf"(?P<words>{WEEKDAY},? (?:{MONTH} {DAY}|{DAY} {MONTH})\b(?!,? {YEAR}))"
    return re.compile(
        rf"\b(?:{verbs})\b[^.;:!?]{{0,60}}? (?:on )?{date}|\bon {date.replace('<words>', '<words2>')},? (?:\w+ly )?(?:{verbs})\b"
    )


def _weekday_of_news(paragraph: str, text: str, latest: str | None) -> Inference | None:
    """The month of a day with its weekday in the first sentence, where one year alone fits.

    The years that can fit run from the latest one the text names to that of `latest`; the weekday must confirm the former,
    since one sign alone is a guess (a misprinted weekday fits some other year).
    """
    m = _news_on_weekday().search(paragraph[:FIRST_SENTENCE])
    first = _last_year(text)
    found = next(_mentions(m["words"] or m["words2"]), None) if m else None
    if found is None or not first or not latest or not latest[:4].isdigit():
        return None
    years = [
        year
        for year in range(first, int(latest[:4]) + 1)
        if is_day(year, found.month, found.day)
        and f"{year}-{found.month:02d}-{found.day:02d}" <= latest
        and weekday_of(year, found.month, found.day) == found.weekday
    ]
    if years != [first]:
        return None
    because = f"'{found.words}' is the day of the news, and from {first} to {latest[:4]} only {years[0]} has that weekday"
    return _month_of(found, years[0], because)


def _dated_picture(page: Page) -> Inference | None:
    """The month of a full date with its weekday near the top ("..., Friday, Jan. 31, 2020."), the latest date of the text.

    Agencies write so under pictures of the day; those from the archive say so.
    """
    # The label "FILE -" is no part of what is read.
    zones = (z for z in page.zones if z.is_read or z.reason == "label of a picture")
    text = " ".join(" ".join(z.span.of(page.text).split()) for z in zones)
    if len(text) < FULL_REPORT:
        return None
    if not _DAY_AND_YEAR.search(text[:PICTURE]):
        return None
    mentions = list(_mentions(text))
    dated = [(other.year, other.month, other.day) for other in mentions if other.year]
    for found in mentions:
        if found.start > PICTURE:
            break
        if found.weekday is None or found.year is None or weekday_of(found.year, found.month, found.day) != found.weekday:
            continue
        if (
            (found.year, found.month, found.day) != max(dated)
            or found.year != _last_year(text)
            or _OLD_PICTURE.search(text[max(0, found.start - 200) : found.start])
        ):
            continue
        because = f"'{found.words}' near the top is the latest date of the text and bears its weekday, as pictures of the day do"
        return _month_of(found, found.year, because)
    return None


def _month_of(found: _Mention, year: int, because: str) -> Inference | None:
    """The month, or the year alone where a few days more would be in the next month."""
    if is_day(year, found.month, found.day + LAST_DAYS):
        return Inference(f"{year}-{found.month:02d}", f"{because}; news is published within days, so the month is safe")
    return Inference(str(year), f"{because}; it is the end of a month, so only the year is safe") if found.month != DECEMBER else None
