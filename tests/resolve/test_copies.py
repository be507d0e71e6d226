from telling import Act, told

from reportedly.model.copies import containment, fingerprint, sample, shingles
from reportedly.resolve import Memory, resolve
from reportedly.resolve.resolving import copy_link

WORDS = ["harbour", "winter", "council", "market", "bridge", "engine", "border", "meadow", "signal", "copper", "garden", "letter", "window"]
STORY = " ".join(f"{WORDS[i % 13]}{i % 7} {WORDS[(i * 4) % 13]}" for i in range(120))
OTHER = " ".join(f"{WORDS[(i * 2) % 13]}{i % 11} {WORDS[(i * 7) % 13]}" for i in range(120))


def test_a_text_contains_itself_and_its_parts():
    whole, half = shingles(STORY), shingles(STORY[: len(STORY) // 2])
    assert containment(whole, whole) == 1
    assert containment(half, whole) == 1
    assert containment(whole, shingles(OTHER)) == 0


def test_case_and_punctuation_do_not_matter():
    assert shingles("One, two: THREE four five.") == shingles("one two three four – five")


def test_shared_quotations_make_no_copy():
    speech = "“" + STORY + "”"
    assert not shingles(speech)


def test_odd_texts_do_no_harm():
    assert containment(frozenset(), shingles(STORY)) == 0
    assert shingles("") == frozenset()
    assert shingles("\ud800 a b c d e")
    assert shingles('"' * 20_000) == frozenset()


def test_the_sample_is_the_same_in_every_text():
    part, whole = shingles(STORY[:400]), shingles(STORY)
    assert sample(part) <= sample(whole)


def test_a_copy_points_to_the_earlier_report():
    first = told("late-id", Act("Russia", "North Korea"), more=STORY, published="2022-08-15")
    copy = told("early-id", Act("Russia", "North Korea"), more=STORY[: len(STORY) // 2], published="2022-08-16")
    memory = Memory()
    memory.add((), fingerprint(copy.report))
    (found,) = (link for link in resolve(first, memory).links if link.layer == "report")
    assert (found.a, found.b, found.verdict) == ("late-id", "early-id", "same")
    assert "%" in found.reason


def test_other_reports_are_no_copies():
    a, b = told("a", Act("Russia"), more=STORY), told("b", Act("Russia"), more=OTHER)
    assert copy_link(fingerprint(a.report), fingerprint(b.report)) is None


def test_short_texts_are_no_copies():
    a, b = told("a", Act("Russia")), told("b", Act("Russia"))
    assert copy_link(fingerprint(a.report), fingerprint(b.report)) is None
