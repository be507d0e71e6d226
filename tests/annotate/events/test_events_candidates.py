"""Who may take part in an act, and who of them does."""

import pytest

from reportedly import pipeline
from reportedly.annotate.events.parties import decided
from reportedly.annotate.events.roles import Act, RoleView
from reportedly.annotate.references import References
from reportedly.annotate.syntax import Syntax
from reportedly.model import AnnotatedReport, Report, Span, Zone

WEATHER = "The weather was mild and the harvest was good. "


def view_of(text: str) -> RoleView:
    item = AnnotatedReport(Report(id="r", text=text, language="en", zones=(Zone(Span(0, len(text)), "body"),)))
    item = pipeline.run(pipeline.stages()[:5], [item])[0]
    return RoleView(item, Syntax(item.tokens, item.sentences), References(item))


def act(view: RoleView, word: str) -> Act:
    return Act(next(t for t in view.annotated.tokens if t.text == word), "ASSAULT", None)


def test_who_is_named_in_the_next_sentence_may_take_part_but_not_who_comes_later():
    view = view_of(f"{WEATHER * 2}The attack lasted for hours. Norway was to blame. {WEATHER}Sweden looked on.")
    assert {c.entity for c in view.candidates(act(view, "attack"))} == {"NOR"}


@pytest.mark.parametrize(
    ("chances", "actor", "recipient"),
    [
        ({"NOR": (0.45, 0.7), "SWE": (0.4, 0.1)}, "SWE", "NOR"),  # Norway rather suffers
        ({"NOR": (0.45, 0.3), "SWE": (0.1, 0.4)}, "NOR", "SWE"),
        ({"NOR": (0.45, 0.7), "SWE": (0.1, 0.4)}, None, "NOR"),
    ],
)
def test_whoever_is_likelier_acted_on_does_not_act(chances, actor, recipient):
    view = view_of("Norway and Sweden looked back on the attack.")
    attack = act(view, "attack")
    found = view.candidates(attack)
    roles = decided(attack, found, [chances[c.entity] for c in found], view)
    assert [p.id for p in roles.actor] == [actor] * (actor is not None)
    assert [p.id for p in roles.recipient] == [recipient]
