"""Reads a report from left to right and resolves every noun phrase and pronoun by what stands before it."""

from dataclasses import replace

from reportedly.annotate.entities import nominals, pronouns
from reportedly.annotate.entities.context import Answer, Context, Ids
from reportedly.annotate.entities.draft import MADE_BY
from reportedly.annotate.entities.unnamed import PEOPLE
from reportedly.model import Mention, MentionKind, Token


def resolve_all(context: Context) -> None:
    """Adds the mentions of roles and pronouns to the draft."""
    names = {m.head: m for m in context.draft.mentions}
    for token in context.draft.tokens:
        if name := names.get(token.i):
            _note(context, token, Answer((name.entity,) if name.entity else ()))
        elif token.pos == "PRON" or token.tag in ("PRP", "PRP$", "WP", "WP$", "WDT"):
            _pronoun(context, token)
        elif token.pos in ("NOUN", "PROPN") and context.draft.named[token.i] < 0:
            _nominal(context, token)


def _note(context: Context, token: Token, answer: Answer) -> None:
    if answer.ids:
        context.heads[token.i] = answer.ids
        context.discourse.note(token.i, answer.ids)
        if token.dep == "conj" and not _goes_on(context, token) and len(together := _together(context, token)) > 1:
            context.discourse.note(token.i, together)


def _goes_on(context: Context, token: Token) -> bool:
    """Whether another name is joined behind: "they" after "Norway, Chile and Peru" means all three, or one of them."""
    return any(context.named(t) for t in context.draft.syntax.children(token, "conj"))


def _together(context: Context, token: Token) -> Ids:
    """All who are joined up to a token ("Norway, Chile and Peru"), where they are of a kind; "they" can mean them."""
    ids, above = context.heads.get(token.i, ()), token
    while above.dep == "conj":
        above = context.draft.syntax.head(above)
        ids = (*context.heads.get(above.i, ()), *ids)
    ids = tuple(dict.fromkeys(ids))
    people = [context.kind(i) == "person" or i.startswith(PEOPLE) for i in ids]  # a named group is a party like a state
    return ids if all(people) or not any(people) else ()


def _pronoun(context: Context, token: Token) -> None:
    answer = pronouns.resolve(context, token)
    if answer is not None:
        _add(context, (token.i, token.i + 1), token, "pronoun", answer)
        _note(context, token, answer)


def _nominal(context: Context, token: Token) -> None:
    phrase = nominals.phrase_at(context, token)
    answer = nominals.resolve(context, phrase) if phrase else None
    if phrase is None or answer is None:
        if token.dep in ("nsubj", "nsubjpass", "dobj"):
            context.discourse.note(token.i, ())
        return
    _add(context, (phrase.first, phrase.last), token, "nominal", answer)
    _note(context, token, answer)


def _add(context: Context, extent: tuple[int, int], head: Token, kind: MentionKind, answer: Answer) -> None:
    mention = Mention(context.draft.span(*extent), kind, None, (), head.i, answer.score, MADE_BY, answer.reason)
    if len(answer.ids) == 1:
        mention = replace(mention, entity=answer.ids[0])
    elif answer.ids:
        mention = replace(mention, entities=answer.ids)
    context.draft.mentions.append(mention)
