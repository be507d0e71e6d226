"""One body under one entity: short names, bodies that the lexicon has a name of its own for, names without a space before them."""

from parsed import annotated, mentions, who


def test_a_short_name_is_the_one_body_whose_name_ends_with_it() -> None:
    text = "The New York Times told of a deal. The Times had seen a draft of it."
    assert who(text, "The Times") == ["The New York Times"]


def test_a_short_name_of_two_bodies_stays_open() -> None:
    text = "The New York Times and The Irish Times told of a deal. The Times had seen a draft of it."
    assert who(text, "The Times") == [""]


def test_a_state_body_is_the_one_that_the_lexicon_names() -> None:
    assert who("The Israel military opened a road.", "The Israel military") == ["Israel Defense Forces"]


def test_a_word_for_a_body_points_back_to_the_one_named() -> None:
    text = "Israel Defense Forces soldiers entered the town. The United States and Iran protested. The military closed a road."
    assert who(text, "The military") == ["Israel Defense Forces"]


def test_a_ministry_of_the_economy_is_not_that_of_finance() -> None:
    assert who("Lebanon's economy ministry lowered the price.", "Lebanon's economy ministry") == ["Ministry of Economy of Lebanon"]


def test_a_group_that_is_called_otherwise_is_none_named_before() -> None:
    text = "The Israel Defense Forces opened fire. The protest group denied the charge."
    assert who(text, "The protest group") == ["protest group"]


def test_a_campaign_is_no_party_named_before() -> None:
    text = "The Liberal Democrats met in Oslo. The Berg campaign lost."
    assert "Liberal Democrats" not in who(text, "The Berg campaign")


def test_a_given_name_glued_to_the_word_before_begins_a_name() -> None:
    text = "The minister of Foreign AffairsErik Solheim said the talks failed. Solheim left."
    assert who(text, "Erik Solheim") == ["Erik Solheim"]
    assert who(text, "Solheim") == ["Erik Solheim"]


def test_a_name_glued_at_both_ends_is_cut_out() -> None:
    assert who("The Norwegian PresidentErik Solheimsaid the talks failed.", "Erik Solheim") == ["Erik Solheim"]


def test_an_inner_capital_alone_glues_nothing() -> None:
    assert not [e for e in annotated("A FitzGerald Novak film opened.").entities if e.name == "Gerald Novak"]


def test_who_says_no_president_is_no_president() -> None:
    text = "“No president has fought harder than President Anna Berg,” Mr. Ferrand said. Paul Ferrand met aides. The president left."
    assert mentions(text, "The president")[-1].entity != "name:paul-ferrand"


def test_a_spokesman_of_a_body_is_the_one_named_behind_it() -> None:
    text = "A spokesman for the Harbour Authority, Peter Lind, opened the port."
    assert who(text, "A spokesman for the Harbour Authority") == ["Peter Lind"]


def test_a_grade_in_stars_is_kept_whole() -> None:
    assert who("A retired four-star general left.", "A retired four-star general") == ["retired four-star general"]


def test_one_of_them_is_not_all_of_them() -> None:
    text = "British prosecutors opened the case. Rain fell. The prosecutor left."
    assert who(text, "The prosecutor") != ["British prosecutors"]


def test_a_praised_commander_is_nobody_by_the_date() -> None:
    text = "North Korea marked the day. North Korea and its army praised him in North Korea as the iron-willed commander who won."
    assert who(text, "the iron-willed commander") in ([], [""], ["commander"], ["iron-willed commander"])


def test_initials_in_brackets_name_the_words_before_them() -> None:
    text = "The Oslo Harbour Workers Union (OHWU) called a strike. The OHWU left the talks."
    assert who(text, "OHWU")[-1] == "Oslo Harbour Workers Union"


def test_initials_of_other_words_name_nothing() -> None:
    text = "The men left the big old harbour (GMT) on Monday."
    assert not [e for e in annotated(text).entities if "harbour" in e.name]


def test_a_name_right_behind_its_office_is_the_holder() -> None:
    text = "Belarus is led by Alexander Lukashenko. Its president Viktor Lukashenko praised the athletes."
    assert "Alexander Lukashenko" not in who(text, "Its president")


def test_embassies_consulates_and_parliaments_go_by_the_names_that_news_gives_them() -> None:
    text = "The Norwegian consulate in Lima was closed. Norway's embassy in Quito stayed open. Chile's parliament praised it."
    named = {e.name for e in annotated(text).entities}
    assert {"Norwegian consulate", "Norwegian embassy", "Chilean parliament"} <= named


def test_who_is_known_by_two_names_is_one() -> None:
    text = "Fighters of the Islamic State left the town. ISIS had held it for a year."
    assert who(text, "Islamic State") == who(text, "ISIS") == ["Islamic State (ISIS)"]


def test_what_a_verb_says_of_people_is_no_part_of_their_name() -> None:
    text = "Norway accused the Chilean officials of imposing a ban. Nobody knows how willing Peruvian officials are to help."
    named = {e.name for e in annotated(text).entities}
    assert {"Chilean officials", "Peruvian officials"} <= named
