"""How much, told by several: whether "73" and "at least 70" can both hold."""

from math import inf

from reportedly.model.annotation import Magnitude

_LEAST = frozenset({"at least", "more than", "over", "minimum of", "no fewer than", "no less than"})
_MOST = frozenset({"at most", "less than", "fewer than", "up to", "as many as", "no more than", "under", "maximum of"})
_ABOUT = frozenset({"about", "around", "nearly", "almost", "some", "roughly", "approximately", "estimated", "an estimated"})
_ROUGH = 0.1
"""How far from its number an "about" may lie."""


def reach(amount: Magnitude) -> tuple[float, float]:
    """The least and the most that an amount may be, as its modifier has it: "at least 70" is (70, inf)."""
    said, number = (amount.modifier or "").casefold(), amount.number
    if said in _LEAST:
        return number, inf
    if said in _MOST:
        return 0.0, number
    if said in _ABOUT:
        return number * (1 - _ROUGH), number * (1 + _ROUGH)
    return number, number


def can_agree(amounts: list[Magnitude]) -> bool:
    """Whether some number fits all of them."""
    spans = [reach(a) for a in amounts]
    return max(low for low, _ in spans) <= min(high for _, high in spans)


def unit_key(unit: str) -> str:
    """What is counted, as a key: the last word of the unit in lower case without a plural's s ("rail cars" is "car")."""
    words = unit.casefold().split()
    last = words[-1] if words else ""
    return last[:-1] if len(last) > 3 and last.endswith("s") and not last.endswith("ss") else last


def in_words(amount: Magnitude) -> str:
    """An amount as text: "at least 70 cars"."""
    return " ".join(part for part in (amount.modifier or "", f"{amount.number:,.15g}", amount.unit) if part)
