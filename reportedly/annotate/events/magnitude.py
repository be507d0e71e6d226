"""How many: "at least 73 rail cars", "thousands of troops"."""

import re
from collections.abc import Mapping
from typing import Any

from reportedly import resources
from reportedly.annotate.events.lexicon import doers
from reportedly.annotate.syntax import Syntax, span_of
from reportedly.model import Magnitude, Token

NUMBERS = "lexicons/en/events-numbers.toml"

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")


def magnitude(token: Token, syntax: Syntax) -> Magnitude | None:
    """The number that the act's own words give: of its object, its subject or itself; None where there is none."""
    near = [*syntax.children(token, "dobj", "nsubjpass", "nsubj"), token] if token.pos == "VERB" else [token]
    if token.dep == "acl":
        near += doers(token, syntax)  # "ten missiles fired at the town"; and long subjects that are parsed so
    near += [o for p in syntax.children(token, "prep") if p.lemma in ("of", "with") for o in syntax.children(p, "pobj")]
    return next((m for head in near if (m := _counted(head, syntax))), None)


def _counted(head: Token, syntax: Syntax) -> Magnitude | None:
    """The count at a noun ("cars" in: 73 rail cars; "thousands" in: thousands of troops); days and years count nothing."""
    table = resources.table(NUMBERS)
    if head.ner in ("DATE", "TIME") or head.lemma.lower() in table["no_units"]:
        return None
    if head.lemma.lower() in table["round"]:
        thing = next((o for p in syntax.children(head, "prep") if p.lemma == "of" for o in syntax.children(p, "pobj")), None)
        said = _modifier(head, syntax) or ("at least" if head.text.lower() != head.lemma.lower() else None)  # "dozens" are not twelve
        return Magnitude(float(table["round"][head.lemma.lower()]), _unit(thing, syntax), said) if thing else None
    number = syntax.child(head, "nummod")
    value = _value(number, syntax) if number else None
    is_one_place = head.ner == "GPE" and not head.text.endswith("s")  # of "29 August - North Korea"; "the two Koreas" are counted
    if number is None or value is None or number.ner in ("DATE", "TIME", "ORDINAL") or is_one_place:
        return None
    return Magnitude(value, _unit(head, syntax), _modifier(number, syntax))


def _value(number: Token, syntax: Syntax) -> float | None:
    table = resources.table(NUMBERS)
    total = _plain(number.text, table)
    for part in syntax.children(number, "compound", "nummod"):
        value = _plain(part.text, table)
        if total is not None and value is not None:
            total *= value
    return total


def _plain(word: str, table: Mapping[str, Any]) -> float | None:
    if _DIGITS.fullmatch(word) and len(word) < 20:
        return float(word.replace(",", ""))
    known = table["words"].get(word.lower())
    return float(known) if known is not None else None


def _unit(head: Token, syntax: Syntax) -> str:
    """The counted noun with its compounds, as in the text."""
    words = [c for c in syntax.children(head, "compound", "amod") if c.i < head.i]
    return " ".join(t.text for t in sorted([*words, head], key=lambda t: t.i))


def _modifier(number: Token, syntax: Syntax) -> str | None:
    table = resources.table(NUMBERS)
    words = [t for c in syntax.children(number, "advmod", "quantmod", "amod") for t in syntax.subtree(c)]
    if not words:
        return None
    span = span_of(words)
    said = " ".join(t.text for t in words if span.contains(t.span)).lower()
    return said if said in table["modifiers"] else None
