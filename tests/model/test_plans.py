"""What is told before an event's day is of the plan; what is told after tells what came."""

from dataclasses import replace
from itertools import count

import pytest

from reportedly.model import Claim, Origin, Party, Span
from reportedly.model.origins import origins_of, standing
from reportedly.model.plans import ahead, is_before, narrowest, statuses

_NUMBERS = count()
DAY = "2031-06-12"


def claim(status: str, published: str | None, date: str | None = None, *, report: str = "", who: str = "") -> Claim:
    no = next(_NUMBERS)
    return Claim(
        id=f"cl-{no}",
        event="ev-1",
        report=report or f"r-{no}",
        type="CONSULT",
        mode="multilateral",
        actor=(Party("XAA", "Alba"), Party("XBB", "Boria")),
        recipient=(),
        status=status,  # type: ignore[arg-type]
        date=date,
        place=None,
        according_to=(),
        origin=Origin(f"origin:{who or no}", who or f"outlet {no}"),
        trigger=Span(0, 1),
        evidence=Span(0, 1),
        score=1.0,
        made_by="test/1",
        published=published,
    )


PLANS = [claim("planned", f"2031-06-0{day}", DAY) for day in range(1, 8)]


def test_what_was_held_is_planned_no_more_however_many_told_the_plan():
    assert statuses(PLANS, DAY)[0] == "planned"
    held = [claim("occurred", "2031-06-12", DAY), claim("occurred", "2031-06-14")]
    assert statuses([*PLANS, *held], DAY) == ("occurred", "planned")


def test_what_did_not_come_about_on_its_day_did_not_happen():
    assert statuses([*PLANS, claim("did-not-happen", "2031-06-13", DAY)], DAY)[0] == "did-not-happen"


def test_a_report_counts_once_for_what_it_tells_again_and_again():
    again = [claim("planned", "2031-06-13", report="r-slow") for _ in range(5)]
    assert statuses([*again, claim("occurred", "2031-06-13"), claim("occurred", "2031-06-13")], DAY)[0] == "occurred"


def test_without_a_day_one_report_after_the_plans_is_not_enough():
    plans = [claim("planned", f"2031-06-0{day}") for day in range(1, 8)]
    assert statuses([*plans, claim("occurred", "2031-06-20")], None)[0] == "planned"
    assert statuses([*plans, claim("occurred", "2031-06-20"), claim("occurred", "2031-06-21")], None)[0] == "occurred"


@pytest.mark.parametrize(
    ("published", "date", "expected"),
    [
        ("2031-06-10", DAY, True),
        ("2031-06-11", DAY, False),
        ("2031-06-11T09:59:00+00:00", DAY, True),
        ("2031-06-11T10:00:00+00:00", DAY, False),
        ("2031-06-11T09:00:00-05:00", DAY, False),
        (None, DAY, False),
        ("2031-06-10", None, False),
        ("2030-12-01", "2031", False),
    ],
)
def test_before_is_when_the_day_had_begun_nowhere(published: str | None, date: str | None, expected: bool):
    assert is_before(claim("occurred", published), date) is expected


def test_who_tells_of_it_or_calls_it_off_before_its_day_neither_confirms_nor_denies_it():
    rumour = claim("occurred", "2031-06-01", who="Rumour")
    off = claim("did-not-happen", "2031-05-24", who="Caller")
    held = claim("occurred", "2031-06-13", DAY, who="Witness")
    assert [o.name for o in origins_of([rumour, off, held])] == ["Witness"]
    assert standing([rumour, off, held]) == "third party"
    assert standing([held, claim("denied", "2031-06-14", who="Denier")]) == "disputed"


def test_on_the_eve_a_report_that_tells_it_as_planned_tells_the_plan():
    headline, plan = (claim(status, "2031-06-11", report="r-eve", who="Eve") for status in ("occurred", "planned"))
    seen = claim("occurred", "2031-06-11", who="Elsewhere")
    held = claim("occurred", "2031-06-12", DAY, who="Witness")
    told = [headline, plan, seen, held]
    assert {o.name for o in origins_of(told)} == {"Elsewhere", "Witness"}
    assert ahead(told, DAY) == {headline.id, plan.id}
    assert ahead([headline, plan], DAY) == frozenset(), "nobody tells it as done"


def test_who_denies_it_together_denies_it_as_both_parties():
    both = replace(claim("denied", DAY), origin=Origin("origin:both", "both", side="XAA+XBB"), countries={"XAA": "XAA", "XBB": "XBB"})
    assert standing([both]) == "both parties say so"
    one = replace(both, origin=Origin("origin:one", "one", side="XAA"))
    assert standing([one]) == "one side only"


def test_where_nobody_tells_it_after_its_day_all_that_tell_it_count():
    told = [claim("occurred", "2031-06-01", DAY, who="Early"), claim("denied", "2031-06-02", who="Denier")]
    assert {o.name for o in origins_of(told)} == {"Early", "Denier"}


def test_the_narrowest_date_is_the_event_s():
    assert narrowest([claim("occurred", None, "2031-06"), claim("occurred", None, DAY)]) == DAY
    assert narrowest([claim("occurred", None)]) is None
