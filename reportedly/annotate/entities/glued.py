"""Names that a lost space glued to the next word: "Brekketook office", as web pages leave them where a link ends."""

from reportedly.annotate.entities.draft import MADE_BY, Draft
from reportedly.annotate.entities.lexicon import Lexicon
from reportedly.annotate.entities.people import People
from reportedly.annotate.entities.roles import roles
from reportedly.annotate.entities.settings import settings
from reportedly.annotate.entities.words import is_capitalised, normal, written_like
from reportedly.model import Mention, Span, Token

SHORTEST = 4  # letters of a name, and of the word glued to it where the report does not write that word by itself
LEAST = 3  # letters of a glued word


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
