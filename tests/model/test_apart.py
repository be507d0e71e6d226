"""What tells two claims apart that nothing joins and nothing excludes."""

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from reportedly.model.apart import WORDING, apart
from reportedly.model.series import Dated, series_of

sys.path.insert(0, str(Path(__file__).parent.parent / "resolve"))
from telling import Act, told

from reportedly.resolve import claims_of

LETTER = Act("Vladimir Putin", "Kim Jong Un", words="sent a note to")


def claim(act: Act, id: str):
    return replace(claims_of(told(id, act))[0], event=id)


def test_only_what_is_told_alike_is_told_apart_by_its_wording_alone():
    assert apart(claim(LETTER, "a"), claim(replace(LETTER, words="wrote kind lines to"), "b"), None) == WORDING
    government = claim(replace(LETTER, who="Russia"), "c")
    assert apart(claim(LETTER, "a"), government, None) == WORDING, "a state and who speaks for it are one side"


def test_acts_that_differ_are_told_apart_by_what_differs():
    visit = claim(replace(LETTER, mode="visit", words="visited", date="2020-05-01"), "b")
    assert (
        apart(claim(LETTER, "a"), visit, None)
        == "they differ in the kind of act (consult · letter; consult · visit) and the date (none told; 2020-05-01)"
    )
    other = claim(replace(LETTER, who="United States"), "c")
    assert apart(claim(LETTER, "a"), other, None) == "they differ in who acts (Vladimir Putin; United States)"


def test_two_of_one_series_are_what_the_series_says():
    day = date(2020, 5, 1).toordinal()
    series = series_of("CONSULT/letter|PRK~RUS", [Dated("a", day, day, is_told=True), Dated("b", day + 90, day + 90, is_told=True)], [])
    assert "they may be one time of it or two" in apart(claim(LETTER, "a"), claim(LETTER, "b"), series)
