"""Whether two entities that the lexicons lack, or one of them, are one: by their names and what is told of them.

A feature table in the manner of nomenklatura: each feature says how much it speaks for or against; the sum is the score.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from reportedly.model import Link, ReportEntity
from reportedly.model.names import name_words, skeletons
from reportedly.resolve.candidates import Candidates
from reportedly.resources import table

RULES = "schemas/linkage-entities.toml"
MADE_BY = "entities/1"
_UNKNOWN = "name:"
_SHORT = 4
"""Letters of a word in which a vowel tells two names apart."""
_LINKED = frozenset({"person", "organisation", "group", "media"})


def entity_links(entities: Iterable[ReportEntity], known: Candidates) -> list[Link]:
    """Links of the layer "entity" from a report's entities that no lexicon knows to stored ones; nothing is written.

    "same" only where one candidate remains; where two do, both are "unsure".
    """
    new = [e for e in entities if e.id.startswith(_UNKNOWN) and e.kind in _LINKED]
    keys: dict[str, list[ReportEntity]] = defaultdict(list)
    for e in new:
        for key in skeletons(e.name):
            keys[key].append(e)
    links: list[Link] = []
    for key, stored in known.namesakes(sorted(keys)).items():
        for entity in keys[key]:
            if any(other.id == entity.id for other in stored):
                continue  # it was compared when it was first told of
            links += _settled([link for other in stored if (link := compare_entities(entity, other))])
    return links


def compare_entities(a: ReportEntity, b: ReportEntity) -> Link | None:
    """The link between two entities, or None where too little speaks for it. Symmetric."""
    a, b = (a, b) if a.id <= b.id else (b, a)
    if a.id == b.id or a.kind != b.kind or not (a.id.startswith(_UNKNOWN) or b.id.startswith(_UNKNOWN)):
        return None
    weights, found = table(RULES)["features"], features(a, b)
    score = max(0.0, min(1.0, sum(weights[name] * value for name, value in found.items())))
    verdict = "same" if score >= table(RULES)["same"] else "unsure"
    if score < table(RULES)["unsure"]:
        return None
    told = ", ".join(name for name, value in found.items() if value and weights[name] > 0)
    return Link("entity", a.id, b.id, verdict, round(score, 3), f"“{a.name}” and “{b.name}”: {told}", MADE_BY)  # type: ignore[arg-type]


def features(a: ReportEntity, b: ReportEntity) -> Mapping[str, float]:
    """What speaks for two entities being one, and against it, 0..1 each."""
    from rapidfuzz.distance import JaroWinkler

    one, other = name_words(a.name), name_words(b.name)
    alike = JaroWinkler.normalized_similarity(" ".join(sorted(one)), " ".join(sorted(other)))
    return {
        "the same words": float(sorted(one) == sorted(other)),
        "the same letters": float("".join(sorted(one)) == "".join(sorted(other)) or "".join(one) == "".join(other)),
        "spelt alike": alike,
        "the same sounds": float(bool(set(skeletons(a.name)) & set(skeletons(b.name)))),
        "one word only": float(min(len(one), len(other)) < 2),
        "another number of words": float(len("".join(one)) != len("".join(other)) and abs(len(one) - len(other)) > 1),
        "a short word differs": float(_short_word_differs(one, other)),
        "endings of two genders": float(_two_genders(one, other)),
        "the same country": float(bool(a.country) and a.country == b.country),
        "another country": float(bool(a.country and b.country) and a.country != b.country),
        "the same office": float(bool(a.office) and a.office == b.office),
    }


def _short_word_differs(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether a word of few letters is written otherwise: "Jin" and "Jun", "John" and "Jane" are two names."""
    left, right = set(a) - set(b), set(b) - set(a)
    return any(len(word) <= _SHORT for word in left) and any(len(word) <= _SHORT for word in right)


def _two_genders(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether a word of one is that of the other with "a" at its end: "Ivanov" and "Ivanova"."""
    return any(f"{word}a" in b for word in a) or any(f"{word}a" in a for word in b)


def _settled(links: Sequence[Link]) -> list[Link]:
    """Two candidates left: no link is sure."""
    same = [link for link in links if link.verdict == "same"]
    if len(same) < 2:
        return list(links)
    why = f"; but {len(same)} stored names fit as well"
    return [Link(link.layer, link.a, link.b, "unsure", link.score, link.reason + why, link.made_by) for link in links]
