"""What speaks for each date that a report offers an act."""

from reportedly.annotate.events.dating_choice import LEAST, OWN, Case, When


def case(**support):
    found = Case("2022-10-10")
    for kind, p in support.items():
        found.add(kind, p, When("2022-10-10", None, f"because of {kind}", p))
    return found


def test_the_strongest_support_of_a_kind_counts():
    found = case(near=0.2)
    found.add("near", 0.1, When("2022-10-10", None, "weaker"))
    found.add("near", 0.5, When("2022-10-10", None, "stronger"))
    assert found.p("near") == 0.5
    assert found.when.reason == "stronger"


def test_what_hardly_speaks_for_a_date_is_not_heard():
    assert case(near=LEAST).support == {}


def test_the_own_sentence_leads_even_where_another_says_more():
    found = case(**{OWN: 0.2, "opening": 0.6})
    assert found.lead == OWN
    assert found.when.reason == "because of opening"


def test_without_anything_heard_the_strongest_leads():
    assert case(near=0.04, again=0.045).lead == "again"
