from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telling import Act, told

from reportedly.model import AnnotatedReport, Claim, Link
from reportedly.model.copies import fingerprint
from reportedly.model.origins import Copied
from reportedly.resolve import Memory, claims_of, cluster, origins_of, resolve, standing

LETTER_2022 = Act("Vladimir Putin", "Kim Jong Un", date="2022-08-15")
LETTER_2023 = Act("Vladimir Putin", "Kim Jong Un", date="2023-10-12")


def known(reports: list[AnnotatedReport]) -> tuple[dict[str, Claim], list[Link]]:
    memory, links, claims = Memory(), [], {}
    for report in reports:
        found = resolve(report, memory)
        memory.add(found.claims, fingerprint(report.report))
        links += found.links
        claims |= {c.id: c for c in found.claims}
    return claims, links


def events(reports: list[AnnotatedReport]) -> set[frozenset[str]]:
    """The events as sets of "report:number of the claim"."""
    claims, links = known(reports)
    names = {c.id: f"{r.report.id}:{i}" for r in reports for i, c in enumerate(claims_of(r))}
    found: dict[str, set[str]] = {}
    for claim, event in cluster(claims.values(), links).items():
        found.setdefault(event, set()).add(names[claim])
    return {frozenset(members) for members in found.values()}


def same(a: Claim, b: Claim, verdict: str = "same", by: str = "linkage/2", score: float = 0.9) -> Link:
    return Link("event", a.id, b.id, verdict, score, "", by)


def one(id: str, act: Act, published: str = "2022-08-16") -> Claim:
    return claims_of(told(id, act, published=published))[0]


def test_two_reports_of_one_letter_are_one_event():
    assert events([told("a", LETTER_2022), told("b", LETTER_2022)]) == {frozenset({"a:0", "b:0"})}


def test_two_exchanges_of_letters_are_never_joined():
    """The founding trap: the same two leaders, the same kind of letter, another year; some tell it without a date."""
    reports = [
        told("a", LETTER_2022, Act("Kim Jong Un", "Vladimir Putin", words="replied that friendship grows"), published="2022-08-16"),
        told("b", LETTER_2023, Act("Vladimir Putin & Kim Jong Un", date="2023-10-12"), published="2023-10-12"),
        told("c", replace(LETTER_2022, date="2022-08"), published="2022-08-17"),
        told("d", replace(LETTER_2023, date=None), published="2023-10-13"),
        told("e", replace(LETTER_2023, date="2023"), published="2023-12-31"),
    ]
    for event in events(reports):
        assert not (event & {"a:0", "a:1", "c:0"} and event & {"b:0", "b:1", "d:0", "e:0"})


def test_what_fits_two_events_that_exclude_each_other_joins_neither():
    visit = Act("Vladimir Putin", "North Korea", mode="visit")
    first, second = one("a", replace(visit, date="2024-06-02")), one("b", replace(visit, date="2024-06-19"))
    vague = one("c", replace(visit, date="2024-06"))
    found = cluster([first, second, vague], [same(first, vague), same(vague, second)])
    assert len(set(found.values())) == 3


def test_what_fits_two_events_joins_the_one_for_which_far_more_speaks():
    visit = Act("Vladimir Putin", "North Korea", mode="visit")
    right = [one(f"a{i}", replace(visit, date="2024-06-19")) for i in range(5)]
    wrong, vague = one("b", replace(visit, date="2024-06-02")), one("c", replace(visit, date="2024-06"))
    links = [same(right[0], other) for other in right[1:]] + [same(other, vague) for other in (*right, wrong)]
    found = cluster([*right, wrong, vague], links)
    assert found[vague.id] == found[right[0].id] != found[wrong.id]


def test_a_letter_and_its_answer_stay_two_though_a_report_takes_them_for_one():
    letter, answer = LETTER_2022, Act("Kim Jong Un", "Vladimir Putin", date="2022-08-15", same="e0")
    assert events([told("a", letter, answer)]) == {frozenset({"a:0"}), frozenset({"a:1"})}


def test_a_headline_and_the_text_below_it_tell_one_event():
    body = replace(LETTER_2022, words="sent a long message with wishes to")
    assert events([told("a", replace(LETTER_2022, date=None), body)]) == {frozenset({"a:0", "a:1"})}
    assert len(events([told("a", LETTER_2023, body)])) == 2
    assert len(events([told("a", Act("Russia", "North Korea", type="ACCUSE", mode=None), body)])) == 2


