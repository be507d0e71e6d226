"""The credits of photographs: "(Jane Doe/AFP via Getty Images)", "REUTERS/John Doe", "KCNA via KNS"."""

import re
from functools import cache

from reportedly.clean.agencies import agencies

# A credit stands within so many characters of a caption's end, and takes no more than that.
REACH = 200
LONGEST_CREDIT = 120
_BRACKET = re.compile(rf"\s?[(\[](?P<inner>[^()\[\]\n]{{2,{LONGEST_CREDIT}}})[)\]]\.?$")
_SENTENCE = re.compile(r"\b(?:said|says|was|were|is|are|has|have|who|which|that|according|told)\b")
_SMALL = frozenset({"via", "by", "for", "of", "the", "and", "photo", "picture", "alliance", "de", "van", "von", "al", "el"})
_SIGN = re.compile(r"/|\bvia\b|\bHandout\b|\b[Pp]hoto(?:s|graph|graphs|grapher)?(?: by\b|:| via\b|/| courtesy\b)|\b[A-Z]{2,} [Pp]hoto\b")


def photo_credit(text: str) -> tuple[int, str] | None:
    """Where in a paragraph the credit of a photograph at its end begins, and why it is taken for one; or None."""
    tail = text[-REACH:]
    if not agencies().photo.search(tail, max(0, len(tail) - LONGEST_CREDIT)):
        return None
    before = len(text) - len(tail)
    m = _BRACKET.search(tail) if text.endswith((")", "]", ").", "].")) else None
    if m and _signs(m["inner"], square=m[0].strip().startswith("[")) and not _explains(tail[: m.start()], m["inner"]):
        return before + m.start() + len(m[0]) - len(m[0].lstrip()), "credit of a photograph, in brackets"
    m = _loose().search(tail)
    if m and (m.start() or not before):
        return before + m.start("credit"), "credit of a photograph"
    return None


def is_photo_credit(plain: str) -> bool:
    """Whether a line is nothing but the credit of a photograph ("Jane Doe, Pool Photo via AP", "AP")."""
    if len(plain) > LONGEST_CREDIT or _SENTENCE.search(plain):
        return False
    if plain.strip("() ") in agencies().names:
        return True
    if "(" in plain and not plain.startswith("("):  # what stands before the bracket is the caption
        return False
    half = len(plain) // 2
    signed = _SIGN.search(plain) is not None or (len(plain) > 8 and plain[:half].strip() == plain[half:].strip())
    words = [w.strip("(),.:'’") for w in re.split(r"[\s/]+", plain)]
    return signed and agencies().photo.search(plain) is not None and all(not w or not w[0].islower() or w in _SMALL for w in words)


@cache
def _loose() -> re.Pattern[str]:
    """A photo credit without brackets, at the end of a caption."""
    name = agencies().any
    person = r"[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,3}"
    return re.compile(
        r"(?:(?<=[.!?\"”’')])\s?|^)(?:\|\s?)?(?P<credit>"
        rf"(?:{name}|AP Photo)\s?/\s?{person}(?:\s?/\s?[A-Z][\w. ]{{2,30}}){{0,2}}"
        rf"|{person}\s?/\s?(?:[A-Z][\w ]{{2,30}}/\s?)?{name}(?:\s?(?:via|/)\s?{name})?"
        rf"|(?:{person}, )?(?:Handout|Pool|POOL)(?: Photo)? (?:via|/) {name}"
        r"|(?:Photographer|Photograph|Photo|Photos|Picture|Image)(?: by|:| credit:) .{3,80}"
        rf"|{name} (?:via|/) {name}(?:/\s?{person})?"
        rf"|\| {name})\.?$"
    )


def _signs(inner: str, *, square: bool) -> bool:
    """Whether what stands in brackets credits a photograph; a lone agency in square ones is the source of a quotation."""
    lone = inner.strip() in agencies().names
    return agencies().photo.search(inner) is not None and not _SENTENCE.search(inner) and not (square and lone)


def _explains(before: str, inner: str) -> bool:
    """Whether a bracket gives the short form of the name before it: "... Korean Central News Agency (KCNA)"."""
    words = re.findall(r"[A-Z]\w+", before[-60:])
    return inner.isupper() and len(inner) > 2 and "".join(w[0] for w in words[-len(inner) :]) == inner
