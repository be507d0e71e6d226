"""Statuses that the words right around an act leave no choice about: rules on the tree, which the learned scores do not overrule."""

from collections.abc import Collection, Iterable, Mapping

from reportedly import resources
from reportedly.annotate.events.lexicon import complements, lexicon, subjects
from reportedly.annotate.status.features import WORDS
from reportedly.annotate.syntax import Syntax
from reportedly.model import EventMention, EventType, Status, Token

RULED = "what a resolution forbids stays forbidden"
SPECULATED = "it is told as what is only surmised"
IF_DONE = "whether it goes ahead is what the clause leaves open"
STOPPED = "it is what a vetoed motion was to do"
_LAW = frozenset({"SANCTION", "COERCE"})
_OPEN = frozenset({"if", "unless", "whether"})
_CLIMB = 4  # words between an act and the motion that it belongs to
OFTEN = "it is told as done again and again"
AHEAD = "what is told comes ahead of it"
HEDGED = "it is told again with the same reserve"


def worded(token: Token, kind: EventType, syntax: Syntax) -> tuple[Status, str] | None:
    """The status that the words right around an act leave no choice about, with the reason; None where they do.

    "A speculated DEAL" is suspected; "if they go ahead with the DEAL" leaves it hypothetical; what a resolution BANS is banned as long as
    it stands; what a vetoed vote was "to STRENGTHEN" did not happen.
    """
    rules = resources.table(WORDS)["rules"]
    if any(c.text.lower() in rules["surmise"].split() for c in syntax.children(token, "amod")):
        return "suspected", SPECULATED
    if _is_carried_out_in_a_condition(token, syntax, rules["proceed"].split()):
        return "hypothetical", IF_DONE
    if kind in _LAW and _is_law(token, syntax):
        return "ongoing", RULED
    return ("did-not-happen", STOPPED) if _is_of_stopped_motion(token, syntax, rules["stop"].split()) else None


def reworded(token: Token, kind: EventType, syntax: Syntax) -> tuple[Status, str] | None:
    """The status of an act that the scores take for done once, where its words tell otherwise, with the reason; None where they do not.

    "Has repeatedly CALLED for" is recurring (75 of 83 in annotated reports), what is told "ahead of the VISIT" planned (37 of 53), as are
    what is prepared for ("to prepare for the SUMMIT"; 8 of 11, none occurred) and the "SUMMIT set for May".
    """
    rules = resources.table(WORDS)["rules"]
    if token.pos == "VERB" and any(a.lemma.lower() in rules["often"].split() for a in syntax.children(token, "advmod")):
        return "recurring", OFTEN
    if kind != "CONSULT":
        return None
    return (
        ("planned", AHEAD) if _is_ahead(token, rules["prepare"].split(), syntax) or _is_fixed(token, rules["fix"].split(), syntax) else None
    )


def _is_ahead(token: Token, prepare: Collection[str], syntax: Syntax) -> bool:
    """Whether an act stands under "ahead of" or "prepare for"."""
    link = syntax.head(token)
    over = syntax.head(link).lemma.lower()
    if token.dep != "pobj":
        return False
    return (link.lemma.lower() == "of" and over == "ahead") or (link.lemma.lower() == "for" and over in prepare)


def _is_fixed(token: Token, fix: Collection[str], syntax: Syntax) -> bool:
    """Whether a time is fixed for an act ("a SUMMIT set for May", "the SUMMIT is scheduled for May")."""
    over = [syntax.head(token)] if token.dep in ("nsubj", "nsubjpass") else []
    fixing = [v for v in (*syntax.children(token, "acl"), *over) if v.tag in ("VBN", "VBD") and v.lemma.lower() in fix]
    return any(p.lemma.lower() == "for" for v in fixing for p in syntax.children(v, "prep"))


def _is_carried_out_in_a_condition(token: Token, syntax: Syntax, proceed: Collection[str]) -> bool:
    over = syntax.head(token)
    verb = syntax.head(over) if over.dep == "prep" else over
    if token.dep not in ("dobj", "pobj") or verb.dep != "advcl" or verb.lemma.lower() not in proceed:
        return False
    return any(m.lemma.lower() in _OPEN for m in syntax.children(verb, "mark")) and bool(syntax.children(verb, "advmod", "prt"))


def _is_law(token: Token, syntax: Syntax) -> bool:
    """Whether a resolution forbids in the present tense ("resolutions that BAN trade", "are BANNED under resolutions")."""
    if token.pos != "VERB" or syntax.child(token, "neg"):
        return False
    present = token.tag in ("VBZ", "VBP") or any(a.tag in ("VBZ", "VBP") for a in syntax.children(token, "auxpass"))
    forbids = any(g.name in ("ban", "ban-under-resolution") for g in lexicon().fired(token, syntax))
    return present and forbids and lexicon().any_of((*subjects(token, syntax), *complements(token, syntax)), frozenset({"ruling"}))


def _is_of_stopped_motion(token: Token, syntax: Syntax, stop: Collection[str]) -> bool:
    """Whether an act in the infinitive hangs on the object of a word of stopping ("vetoed a vote to STRENGTHEN sanctions")."""
    if token.tag != "VB" or not any(a.lemma.lower() == "to" for a in syntax.children(token, "aux")):
        return False
    over = syntax.head(token)
    for _ in range(_CLIMB):
        if over.dep == "dobj":
            return syntax.head(over).lemma.lower() in stop and not syntax.child(syntax.head(over), "neg")
        if over.dep not in ("acl", "xcomp", "relcl"):
            return False
        over = syntax.head(over)
    return False


def hedged_again(events: Iterable[EventMention], heads: Mapping[int, Token], syntax: Syntax) -> frozenset[int]:
    """The acts (index) told as done that are another telling of an alleged one and stand under a word of reserve themselves.

    "Putin reportedly wrote ... In a LETTER he reportedly said": the second telling is no confirmation of the first.
    """
    told = list(events)
    alleged = {e.event for e in told if e.status == "alleged"}
    again = [k for k, e in enumerate(told) if e.status == "occurred" and e.event in alleged and k in heads]
    return frozenset(k for k in again if _is_reserved(heads[k], syntax))


def _is_reserved(token: Token, syntax: Syntax) -> bool:
    """Whether a noun stands in a clause that is told with reserve: "in the letter, he reportedly said", "claims that in the letter"."""
    verb = syntax.head(syntax.head(token))
    if token.pos != "NOUN" or token.dep != "pobj" or verb.pos != "VERB":
        return False
    reserve = resources.table(WORDS)["below"]["alleged"].split()
    if any(a.lemma.lower() in reserve for a in syntax.children(verb, "advmod")):
        return True
    return verb.dep == "ccomp" and syntax.head(verb).lemma.lower() in resources.table(WORDS)["rules"]["claim"].split()
