import pytest

from reportedly.model import ReportEntity
from reportedly.model.names import name_words, skeletons
from reportedly.resolve.entities import compare_entities, entity_links


def person(name: str, country: str | None = None, id: str = "") -> ReportEntity:
    return ReportEntity(id or f"name:{'-'.join(name.lower().split())}", name, "person", country)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ramzan Kadyrov", "Ramzan Kadyrow"),
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky"),
        ("Mohammed Ali", "Muhammad Ali"),
        ("Dmytro Kuleba", "Dmitry Kuleba"),
        ("Yulia Petrenko", "Iuliia Petrenko"),
        ("Choe Son-hui", "Choe Son Hui"),
        ("Abdel Fattah al-Sisi", "Abdel-Fattah el-Sissi"),
    ],
)
def test_spellings_of_a_name_share_a_skeleton(a, b):
    assert skeletons(a) == skeletons(b) != ()


def test_spellings_of_one_country_are_the_same_and_say_why():
    found = compare_entities(person("Ramzan Kadyrov", "RUS"), person("Ramzan Kadyrow", "RUS"))
    assert found.verdict == "same"
    assert found.reason == "“Ramzan Kadyrov” and “Ramzan Kadyrow”: spelt alike, the same sounds, the same country"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (person("John Smith", "USA"), person("Jane Smith", "USA")),
        (person("Sergei Ivanov", "RUS"), person("Sergei Ivanova", "RUS")),
        (person("Park Jin", "KOR"), person("Park Jun", "KOR")),
        (person("Smith", "USA"), person("John Smith", "USA")),
        (person("Ramzan Kadyrov", "RUS"), person("Ramzan Kadyrow", "TUR")),
        (person("Ramzan Kadyrov"), person("Ramzan Kadyrow")),
        (person("Kim", "PRK"), person("Kim", "PRK", id="Q1")),
    ],
)
def test_what_may_be_two_is_never_linked_as_one(a, b):
    found = compare_entities(a, b)
    assert found is None or found.verdict == "unsure"


def test_two_that_the_lexicons_know_are_never_linked():
    assert compare_entities(person("A. Kadyrov", "RUS", id="Q1"), person("A. Kadyrov", "RUS", id="Q2")) is None


class Two:
    """Candidates of which two have the same name."""

    def namesakes(self, keys):
        return {key: [person("Ramzan Kadyrov", "RUS", id="Q1"), person("Ramzan Kadirov", "RUS", id="Q2")] for key in keys}


def test_where_two_candidates_remain_no_link_is_sure():
    found = entity_links([person("Ramzan Kadyrow", "RUS")], Two())
    assert [link.verdict for link in found] == ["unsure", "unsure"]


@pytest.mark.parametrize("name", ["", "123", "\ud800", "-", "É", "x" * 5000, "حسن"])
def test_odd_names_do_no_harm(name):
    assert isinstance(skeletons(name), tuple)
    assert isinstance(name_words(name), tuple)
