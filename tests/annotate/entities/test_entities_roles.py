import pytest
from parsed import annotated, mentions, who


def test_office_means_the_holder_named_before() -> None:
    text = "Vladimir Putin arrived on Monday. The Russian president was met at the airport."
    assert who(text, "The Russian president") == ["Vladimir Putin"]


def test_office_is_resolved_by_the_date_when_nobody_is_named() -> None:
    text = "The North Korean leader watched the parade."
    assert who(text, "The North Korean leader") == ["Kim Jong Un"]
    assert who(text, "The North Korean leader", "2005-06-01") == ["Kim Jong Il"]


def test_office_without_a_date_stays_open() -> None:
    assert who("The French president watched the parade.", "The French president", None) == [""]


def test_title_in_the_report_tells_who_holds_an_office() -> None:
    text = "Norwegian Foreign Minister Ola Brekke flew to Cairo. The foreign minister will stay two days."
    assert who(text, "The foreign minister") == ["Ola Brekke"]


def test_apposition_is_the_person_beside_it() -> None:
    text = "Clara Voss, the mayor of a small town, objected."
    assert who(text, "the mayor of a small town") == ["Clara Voss"]


def test_former_holder_is_not_the_holder() -> None:
    text = "The former Russian president gave a lecture in Tomsk. Vladimir Putin did not attend."
    assert who(text, "The former Russian president") != ["Vladimir Putin"]


def test_two_leaders_are_the_last_two_named() -> None:
    text = "Kim Jong Un met Vladimir Putin in Vladivostok. The two leaders shook hands."
    assert who(text, "The two leaders") == ["Kim Jong Un and Vladimir Putin"]


def test_two_countries_are_the_last_two_named() -> None:
    text = "Norway and Chile signed a treaty. Both countries praised it."
    assert set(who(text, "Both countries")[0].split(" and ")) == {"Norway", "Chile"}


def test_unnamed_officials_have_a_country() -> None:
    text = "Two U.S. officials confirmed the report."
    (m,) = mentions(text, "Two U.S. officials")
    (entity,) = [e for e in annotated(text).entities if e.id == m.entity]
    assert (entity.name, entity.kind, entity.country) == ("US officials", "group", "USA")


def test_the_official_is_the_one_spoken_of_before() -> None:
    text = "A senior Kenyan official confirmed the report. The official gave no details."
    first, second = (m for m in annotated(text).mentions if m.kind == "nominal")
    assert first.entity == second.entity


def test_body_is_composed_with_its_country() -> None:
    text = "South Korea's defence ministry denied the report."
    assert who(text, "South Korea's defence ministry") == ["Ministry of Defence of South Korea"]


def test_the_ministry_points_back() -> None:
    text = "Norway's foreign ministry denied the report. The ministry said no letter had come."
    assert who(text, "The ministry") == ["Ministry of Foreign Affairs of Norway"]


def test_government_of_somebody_of_no_known_state_is_an_entity_of_its_own() -> None:
    text = "Ola Brekke took office. Critics said the Brekke government would not last."
    assert who(text, "the Brekke government") == ["Brekke government"]


def test_the_administration_is_the_presidents() -> None:
    text = "Donald Trump took office. The administration cut the funds."
    assert who(text, "The administration", "2017-03-01") == ["Trump administration"]


def test_the_country_is_the_one_that_stands_out() -> None:
    text = "Eritrea rejected the report. The country has not held elections."
    assert who(text, "The country") == ["Eritrea"]


def test_every_mention_gives_a_reason_or_is_plain() -> None:
    text = "Kim Jong Un met Vladimir Putin. The Russian president smiled. The ambassador left. He said nothing."
    for m in annotated(text).mentions:
        assert m.made_by == "entities/1"
        assert m.entity or m.entities or m.reason


def test_hyphenated_office() -> None:
    text = "Norwegian Vice-President Ola Brekke flew to Cairo. The vice-president will stay two days."
    assert who(text, "The vice-president") == ["Ola Brekke"]


def test_rebel_forces_are_not_the_states() -> None:
    assert "SYR-military" not in {e.id for e in annotated("Syrian rebel forces took the village.").entities}


def test_medium_named_inside_a_phrase() -> None:
    text = "The report was carried by the official KCNA news agency on Monday."
    assert "KCNA" in {e.id for e in annotated(text).entities}


def test_officials_of_no_named_country_are_those_of_the_country_it_is_about() -> None:
    text = (
        "Kenya closed the border. Kenya sent troops. Kenyan police searched cars. Kenya's parliament met. Senior officials gave no reason."
    )
    assert who(text, "Senior officials") == ["Kenyan senior officials"] or who(text, "Senior officials") == ["Kenyan Senior officials"]


def test_the_government_of_a_leader_is_that_of_the_state() -> None:
    text = "Kim Jong Un spoke. The government of Kim Jong Un rejected the offer."
    assert who(text, "The government of Kim Jong Un") == ["Government of North Korea"]
    text = "Norwegian Prime Minister Ola Brekke took office. Critics said the Brekke government would not last."
    assert who(text, "the Brekke government") == ["Government of Norway"]
    text = "Joe Biden spoke. Critics of the offer praised the Biden administration."
    assert who(text, "Biden administration") == ["Biden administration"]


PRESIDENT = "Ukrainian President Volodymyr Zelensky visited Kyiv. "


@pytest.mark.parametrize(
    "words",
    [
        "The director of Ukraine's largest hospital",
        "The Ukrainian railway's president",
        "The railway director",
        "The head of Ukraine's parliament",
        "The leader of the Ukrainian delegation",
    ],
)
def test_who_heads_a_countrys_thing_is_not_who_leads_the_country(words: str) -> None:
    assert all("Zelensky" not in name for name in who(PRESIDENT + words + " said it was late.", words, "2024-07-09"))


@pytest.mark.parametrize("words", ["Ukraine's leader", "The leader of the Ukrainian nation", "The country's leader", "The president"])
def test_who_leads_the_country_is_its_leader(words: str) -> None:
    assert who(PRESIDENT + words + " said it was late.", words, "2024-07-09") == ["Volodymyr Zelensky"]


def test_the_administration_is_no_other_government_of_which_the_report_speaks() -> None:
    text = (
        "Syria's government has used poison gas, the United States said. The Syrian government denied it. "
        "In Syria, rebels said the administration was too slow to act."
    )
    assert who(text, "the administration") == ["Government of the United States"]
    text = "The Obama administration condemned Syria. The Syrian government denied it. The administration has not decided what to do."
    assert who(text, "The administration") == ["Obama administration"]
