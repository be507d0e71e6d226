"""Who made the report: bylines, contributors, and the credits of photographs."""

import re
from dataclasses import dataclass
from functools import cache

from reportedly.clean.agencies import agencies

_WORD = r"(?:[A-ZÀ-Þ][\w.'’-]*|de|da|del|della|der|den|van|von|bin|ibn|al|el|la|le|di|du|dos|ten|ter|y)"
NAME = rf"[A-ZÀ-Þ][\w'’-]*\.?(?: {_WORD}){{1,4}}"
_BULLET = r"(?:[•⦁*–—-] ?)?"
_JOIN = r"(?:,? and |,? & |, ?|; ?| / )"
_BY = re.compile(rf"(?:BY|[Bb]y)[: ]\s?(?P<names>{NAME}(?:{_JOIN}{NAME}){{0,5}})(?P<rest>.{{0,120}})")
_NAMES = re.compile(rf"{NAME}(?:{_JOIN}{NAME}){{0,4}}")
_IN_PLACE = re.compile(
    rf"(?P<names>{NAME}(?:{_JOIN}{NAME}){{0,4}}) (?:in|reporting from|reports from) [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){{0,3}}"
)
_CONTRIBUTED = re.compile(
    rf"{_BULLET}(?:[(\[] ?)?(?P<who>(?:[^.]|\b\w\.|\b(?:Jr|Sr|St)\.){{2,300}}?),? (?:also )?contributed (?:to (?:this|the) (?:report|story|article|piece)|to (?:the )?reporting|reporting)"
    r"\b.{0,80}"
)
_CONTRIBUTING = re.compile(
    rf"{_BULLET}(?:Contributing|Contributors?|Additional reporting by|With (?:additional )?(?:reporting|assistance|files) (?:by|from)): ?(?P<who>.{{2,300}})|{_BULLET}(?:Additional reporting by|[Ww]ith (?:additional )?(?:reporting|assistance|files) (?:by|from)) (?P<who2>.{{2,300}})"
)
_REPORTING = re.compile(
    r"[(\[]?(?:(?:Additional |Extra )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Rr]eported|[Ww]ritten|[Ee]dited|[Cc]ompiled|[Tt]ranslated|[Tt]ranslation)"
    r"(?: and (?:[Ww]riting|[Ee]diting|[Rr]eporting))? by .{2,400}?[;.]? ?)+[)\]]?"
)
_REPORTED = re.compile(rf"{_BULLET}(?P<who>{NAME}(?:{_JOIN}{NAME}){{0,5}}) reported from [A-Z].{{2,100}}")
# "in Washington", "at the United Nations": where a contributor sat.
_PLACE = re.compile(r" (?:in|at|from|on)(?: the)? [A-ZÀ-Þ][\w.’'-]+(?: [A-ZÀ-Þ][\w.’'-]+)*(?:, [A-Z][\w.]+(?=,| and |;|$))?")
_ROLE = re.compile(
    r"^(?:the |from |of |for )*(?:(?:(?:staff|freelance|special|foreign|senior|chief|contributing|national|political) )*(?:writers?|reporters?|correspondents?|producers?|editors?|journalists?) )+",
    re.IGNORECASE,
)
_OUTLET_OF = re.compile(r"^(?P<outlet>(?:[A-Z][\w.]*)(?: [A-Z][\w.]*){0,3})(?:['’]s?|['’]) (?=[A-Z])")
_PHOTO_BRACKET = re.compile(r"\s?[(\[](?P<inner>[^()\[\]\n]{2,120})[)\]]\.?$")
_SMALL = frozenset({"via", "by", "for", "of", "the", "and", "photo", "picture", "alliance", "de", "van", "von", "al", "el"})
_SENTENCE = re.compile(r"\b(?:said|says|was|were|is|are|has|have|who|which|that|according|told)\b")


@dataclass(frozen=True, slots=True)
class Made:
    """A line on who made the report: `byline` the authors as printed, `credits` who else is named."""

    reason: str
    byline: str | None = None
    credits: tuple[str, ...] = ()


@cache
def _loose_credit() -> re.Pattern[str]:
    """A photo credit without brackets, at the end of a caption."""
    name = agencies().any
    person = r"[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,3}"
    return re.compile(
        rf"(?:(?<=[.!?\"”’')])\s?|^)(?:\|\s?)?(?P<credit>"
        rf"(?:{name}|AP Photo)\s?/\s?{person}(?:\s?/\s?[A-Z][\w. ]{{2,30}}){{0,2}}"
        rf"|{person}\s?/\s?(?:[A-Z][\w ]{{2,30}}/\s?)?{name}(?:\s?(?:via|/)\s?{name})?"
        rf"|(?:{person}, )?(?:Handout|Pool|POOL)(?: Photo)? (?:via|/) {name}"
        rf"|(?:Photographer|Photograph|Photo|Photos|Picture|Image)(?: by|:| credit:) .{{3,80}}"
        rf"|{name} (?:via|/) {name}(?:/\s?{person})?"
        rf"|\| {name})\.?$"
    )