def test_what_was_planned_and_what_was_done_then_are_one_event_until_a_later_plan():
    planned = replace(LETTER_2022, status="planned")
    reports = [told("a", planned, published="2022-08-14"), told("b", LETTER_2022, published="2022-08-16")]
    assert events(reports) == {frozenset({"a:0", "b:0"})}
    again = told("c", replace(planned, date=None), published="2022-08-19")
    assert frozenset({"c:0"}) in events([*reports, again])


def test_who_only_planned_it_vouches_for_nothing_that_was_done():
    planned = one("a", replace(LETTER_2022, status="planned", by=("Vladimir Putin",)))
    done = one("b", replace(LETTER_2022, by=("KCNA",)))
    assert standing([planned, done]) == "one side only"
    assert [o.side for o in origins_of([planned, done])] == ["PRK"]
    assert [o.side for o in origins_of([planned])] == ["RUS"]


def test_sources_without_a_name_are_one_voice_with_the_medium_that_heard_them():
    heard = replace(LETTER_2022, by=("unnamed US officials", "Reuters"))
    told_by_it = replace(LETTER_2022, by=("Reuters",))
    assert len(origins_of([one("a", heard), one("b", told_by_it)])) == 1
    assert len(origins_of([one("a", heard), one("b", told_by_it), one("c", LETTER_2022)])) == 2


def test_a_report_s_better_date_settles_where_its_vague_mention_belongs():
    visit = Act("Vladimir Putin", "North Korea", mode="visit")
    first, second = one("a", replace(visit, date="2024-06-02")), one("b", replace(visit, date="2024-06-19"))
    vague, exact = claims_of(told("c", replace(visit, date="2024-06"), replace(visit, date="2024-06-19", same="e0")))
    links = [same(vague, exact, score=1.0), same(first, vague), same(second, vague), same(second, exact)]
    found = cluster([first, second, vague, exact], links)
    assert found[vague.id] == found[exact.id] == found[second.id] != found[first.id]


def test_a_person_joins_what_stages_keep_apart_and_parts_what_they_join():
    a, b, c = one("a", LETTER_2022), one("b", LETTER_2022), one("c", LETTER_2023)
    joined = cluster([a, b, c], [same(a, b), same(b, c, by="person:ann")])
    assert len(set(joined.values())) == 1
    parted = cluster([a, b, c], [same(a, b), same(a, b, "different", by="person:ann")])
    assert parted[a.id] != parted[b.id]


def test_a_person_s_later_word_counts():
    a, b = one("a", LETTER_2022), one("b", LETTER_2022)
    links = [same(a, b, "different", by="person:ann"), same(a, b, by="person:bob")]
    assert len(set(cluster([a, b], links).values())) == 1
    assert len(set(cluster([a, b], links[::-1]).values())) == 2


def test_different_beats_same_along_a_chain():
    a, b, c = (one(id, LETTER_2022) for id in "abc")
    found = cluster([a, b, c], [same(a, b, score=0.9), same(b, c, score=0.8), same(a, c, "different", by="person:ann")])
    assert found[a.id] == found[b.id] != found[c.id]


def test_links_to_unknown_claims_and_of_other_layers_are_left_out():
    a, b = one("a", LETTER_2022), one("b", LETTER_2022)
    links = [replace(same(a, b), layer="report"), replace(same(a, b), b="gone"), replace(same(a, b), b=a.id)]
    assert len(set(cluster([a, b], links).values())) == 2


def test_an_event_keeps_its_id_whatever_the_order():
    a, b, c = (one(id, LETTER_2022) for id in "abc")
    links = [same(a, b), same(b, c)]
    assert len({frozenset(cluster(order, links[::-1]).items()) for order in permutations([a, b, c])}) == 1


