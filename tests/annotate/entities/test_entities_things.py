"""Words for a kind of thing, lists of names, and what is no name."""

from parsed import annotated

from reportedly.annotate.statements.parties import own_words


def meant(text: str, words: str) -> tuple[str | None, tuple[str, ...]]:
    """Whom the mention with these words means: its entity, or its entities."""
    report = annotated(text)
    mention = next(m for m in report.mentions if m.span.of(text) == words)
    return mention.entity, mention.entities


def names(text: str) -> dict[str, str]:
    return {e.name: e.kind for e in annotated(text).entities}


def test_the_group_is_the_armed_group_named_before() -> None:
    assert meant("Hezbollah fired rockets at Israel. The group said it would go on.", "The group") == ("HEZB", ())
    assert meant("Hamas refused. On Sunday the militant group called for calm.", "the militant group") == ("HAMAS", ())


def test_another_group_is_not_the_armed_one() -> None:
    assert meant("Hamas refused. The aid group called for calm.", "The aid group")[0] != "HAMAS"


def test_a_group_told_by_other_words_is_sought_among_the_organisations() -> None:
    text = "Greenpeace sued Shell. The environmental group of volunteers said that the company had lied."
    assert meant(text, "The environmental group of volunteers")[0] != "HAMAS"
    assert annotated(text).mentions


def test_an_airline_nobody_named_is_no_name() -> None:
    assert meant("The airline said all passengers were safe.", "The airline") == (None, ())


def test_the_countries_are_those_named_together() -> None:
    assert meant("Norway and Chile signed a treaty. The countries also called for restraint.", "The countries") == (None, ("NOR", "CHL"))


def test_both_sides_can_be_a_state_and_an_armed_group() -> None:
    assert meant("Israel and Hezbollah traded fire. Both sides said they wanted no war.", "Both sides") == (None, ("ISR", "HEZB"))


def test_the_office_of_a_body_that_is_no_state_is_not_the_states() -> None:
    text = "The prime minister of the self-declared Donetsk People's Republic spoke in Ukraine."
    assert "Denys Shmyhal" not in names(text)


def test_adjectives_and_titles_are_no_names() -> None:
    found = names('Kurdish fighters met Sunni tribes. "All are safe," said Rear Adm, John Kirby, the press secretary.')
    assert not {"Kurdish", "Sunni", "Rear Adm"} & set(found)
    assert found["John Kirby"] == "person"


def test_a_verb_is_no_given_name() -> None:
    found = names('Said Macron: "We need a new treaty." French President Emmanuel Macron spoke in Paris.')
    assert "Emmanuel Macron" in found
    assert "Said Macron" not in found


def test_a_name_glued_to_the_next_word() -> None:
    text = "Hezbollahfighters moved south. Hezbollah said its fighters had moved. Chinatown is far from China."
    assert meant(text, "Hezbollah")[0] == "HEZB"
    first = min((m for m in annotated(text).mentions if m.entity == "HEZB"), key=lambda m: m.span.start)
    assert (first.span.start, first.span.end) == (0, 9)
    assert not any(m.entity == "CHN" and m.span.start == text.index("Chinatown") for m in annotated(text).mentions)


def test_palestinians_are_a_party_by_themselves() -> None:
    assert names("The Palestinians said the talks had failed.") == {"Palestinians": "group"}


def test_the_words_of_a_source_keep_a_list_of_names() -> None:
    assert own_words("envoys from Norway, Chile and the US") == "envoys from Norway, Chile and the US"
    assert own_words("an envoy of Norway, who asked for silence") == "envoy of Norway"


def test_what_few_countries_are_called_means_one_of_them() -> None:
    text = "The United States warned North Korea. The rogue nation said it would go on."
    assert meant(text, "The rogue nation") == ("PRK", ())
    assert meant(text.replace("rogue nation", "secretive government"), "The secretive government") == ("PRK-GOV", ())


def test_what_no_country_named_before_is_called_stays_open() -> None:
    assert meant("The United States warned Norway. The reclusive state said nothing.", "The reclusive state") == (None, ())


def test_the_puppets_of_north_koreas_media_are_the_south() -> None:
    text = "The south Korean puppet forces staged a drill. The DPRK warned the puppet authorities. The puppet army fired shells."
    assert meant(text, "The south Korean puppet forces") == ("KOR-MIL", ())
    assert meant(text, "the puppet authorities") == ("KOR-GOV", ())
    assert meant(text, "The puppet army") == ("KOR-MIL", ())
    assert meant("The DPRK spoke of the south Korean drill. The puppet group replied.", "The puppet group") == ("KOR", ())


def test_puppets_of_nobody_named_are_not_those_of_the_country_that_stands_out() -> None:
    assert meant("North Korea spoke of Norway. North Korea warned the puppet regime.", "the puppet regime") == (None, ())
