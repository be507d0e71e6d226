"""Who made the report: bylines and contributors."""

import re
from dataclasses import dataclass

from reportedly.clean.agencies import agencies

_PART = r"(?:[A-ZÀ-Þ][\w.'’-]*|(?:de|da|del|della|der|den|van|von|bin|ibn|al|el|la|le|di|du|dos|ten|ter|y)\b)"
NAME = rf"[A-ZÀ-Þ][\w'’-]*\.?(?: {_PART}){{1,4}}"
_JOIN = r"(?:,? and |,? & |, ?|; ?| / )"
_LIST = rf"{NAME}(?:{_JOIN}{NAME}){{0,5}}"
_BULLET = r"(?:[•⦁*–—-] ?)?[(\[]?"
_BY = re.compile(rf"(?:BY|[Bb]y)[: ]\s?(?P<names>{_LIST})(?P<rest>.{{0,120}})")
_NAMES = re.compile(_LIST)
_IN_PLACE = re.compile(rf"(?P<names>{_LIST}) (?:in|reporting from|reports from) (?:the |The )?[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){{0,3}}")
_CONTRIBUTED = re.compile(
    rf"{_BULLET}(?P<who>(?:[^.]|\b\w\.|\b(?:Jr|Sr|St)\.){{2,300}}?),? (?:also )?contributed"
    r" (?:to this (?:report|story|article|piece|column)|(?:to )?(?:the |this )?reporting)(?: from [A-Z].{2,60})?[.)\]]*"
)
_CONTRIBUTING = re.compile(
    rf"{_BULLET}(?:(?:Contributing|Contributors?):"
    r"|(?:Additional reporting|[Ww]ith (?:additional )?(?:reporting|assistance|files)) (?:by|from):?)"
    r" ?(?P<who>[A-ZÀ-Þ].{2,300})"
)
_REPORTED = re.compile(rf"{_BULLET}(?P<who>{_LIST}) reported from [A-Z].{{2,100}}")
_MADE = r"(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Rr]eported|[Ww]ritten|[Ee]dited|[Cc]ompiled|[Tt]ranslated|[Tt]ranslation)"
_REPORTING = re.compile(rf"{_BULLET}(?:[Aa]dditional )?{_MADE}(?: and {_MADE})? by [A-ZÀ-Þ].{{2,400}}")
_SMALL_IN_REPORTING = re.compile(rf"^(?:{_MADE}|additional|by|and|in|at|from|for|with|the|of|de|da|van|von|al|el|bin)$")
# "in Washington", "at the United Nations": where a contributor sat.
_PLACE = re.compile(
    r" (?:in|at|from|on)(?: the)? [A-ZÀ-Þ][\w.’'-]+(?: [A-ZÀ-Þ][\w.’'-]+)*"
    r"(?:, [A-Z][\w.]+(?=,| and |;|$))?"
)  # fmt: skip
_ROLE = re.compile(
    r"^(?:the |from |of |for )*(?:(?:(?:staff|freelance|special|foreign|senior|chief|contributing|national|political) )*"
    r"(?:writers?|reporters?|correspondents?|producers?|editors?|journalists?) )+",
    re.IGNORECASE,
)
_OUTLET_OF = re.compile(r"^[A-Z][\w.]*(?: [A-Z][\w.]*){0,3}(?:['’]s?) (?=[A-Z])")
_POSSESSIVE = re.compile(r"['’]s$")
_SENTENCE = re.compile(r"\b(?:said|says|was|were|is|are|has|have|who|which|that|according|told)\b")
LONGEST_BYLINE = 240
LONGEST_NAMES = 120
LONGEST_CREDITS = 420


@dataclass(frozen=True, slots=True)
class Made:
    """A line on who made the report: `byline` the authors as printed, `credits` who else is named, and whether these only helped."""

    reason: str
    byline: str | None = None
    credits: tuple[str, ...] = ()
    only_helped: bool = False


def byline(plain: str, *, near_headline: bool) -> Made | None:
    """The line read as a byline ("By Jane Doe"; a lone name where `near_headline`), or None."""
    if len(plain) > LONGEST_BYLINE:
        return None
    m = _BY.fullmatch(plain)
    names = _leading_names(m["names"]) if m else ""
    if m and names and not _SENTENCE.search(m["rest"]) and not plain.endswith((".", ":")):
        return Made("begins with 'By' and a name", names)
    return _name_alone(plain) if near_headline and len(plain) <= LONGEST_NAMES else None


def _name_alone(plain: str) -> Made | None:
    """A line under the headline that is nothing but who wrote it."""
    m = _IN_PLACE.fullmatch(plain)
    if m and _are_names(m["names"]):
        return Made("names with a place, under the headline", m["names"])
    if plain in agencies().names:
        return Made("an outlet's name, under the headline", None, (agencies().names[plain],))
    if _NAMES.fullmatch(plain) and _are_names(plain):
        return Made("nothing but a name, under the headline", plain)
    return None


def contribution(plain: str) -> Made | None:
    """The line read as a list of who helped ("Jane Doe and Reuters contributed to this report."), or None."""
    if len(plain) > LONGEST_CREDITS:
        return None
    m = (_CONTRIBUTED.fullmatch(plain) if "contributed" in plain else None) or _CONTRIBUTING.fullmatch(plain)
    reason = "names who contributed"
    if m is None and "reported from" in plain:
        m, reason = _REPORTED.fullmatch(plain), "names who reported from where"
    if m:
        found = contributors(m["who"])
        return Made(reason, None, found, only_helped=True) if found else None
    if _REPORTING.fullmatch(plain) and all(w[:1].isupper() or _SMALL_IN_REPORTING.match(w) for w in re.findall(r"[^\W\d_]+", plain)):
        return Made("names who reported, wrote or edited")
    return None


def contributors(who: str) -> tuple[str, ...]:
    """The agencies and people in a list like "Fox News' Jane Doe in Kyiv and The Associated Press", each once."""
    parts = re.split(r",? and |,? & |, |; ", _PLACE.sub("", who.strip(" .()[]•⦁—–-")))
    return tuple(dict.fromkeys(name for part in parts for name in _contributor(part.strip(" ."))))


def _contributor(part: str) -> list[str]:
    """One entry of such a list: its agency and its person, where it names them."""
    known = agencies().names
    person = _OUTLET_OF.sub("", part)
    outlet = max((form for form in known if person.startswith(form + " ")), key=len, default="")
    person = _ROLE.sub("", person[len(outlet) :].strip()).strip()
    found = [known[outlet]] if outlet else []
    if person in known or re.fullmatch(NAME, person):
        found.append(known.get(person, person))
    return found


def _are_names(names: str) -> bool:
    """Whether each word can be part of a person's name."""
    no = agencies().not_names
    return not any(word in no or _POSSESSIVE.search(word) for word in re.findall(r"[\w'’]+", names)) and not names.isupper()


def _leading_names(names: str) -> str:
    """The list up to its first entry that is no name ("Jane Doe, Chief Correspondent": "Jane Doe")."""
    end = 0
    for m in re.finditer(rf"{NAME}", names):
        if not _are_names(m.group()):
            break
        end = m.end()
    return names[:end]
