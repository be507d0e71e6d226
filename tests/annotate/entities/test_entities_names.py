import pytest
from parsed import annotated, ids, mentions, who


@pytest.mark.parametrize("spelling", ["Kim Jong Un", "Kim Jong-un", "KIM JONG UN"])
def test_spellings_of_a_name_are_one_person(spelling: str) -> None:
    assert who(f"{spelling} opened the plant on Monday.", spelling) == ["Kim Jong Un"]


def test_surname_means_the_one_person_of_that_name() -> None:
    text = "Anna Leclerc opened the meeting. Leclerc thanked the hosts."
    assert who(text, "Leclerc") == ["Anna Leclerc"]


def test_surname_before_its_full_name_is_linked_as_well() -> None:
    text = "Mr Ferrand was absent. The minister, Paul Ferrand, sent a letter."
    assert who(text, "Ferrand") == ["Paul Ferrand"]


def test_title_tells_namesakes_apart_by_gender() -> None:
    text = "Paul Ferrand and Marie Ferrand spoke at the hearing. Mrs Ferrand left early."
    assert who(text, "Ferrand") == [""] or who(text, "Ferrand")[-1] != "Paul Ferrand"


def test_two_namesakes_far_back_are_nobody() -> None:
    text = "Paul Ferrand and Marie Ferrand spoke at the hearing. The session went on. Rain fell. Nobody left. Ferrand coughed."
    last = mentions(text, "Ferrand")[-1]
    assert last.entity is None
    assert "could be" in last.reason


def test_middle_initial_makes_no_second_person() -> None:
    text = "Harold P. Winters resigned. Harold Winters gave no reason."
    assert len([e for e in annotated(text).entities if e.kind == "person"]) == 1


def test_unknown_person_keeps_the_fullest_name() -> None:
    text = "Winters resigned on Friday. Harold Winters gave no reason."
    assert set(who(text, "Winters")) == {"Harold Winters"}


def test_family_name_comes_first_where_that_is_the_custom() -> None:
    text = "Yang Moo-jin, a professor at a Seoul university, agreed. Yang said the talks would fail."
    assert who(text, "Yang") == ["Yang Moo-jin"]


def test_statesman_is_meant_by_the_surname_alone_at_that_date() -> None:
    assert who("Lavrov rejected the offer on Monday.", "Lavrov") == ["Sergei Lavrov"]


def test_hyphenated_surname() -> None:
    text = "Clara Voss-Adler welcomed the vote. Voss-Adler said so in a statement."
    assert who(text, "Voss-Adler") == ["Clara Voss-Adler"]


def test_country_is_cased_as_a_name() -> None:
    assert "USA" not in ids("They gave us nothing.")
    assert "USA" in ids("The US gave nothing.")


def test_demonym_means_its_country_and_a_plural_its_people() -> None:
    text = "The Russian fleet left. Russians watched from the shore."
    assert mentions(text, "Russian")[0].entity == "RUS"
    assert mentions(text, "Russians")[0].entity == "group:RUS:russians"


def test_capital_that_acts_is_a_government() -> None:
    (m,) = mentions("Pyongyang rejected the offer.", "Pyongyang")
    assert (m.kind, m.entity) == ("metonym", "PRK")


def test_capital_where_something_happens_is_a_place() -> None:
    (m,) = mentions("The envoys met in Pyongyang.", "Pyongyang")
    assert m.entity == "place:pyongyang"


def test_doubtful_name_needs_support() -> None:
    alone = mentions("Chad Brown scored twice.", "Chad")
    assert all(m.entity != "TCD" for m in alone)


def test_the_north_is_north_korea_where_the_report_names_it() -> None:
    text = "North Korea fired a missile. The North said it was a test."
    assert who(text, "The North") == ["North Korea"]


def test_country_in_a_joined_word() -> None:
    text = "The U.S.-South Korean drills began."
    assert [m.entity for m in annotated(text).mentions][:2] == ["USA", "KOR"]


def test_body_of_another_state_is_not_the_american_one() -> None:
    text = "Chile's Defense Department denied the report."
    assert "USA-DOD" not in ids(text)


def test_acronym_means_the_name_before_it() -> None:
    text = "The Institute for Coastal Studies (ICS) published a map. The ICS said the line had moved."
    assert set(who(text, "ICS")) == {"Institute for Coastal Studies"}


def test_spans_are_exact() -> None:
    text = "“We won’t wait”, Kim Jong‑un told KCNA — in\u00a0Pyongyang. 🙂 He left."
    for m in annotated(text).mentions:
        assert m.span.of(text).strip() == m.span.of(text) != ""


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "”“’", "🙂" * 50, "Ключевые слова: мир", "A" * 5000, "the the the " * 200, "- - ' ' \" \""]
)
def test_odd_text_is_read_without_complaint(text: str) -> None:
    annotated(text)


def test_places_carry_a_point() -> None:
    found = annotated("Officials met in Wonsan and later in Rotterdam.")
    places = {e.name: e for e in found.entities if e.kind == "place"}
    assert (places["Wonsan"].lat, places["Wonsan"].lon) == (39.15, 127.44)
    assert places["Rotterdam"].country == "NLD"
    assert round(places["Rotterdam"].lat or 0) == 52


