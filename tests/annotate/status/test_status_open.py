"""What an act's telling is compared with is the status that it will have."""

from reportedly.annotate.events.features import TriggerView
from reportedly.annotate.events.lexicon import lexicon
from reportedly.annotate.events.triggers import triggers
from reportedly.annotate.status import scoring
from reportedly.annotate.syntax import Syntax
from reportedly.library import annotate
from reportedly.model import EventMention


def test_a_headline_s_act_is_compared_as_done_though_the_scorer_takes_it_for_planned(monkeypatch):
    item = annotate("Norway, Chile Hold Talks on Fishing Rights\n\nNorway and Chile held talks on Friday.", published="2023-05-20")
    syntax = Syntax(item.tokens, item.sentences)
    found = triggers(TriggerView(item, syntax, lexicon()))
    acts = [(EventMention("", t.span, t.type, None), t.token) for t in found]
    title = [syntax.sentence(token).zone == "title" for _, token in acts]
    assert set(title) == {True, False}
    raw = {**dict.fromkeys(scoring.likely(acts, item, syntax)[0], 0.0), "planned": 0.9, "occurred": 0.1}
    monkeypatch.setattr(scoring, "scored", lambda settings, rows, item: [raw for _ in rows])
    p, told_as = scoring.likely_and_open(acts, item, syntax)
    assert p == [raw] * len(acts)
    assert told_as == ["occurred" if t else "planned" for t in title]
