"""Acts that are hardly any are not kept."""

from reportedly.annotate.events import stage
from reportedly.library import annotate

TEXT = (
    "Norway and Chile pressed on with talks on Friday, a bid to prop up ties. The envoys vowed to take their isolated markets forward "
    "and to fight for growth. Norway fired a missile at a ship of Chile."
)


def test_an_act_below_the_least_score_is_left_out(monkeypatch):
    kept = annotate(TEXT, published="2023-05-20").events
    least = sorted(e.score for e in kept)
    assert all(score >= stage.KEPT for score in least)
    monkeypatch.setattr(stage, "KEPT", least[-1])
    assert [e.score for e in annotate(TEXT, published="2023-05-20").events] == [least[-1]]