def test_an_acronym_behind_a_person_is_no_name_of_his() -> None:
    found = annotated("Angela Merkel (CDU) said it rained. CDU voters agreed.")
    assert any(e.name == "Angela Merkel" for e in found.entities)


def test_an_office_is_that_of_the_reports_date():
    text = "Barack Obama met David Cameron in London."
    in_office = {e.name: e.office for e in annotated(text, "2014-07-01").entities if e.kind == "person"}
    later = {e.name: e.office for e in annotated(text, "2022-07-01").entities if e.kind == "person"}
    assert in_office == {"Barack Obama": "president", "David Cameron": "prime-minister"}
    assert later == {"Barack Obama": None, "David Cameron": None}


def test_verb_of_a_headline_is_no_surname() -> None:
    text = "Ferrand Urges Ministers To Reopen Border Talks\n\nThe envoy, Paul Ferrand, met the ministers. Ferrand left on Monday."
    assert set(who(text, "Ferrand")) == {"Paul Ferrand"}


def test_surname_is_no_statesman_of_a_country_that_is_not_spoken_of() -> None:
    assert "Osama Hamdan" not in who("Mr Hamdan drove the bus to the coast. Hamdan was paid in cash.", "Hamdan")


def test_common_word_in_a_nickname_is_no_spokesman() -> None:
    assert "George Little" not in who("The United States senator called him Little Rocket Man.", "Little")


def test_place_in_an_alias_is_no_surname() -> None:
    assert "Patriarch Kirill" not in who("Russia closed the Moscow Office of the bank.", "Moscow")


def test_treasury_is_the_one_that_the_report_names() -> None:
    text = "The US Treasury Department named two banks. Britain watched. Treasury also named a shipping firm."
    assert "HM Treasury" not in who(text, "Treasury")


def test_one_word_for_two_states_means_both() -> None:
    last = mentions("The Koreas agreed to talk.", "Koreas")[-1]
    assert set(last.entities) == {"PRK", "KOR"}


def test_half_of_a_given_name_is_no_surname() -> None:
    text = "South Korea sent adviser Chung-in Moon to the forum."
    assert "Chung Eui-yong" not in who(text, "Chung")


def test_a_leader_is_not_meant_where_a_namesake_was_just_introduced() -> None:
    text = (
        "Kim Jong Un toured a farm. It rained. The road was wet. Nobody spoke. The harvest was late. "
        "Troops had left, according to South Korea's defence minister, Kim Yong-hyun. Kim told lawmakers that more would follow."
    )
    assert who(text, "Kim")[-1] != "Kim Jong Un"


def test_a_capital_before_a_summit_is_where_it_was_held() -> None:
    before, after = mentions("The leaders left the Hanoi summit early. Hanoi said that it was sorry.", "Hanoi")
    assert (before.entity, after.entity) == ("place:hanoi", "VNM")


@pytest.mark.parametrize(
    ("text", "id", "country"),
    [
        ("Floods cut off much of Saskatchewan.", "SASKATCHEWAN", "CAN"),
        ("The council of Abkhazia met on Monday.", "ABKHAZIA", "GEO"),  # broke away: the state that the UN count it to
        ("The Carabinieri searched the villa.", "ITA-CARAB", "ITA"),
    ],
)
def test_a_region_and_a_force_belong_to_their_country(text: str, id: str, country: str) -> None:
    assert next(e for e in annotated(text).entities if e.id == id).country == country


def test_self_defence_forces_are_japans_only_beside_japan() -> None:
    assert "JPN-JSDF" not in ids("Members of the Self-Defense Forces handed in their rifles near Medellin.")
    assert "JPN-JSDF" in ids("Japan will send troops. The Self-Defense Forces leave Tokyo on Monday.")


def test_a_common_surname_alone_is_the_leader_of_that_name_where_the_report_names_the_country() -> None:
    assert who("North Korea fired two rockets. Kim watched them from a hill.", "Kim") == ["Kim Jong Un"]
    assert "Kim Jong Un" not in who("The bakery in Lyon has closed. Kim had run it for ten years.", "Kim")
    assert "Kim Jong Un" not in who("Kim Tae-ho, a baker in South Korea, closed his shop near North Korea. Kim was tired.", "Kim")


def test_a_point_of_the_compass_may_be_written_small_before_a_name() -> None:
    text = "The DPRK protested. The south Korean authorities staged a drill in south Korea."
    assert who(text, "south Korean") == ["South Korea"]
    assert who(text, "south Korea") == ["South Korea"]
    assert who(text, "The south Korean authorities") == ["Government of South Korea"]
    assert who("Rain fell in the south. Korean shops closed.", "Korean") != ["South Korea"]


def test_a_given_name_before_an_initial_belongs_to_the_name() -> None:
    text = "Secretary of State Antony J. Blinken will travel to Israel on August 17."
    assert who(text, "Antony J. Blinken") == ["Antony Blinken"]
    assert who(text, "J. Blinken") == []
