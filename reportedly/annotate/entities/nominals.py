"""Whom a noun phrase without a name means: "the Russian president", "two US officials", "the ministry", "both countries"."""

from reportedly.annotate.entities import counterparts, offices, several, things, unnamed
from reportedly.annotate.entities.context import Answer, Context, Ids
from reportedly.annotate.entities.glued import GLUED
from reportedly.annotate.entities.phrase import Phrase
from reportedly.annotate.entities.phrases import determiner, left_edge, qualifiers, right_edge
from reportedly.annotate.entities.profiles import Profile, described, role_at
from reportedly.annotate.entities.settings import settings
from reportedly.annotate.entities.words import is_capitalised
from reportedly.model import Token

PUPPET = "puppet"
"""Said of everything that a state has: "the puppet army", "the puppet group"."""

BEFORE_KIND = ("think",)  # what belongs to the word for a kind ("think tank")


def phrase_at(context: Context, head: Token) -> Phrase | None:
    """The phrase of a head noun that names a role; None for other nouns, and for titles before a name."""
    draft = context.draft
    if head.pos not in ("NOUN", "PROPN") or draft.named[head.i] >= 0 or _is_title(context, head):
        return None
    profile = described(draft, head)
    if profile is None and head.lemma.casefold() in settings().counterparts:
        profile = Profile(counterparts.NOBODY, (), head.lemma.casefold(), head.i)
    if profile is None:
        return None
    first, last = left_edge(draft, head.i), right_edge(draft, head.i)
    of = profile.of or _possessor(context, first, head.i)
    return Phrase(first, last, head, profile.role, profile.head, of, determiner(draft, first, head.i), profile.former)


def _is_title(context: Context, head: Token) -> bool:
    """Whether a noun stands right before the name it belongs to, or only qualifies another noun that is a role."""
    draft = context.draft
    after = head.i + 1
    if (
        after < len(draft.tokens)
        and draft.tokens[after].sentence == head.sentence
        and draft.named[after] >= 0
        and head.dep in ("compound", "nmod")
    ):
        return True
    if _is_long_title(context, head):
        return True
    return head.dep == "compound" and (draft.named[head.head] >= 0 or _is_of_a_name(context, head))


def _is_long_title(context: Context, head: Token) -> bool:
    """Whether a person's name follows a title of several words at once, of which this is the first ("Minister of State Anna Berg")."""
    draft = context.draft
    end = draft.sentences[head.sentence].last
    after = hit[0] if (hit := role_at(draft, head.i, end)) else end
    return head.i + 1 < after < end and any(context.kind(i) == "person" for i in context.named(draft.tokens[after]))


def _is_of_a_name(context: Context, head: Token) -> bool:
    """Whether a word is a part of a proper name that no lexicon has ("the Police Department of Salem"); headlines tell nothing."""
    above = context.draft.syntax.head(head)
    proper = head.pos == above.pos == "PROPN" and above.i == head.i + 1
    return proper and is_capitalised(head.text) and is_capitalised(above.text) and not context.draft.in_headline(head.i)


def _possessor(context: Context, first: int, head: int) -> Ids:
    """Whom a possessive pronoun or a resolved phrase inside the phrase means ("his foreign minister", "the agency's chief")."""
    for t in context.draft.tokens[first:head]:
        if (t.dep == "poss" or t.tag == "PRP$") and (ids := context.meant_by(t)):
            return ids
    for t in qualifiers(context.draft, first, head):
        if (ids := context.meant_by(t) or _countries(context, t, head)) and t.i != head:
            return ids
    return ()


def _countries(context: Context, token: Token, before: int) -> Ids:
    """Which countries a plural behind another noun means, that is read later ("the leaders of [the two countries]")."""
    phrase = phrase_at(context, token) if token.i > before and token.tag == "NNS" else None
    answer = several.resolve(context, phrase) if phrase is not None and phrase.role.things == "countries" else None
    return answer.ids if answer is not None else ()


def resolve(context: Context, phrase: Phrase) -> Answer | None:
    """The answer for a phrase; None when it is of no interest."""
    if ids := _named_beside(context, phrase):
        return Answer(ids, 0.95, "the name stands beside it")
    return counterparts.resolve(context, phrase) if phrase.role is counterparts.NOBODY else _called(context, phrase)


