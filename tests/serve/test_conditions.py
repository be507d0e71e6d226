"""What an address may give is the same for pages and the API, and what nobody knows is said."""

from dataclasses import fields

import pytest

from reportedly.serve.api_models import Question, Said
from reportedly.serve.asked import Asked
from reportedly.serve.spoken import Spoken


@pytest.mark.parametrize("address", ["/api", "/api/"])
def test_the_api_has_an_index(client, address):
    told = client.get(address).json()
    assert {"events", "claims", "statements", "reports", "actors", "sources", "search"} <= set(told["collections"])
    assert client.get(told["description"]).json()["paths"].keys() == {a["path"] for a in told["addresses"]}
    limits = [a["parameters"]["limit"] for a in told["addresses"] if "limit" in a["parameters"]]
    assert limits == [f"rows of a page, 1 to {told['most_rows']}"] * len(limits)
    page = client.get(address, headers={"accept": "text/html"})
    assert f"of at most {told['most_rows']} rows" in page.text
    assert 'href="/api/events"' in page.text
    assert 'href="/api/openapi.json"' in page.text


@pytest.mark.parametrize(
    "path", ["/api/events?actr=PRK", "/api/claims?limit=2&actr=PRK", "/api/reports/none?actr=1", "/api/search?q=a&actr=1"]
)
def test_the_api_refuses_what_it_does_not_know(client, path):
    answer = client.get(path)
    assert answer.status_code == 422
    assert "“actr”" in answer.json()["error"]
    assert ("actor" in answer.json()["error"]) == (path.startswith(("/api/events", "/api/claims")))


@pytest.mark.parametrize("path", ["/", "/timeline", "/statements", "/graph", "/sources", "/reports", "/review", "/failures", "/search"])
def test_pages_go_on_and_say_what_they_do_not_know(client, path):
    assert "Not understood" not in client.get(path).text
    answer = client.get(path, params={"actr": "<b>", "done": "d1"})
    assert answer.status_code == 200
    assert "Not understood: actr." in answer.text


def test_what_a_page_links_to_is_known(client):
    for path in ("/timeline?actor=PRK&from=2022&order=origins&outlets=1&claim=x&back=a", "/statements?speaker=PRK&month=8&outlets=1"):
        assert "Not understood" not in client.get(path).text


@pytest.mark.parametrize(("described", "read"), [(Question, Asked), (Said, Spoken)])
def test_the_api_describes_every_condition_of_the_pages(described, read):
    of_pages = {f.metadata.get("name", f.name) for f in fields(read)}
    assert {field.alias or name for name, field in described.model_fields.items()} == of_pages


@pytest.mark.parametrize("bound", ["origins=2%2B", "origins=1", "reports=2%2B", "outlets=1", "standing=third+party"])
def test_claims_are_those_of_the_events_that_fit(client, bound):
    events = client.get(f"/api/events?limit=200&{bound}").json()["items"]
    claims = client.get(f"/api/claims?limit=200&{bound}").json()["items"]
    assert {c["event"] for c in claims} == {e["id"] for e in events}
    assert {c["id"] for c in claims} == {id for e in events for id in e["matched"]}


def test_events_and_claims_tell_what_their_pages_tell(client):
    event = client.get("/api/events?limit=1&order=reports").json()["items"][0]
    page = client.get(event["address"]).text
    assert event["outlets"]
    assert event["first_published"][:10] == min(c["published"] for c in event["claims"])[:10]
    assert all(name in page for name in event["outlets"] if name.isascii() and "<" not in name)
    assert {"magnitude", "place"} <= set(event["claims"][0])


def test_days_of_publication_have_the_same_names_for_pages_and_the_api(client):
    early = client.get("/api/reports?to=2022").json()["items"]
    assert early
    assert all(r["published"] < "2023" for r in early)
    page = client.get("/reports?to=2022").text
    assert all(r["id"] in page for r in early)
    assert len(early) < len(client.get("/api/reports").json()["items"])
