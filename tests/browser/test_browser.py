"""What a person does with the web app, done by a real browser."""

import csv
import re

import pytest


def test_open_filter_evidence_mark_same_undo_download(page):
    page.goto("/timeline")
    page.locator(".filters input[name=actor]").first.fill("North Korea")
    page.get_by_role("button", name="Apply").click()
    page.wait_for_url(re.compile("actor=North"))
    page.locator("#events a.open").last.click()
    assert "sent" in page.locator("#evidence blockquote .sentence").first.inner_text()
    page.locator("#evidence h2 a").click()
    page.wait_for_url(re.compile("/event/"))
    claim = page.locator(".ids a").first.get_attribute("href").rpartition("/")[2]

    page.goto("/review?kind=event")
    page.get_by_role("button", name="Same").click()
    page.get_by_text("This speaks against it").wait_for()
    page.get_by_role("button", name="They are the same nevertheless").click()
    page.get_by_text("Kept as l").wait_for()
    assert page.get_by_text("Nothing waits here").is_visible()
    page.goto(f"/claim/{claim}")
    assert "2 claims" in page.locator(".lead").inner_text()

    page.goto("/review/log")
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Undone.").wait_for()
    page.goto(f"/claim/{claim}")
    assert "1 claim" in page.locator(".lead").inner_text()

    page.goto("/timeline?actor=North+Korea&type=CONSULT")
    with page.expect_download() as begun:
        page.get_by_role("link", name="CSV").click()
    with begun.value.path().open(encoding="utf-8-sig", newline="") as file:
        assert [row["date"] for row in csv.DictReader(file)] == ["2023-09-13", "2022-08-15"]


def test_a_question_is_answered_and_its_list_opens_by_a_click(page):
    page.goto("/")
    page.locator("#find").fill("letters of Putin in August 2022, on one origin")
    page.keyboard.press("Enter")
    answer = page.locator("section.answer")
    assert "who Vladimir Putin" in answer.inner_text()
    assert answer.locator("li.event").count() == 1
    answer.locator(".chips a").first.click()
    page.wait_for_url(re.compile(r"/timeline\?.*origins=1"))
    assert page.locator("#events li.event").count() == 1
    page.locator(".heads a", has_text="reports").click()
    page.wait_for_url(re.compile("order=reports"))
    assert page.locator("#events li.event").count() == 1
    page.goto("/search?q=telegram")
    page.get_by_role("link", name="Search for the exact words").click()
    page.wait_for_url(re.compile("exact=1"))
    assert page.locator(".hits li").count() == 0


def test_review_by_keyboard(page):
    page.goto("/review?kind=claim")
    items, now = page.locator(".item"), page.locator(".item.now")
    assert items.count() == 2
    first, second = items.nth(0).get_attribute("id"), items.nth(1).get_attribute("id")
    assert now.count() == 0, "nothing is chosen yet"
    page.keyboard.press("a")
    assert [now.get_attribute("id"), items.count()] == [first, 2], "the first key only chooses"
    page.keyboard.press("j")
    assert now.get_attribute("id") == second
    page.keyboard.press("k")
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("dialog").is_visible()
    page.keyboard.press("a")
    page.get_by_text("Kept as d1").wait_for()
    assert [now.get_attribute("id"), items.count()] == [second, 1], "the next one is at hand"
    page.keyboard.press("z")
    page.get_by_text("Undone.").wait_for()
    assert items.count() == 2
    page.wait_for_load_state()  # keys are heard once the scripts of the page have run
    page.keyboard.press("/")
    page.keyboard.type("ajr")
    assert page.locator("#find").input_value() == "ajr", "in a field keys write"
    page.keyboard.press("Escape")
    if not now.count():
        page.keyboard.press("j")
    page.keyboard.press("e")
    page.wait_for_url(re.compile("/review/claim/"))
    page.get_by_label("Status").select_option("denied")
    page.get_by_role("button", name="Save and accept").click()
    page.get_by_text("Kept as").wait_for()
    assert items.count() == 1
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/event/|/claim/"))