def _called(context: Context, phrase: Phrase) -> Answer | None:
    """Whom a phrase that names a role means, where no name stands beside it."""
    role = phrase.role
    persons = [i for i in phrase.of if context.kind(i) == "person"]
    if phrase.lemma == "office" and len(persons) == 1:
        return unnamed.office_of(context, persons[0])
    if (phrase.is_plural or phrase.lemma in settings().numbers) and (all_of := several.resolve(context, phrase)) is not None:
        return all_of
    if answer := _so_called(context, phrase) or _body(context, phrase):
        return answer
    if role.offices and not phrase.is_plural and not phrase.is_indefinite:
        answer = offices.resolve(context, phrase.head, role, phrase.of, former=phrase.former)
        if answer.ids or not role.people:
            return answer
    kinds = things.kinds_called(context, phrase)
    if kinds and phrase.article in ("the", "that", "this"):
        return things.called(context, phrase, kinds)
    if things.points_back(phrase) and (kinds or phrase.lemma not in settings().called):  # not "the protest group"
        return things.thing(context, phrase)
    if role.people or (role.offices and (phrase.is_plural or phrase.is_indefinite)):
        return unnamed.people(context, phrase.head, (phrase.first, phrase.last), phrase.of, definite=not phrase.is_indefinite)
    return None


def _body(context: Context, phrase: Phrase) -> Answer | None:
    kind = phrase.role.body
    return unnamed.body(context, kind, phrase.head, phrase.of, definite=phrase.article == "the") if kind else None


def _so_called(context: Context, phrase: Phrase) -> Answer | None:
    """The country, or its government, that is told by what it is called ("the rogue nation"); None for any other phrase."""
    puppet = any(t.text.casefold() == PUPPET for t in context.draft.tokens[phrase.first : phrase.head.i])
    kind = phrase.role.body if phrase.role.body is not None and (puppet or phrase.role.body.key == "government") else None
    if kind is None and phrase.role.things != "country" and not (puppet and phrase.role.things == "organisation"):
        return None
    state = things.so_called(context, phrase)
    if state is None or kind is None or phrase.role.things == "country" or not state.ids:
        return state
    return unnamed.body(context, kind, phrase.head, state.ids, definite=True)


def _named_beside(context: Context, phrase: Phrase) -> Ids:
    """The name that the phrase explains or is explained by: an apposition, or "X is the president"."""
    syntax, head = context.draft.syntax, phrase.head
    for t in syntax.children(head, "appos"):
        if ids := context.named(t):
            return _if_fitting(context, phrase, ids)
    if (inside := _name_of_kind(context, phrase) or _name_next(context, phrase)) is not None:
        return (inside,)
    if (body := _body_next(context, phrase)) is not None:
        return (body,)
    if (last := _name_behind(context, phrase) or _name_glued(context, phrase)) is not None:
        return (last,)
    above = syntax.head(head)
    if head.dep == "appos" and not _speaks(context, phrase) and (ids := context.named(above) or context.meant_by(above)):
        return _if_fitting(context, phrase, ids)
    if head.dep == "attr" and above.lemma == "be" and not syntax.child(above, "neg"):
        subject = syntax.child(above, "nsubj")
        ids = (context.named(subject) or context.meant_by(subject)) if subject else ()
        return _if_fitting(context, phrase, ids)
    return ()


def _name_behind(context: Context, phrase: Phrase) -> str | None:
    """The person named between commas behind a phrase whose last words the parser took the name for ("the head of the bank, Jane Doe,")."""
    draft, comma = context.draft, phrase.last
    if phrase.is_plural or not (phrase.role.offices or phrase.role.people) or comma + 1 >= len(draft.tokens):
        return None
    token = draft.tokens[comma + 1]
    if draft.tokens[comma].text != "," or token.sentence != phrase.head.sentence or draft.named[token.i] < 0:
        return None
    mention = draft.mentions[draft.named[token.i]]
    name = draft.tokens[mention.head]
    inside = any(t.i == name.head for t in draft.tokens[phrase.first : phrase.last])
    if phrase.is_indefinite and context.kind(next(iter(context.named(draft.tokens[name.head])), "")) in (None, "person"):
        return None  # "a critic of the president, Jane Doe,": the president's name as well as the critic's
    return mention.entity if mention.entity and context.kind(mention.entity) == "person" and name.dep == "appos" and inside else None