ACTS = [
    LETTER_2022,
    LETTER_2023,
    replace(LETTER_2022, date="2022-08"),
    replace(LETTER_2022, date=None),
    replace(LETTER_2022, by=("KCNA",), status="alleged"),
    Act("Russia", "North Korea", date="2022-08-15"),
    Act("Kim Jong Un", "Vladimir Putin", date="2022-08-15"),
    Act("Vladimir Putin & Kim Jong Un", date="2022-08-15"),
    Act("Vladimir Putin", "North Korea", mode="visit", date="2022-08-14/2022-08-16"),
    Act("Vladimir Putin", "North Korea", mode=None, date="2022-08-15"),
    replace(LETTER_2022, status="recurring"),
    replace(LETTER_2022, status="planned", date="2022-08-15"),
]


def reports_of(*, acts: int, reports: int) -> st.SearchStrategy:
    published = st.sampled_from(["2022-08-15", "2022-08-17", "2023-10-12", None])
    return st.lists(st.tuples(st.lists(st.sampled_from(ACTS), min_size=1, max_size=acts), published), min_size=1, max_size=reports)


some_reports = reports_of(acts=3, reports=6)


@given(st.one_of(reports_of(acts=3, reports=8), reports_of(acts=1, reports=20)), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_in_which_reports_come_does_not_matter(drafts, random):
    reports = [told(f"r{i}", *acts, published=published) for i, (acts, published) in enumerate(drafts)]
    shuffled = list(reports)
    random.shuffle(shuffled)
    assert events(reports) == events(shuffled)


def test_the_order_of_twelve_reports_of_one_letter_does_not_matter():
    undated = replace(LETTER_2022, date=None)
    reports = [told("r0", LETTER_2022, LETTER_2022, undated, published="2022-08-15")]
    reports += [told(f"r{i}", LETTER_2022, published="2022-08-15" if i < 4 else "2023-10-12") for i in range(1, 12)]
    expected = events(reports)
    for step in (5, 7, 11):
        assert events([reports[i * step % 12] for i in range(12)]) == expected


@given(some_reports)
@settings(max_examples=60, deadline=None)
def test_no_event_holds_dates_that_cannot_agree(drafts):
    reports = [told(f"r{i}", *acts, published=published) for i, (acts, published) in enumerate(drafts)]
    claims, links = known(reports)
    years: dict[str, set[str]] = {}
    for id, event in cluster(claims.values(), links).items():
        years.setdefault(event, set()).update({claims[id].date[:4]} if claims[id].date else set())
    assert all(len(told) <= 1 for told in years.values())


def test_copies_and_state_voices_count_once():
    kcna = one("a", replace(LETTER_2022, by=("Kim Jong Un", "KCNA")))
    kim = one("b", replace(LETTER_2022, by=("Kim Jong Un",)))
    own = one("c", LETTER_2022)
    copy = claims_of(told("d", LETTER_2022, publisher="The Copier"))[0]
    assert [o.side for o in origins_of([kcna, kim])] == ["PRK"]
    assert len(origins_of([kcna, kim, own, copy])) == 3
    assert len(origins_of([kcna, kim, own, copy], {"d": Copied("c", own.origin)})) == 2


@pytest.mark.parametrize(
    ("chains", "expected"),
    [
        ([("KCNA",)], "one side only"),
        ([("KCNA",), ("Vladimir Putin",)], "both parties say so"),
        ([()], "third party"),
        ([("KCNA",), ()], "third party"),
    ],
)
def test_the_standing_of_an_event(chains, expected):
    assert standing([one(f"r{i}", replace(LETTER_2022, by=chain)) for i, chain in enumerate(chains)]) == expected


def test_denied_by_one_and_told_by_another_is_disputed():
    denied = one("a", replace(LETTER_2022, by=("Vladimir Putin",), status="denied"))
    assert standing([denied, one("b", LETTER_2022)]) == "disputed"
    assert standing([denied]) != "disputed"


def test_what_only_an_unnamed_source_suspects_is_unconfirmed():
    assert standing([one("a", replace(LETTER_2022, by=("unnamed US officials",), status="suspected"))]) == "unconfirmed"


def test_a_report_that_names_its_source_adds_no_origin_by_telling_on_in_its_own_voice():
    attributed = replace(LETTER_2022, by=("KCNA",))
    report = told("a", attributed, replace(LETTER_2022, same=""), published="2022-08-16")
    claims = claims_of(report)
    assert [o.name for o in origins_of(claims)] == ["KCNA"]
    assert [o.name for o in origins_of(claims[1:])] != ["KCNA"]