def test_keys_of_the_reading_pages(page):
    from playwright.sync_api import expect

    page.goto("/timeline")
    lines = page.locator("#events li")
    assert lines.nth(0).get_attribute("aria-current") == "true"
    page.keyboard.press("j")
    expect(lines.nth(1)).to_have_attribute("aria-current", "true")
    page.keyboard.press("?")
    assert page.get_by_role("dialog").get_by_text("down and up a list").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("friendships?")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/search"))
    assert page.locator(".events q.said").count() >= 1
    page.locator("h1").click()
    page.keyboard.press("j")
    assert page.evaluate("() => document.activeElement.classList.contains('open')"), "keys go down a search, too"
    page.locator(".choice").first.get_by_role("link", name="one alone").click()
    page.wait_for_url(re.compile("origins=1"))


PAGES = (
    "/contested?claimed=USA&denied=PRK",
    "/story",
    "/story?words=friendship",
    "/timeline/alone?outlets=1",
    "/",
    "/timeline",
    "/timeline?actor=PRK&claim=C",
    "/claim/C",
    "/report/b",
    "/review",
    "/review?kind=event",
    "/review/claim/C",
    "/review/log",
    "/users",
    "/searches/new?query=actor%3DPRK",
    "/account",
    "/search?q=letter",
    "/search?q=letter&origins=1",
    "/search?q=who+confirmed+the+letter+of+August+2022",
    "/timeline?order=origins",
    "/sources",
    "/sources?by=origin",
    "/source/origin:kcna",
    "/reports",
    "/graph",
    "/failures",
    "/failures?of=runs",
    "/statements?speaker=KCNA",
    "/search?q=what+did+KCNA+say+about+Putin",
    "/denials?party=RUS",
)
"""C stands for a claim."""


def test_what_somebody_said_opens_at_its_sentence(page):
    page.goto("/")
    page.locator("#find").fill("what did KCNA say about Putin?")
    page.keyboard.press("Enter")
    said = page.locator(".said-list li.event").first
    assert "KCNA said" in said.inner_text()
    assert "told in it" in said.inner_text()
    page.get_by_role("link", name=re.compile("^KCNA said, naming Vladimir Putin")).click()
    page.wait_for_url(re.compile(r"/statements\?speaker="))
    page.locator(".said-list a.open").first.press("Enter")
    page.wait_for_url(re.compile(r"/report/.*open=s0"))
    assert "KCNA" in page.locator("#record").inner_text()


def test_a_question_leads_to_the_way_of_a_story_and_back_to_an_event(page):
    page.goto("/")
    page.locator("#find").fill("How did the story of the friendship travel?")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/story\?words=friendship"))
    assert "The Herald" in page.locator(".answer").inner_text()
    assert page.locator(".story li.event").count() >= 1
    page.locator(".story .acts a").first.click()
    page.wait_for_url(re.compile("/event/"))
    page.get_by_role("link", name="how it was told, report by report").click()
    page.wait_for_url(re.compile(r"/story\?event="))
    with page.expect_download() as begun:
        page.get_by_role("link", name="csv").click()
    with begun.value.path().open(encoding="utf-8-sig", newline="") as file:
        assert [row["publisher"] for row in csv.DictReader(file)][:1] == ["The Herald"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_stands_in_anybodys_way(page, scheme):
    """axe-core's rules (WCAG 2.2 and best practice) on the main pages."""
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto("/review?kind=claim")
    claim = page.locator("input[name=subject]").first.input_value()
    axe, found = Axe(), []
    for place in PAGES:
        page.goto(place.replace("=C", f"={claim}").replace("/C", f"/{claim}"))
        for fault in axe.run(page).response["violations"]:
            if fault["impact"] in ("serious", "critical"):
                found.append(f"{place}: {fault['id']}: {fault['nodes'][0]['html'][:200]}")
    assert found == []


def test_everything_works_without_script(chromium, address):
    context = chromium.new_context(base_url=address, java_script_enabled=False)
    context.set_default_timeout(40_000)
    page = context.new_page()
    page.goto("/review?kind=claim")
    page.locator(".item").first.get_by_role("button", name="Reject").click()
    assert page.locator(".item").count() == 1
    page.locator(".done").get_by_role("button", name="Undo").click()
    assert page.locator(".item").count() == 2
    context.close()
