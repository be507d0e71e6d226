"""What a match says: one function for each `make` of times-rules.toml, by that name."""

from collections.abc import Callable, Mapping

from reportedly.annotate.times.makers import calendar, durations, named, relative, weekly
from reportedly.annotate.times.story import Found, Made, Story

Maker = Callable[[Found, Story], Made | None]
"""Takes a match and the story so far; gives what it says, or None when it is no time expression after all."""

MAKERS: Mapping[str, Maker] = {
    "iso": calendar.iso,
    "slashes": calendar.slashes,
    "month_day": calendar.month_day,
    "month_days": calendar.month_days,
    "month": calendar.month,
    "week_of_month": calendar.week_of_month,
    "day_of_month": calendar.day_of_month,
    "year": calendar.year,
    "years": calendar.years,
    "decade": calendar.decade,
    "century": calendar.century,
    "juche": calendar.juche,
    "quarter": relative.quarter,
    "same_quarter": relative.same_quarter,
    "season": relative.season,
    "relative": relative.relative,
    "that": relative.that,
    "weekend": relative.weekend,
    "unit_end": relative.unit_end,
    "next_day": relative.next_day,
    "offset": relative.offset,
    "weekday": weekly.weekday,
    "weekdays": weekly.weekdays,
    "deictic": weekly.deictic,
    "part_of_day": weekly.part_of_day,
    "duration": durations.duration,
    "duration_a": durations.duration_a,
    "duration_range": durations.duration_range,
    "duration_half": durations.duration_half,
    "vague_units": durations.vague_units,
    "vague_duration": durations.vague_duration,
    "every": durations.every,
    "set_word": durations.set_word,
    "fixed": named.fixed,
    "clock": named.clock,
    "clock_words": named.clock_words,
    "reference": named.reference,
    "named_day": named.named_day,
    "holiday": named.holiday,
}
