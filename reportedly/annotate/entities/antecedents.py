"""Which of those spoken of before a pronoun means: candidates ranked against each other and against "none of them".

A conditional logit over candidates with an empty one (Denis and Baldridge 2008, "Specialized models and ranking for coreference
resolution"); weights by `training/antecedents.py`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp

from reportedly.annotate.entities.context import Context, Ids
from reportedly.annotate.entities.discourse import Spot
from reportedly.annotate.entities.draft import Draft
from reportedly.annotate.entities.settings import settings
from reportedly.annotate.linear import linear
from reportedly.model import Token

WEIGHTS = "weights/antecedents.tsv"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Whom a word could mean (no ids: a thing that is none of ours, or nobody), and what speaks for it."""

    ids: Ids
    features: tuple[str, ...]


def candidates(context: Context, token: Token, kind: str, fits: Callable[[Spot], float], sentences: int) -> list[Candidate]:
    """Those whom a word of a `kind` ("m", "f", "thing", "many") can mean, best by prominence first; the last one is nobody.

    `fits` gives a factor for a reference before the word, 0 for one that cannot be meant.
    """
    fitting = context.discourse.fitting(token, fits, sentences)
    spots: dict[Ids, list[Spot]] = {}
    for spot, _ in fitting:
        spots.setdefault(spot.entities, []).append(spot)
    ranked = context.discourse.standing(token, fitting)
    best = ranked[0][0] if ranked else 1.0
    sort = "person" if kind in ("m", "f") else kind
    about = _Asked(context, token, kind)
    found = [
        Candidate(ids, tuple(f"{sort}:{f}" for f in (*_rank(k, score / best), *about.features(ids, spots[ids]))))
        for k, (score, ids) in enumerate(ranked)
    ]
    nobody = ("bias", *about.own(), f"best={_share(best)}", f"candidates={min(len(found), 3)}")
    return [*found, Candidate((), tuple(f"{sort}:nobody:{f}" for f in nobody))]


def chances(found: Sequence[Candidate]) -> list[float]:
    """How likely each candidate is meant; they sum to 1."""
    model = linear(WEIGHTS)
    raised = [exp(min(30.0, scores[0])) for scores in model.scores_of([c.features for c in found])]
    total = sum(raised)
    return [r / total for r in raised]


def _rank(k: int, share: float) -> tuple[str, ...]:
    return f"rank={min(k, 4)}", f"share={_share(share)}"


def _share(x: float) -> int:
    return min(10, int(10 * x))


class _Asked:
    """A word that asks whom it means."""

    def __init__(self, context: Context, token: Token, kind: str) -> None:
        self.context, self.token, self.kind = context, token, kind
        draft = context.draft
        self.quotation = draft.quotation[token.i]
        self.verb = draft.syntax.head(token)
        self.part = token.dep if token.dep in ("nsubj", "nsubjpass", "poss", "dobj", "pobj") else "other"
        self.says = self.part == "nsubj" and self.verb.lemma in settings().speech
        self.asks = f"{self.part}{'!' if self.says else ''}{'q' if self.quotation else ''}"
        self.speakers = self._speakers()
        self.same = self._same_word()

    def _speakers(self) -> list[Ids]:
        """Those who were the subjects of verbs of speech outside quotations before, latest first."""
        draft, found = self.context.draft, []
        for spot in self.context.discourse.back(self.token, 5):
            t = draft.tokens[spot.token]
            if not spot.quotation and t.dep == "nsubj" and draft.syntax.head(t).lemma in settings().speech and spot.entities:
                found.append(spot.entities)
        return found

    def own(self) -> tuple[str, ...]:
        """What the word itself tells."""
        return f"part={self.part}", f"says={self.says}", f"quoted={self.quotation > 0}", f"verb={self.verb.lemma}"

    def features(self, ids: Ids, spots: Sequence[Spot]) -> tuple[str, ...]:
        """What speaks for a candidate with these references, latest first."""
        context, draft, last = self.context, self.context.draft, spots[0]
        t = draft.tokens[last.token]
        far = self.token.sentence - last.sentence
        ask = self.asks
        place = "same" if last.quotation and last.quotation == self.quotation else "in" if last.quotation else "out"
        out = [
            "bias" if ids else "thing",
            f"far={min(far, 4)}",
            f"ask={ask}:far={min(far, 3)}",
            f"ask={ask}:part={t.dep}",
            f"ask={ask}:place={place}",
            f"place={place}:far={min(far, 2)}",
            f"part={t.dep}:far={min(far, 2)}",
            f"words={_log(self.token.i - last.token)}",
            f"times={min(len(spots), 5)}",
            f"subjects={min(sum(draft.tokens[s.token].dep in ('nsubj', 'nsubjpass') for s in spots), 4)}",
            f"before={_log(context.discourse.times[ids])}",
            f"as={_written(context, last)}",
            f"all quoted={all(s.quotation for s in spots)}:{bool(self.quotation)}",
            f"told={_is_told(draft, t)}:{self.says}:{min(far, 1)}",
            f"all told={all(_is_told(draft, draft.tokens[s.token]) for s in spots)}:{self.says}",
            f"paragraph={draft.sentences[t.sentence].paragraph == draft.sentences[self.token.sentence].paragraph}:{min(far, 1)}",
        ]
        if self.speakers:
            spoke = "last" if self.speakers[0] == ids else "earlier" if ids in self.speakers else "no"
            out += [f"spoke={spoke}:{self.says}:{'q' if self.quotation else ''}", f"spoke={spoke}:far={min(far, 2)}"]
        if self.same:
            out.append(f"same word={self.same == ids}")
            if self.speakers:
                out.append(f"speaks on={self.same == ids}:{self.speakers[0] == ids}:{self.says}")
        out += [f"kind={'+'.join(sorted({context.kind(i) or '' for i in ids}))}", f"many={min(len(ids), 3)}"]
        if self.kind in ("m", "f") and len(ids) == 1:
            out += [f"gender={context.gender(ids[0]) == self.kind}", f"named={ids[0] in context.people.by_id}"]
        return tuple(out)

    def _same_word(self) -> Ids:
        """Whom the last pronoun of the same kind meant."""
        draft, words = self.context.draft, settings().pronouns
        for i in range(self.token.i - 1, max(-1, self.token.i - 60), -1):
            if words.get(draft.words[i]) == self.kind and draft.quotation[i] == self.quotation:
                return self.context.heads.get(i, ())
        return ()


def _written(context: Context, spot: Spot) -> str:
    token = context.draft.tokens[spot.token]
    return "name" if context.draft.named[token.i] >= 0 else "pronoun" if token.pos == "PRON" else "noun"


def _is_told(draft: Draft, token: Token) -> bool:
    """Whether a word stands in what a verb of speech tells ("He said that Kim ..."), in quotation marks or not."""
    above = [token, *draft.syntax.ancestors(token)]
    return any(t.dep in ("ccomp", "xcomp") and draft.syntax.head(t).lemma in settings().speech for t in above)


def _log(n: int) -> int:
    return n.bit_length()
