"""A surname that a leader shares with somebody else of the report."""

from parsed import who

LEADER = "Kim Jong Un"
BEGINNING = "Kim Myong Gil, an envoy, left the talks in Stockholm on Saturday. "


def test_the_one_named_in_full_is_meant_before_the_leader_is_named() -> None:
    assert who(BEGINNING + "Kim spoke of a failure.", "Kim") == ["Kim Myong Gil"]


def test_who_was_meant_once_is_meant_again_though_the_leader_is_named_in_full() -> None:
    text = BEGINNING + "Kim spoke of a failure. The president met North Korean leader Kim Jong Un in June. Kim left at noon."
    assert who(text, "Kim") == ["Kim Myong Gil", "Kim Myong Gil"]


def test_the_leader_is_meant_where_he_was_meant_before() -> None:
    text = "Kim Jong Un visited a farm. Kim praised the farmers. Kim Yo Jong also spoke. She met Kim later."
    assert who(text, "Kim") == [LEADER, LEADER]


def test_who_spoke_last_is_meant_where_the_leader_was_named_long_before() -> None:
    far = "North Korean leader Kim Jong Un smiled. It rained. The sea was calm. A ship came in. "
    assert who(far + "Kim Yong Chol said the guests had come. Kim said they would stay.", "Kim") == ["Kim Yong Chol"]


def test_a_small_syllable_tied_by_a_hyphen_is_part_of_the_name() -> None:
    text = "The ministry's spokesman Kim Min-seok said the North was ready. Mr. Kim told reporters that it was regrettable."
    assert who(text, "Kim Min-seok") == ["Kim Min-seok"]
    assert who(text, "Kim") == ["Kim Min-seok"]
