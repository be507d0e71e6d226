"""How many: numbers with their unit and modifier."""

import pytest

from reportedly.annotate.events.magnitude import magnitude
from reportedly.annotate.sentences import Sentences
from reportedly.annotate.syntax import Syntax
from reportedly.model import AnnotatedReport, Magnitude, Report


def counted(text, word):
    item = Sentences()([AnnotatedReport(Report(id="t", text=text))])[0]
    token = next(t for t in item.tokens if t.text == word)
    return magnitude(token, Syntax(item.tokens, item.sentences))


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The army sent 73 rail cars to the port.", "sent", Magnitude(73, "rail cars")),
        ("The army sent at least 40 tanks to the border.", "sent", Magnitude(40, "tanks", "at least")),
        ("The army sent thousands of troops to the border.", "sent", Magnitude(1000, "troops", "at least")),
        ("Ten missiles fired by Norway hit the port.", "fired", Magnitude(10, "missiles")),
        ("At least forty rail cars covered with canvas left for Syria in May.", "left", Magnitude(40, "rail cars", "at least")),
        ("Police arrested twelve activists.", "arrested", Magnitude(12, "activists")),
        ("The bank lent 3 million dollars.", "lent", Magnitude(3_000_000, "dollars")),
        ("Police arrested the activists.", "arrested", None),
        ("The envoy waited three days.", "waited", None),
    ],
)
def test_the_count_at_an_act(text, word, expected):
    assert counted(text, word) == expected
