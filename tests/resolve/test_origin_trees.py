"""Trees of origins, what stands, and grades, on claims made by hand."""

from dataclasses import replace
from itertools import permutations

import pytest
from telling import Act, told

from reportedly.model import Claim, Magnitude, Origin, Place
from reportedly.model.grades import credibility, fared
from reportedly.model.origins import Copied, origins_of
from reportedly.model.stands import Remark, stands_lines, what_stands
from reportedly.model.trees import Node, origin_tree, tree_lines
from reportedly.resolve import claims_of

LETTER = Act("Vladimir Putin", "Kim Jong Un", date="2022-08-15")


def one(id: str, act: Act = LETTER, publisher: str = "The Herald", published: str = "2022-08-16", **of_report: object) -> Claim:
    return claims_of(told(id, act, publisher=publisher, published=published, **of_report))[0]


def by(id: str, *chain: str, **more: object) -> Claim:
    return one(id, replace(LETTER, by=chain, status=str(more.pop("status", "occurred"))), **more)  # type: ignore[arg-type]


def kinds(node: Node) -> list[tuple[str, str]]:
    """The nodes on the way down to the first report."""
    return [(node.kind, node.name), *(kinds(node.children[0]) if node.children else [])]


def test_a_tree_leads_from_the_speaker_through_the_agency_to_the_outlet():
    (root,) = origin_tree([by("a", "Kim Jong Un", "KCNA")]).origins
    assert kinds(root) == [("origin", "KCNA"), ("speaker", "Kim Jong Un"), ("agency", "KCNA"), ("publisher", "The Herald")]
    assert root.side == "PRK"


def test_two_outlets_on_one_agency_are_one_origin_and_the_other_side_is_another():
    claims = [by("a", "KCNA"), by("b", "KCNA", publisher="The Gazette"), by("c", publisher="The Kremlin")]
    tree = origin_tree(claims)
    assert [root.name for root in tree.origins] == ["KCNA", "The Kremlin"]
    assert {leaf.report for leaf in tree.origins[0].children[0].children} == {"a", "b"}


def test_images_by_a_named_firm_are_an_origin_of_their_own():
    claims = [by("a", "KCNA"), by("b", "United Nations")]
    assert origin_tree(claims).count == 2


def test_a_credited_agency_stands_above_the_outlet():
    (root,) = origin_tree([one("a", credits=("Reuters",))]).origins
    assert kinds(root) == [("origin", "Reuters"), ("agency", "Reuters"), ("publisher", "The Herald")]


def test_a_copy_stands_below_what_it_copies():
    first, copy = one("a"), one("b", publisher="The Copier")
    tree = origin_tree([first, copy], {copy.id: Copied("a", first.origin, "The Herald", "2022-08-16", "reprint")})
    (root,) = tree.origins
    (printed,) = root.children
    assert (printed.kind, printed.report, printed.claims) == ("publisher", "a", (first.id,))
    assert [(c.kind, c.report, c.reason) for c in printed.children] == [("copy", "b", "reprint")]


def test_a_copy_that_leaves_out_the_source_adds_no_origin():
    first, copy = by("a", "KCNA"), one("b", publisher="The Copier")
    copies = {copy.id: Copied("a", Origin("origin:herald", "The Herald"), "The Herald")}
    assert [o.name for o in origins_of([first, copy], copies)] == ["KCNA"]
    assert origin_tree([first, copy], copies).uncounted == (copy.id,)


def test_an_unnamed_source_in_a_copy_is_the_one_that_the_copied_report_heard():
    first, copy = by("a", "unnamed US officials"), by("b", "unnamed US officials", publisher="The Copier")
    assert len(origins_of([first, copy])) == 2
    assert len(origins_of([first, copy], {copy.id: Copied("a", Origin("origin:herald", "The Herald"), "The Herald")})) == 1


def test_reports_of_unknown_publishers_are_origins_of_their_own_whatever_their_ids():
    claims = [claims_of(told(id, LETTER, publisher=None))[0] for id in ("1@wire", "2@wire")]
    assert {o.id for o in origins_of(claims)} == {"report:1@wire", "report:2@wire"}


def test_a_tree_does_not_depend_on_the_order_and_agrees_with_the_count():
    claims = [by("a", "KCNA"), by("b", "Vladimir Putin"), one("c"), one("d", credits=("Reuters",))]
    trees = {origin_tree(order) for order in permutations(claims)}
    assert len(trees) == 1
    assert trees.pop().count == len(origins_of(claims))


def test_an_older_claim_without_a_way_is_told_by_its_chain():
    claim = replace(by("a", "Kim Jong Un", "KCNA"), path=())
    assert [kind for kind, _ in kinds(origin_tree([claim]).origins[0])] == ["origin", "speaker", "speaker", "publisher"]


def test_a_tree_in_words():
    lines = tree_lines(origin_tree([by("a", "KCNA"), by("b", publisher="The Kremlin", published="2022-08-15")]))
    assert lines[0] == "2 independent origins"
    assert "├─ KCNA, which speaks for PRK: KCNA, media of a state, publishes it" in lines
    assert "   └─ told by The Kremlin, 2022-08-15 (b)" in lines
    assert tree_lines(origin_tree([])) == ["no independent origin"]


