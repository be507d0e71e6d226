"""What stands on a news page and is no news, found by the rules in `data/clean/furniture.toml`."""

import re
from dataclasses import dataclass
from functools import cache

from reportedly import resources
from reportedly.clean.paragraphs import ends_sentence
from reportedly.model import ZoneKind

RULES = "clean/furniture.toml"
LONGEST_LINE = 350
# A paragraph that comes right before a request for consent and is at most this long advertises the newsletter.
LONGEST_PITCH = 260
PITCH = re.compile(r"(?i)\b(?:newsletter|inbox|stories|headlines|exclusive interviews|content|top opinion|updates)\b")
CONSENT = "asks for consent to mails"
LABEL = "label before other stories"
LONGEST_LINK = 160
LONGEST_SHOUT = 320
LONG_SHOUT = 6  # words


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the table.

    `rest` is the kind of what follows a prefix; `last` restricts to the last paragraphs; `sure` rules are believed
    even of lines that tell something.
    """

    kind: ZoneKind
    reason: str
    longest: int
    last: int
    rest: ZoneKind
    sure: bool


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules of one section of the table as one expression; rule i is the group "r<i>"."""

    expression: re.Pattern[str]
    rules: tuple[Rule, ...]
    longest: int

    def whole(self, plain: str) -> Rule | None:
        """The first rule that matches all of a line."""
        if len(plain) > self.longest:
            return None
        return self._rule(self.expression.fullmatch(plain), len(plain))

    def start(self, plain: str) -> tuple[Rule, int] | None:
        """The first rule that matches the start of a line, and where its match ends."""
        m = self.expression.match(plain)
        rule = self._rule(m, m.end() if m else 0)
        return (rule, m.end()) if m and rule else None

    def _rule(self, m: re.Match[str] | None, length: int) -> Rule | None:
        if m is None or m.lastgroup is None:
            return None
        rule = self.rules[int(m.lastgroup[1:])]
        return rule if length <= rule.longest else None


@cache
def _section(name: str, above: int = 0) -> _Rules:
    """The rules of a section; `above` keeps only those that are believed on paragraphs longer than that."""
    rows = [row for row in resources.table(RULES)[name] if row.get("max", LONGEST_LINE) > above]
    rules = tuple(
        Rule(row["kind"], row["reason"], row.get("max", LONGEST_LINE), row.get("last", 0), row.get("rest", "body"), row.get("sure", False))
        for row in rows
    )
    expression = re.compile("|".join(f"(?P<r{i}>{row['pattern']})" for i, row in enumerate(rows)))
    return _Rules(expression, rules, max(rule.longest for rule in rules))


def line_rule(plain: str, *, from_end: int = 0) -> Rule | None:
    """The rule by which a whole paragraph (on one line) is furniture; None for prose.

    `from_end` is how many paragraphs follow it.
    """
    rule = _section("line", LONGEST_LINE if len(plain) > LONGEST_LINE else 0).whole(plain)
    if rule is None or (rule.last and from_end >= rule.last) or (not rule.sure and _tells(plain)):
        return None
    return rule


@cache
def _telling() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(resources.table(RULES)['telling'])})\b")


def _tells(plain: str) -> bool:
    """Whether a line is a sentence in which somebody says or does something."""
    return ends_sentence(plain) and _telling().search(plain) is not None


def tail_rule(sentence: str) -> Rule | None:
    """The rule by which the last sentence of a paragraph is furniture."""
    return _section("tail").whole(sentence)


def prefix_rule(plain: str) -> tuple[Rule, int] | None:
    """The rule by which a paragraph begins with a label, and the label's length; what follows is `rule.rest`."""
    return _section("prefix").start(plain[:LONGEST_LINE])


def is_consent(plain: str) -> bool:
    """Whether a paragraph asks for consent to mails (what stands above it then advertises them)."""
    rule = line_rule(plain)
    return rule is not None and rule.reason == CONSENT


def is_pitch(plain: str) -> bool:
    """Whether a paragraph that stands above a request for consent advertises a newsletter."""
    return len(plain) <= LONGEST_PITCH and PITCH.search(plain) is not None


def is_label(rule: Rule) -> bool:
    """Whether the rule marks the label under which another story's headline follows."""
    return rule.reason == LABEL


def is_link(plain: str) -> bool:
    """Whether what stands under such a label can be a headline: short and without a full stop."""
    bare = plain.rstrip("\"”’') ")
    return len(plain) <= LONGEST_LINK and not bare.endswith((".", "!", ":", ";", ","))


def is_shouted_link(plain: str) -> bool:
    """Whether a line is a link in capitals as some outlets put them between paragraphs: six words, no full stop."""
    return _is_shouted(plain) and _capital_words(plain) >= LONG_SHOUT


def is_shouted_heading(plain: str) -> bool:
    """Whether a line is a section heading in capitals: an outlet that sets its headings so has no links like them."""
    return _is_shouted(plain) and 0 < _capital_words(plain) < LONG_SHOUT and line_rule(plain) is None


def _is_shouted(plain: str) -> bool:
    return len(plain) <= LONGEST_SHOUT and plain.upper() == plain and plain[-1] not in ".!:"


def _capital_words(plain: str) -> int:
    return len(re.findall(r"[A-Z’']{2,}", plain))
