"""The twelve example texts through the whole pipeline: wire copies are one origin, the two sides' own texts are two."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import reportedly
from reportedly.model.trees import Node, tree_lines
from reportedly.store import EventRow, Store

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with reportedly.open(tmp_path_factory.mktemp("examples") / "r.db") as record:
        counts = record.add(*sorted(EXAMPLES.glob("*.txt")), *sorted(EXAMPLES.glob("*.html")))
        assert (counts["added"], counts["failed"]) == (12, 0)
        yield record.store


def letter(store: Store) -> EventRow:
    """Putin's letter of August 2022, as most reports tell it."""
    rows = store.timeline(["Russia", "North Korea"], types=["CONSULT"], since="2022-08", until="2022-08").rows
    return max(rows, key=lambda row: len(row.reports))


def nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from nodes(child)


def test_the_wire_s_copies_are_found_and_nothing_else_is_one(store: Store) -> None:
    names = {r.id: r.publisher for r in store.reports(limit=50).rows}
    copies = {(names[link.link.a], names[link.link.b]) for link in store.links(layer="report")}
    assert {("Example Wire", "The Example Post"), ("Example Wire", "The Example Herald")} <= copies
    assert {copy for _, copy in copies} == {"The Example Post", "The Example Herald"}


def test_wire_copies_count_as_one_origin_and_the_two_sides_texts_as_two(store: Store) -> None:
    event = letter(store)
    assert sorted(o.side or "" for o in event.origins) == ["PRK", "RUS"]
    assert not {"The Example Post", "The Example Herald"} & {o.name for o in event.origins}
    assert event.standing == "both parties say so"


def test_the_tree_says_so(store: Store) -> None:
    tree = store.origins.tree(letter(store).id)
    with_copies = [root for root in tree.origins if any(n.kind == "copy" for n in nodes(root))]
    assert len(with_copies) == 1
    assert {n.name for n in nodes(with_copies[0]) if n.kind == "copy"} == {"The Example Post", "The Example Herald"}
    assert "Example Wire" in {n.name for n in nodes(with_copies[0]) if n.report}
    (kremlin,) = (root for root in tree.origins if root.side == "RUS")
    assert kremlin is not with_copies[0]
    assert "The Kremlin" in {n.name for n in nodes(kremlin) if n.report}
    assert tree_lines(tree)[0] == f"{tree.count} independent origins"


def test_letters_of_three_dates_are_never_one_event(store: Store) -> None:
    rows = store.timeline(["Kim Jong Un", "Vladimir Putin"], types=["CONSULT"]).rows
    assert all(len({date[:4] for date in row.dates}) <= 1 for row in rows if row.mode == "letter")