def byline(plain: str, *, near_headline: bool) -> Made | None:
    """The line read as a byline ("By Jane Doe"; a lone name where `near_headline`), or None."""
    if len(plain) > 240:
        return None
    m = _BY.fullmatch(plain)
    if m and _are_names(m["names"]) and not _SENTENCE.search(m["rest"]) and not plain.endswith((".", ":")):
        return Made("begins with 'By' and a name", m["names"].strip())
    if not near_headline or len(plain) > 120:
        return None
    m = _IN_PLACE.fullmatch(plain)
    if m and _are_names(m["names"]):
        return Made("names with a place, under the headline", plain)
    if plain in agencies().names:
        return Made("an outlet's name, under the headline", None, (agencies().names[plain],))
    if _NAMES.fullmatch(plain) and _are_names(plain):
        return Made("nothing but a name, under the headline", plain)
    return None


def contribution(plain: str) -> Made | None:
    """The line read as a list of who helped ("Jane Doe and Reuters contributed to this report."), or None."""
    if len(plain) > 420:
        return None
    for pattern, reason in (
        (_CONTRIBUTED, "names who contributed"),
        (_CONTRIBUTING, "names who contributed"),
        (_REPORTED, "names who reported from where"),
    ):
        m = pattern.fullmatch(plain)
        if m:
            who = m.groupdict().get("who") or m.groupdict().get("who2") or ""
            found = contributors(who)
            return Made(reason, None, found) if found else None
    if _REPORTING.fullmatch(plain):
        return Made("names who reported, wrote or edited")
    return None


def contributors(who: str) -> tuple[str, ...]:
    """The agencies and people in a list like "Fox News' Jane Doe in Kyiv and The Associated Press"."""
    known = agencies().names
    found: list[str] = []
    for part in re.split(r",? and |,? & |, |; ", _PLACE.sub("", who.strip(" .()[]•⦁—–-"))):
        part = part.strip(" .")
        if m := _OUTLET_OF.match(part):
            part = part[m.end() :]
        for form in sorted((f for f in known if part.startswith(f + " ")), key=len, reverse=True)[:1]:
            found.append(known[form])
            part = part[len(form) + 1 :]
        part = _ROLE.sub("", part).strip()
        if part in known or re.fullmatch(NAME, part):
            found.append(known.get(part, part))
    return tuple(dict.fromkeys(found))


def photo_credit(text: str) -> tuple[int, str] | None:
    """Where in a paragraph the credit of a photograph at its end begins, and why it is taken for one; or None."""
    tail = text[-200:]
    before = len(text) - len(tail)
    m = _PHOTO_BRACKET.search(tail)
    if m and agencies().photo.search(m["inner"]) and not _SENTENCE.search(m["inner"]) and not _explains(tail[: m.start()], m["inner"]):
        return before + m.start() + (len(m[0]) - len(m[0].lstrip())), "credit of a photograph, in brackets"
    m = _loose_credit().search(tail)
    if m and (m.start() or not before):
        return before + m.start("credit"), "credit of a photograph"
    return None


def is_photo_credit(plain: str) -> bool:
    """Whether a line is nothing but the credit of a photograph ("Jane Doe, Pool Photo via AP", "AP")."""
    if len(plain) > 120 or _SENTENCE.search(plain):
        return False
    half = len(plain) // 2
    doubled = len(plain) > 8 and plain[:half].strip() == plain[half:].strip()
    marked = agencies().photo.search(plain) is not None
    words = [w.strip("(),.:'’") for w in re.split(r"[\s/]+", plain)]
    capitals = all(not w or not w[0].islower() or w in _SMALL for w in words)
    if plain.strip("() ") in agencies().names:
        return True
    return marked and capitals and (doubled or "/" in plain or "via" in plain or "hoto" in plain or "Handout" in plain)


def _explains(before: str, inner: str) -> bool:
    """Whether a bracket gives the short form of the name before it: "... Korean Central News Agency (KCNA)"."""
    words = re.findall(r"[A-Z]\w+", before[-60:])
    initials = "".join(w[0] for w in words[-len(inner) :])
    return inner.isupper() and len(inner) > 2 and initials == inner


def _are_names(names: str) -> bool:
    """Whether each word can be part of a person's name."""
    no = agencies().not_names
    return not any(word in no for word in re.findall(r"[\w’']+", names)) and not names.isupper()
