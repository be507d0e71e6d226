"""Words as they are sought, and how a question is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.store.terms import folded, sought, terms

ANYTHING = st.text(alphabet=st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    "forms",
    [
        "car cars Car’s CARS",
        "launch launches launched launching",
        "deny denies denied denying",
        "supply supplies supplied supplying",
        "fire fires fired firing",
        "ship ships shipped shipping",
        "missile missiles",
        "Ångström ångström ANGSTROM",
        "волна ВОЛНА",
    ],
)
def test_forms_of_a_word_are_one(forms: str) -> None:
    assert len({folded(form) for form in forms.split()}) == 1


def test_odd_words_are_letters_and_digits_of_a_bounded_length() -> None:
    assert folded("a" * 79 + "'s") == "a" * 79
    assert folded("b" * 90 + "’s") == "b" * 80
    assert folded("\N{MATHEMATICAL BOLD CAPITAL K}im") == folded("Kim")
    assert len(folded("\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 80)) == 80


@pytest.mark.parametrize("pair", ["care car", "delivery deliver", "king k", "news newspaper", "need ne", "gas gases"])
def test_words_that_are_others_stay_so(pair: str) -> None:
    one, other = pair.split()
    assert folded(one) != folded(other)


def test_words_sought_are_taken_apart() -> None:
    assert [t.text for t in terms('kim "nuclear test" -x')] == ["kim", "nuclear test", "-x"]
    assert [t.words for t in terms("rail-cars KN-23")] == [("rail", "cars"), ("KN", "23")]
    assert [t.text for t in terms('"open')] == ["open"]
    assert terms('*()"') == []


@given(ANYTHING)
def test_whatever_is_sought_is_letters_and_digits(query: str) -> None:
    for ask in sought(query, lambda _: True).asks:
        assert ask
        for phrase in ask:
            assert phrase
            assert all(word and all(c.isalnum() or "\u0300" <= c <= "\u036f" for c in word) for word in phrase)


@given(ANYTHING)
def test_what_a_text_says_is_found_in_it(text: str) -> None:
    for term in [t for t in terms(text.replace('"', " ")) if not t.is_not][:1]:
        assert list(sought(term.text, lambda _: False, exact=True).places(text))


def test_a_question_leaves_out_small_words_and_says_so() -> None:
    read = sought("who denied the arms deliveries?", {("weapon",)}.__contains__)
    assert read.passed == ("who", "the")
    assert read.also == ("weapons",)
    assert read.asks[1] == (("arm",), ("weapon",))
    assert sought("who", lambda _: False).asks == ((("who",),),)
    assert len(sought("who denied it", lambda _: True, exact=True).asks) == 3


def test_one_or_the_other_is_one_ask() -> None:
    def asks(words: str) -> tuple[tuple[tuple[str, ...], ...], ...]:
        return sought(words, lambda _: False).asks

    assert asks("missile or nuclear 2017") == ((("missil",), ("nuclear",)), (("2017",),))
    assert asks('missile/nuclear "arms deal" or letter') == ((("missil",), ("nuclear",)), (("arm", "deal"), ("letter",)))
    assert asks("missile and/or nuclear") == asks("missile or nuclear")
    assert asks("letter or -missile") == ((("letter",),),), "what must not stand there is no choice"
    assert asks("or") == ((("or",),),)
    assert sought("the or letter", lambda _: True).asks[0][0] == ("letter",), "a small word is none, either"
    assert "railcar" not in sought("rail or car", lambda _: True).also, "no compound goes across an or"
    assert asks("https://example.org/a/b")[0][0][0] == "http", "an address stays one"


def test_what_is_near_is_told_where_it_is_known() -> None:
    train = {("cargo", "train")}.__contains__
    assert sought("rail cars", train).near == (("rail cars", "cargo train"),)
    assert sought("freight cars", train).near == (("freight cars", "cargo train"),)
    assert sought("rail cars", lambda _: False).near == ()
    assert sought('"rail cars"', train).near == ()


def test_a_phrase_in_quotation_marks_is_sought_as_it_is() -> None:
    assert sought('"rail cars"', lambda _: True).asks == ((("rail", "car"),),)


def test_no_half_of_a_compound_is_a_small_word() -> None:
    assert sought("notable", {("not", "abl")}.__contains__).also == ()
    assert sought("warhead", {("war", "head")}.__contains__).also == ("war head",)


def test_a_possessive_is_no_half_of_a_compound() -> None:
    whole = {("kimslett",), ("kimsletter",), ("kimlett",), ("kimletter",)}
    assert sought("Kim's letter", whole.__contains__).also == ()
    assert sought("Kim letter's", whole.__contains__).also == ("Kimletter's",)
    assert sought("0'S:0", lambda _: True).asks == ((("0", "0"),),)


def test_places_are_those_of_whole_phrases() -> None:
    text = "The rail cars, not the rail nor the cars; a railcar."
    read = sought("railcar", {("rail", "car")}.__contains__)
    assert [span.of(text) for span in read.places(text)] == ["rail cars", "railcar"]
