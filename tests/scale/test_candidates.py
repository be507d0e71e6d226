"""What reports are compared with, at sizes that no store of a test holds: hot keys, wire stories, chains of links."""

import random

import pytest

from reportedly.model.names import skeletons
from reportedly.scale.engine import Engine
from reportedly.scale.lookalikes import ONE, best, weighed
from reportedly.scale.namesakes import Aliases, links_between
from reportedly.scale.sharing import shared


def key_rows(claims: list[tuple[int, int]]) -> list[dict]:
    """Reports (place, day of publication) with one claim each, all under one key that each asks."""
    asked = [{"key": 7, "day": day, "at": at, "no": -1, "claim": None} for at, day in claims]
    return asked + [{"key": 7, "day": day, "at": at, "no": 0, "claim": f"cl-{at}"} for at, day in claims]


def test_a_crowded_key_gives_the_nearest_earlier_claims():
    luck = random.Random(3)
    claims = [(at, luck.randrange(100, 140)) for at in range(300)]
    found = {row["at"]: row for row in shared(key_rows(claims), limit=20)}
    for at, day in claims[1:]:
        earlier = claims[:at]
        nearest = sorted(earlier, key=lambda told: (abs(told[1] - day), told[0]))[:20]
        assert sorted(found[at]["claims"]) == sorted(f"cl-{other}" for other, _ in nearest)
        assert found[at]["total"] == at
    assert 0 not in found


def test_a_report_is_not_given_its_own_claims():
    rows = key_rows([(1, 100)])
    rows += [{"key": 7, "day": 100, "at": 1, "no": 1, "claim": "cl-1b"}]
    assert list(shared(rows, limit=20)) == []


def test_a_wire_story_gives_each_copy_so_many_candidates_and_no_more():
    rows = [{"hash": hash, "at": at, "id": f"r-{at}"} for at in range(500) for hash in range(10)]
    pairs = weighed(rows)
    per_copy = [sum(1 for at, _, _ in pairs if at == copy) for copy in (1, 10, 64, 499)]
    assert per_copy == [1, 10, 64, 64]
    mine = {(other, id): weight for (at, other, id), weight in pairs.items() if at == 499}
    assert best(mine, 3) == ["r-0", "r-1", "r-2"]


def test_rare_words_weigh_more_than_those_that_everybody_uses():
    rows = [{"hash": 1, "at": at, "id": f"r-{at}"} for at in range(5)] + [{"hash": 2, "at": at, "id": f"r-{at}"} for at in (3, 4)]
    pairs = weighed(rows)
    assert pairs[4, 3, "r-3"] == ONE + ONE // 4
    assert pairs[4, 0, "r-0"] == ONE // 4


def name_row(at: int, name: str) -> dict:
    id = "name:" + name.lower().replace(" ", "-")
    return {"key": skeletons(name)[0], "at": at, "id": id, "name": name, "kind": "person", "country": None, "office": None}


def test_names_are_one_from_the_report_on_that_shows_it():
    found = list(links_between([name_row(3, "Abdulrahman Dost"), name_row(1, "Dost Abdulrahman"), name_row(9, "Abdulrahman Dost")]))
    assert [(at, link.verdict) for at, link in found] == [(3, "same")]
    rows = [{"at": at, "a": link.a, "b": link.b, "verdict": link.verdict} for at, link in found]
    both = ("name:abdulrahman-dost", "name:dost-abdulrahman")
    assert Aliases(rows).of(both, at=2) == {}
    assert Aliases(rows).of(both[:1], at=3) == {both[0]: both}


def test_components_are_found_along_chains():
    daft = pytest.importorskip("daft", reason="the distributed engine is an extra")
    from reportedly.scale.components import components

    chain = [(f"c{i:02d}", f"c{i + 1:02d}") for i in range(20)]
    luck = random.Random(5)
    luck.shuffle(chain)
    pairs = [*chain, ("x", "y"), ("z", "y")]
    frame = daft.from_pydict({"a": [a for a, _ in pairs], "b": [b for _, b in pairs]})
    roots = components(Engine(), frame).to_pydict()
    assert dict(zip(roots["node"], roots["root"], strict=True)) == {f"c{i:02d}": "c00" for i in range(21)} | dict.fromkeys("xyz", "x")