def _name_next(context: Context, phrase: Phrase) -> str | None:
    """The person whose name follows an office at once, where the parser took that for the subject ("its president Jane Doe")."""
    after = context.draft.tokens[phrase.head.i + 1 : phrase.head.i + 2]
    if phrase.is_plural or phrase.head.dep not in ("nsubj", "nsubjpass", "appos", "ROOT") or not after:
        return None
    ids = context.named(after[0]) if after[0].sentence == phrase.head.sentence and after[0].head == phrase.head.i else ()
    return ids[0] if ids and context.kind(ids[0]) == "person" else None


def _body_next(context: Context, phrase: Phrase) -> str | None:
    """The body whose name follows the word for its kind at once ("analyst group Beyond Parallel"), however it was parsed."""
    draft, after = context.draft, phrase.head.i + 1
    if phrase.is_plural or phrase.head.lemma.casefold() not in settings().bodies_by_name or after >= len(draft.tokens):
        return None
    if draft.tokens[after].sentence != phrase.head.sentence or draft.named[after] < 0:
        return None
    mention = draft.mentions[draft.named[after]]
    begins = mention.span.start == draft.tokens[after].span.start
    return mention.entity if begins and mention.entity and context.kind(mention.entity) == "organisation" else None


def _name_glued(context: Context, phrase: Phrase) -> str | None:
    """The person whose name is glued to the last word of a phrase ("the minister of foreign affairsErik Solheim")."""
    at = context.draft.named[phrase.last - 1]
    mention = context.draft.mentions[at] if at >= 0 and not phrase.is_plural else None
    return mention.entity if mention is not None and mention.reason == GLUED else None


def _speaks(context: Context, phrase: Phrase) -> bool:
    """Whether a verb of speech follows somebody new: the parser took the speaker for an apposition ("..., an official said Sunday")."""
    draft, last = context.draft, phrase.last
    after = draft.tokens[last] if last < len(draft.tokens) else None
    return phrase.is_indefinite and after is not None and after.tag in ("VBD", "VBZ") and after.lemma in settings().speech


def _name_of_kind(context: Context, phrase: Phrase) -> str | None:
    """The medium or organisation whose name stands inside the phrase before the word for its kind ("the KCNA news agency")."""
    role = phrase.role
    if phrase.is_plural:
        return None  # "two UN agencies"
    if role.things == "organisation" and (explained := _name_before(context, phrase)):
        return explained
    medium = role.things == "media" or (role.body is not None and role.body.kind == "media")
    for t in reversed(context.draft.tokens[phrase.first : phrase.head.i]):
        ids = context.named(t)
        if ids and medium and context.kind(ids[0]) == "media":
            return ids[0]
        directly = t.dep in ("compound", "nmod", "appos") and t.head == phrase.head.i
        if ids and directly and role.things == "organisation" and context.kind(ids[0]) in ("organisation", "group"):
            return ids[0]
    return None


def _name_before(context: Context, phrase: Phrase) -> str | None:
    """The organisation named right before the word for its kind, its acronym in brackets or not ("the ... Institute (XYZ) think tank")."""
    draft, at = context.draft, phrase.head.i
    start = draft.sentences[phrase.head.sentence].first  # the bracket often cuts the phrase off
    while at > start and draft.named[at - 1] < 0 and (draft.tokens[at - 1].text == ")" or draft.words[at - 1] in BEFORE_KIND):
        at -= 1
    ids = context.named(draft.tokens[at - 1]) if at > start else ()
    return ids[0] if ids and context.kind(ids[0]) in ("organisation", "group") else None


def _if_fitting(context: Context, phrase: Phrase, ids: Ids) -> Ids:
    role = phrase.role
    if len(ids) != 1 or phrase.is_plural:
        return ()
    kind = context.kind(ids[0])
    if kind == "person":
        return ids if role.offices or (role.people and role.things != "organisation") else ()  # "the group Jane Doe founded"
    if kind == "country":
        return ids if role.things == "country" else ()
    return ids if role.things or role.body or role.people in ("media", "group", "business") else ()
