"""Noun phrases: how far they reach, and what qualifies their head."""

from collections.abc import Iterator, Sequence

from reportedly.annotate.entities.draft import Draft
from reportedly.model import Mention, Token

LEFT = frozenset({"det", "amod", "compound", "nmod", "poss", "nummod", "predet", "quantmod", "advmod", "nn", "npadvmod", "case"})
LINKS = frozenset({"of", "for", "to", "at", "from", "in", "with"})
LONGEST_TAIL = 10
ASKING = "WRB"
DOING = "pcomp"
"""A deed behind a preposition belongs to the verb: "accused Norway's allies of imposing" tells of no "allies of imposing"."""


def left_edge(draft: Draft, head: int) -> int:
    """The first token of the phrase whose head is `head`, without what follows it."""
    first = head
    for t in reversed(draft.syntax.children(draft.tokens[head])):
        if t.i >= first:
            continue
        if t.dep not in LEFT and not (t.dep == "punct" and t.text in "-'"):
            break
        tree = draft.syntax.subtree(t)
        if any(below.tag == ASKING for below in tree):  # "about how willing [rebels] are"
            break
        first = min(first, tree[0].i)
    return _over_hyphens(draft, _over_name(draft, first, head))


def _over_name(draft: Draft, first: int, head: int) -> int:
    """The beginning of a name in whose middle a phrase would begin ("Beyond [Parallel researchers]")."""
    start = draft.sentences[draft.tokens[head].sentence].first
    while first < head and first > start and 0 <= draft.named[first] == draft.named[first - 1]:
        first -= 1
    return first


def _over_hyphens(draft: Draft, first: int) -> int:
    """The beginning of a word that hyphens join to a token: the parser often breaks "vice-president" into three subjects."""
    joined, start = first, draft.sentences[draft.tokens[first].sentence].first
    while joined - 2 >= start and draft.tokens[joined - 1].text == "-":
        if draft.tokens[joined - 2].span.end != draft.tokens[joined - 1].span.start:
            break
        joined -= 2
    if start < joined < first and draft.tokens[joined - 1].tag in ("DT", "PRP$"):
        joined -= 1
    return joined


def right_edge(draft: Draft, head: int) -> int:
    """One past the last token of the phrase, the prepositional phrases that say of whom or where included."""
    last = head + 1
    for t in draft.syntax.children(draft.tokens[head], "prep"):
        if draft.syntax.children(t, DOING):
            break
        tree = draft.syntax.subtree(t)
        tree = tree[: next((k for k, below in enumerate(tree) if below.text in ",–—;(" and not _lists(draft, tree, k)), len(tree))]
        if tree and t.i == last and t.text.casefold() in LINKS and len(tree) <= LONGEST_TAIL and tree[-1].i - t.i == len(tree) - 1:
            last = tree[-1].i + 1
    return last


def _lists(draft: Draft, tree: Sequence[Token], k: int) -> bool:
    """Whether a comma stands between names that are joined ("from Norway, Chile and Peru"), all of them inside the phrase."""
    named = draft.named[tree[k - 1].i] >= 0 if k else False
    after = tree[k + 1 : k + 2]
    joined = any(t.dep == "conj" and draft.named[t.head] >= 0 for t in tree[k:])
    closed = any(t.dep == "cc" for t in tree[k:])
    return tree[k].text == "," and named and joined and closed and bool(after) and draft.named[after[0].i] >= 0


def qualifiers(draft: Draft, first: int, head: int) -> Iterator[Token]:
    """The tokens that say whose or of where the head is: before it, and the objects of its prepositions with what is joined to them."""
    yield from draft.tokens[first:head]
    for prep in draft.syntax.children(draft.tokens[head], "prep"):
        if prep.text.casefold() in LINKS and prep.i <= head + 3:
            for obj in draft.syntax.children(prep, "pobj"):
                yield from (t for t in draft.syntax.subtree(obj) if t.i > prep.i)


def names_in(draft: Draft, tokens: Iterator[Token]) -> list[Mention]:
    """The name mentions that the tokens belong to, each once, in order."""
    seen = dict.fromkeys(draft.named[t.i] for t in tokens if draft.named[t.i] >= 0)
    return [draft.mentions[i] for i in seen]


def determiner(draft: Draft, first: int, head: int) -> str:
    """The article, possessive or quantity that opens the phrase, in small letters; "" for none."""
    for t in draft.tokens[first:head]:
        if t.tag in ("DT", "PRP$", "PDT") or t.dep == "det":
            return t.text.casefold()
    return ""
