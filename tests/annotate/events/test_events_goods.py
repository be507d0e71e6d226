"""Goods that went, and the aid that they are taken for."""

from reportedly.library import annotate

LEFT = (
    "At least 40 wagons with packages left Norway for Chile in the first week of October, "
    "sparking wide speculation that Norway was now aiding Chile."
)


def test_goods_on_their_way_and_the_aid_they_are_are_one_act_with_one_date() -> None:
    aid = [e for e in annotate(LEFT, published="2023-10-14").events if e.type == "AID"]
    assert len(aid) == 2
    assert len({e.event for e in aid}) == 1
    assert {e.date for e in aid} == {"2023-10-01/2023-10-07"}


def test_aid_to_another_is_another_act() -> None:
    text = LEFT.replace("aiding Chile", "aiding Peru")
    assert len({e.event for e in annotate(text, published="2023-10-14").events if e.type == "AID"}) == 2
