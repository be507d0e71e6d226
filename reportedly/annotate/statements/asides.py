"""Contents of cues that are no saying by a subject: "according to", hearsay, "reportedly", refusals."""

from collections.abc import Iterator

from reportedly.annotate.statements.complement import Complement
from reportedly.annotate.statements.cues import Cue
from reportedly.annotate.statements.reading import Reading


def refusal(reading: Reading, cue: Cue) -> Iterator[Complement]:
    """As in "declined to comment on the claim": what is not commented on, else the words of the refusal."""
    syntax, head = reading.syntax, cue.head
    for root in syntax.children(head, "ccomp", "dobj"):
        if root.i > head.i:
            yield Complement("refusal", root, tuple(syntax.subtree(root)))
            return
    for prep in syntax.children(head, "prep"):
        if prep.i > head.i and prep.text.lower() in ("on", "about", "to", "whether"):
            yield Complement("refusal", prep, tuple(syntax.subtree(prep)))
            return
    helpers = [t for t in syntax.children(head, "aux") if t.tag == "TO"]
    yield Complement("refusal", head, (*helpers, head))


def according(reading: Reading, cue: Cue) -> Iterator[Complement]:
    """As in "it rained, according to Norway": the whole clause that it hangs on, with what is coordinated before it."""
    syntax = reading.syntax
    root = syntax.head(cue.head)
    while root.pos not in ("VERB", "AUX") and root.head != root.i:
        root = syntax.head(root)
    final = _is_final(reading, cue)
    while root.dep == "conj" or (final and root.dep in ("ccomp", "xcomp", "advcl", "relcl")):
        if syntax.head(root).pos not in ("VERB", "AUX"):
            break
        root = syntax.head(root)
    if root.i != cue.head.i:
        inside = {t.i for t in syntax.subtree(cue.head)}
        yield Complement("according", root, tuple(t for t in syntax.subtree(root) if t.i not in inside))


def _is_final(reading: Reading, cue: Cue) -> bool:
    """Whether the phrase closes its sentence behind a comma: it then speaks of the whole sentence."""
    sentence = reading.syntax.sentence(cue.head)
    last = max(t.i for t in reading.syntax.subtree(cue.head))
    return cue.head.i > sentence.first and reading.tokens[cue.head.i - 1].text in (",", '"') and last >= sentence.last - 2


def hearsay(reading: Reading, cue: Cue) -> Iterator[Complement]:
    """As in "is believed to be a spy", "was accused of spying", "is seen as a spy": what stands behind."""
    syntax, head = reading.syntax, cue.head
    seen = head.lemma.lower() in reading.lexicon.seeing
    for root in syntax.children(head, "xcomp", "ccomp", "oprd"):
        if root.i > head.i and not seen:
            yield Complement("hearsay", root, tuple(t for t in syntax.subtree(root) if t.i > head.i))
            return
    for prep in syntax.children(head, "prep"):
        if prep.i > head.i and prep.text.lower() in ("as", "of"):
            for root in syntax.children(prep, "pobj", "pcomp", "amod"):
                yield Complement("hearsay", root, tuple(syntax.subtree(root)))
                return


def adverb(reading: Reading, cue: Cue) -> Iterator[Complement]:
    """As in "he reportedly left": the predicate, from the adverb on."""
    root = reading.syntax.head(cue.head)
    if root.pos in ("VERB", "AUX"):
        yield Complement("adverb", root, tuple(t for t in reading.syntax.subtree(root) if t.i > cue.head.i))
