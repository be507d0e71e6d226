"""Names that a lost space glued to the next word: "Brekketook office", as web pages leave them where a link ends."""

from dataclasses import replace

from reportedly.annotate.entities.draft import MADE_BY, Draft
from reportedly.annotate.entities.lexicon import Lexicon
from reportedly.annotate.entities.people import People
from reportedly.annotate.entities.roles import roles
from reportedly.annotate.entities.runs import is_name_word
from reportedly.annotate.entities.settings import settings
from reportedly.annotate.entities.words import is_capitalised, normal, written_like
from reportedly.model import Mention, Span, Token

SHORTEST = 4  # letters of a name, and of the word glued to it where the report does not write that word by itself
LEAST = 3  # letters of a glued word
GLUED = "a space is missing before the name"


def name_glued(draft: Draft, lexicon: Lexicon, people: People) -> None:
    """Adds the names at the beginning of words that no name is known for; the word is their mention's head."""
    for token in draft.tokens:
        if _is_asked(draft, token) and (found := _split(draft, lexicon, people, token)):
            id, length = found
            span = Span(token.span.start, token.span.start + length)
            mention = Mention(span, "name", id, (), token.i, 0.7, MADE_BY, "a space is missing after the name")
            if (at := draft.named[token.i]) >= 0:
                draft.mentions[at] = mention
            else:
                draft.named[token.i] = len(draft.mentions)
                draft.mentions.append(mention)


def name_glued_behind(draft: Draft, lexicon: Lexicon, people: People) -> None:
    """Adds the persons whose given name a lost space glued to the word before it ("Foreign AffairsErik Solheim")."""
    for token in draft.tokens[:-1]:
        at, after = _next_capital(token.text), draft.tokens[token.i + 1]
        given = normal(token.text[at:])
        if not at or given not in lexicon.given or normal(token.text[:at]) in lexicon.given or not is_name_word(after):
            continue
        if after.sentence != token.sentence or not draft.is_free(token.i, after.i + 1):
            continue
        last = _without_next(after.text)
        person = people.add_full((given, normal(last)), f"{token.text[at:]} {last}", (normal(last),))
        person.seen.append(token.i)
        draft.add_name(token.i, after.i + 1, "name", person.id, score=0.7, reason=GLUED, skip=at)
        span = Span(token.span.start + at, after.span.start + len(last))
        draft.mentions[-1] = replace(draft.mentions[-1], span=span)


def _next_capital(word: str) -> int:
    """Where a second word begins within one that is written as one ("AffairsErik": 7); 0 where none does."""
    return next((k for k in range(SHORTEST + 1, len(word) - 1) if word[k - 1].islower() and word[k].isupper()), 0) if word.isalpha() else 0


def _without_next(name: str) -> str:
    """A name without a word that is glued to its end, too ("Solheimsaid")."""
    ends = [w for w in settings().glued if name.endswith(w) and len(name) - len(w) > SHORTEST]
    return name[: -len(max(ends, key=len))] if ends else name


def _is_asked(draft: Draft, token: Token) -> bool:
    """Whether a word is long, capitalised, and no name or role that is known."""
    text = token.text
    if not text.isalpha() or not is_capitalised(text) or not text[1:].islower() or len(text) < SHORTEST + LEAST:
        return False
    if roles().longest([token.lemma.casefold()]) or draft.is_small_elsewhere(token.i) or draft.in_headline(token.i):
        return False
    mention = draft.mentions[draft.named[token.i]] if draft.named[token.i] >= 0 else None
    return mention is None or (mention.span == token.span and (mention.entity or "name:").startswith("name:"))


def _split(draft: Draft, lexicon: Lexicon, people: People, token: Token) -> tuple[str, int] | None:
    """Whose name a word begins with, and how long it is; the rest must be a word that the report or the list writes small."""
    for n in range(len(token.text) - LEAST, SHORTEST - 1, -1):
        name, rest = token.text[:n], token.text[n:]
        if rest in settings().endings or not (rest in settings().glued or rest in draft.small):
            continue
        fitting = [p for p in people.fitting((normal(name),)) if p.id != f"name:{normal(token.text)}"]
        if len(fitting) == 1:
            return fitting[0].id, n
        forms = [f for f in lexicon.forms.get(normal(name), {}).get((normal(name),), ()) if not f.ambiguous and f.kind == "name"]
        if len(forms) == 1 and forms[0].entity in draft.entities and written_like((name,), forms[0].written):
            return forms[0].entity, n
    return None
