"""What a saying amounts to: the stance of its cue, or, for a plain "said", that of its words."""

import re
from collections.abc import Sequence
from functools import cache

from reportedly import resources
from reportedly.annotate.sentences import plain
from reportedly.model import Span, Stance

LONGEST = 2000  # characters of content that are looked at


@cache
def _patterns() -> tuple[tuple[Stance, re.Pattern[str]], ...]:
    table = resources.table("lexicons/en/statements-stances.toml")["stance"]
    return tuple((entry["stance"], re.compile("|".join(f"(?:{p})" for p in entry["patterns"]))) for entry in table)


def stance_of_words(text: str, content: Sequence[Span]) -> tuple[Stance, str]:
    """The stance that the words of a content tell, with the words that do; ("asserts", "") where none does."""
    words = plain(" ".join(s.of(text) for s in content)[:LONGEST]).casefold()
    for stance, pattern in _patterns():
        if match := pattern.search(words):
            return stance, match.group().strip()
    return "asserts", ""
