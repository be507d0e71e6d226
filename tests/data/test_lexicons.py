"""The lexicons are data that people edit by hand: these tests hold them to their schema and to one another."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any, get_args

import pytest

from reportedly import resources
from reportedly.model.vocabulary import EntityKind

Row = Mapping[str, Any]
NAMED = ("countries", "bodies", "organisations", "media", "places")
ISO = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
LISTS = ("names", "aliases", "ambiguous", "demonyms", "capital", "metonyms", "domains", "countries")


def table(file: str) -> Row:
    return resources.table(f"lexicons/en/{file}.toml")


def entries(file: str) -> Iterator[tuple[str, Row]]:
    yield from ((id, row) for id, row in table(file).items() if isinstance(row, Mapping) and "name" in row)


def people() -> list[Row]:
    return list(table("leaders")["person"])


def forms(row: Row) -> set[str]:
    fields = ("names", "aliases", "demonyms", "capital", "metonyms", "ambiguous")
    return {row["name"], *(form for field in fields for form in row.get(field, ()))} | ({row["official"]} if "official" in row else set())


def organisations() -> set[str]:
    return {id for file in ("bodies", "organisations", "media") for id, _ in entries(file)}


@pytest.mark.parametrize("file", NAMED)
def test_an_entry_has_a_name_and_lists_of_distinct_strings(file: str) -> None:
    for id, row in entries(file):
        assert row["name"].strip() == row["name"] != "", id
        for field in LISTS:
            values = row.get(field, [])
            assert isinstance(values, list), (id, field)
            assert all(isinstance(v, str) and v.strip() == v != "" for v in values), (id, field)
            assert len(values) == len(set(values)), (id, field)


def test_no_two_entries_of_any_file_share_an_id() -> None:
    owners = defaultdict(list)
    for file in NAMED:
        for id, _ in entries(file):
            owners[id].append(file)
    for person in people():
        owners[person["id"]].append("leaders")
    assert {id: files for id, files in owners.items() if len(files) > 1} == {}


def test_country_keys_are_three_capital_letters() -> None:
    assert [id for id, _ in entries("countries") if not re.fullmatch("[A-Z]{3}", id)] == []


def test_every_member_of_the_united_nations_is_there() -> None:
    former_or_no_member = {"TWN", "XKX", "PSE", "HKG", "MAC", "ESH", "VAT", "GRL", "PRI", "COK", "NCL"}
    members = [id for id, row in entries("countries") if not row.get("former") and id not in former_or_no_member]
    assert len(members) == 193


def test_countries_that_are_referred_to_exist() -> None:
    known = {id for id, _ in entries("countries")}
    referred = {row[field] for file in NAMED for _, row in entries(file) for field in ("country", "successor", "part_of") if row.get(field)}
    referred |= {c for _, row in entries("places") for c in row.get("countries", ())}
    referred |= {p["country"] for p in people() if "country" in p}
    referred |= {o["country"] for p in people() for o in p.get("offices", ()) if "country" in o}
    referred |= {c for o in table("offices")["office"].values() for cs in o.get("by_country", {}).values() for c in cs}
    assert referred - known == set()


@pytest.mark.parametrize("file", ["bodies", "organisations", "media", "places"])
def test_kinds_are_those_of_the_record(file: str) -> None:
    kinds = {row.get("kind", "place" if file == "places" else None) for _, row in entries(file)}
    assert kinds <= set(get_args(EntityKind))


def test_a_form_is_claimed_plainly_by_one_entry_at_most() -> None:
    owners = defaultdict(set)
    for file in NAMED:
        for id, row in entries(file):
            for form in forms(row) - set(row.get("ambiguous", ())):
                owners[form].add(id)
    for person in people():
        for form in {person["name"], *person.get("aliases", ())}:
            owners[form].add(person["id"])
    shared = set(table("leaders")["shared_names"])
    assert {form: sorted(ids) for form, ids in owners.items() if len(ids) > 1 and form not in shared} == {}


def test_names_shared_by_people_are_shared_indeed() -> None:
    counts = defaultdict(int)
    for person in people():
        for form in {person["name"], *person.get("aliases", ())}:
            counts[form] += 1
    assert [name for name in table("leaders")["shared_names"] if counts[name] < 2] == []


def test_wikidata_ids_are_used_once() -> None:
    seen = defaultdict(list)
    for file in NAMED:
        for id, row in entries(file):
            if "wikidata" in row:
                seen[row["wikidata"]].append(id)
    for person in people():
        if person["id"].startswith("Q"):
            seen[person["id"]].append(person["name"])
    assert all(re.fullmatch(r"Q[1-9]\d*", id) for id in seen)
    assert {id: owners for id, owners in seen.items() if len(owners) > 1} == {}


def test_domains_belong_to_one_outlet() -> None:
    shared = {"nknews.org", "kcnawatch.org", "inquirer.com"}  # one house, two titles
    seen = defaultdict(list)
    for id, row in entries("media"):
        for domain in row.get("domains", ()):
            assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", domain), domain
            assert not domain.startswith("www."), domain
            seen[domain].append(id)
    assert {d: ids for d, ids in seen.items() if len(ids) > 1 and d not in shared} == {}


def test_a_person_has_an_id_a_name_and_a_gender() -> None:
    for person in people():
        assert re.fullmatch(r"Q[1-9]\d*|p:[a-z0-9-]+", person["id"]), person
        assert person["name"].strip() == person["name"] != ""
        assert person["gender"] in ("m", "f"), person["id"]
        assert person["name"] not in person.get("aliases", ()), person["id"]
        if "family_name" in person:
            assert person["family_name"] in person["name"], person["id"]
        if person.get("family_first"):
            assert person["name"].startswith(person["family_name"]), person["id"]


def test_terms_are_iso_dates_in_order() -> None:
    for person in people():
        for term in person.get("offices", ()):
            start, end = term.get("from", ""), term.get("to", "")
            assert all(not d or ISO.fullmatch(d) for d in (start, end)), person["id"]
            assert all(date.fromisoformat(d) for d in (start, end) if len(d) == len("2014-07-01"))
            n = min(len(start), len(end))
            assert not n or start[:n] <= end[:n], (person["id"], term)


def test_terms_name_offices_and_organisations_that_exist() -> None:
    offices, bodies = set(table("offices")["office"]), organisations()
    for person in people():
        for term in person.get("offices", ()):
            assert term["office"] in offices, person["id"]
            assert term.get("of", "UN") in bodies, (person["id"], term)


def test_a_state_has_one_president_and_one_prime_minister_at_a_time() -> None:
    # A term may begin on the day on which another ends; cut dates are compared at the shorter length.
    for office in ("president", "prime-minister", "king", "pope", "chancellor"):
        for country, terms in terms_of(office).items():
            for (start, end, who), (next_start, _, successor) in pairwise(terms):
                n = min(len(end), len(next_start))
                assert end, (office, country, who, start, successor)
                assert end[:n] <= next_start[:n], (office, country, who, end, successor, next_start)


SHARED_OFFICES = {("president", "BIH"), ("president", "CHE"), ("president", "PRK"), ("president", "KOR"), ("president", "SMR")}


def terms_of(office: str) -> dict[str, list[tuple[str, str, str]]]:
    found = defaultdict(list)
    for person in people():
        for term in person.get("offices", ()):
            country = term.get("country", person.get("country", ""))
            if term["office"] == office and "of" not in term and term.get("from") and (office, country) not in SHARED_OFFICES:
                found[country].append((term["from"], term.get("to", ""), person["name"]))
    return {country: sorted(terms) for country, terms in found.items()}


def holders(office: str, country: str, date: str) -> set[str]:
    def covers(term: Row) -> bool:
        start, end = term.get("from", ""), term.get("to", "")
        return date[: len(start)] >= start and (not end or date[: len(end)] <= end)

    return {
        person["name"]
        for person in people()
        for term in person.get("offices", ())
        if term["office"] == office
        and term.get("of", country) == country
        and term.get("country", person.get("country")) == country
        and covers(term)
    }


@pytest.mark.parametrize(
    ("office", "country", "date", "who"),
    [
        ("president", "USA", "2014-07-01", "Barack Obama"),
        ("president", "USA", "2025-03-01", "Donald Trump"),
        ("foreign-minister", "USA", "2017-08-09", "Rex Tillerson"),
        ("leader", "PRK", "2012-01-05", "Kim Jong Un"),
        ("leader", "PRK", "2006-10-09", "Kim Jong Il"),
        ("president", "KOR", "2018-04-27", "Moon Jae-in"),
        ("president", "FRA", "2015-01-08", "François Hollande"),
        ("chancellor", "DEU", "2016-07-23", "Angela Merkel"),
        ("prime-minister", "GBR", "2022-10-01", "Liz Truss"),
        ("president", "RUS", "2010-06-01", "Dmitry Medvedev"),
        ("foreign-minister", "RUS", "2023-02-24", "Sergei Lavrov"),
        ("leader", "SUN", "1988-01-01", "Mikhail Gorbachev"),
        ("pope", "VAT", "2012-01-01", "Benedict XVI"),
        ("prime-minister", "JPN", "2013-06-01", "Shinzo Abe"),
        ("president", "UKR", "2022-02-24", "Volodymyr Zelensky"),
        ("supreme-leader", "IRN", "2015-07-14", "Ali Khamenei"),
    ],
)
def test_who_held_an_office_on_a_day(office: str, country: str, date: str, who: str) -> None:
    assert holders(office, country, date) == {who}


def test_a_secretary_general_belongs_to_the_organisation() -> None:
    heads = {p["name"] for p in people() for t in p.get("offices", ()) if t["office"] == "secretary-general" and t.get("of") == "UN"}
    assert {"António Guterres", "Ban Ki-moon", "Kofi Annan"} <= heads


def test_north_and_south_korea_share_the_bare_name() -> None:
    north, south = table("countries")["PRK"], table("countries")["KOR"]
    assert "Korea" in north["ambiguous"]
    assert "Korea" in south["ambiguous"]
    assert "Seoul" in south["capital"]


def test_words_that_are_also_people_or_places_need_support() -> None:
    countries = table("countries")
    for code in ("GEO", "JOR", "TCD"):
        assert countries[code]["name"] in countries[code]["ambiguous"]


def test_a_role_noun_stands_in_one_class_of_people() -> None:
    owners = defaultdict(set)
    for kind, numbers in table("offices")["role"].items():
        for number in ("singular", "plural"):
            for form in numbers[number]:
                owners[form].add(kind)
    assert {form: kinds for form, kinds in owners.items() if len(kinds) > 1} == {}


def test_titles_point_to_offices() -> None:
    offices = set(table("offices")["office"])
    for title, row in table("offices")["title"].items():
        assert row.get("office", "president") in offices, title
        assert row.get("gender", "m") in ("m", "f"), title


def test_composed_bodies_say_where_the_country_goes() -> None:
    for key, row in table("bodies")["generic"].items():
        assert "{country}" in row["name"] or "{demonym}" in row["name"], key
        assert row["forms"], key


def test_given_names_have_one_gender_each() -> None:
    names = table("names")
    male, female, either = set(names["male"]), set(names["female"]), set(names["either"])
    assert len(male) >= 600
    assert len(female) >= 600
    assert not male & female
    assert not either & (male | female)


def test_places_lie_on_the_globe() -> None:
    for id, row in entries("places"):
        assert ("lat" in row) == ("lon" in row), id
        assert -90 <= row.get("lat", 0) <= 90, id
        assert -180 <= row.get("lon", 0) <= 180, id


def test_surnames_that_are_words_are_marked() -> None:
    common = table("names")["surnames"]["common"]
    assert len(common) == len(set(common))
    assert {"may", "price", "english", "jones", "bolton"} <= set(common)
    assert not {"putin", "lavrov", "netanyahu"} & set(common)
