"""Statuses that the words around an act fix."""

import pytest

from reportedly.library import annotate


def statuses(text: str) -> dict[str, str]:
    """Trigger -> status."""
    return {e.trigger.of(text).split()[-1]: e.status for e in annotate(text, published="2022-08-15").events}


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("The leaders of Norway and Chile discussed a speculated weapons deal.", "deal", "suspected"),
        ("Peru warned that Norway and Chile would face consequences if they went ahead with the weapons deal.", "deal", "hypothetical"),
        ("All weapons trade with Chile is banned under a resolution of the UN Security Council.", "banned", "ongoing"),
        ("Norway and China vetoed a resolution drafted by Peru to impose sanctions on Chile.", "sanctions", "did-not-happen"),
        ("Norway has repeatedly condemned Chile.", "condemned", "recurring"),
        ("The envoy of Norway visited Chile last month to prepare for a summit between the two kings.", "summit", "planned"),
        ("Summit of the kings of Norway and Chile set for June", "Summit", "planned"),
        ("The prime minister of Norway met reporters ahead of his trip to Chile.", "trip", "planned"),
    ],
)
def test_the_words_around_an_act_fix_its_status(text: str, trigger: str, status: str) -> None:
    assert statuses(text)[trigger] == status


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("The leaders of Norway and Chile discussed a weapons deal.", "deal", "suspected"),
        ("Norway and China backed a resolution drafted by Peru to impose sanctions on Chile.", "sanctions", "did-not-happen"),
        ("Norway has condemned Chile.", "condemned", "recurring"),
        ("The prime minister of Norway met reporters after his trip to Chile.", "trip", "planned"),
        ("Norway banned its parties from trading with Chile in May.", "banned", "ongoing"),
    ],
)
def test_without_those_words_it_stays_open(text: str, trigger: str, status: str) -> None:
    assert statuses(text)[trigger] != status


def test_a_second_telling_with_reserve_confirms_nothing() -> None:
    text = (
        "Jan Novak of Poland on Aug. 12 reportedly wrote to Ana Petrova of Serbia. "
        "In a letter to Ana Petrova, Jan Novak reportedly said that he was glad of their talks."
    )
    letters = [e for e in annotate(text, published="2022-08-15").events if e.mode == "letter"]
    assert len(letters) == 2
    assert len({e.event for e in letters}) == 1
    assert {e.status for e in letters} == {"alleged"}
