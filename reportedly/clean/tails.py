"""Last sentences of a paragraph that are no prose, for pages that came as one single paragraph."""

import re

from reportedly.clean.furniture import tail_rule
from reportedly.model import Span, Zone

# How far from the paragraph's end, and how many sentences of it, are looked at.
REACH = 700
AT_MOST = 4
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z©])")
_INITIAL = re.compile(r"\b(?:[A-Z]|Jr|Sr|St|Mr|Mrs|Ms|Dr|Lt|Gen|Col|Sen|Rep|Gov)\.$")


def without_tail(text: str, start: int, end: int) -> tuple[int, list[Zone]]:
    """Where the prose from `start` to `end` ends, and the zones of what follows it, in order.

    Sentences are tried from the last one backwards until one matches no rule; the first sentence always stays.
    """
    zones: list[Zone] = []
    for cut in _last_sentences(text, start, end):
        sentence = text[cut:end].strip()
        rule = tail_rule(" ".join(sentence.split()))
        if rule is None:
            break
        zones.insert(0, Zone(Span(cut, cut + len(sentence)), rule.kind, f"last sentence: {rule.reason}"))
        end = cut
    return end, zones


def _last_sentences(text: str, start: int, end: int) -> list[int]:
    """Where the last few sentences begin, the last one first."""
    begin = max(start, end - REACH)
    cuts = [m.end() for m in _SENTENCE_END.finditer(text, begin, end) if not _INITIAL.search(text, max(begin, m.start() - 6), m.start())]
    return [cut for cut in reversed(cuts) if cut > start][:AT_MOST]