def test_who_asserts_confirms_and_denies():
    claims = [by("a", "KCNA"), by("b", "Vladimir Putin"), by("c", "United States", status="denied")]
    stands = what_stands(claims, stances={claims[1].id: "confirms"}, declined=[Remark("RUS", "Russia", "RUS", "a", 3)])
    assert [(v.name, v.relation) for v in stands.asserted_by] == [("KCNA", "the other party")]
    assert [(v.name, v.relation) for v in stands.confirmed_by] == [("Vladimir Putin", "a party itself")]
    assert [(v.name, v.relation) for v in stands.denied_by] == [("United States", "a third party")]
    assert [v.name for v in stands.declined] == ["Russia"]
    assert stands.standing == "disputed"
    assert any(line.startswith("denied by") and "United States" in line for line in stands_lines(stands))


def test_of_several_who_act_together_the_first_that_says_so_is_the_party_itself():
    talks = Act("Vladimir Putin & Kim Jong Un", date="2022-08-15", mode="meet")
    claims = [one("a", replace(talks, by=("KCNA",)), published="2022-08-15"), one("b", replace(talks, by=("Vladimir Putin",)))]
    assert {v.name: v.relation for v in what_stands(claims).asserted_by} == {"KCNA": "a party itself", "Vladimir Putin": "the other party"}


def counting(claim: Claim, number: float, modifier: str | None = None, unit: str = "rail cars") -> Claim:
    return replace(claim, magnitude=Magnitude(number, unit, modifier))


@pytest.mark.parametrize(
    ("other", "can_agree"),
    [((70, "at least"), True), ((70, None), False), ((80, "up to"), True), ((75, "about"), True), ((100, "about"), False)],
)
def test_amounts_that_differ_are_listed_and_may_or_may_not_agree(other, can_agree):
    claims = [counting(one("a"), 73), counting(one("b", publisher="The Gazette"), *other, unit="cars")]
    (difference,) = what_stands(claims).differences
    assert (difference.field, difference.can_agree) == ("car", can_agree)
    assert [v.reports for v in difference.values] in ([("a",), ("b",)], [("b",), ("a",)])


def test_amounts_of_other_things_and_equal_ones_are_no_difference():
    assert what_stands([counting(one("a"), 73), counting(one("b"), 12, unit="missiles")]).differences == ()
    assert what_stands([counting(one("a"), 73), counting(one("b"), 73)]).differences == ()


def test_dates_differ_only_where_neither_holds_the_other():
    def days(*dates: str) -> list[str]:
        claims = [replace(one(f"r{i}"), date=date) for i, date in enumerate(dates)]
        return [d.field for d in what_stands(claims).differences]

    assert days("2022-08-15", "2022-08") == []
    assert days("2022-08-15", "2022-08-16") == ["date"]


def test_places_in_two_countries_cannot_both_hold():
    claims = [replace(one("a"), place=Place("Vladivostok", country="RUS")), replace(one("b"), place=Place("Rason", country="PRK"))]
    (difference,) = what_stands(claims).differences
    assert (difference.field, difference.can_agree) == ("place", False)


@pytest.mark.parametrize(
    ("claims", "grade"),
    [
        ([by("a", "KCNA")], 6),
        ([by("a", "KCNA"), by("b", "Vladimir Putin")], 1),
        ([one("a"), one("b", publisher="The Gazette")], 2),
        ([one("a"), one("b", publisher="The Gazette"), one("c", publisher="The Post")], 1),
        ([one("a"), one("b", replace(LETTER, by=("United States",), status="suspected"))], 3),
        ([by("a", "United States"), by("b", "Vladimir Putin", status="denied")], 4),
        ([by("a", "Vladimir Putin"), by("b", "United Nations", status="denied")], 5),
        ([by("a", "Vladimir Putin", status="denied")], 5),
        ([by("a", "United States"), one("c"), by("b", "Vladimir Putin", status="denied")], 3),
    ],
)
def test_the_grade_of_what_is_told(claims, grade):
    found = credibility(what_stands(claims))
    assert (found.credibility, bool(found.reason), found.by_person) == (grade, True, False)


def test_what_is_only_planned_cannot_be_judged():
    assert credibility(what_stands([by("a", "KCNA"), by("b", "Vladimir Putin")]), unreal=True).credibility == 6


def test_values_that_cannot_all_hold_keep_a_grade_down():
    claims = [replace(by("a", "KCNA"), date="2022-08-15"), replace(by("b", "Vladimir Putin"), date="2022-08-16")]
    assert credibility(what_stands(claims)).credibility == 2


def test_how_a_source_has_fared():
    kcna = "origin:kcna"
    assert fared(kcna, what_stands([by("a", "KCNA")])) == {
        "confirmed": False, "denied": False, "conflicted": False, "alone": True, "retracted": False,
    }  # fmt: skip
    assert fared(kcna, what_stands([by("a", "KCNA"), by("b", "Vladimir Putin")]))["confirmed"]
    assert fared(kcna, what_stands([by("a", "KCNA"), by("b", "Vladimir Putin", status="denied")]))["denied"]
    assert fared("origin:nobody", what_stands([by("a", "KCNA")])) == {}
