"""The commands, run as a person would run them, on a small folder of reports."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

WIRE = """---
title: A busy week for diplomats
publisher: Harbour Wire
published: 2021-03-04
---
Russian President Vladimir Putin sent a letter to North Korean leader Kim Jong Un on Tuesday, KCNA said.

The Kremlin has denied that the letter mentioned weapons.
"""
OLDER = """---
publisher: Harbour Wire
published: 2019-05-02
---
Russian President Vladimir Putin sent a letter to North Korean leader Kim Jong Un on Wednesday, KCNA said.
"""
POLISH = """---
publisher: Gazeta Portowa
published: 2021-03-05
---
Prezydent Rosji wysłał w poniedziałek list do przywódcy Korei Północnej, poinformowała państwowa agencja. Rzecznik rządu nie chciał tego
komentować, a sąsiednie kraje czekają na wyjaśnienia w tej sprawie.
"""


def run(*args: str, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    done = subprocess.run([sys.executable, "-m", "reportedly", *args], input=stdin, capture_output=True, timeout=300, check=False)
    return subprocess.CompletedProcess(args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("reports")
    (place / "wire.txt").write_text(WIRE, encoding="utf-8")
    (place / "older.txt").write_text(OLDER, encoding="utf-8")
    (place / "polish.txt").write_text(POLISH, encoding="utf-8")
    (place / "empty.txt").write_bytes(b"")
    (place / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    return place


@pytest.fixture(scope="module")
def db(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("db") / "r.db")
    done = run("add", str(folder), "--db", path, "--json")
    summary = json.loads(done.stdout)
    assert (summary["added"], summary["known"], summary["skipped"] + summary["failed"]) == (3, 0, 2), done
    assert (summary["other_language"], summary["annotation_failed"]) == (1, 0)
    return path


def test_the_same_import_again_changes_nothing(folder: Path, db: str) -> None:
    before = run("timeline", "--db", db, "--json").stdout
    summary = json.loads(run("add", str(folder), "--db", db, "--json").stdout)
    assert (summary["added"], summary["known"]) == (0, 3)
    assert run("timeline", "--db", db, "--json").stdout == before


def test_a_timeline_line_has_all_that_it_promises_and_opens_at_its_sentence(db: str) -> None:
    rows = [
        json.loads(line)
        for line in run("timeline", "Russia", "North Korea", "--type", "CONSULT", "--all", "--db", db, "--json").stdout.splitlines()
    ]
    letters = [r for r in rows if r["mode"] == "letter"]
    assert [r["date"] for r in letters] == ["2019-05-01", "2021-03-02"]  # two letters of different years stay two events
    claim = letters[1]["claims"][0]["claim"]
    assert [p["name"] for p in claim["actor"]] == ["Vladimir Putin"]
    assert [p["name"] for p in claim["recipient"]] == ["Kim Jong Un"]
    assert [p["name"] for p in claim["according_to"]] == ["KCNA"]
    assert claim["origin"]["name"] == "KCNA"
    why = run("why", claim["id"], "--db", db).stdout
    assert "sent a letter" in why.replace("[", "").replace("]", "")
    assert "according_to  KCNA" in why


def test_the_text_timeline_names_the_report_and_the_chain(db: str) -> None:
    text = run("timeline", "Russia", "North Korea", "--db", db).stdout
    assert "according to KCNA" in text
    assert "Harbour Wire" in text
    assert "\x1b" not in text  # clean when piped


def test_what_was_set_aside_says_why_and_names_the_file(db: str) -> None:
    text = run("failures", "--db", db).stdout
    assert "empty.txt" in text
    assert "picture.txt" in text
    assert "only English is annotated" in text


def test_search_finds_the_polish_report_too(db: str) -> None:
    hits = [json.loads(line) for line in run("search", "Prezydent", "--db", db, "--json").stdout.splitlines()]
    assert [h["publisher"] for h in hits] == ["Gazeta Portowa"]


def test_reports_tell_how_their_date_is_known(db: str) -> None:
    rows = [json.loads(line) for line in run("reports", "--db", db, "--json").stdout.splitlines()]
    assert {r["published"] for r in rows} == {"2019-05-02", "2021-03-04", "2021-03-05"}
    assert all(r["published_by"] == "metadata" for r in rows)


def test_show_gives_a_whole_report(db: str) -> None:
    row = json.loads(run("reports", "--db", db, "--json").stdout.splitlines()[-1])
    text = run("show", row["id"], "--db", db).stdout
    assert "sent a letter" in text
    assert "sha-256" in text
    assert re.search(r"\d statements? \(who ← through whom\):\n\[0\] .+   \w+, (in)?direct   0\.\d\d   characters \d+-\d+\n    \S", text)
    record = json.loads(run("show", row["id"], "--db", db, "--json").stdout)
    event = next(e for e in record["events"] if e["mode"] == "letter")
    assert "letter" in record["text"][event["trigger"]["start"] : event["trigger"]["end"]]


def test_show_tells_who_said_what_through_whom(tmp_path: Path) -> None:
    path, note = str(tmp_path / "r.db"), tmp_path / "note.txt"
    note.write_text("Norway denied that Chile had sent a letter to Peru, Reuters reported on Monday.\n", encoding="utf-8")
    run("add", str(note), "--published", "2021-03-04", "--db", path)
    id = json.loads(run("reports", "--db", path, "--json").stdout)["id"]
    told = run("show", id, "--db", path).stdout
    assert re.search(
        r"\[0\] Government of Norway ← Reuters.*   denies, indirect   0\.\d\d   characters \d+-\d+\n    Chile had sent a letter", told
    )
    assert "in statement [0]" in told
    record = json.loads(run("show", id, "--db", path, "--json").stdout)
    said = record["statements"][0]
    assert (said["speaker"]["name"], said["stance"], [p["name"] for p in said["via"]]) == ("Government of Norway", "denies", ["Reuters"])
    assert record["text"][said["content"][0]["start"] : said["content"][0]["end"]].startswith("Chile had sent a letter")
    claim = json.loads(run("timeline", "--all", "--db", path, "--json").stdout.splitlines()[0])["claims"][0]["claim"]
    assert "It stands in statement [0]" in run("show", claim["id"], "--db", path).stdout


CUT = "<!DOCTYPE html><html><head><title>Harbour talks re"


@pytest.mark.parametrize("command", ["add", "annotate"])
def test_exit_codes_tell_whether_some_or_all_inputs_failed(command: str, tmp_path: Path) -> None:
    (tmp_path / "cut.html").write_text(CUT, encoding="utf-8")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    (tmp_path / "good.txt").write_text("Norway said on Monday that it rained.\n", encoding="utf-8")
    rest = ["--db", str(tmp_path / "r.db")] if command == "add" else ["--out", str(tmp_path / "out.jsonl")]

    def ended(*names: str) -> subprocess.CompletedProcess[str]:
        return run(command, *(str(tmp_path / name) for name in names), *rest)

    broken = ended("cut.html")
    assert broken.returncode == 1
    assert "cut.html: The page is cut off within its title" in broken.stderr
    assert "get a complete copy" in broken.stderr
    assert ended("picture.txt").returncode == 1
    assert ended("good.txt", "cut.html").returncode == 3
    assert ended("good.txt", "picture.txt").returncode == 0
    assert ended("good.txt").returncode == 0


def test_annotate_reads_standard_input_and_needs_no_database() -> None:
    done = run("annotate", "-", "--published", "2021-03-04", stdin=b"Moscow said on Tuesday that the talks had failed.\n")
    record = json.loads(done.stdout)
    assert record["published_by"] == "given"
    assert [s["speaker"]["name"] for s in record["statements"]] == ["Government of Russia"]


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["timeline", "--db", "/nonexistent/x.db"], 1, "x.db"),
        (["timeline", "--from", "last week", "--db", "x.db"], 2, "2022-08-15"),
        (["nonsense"], 2, "nonsense"),
        (["add"], 2, "PATH"),
        (["add", "/nonexistent/report.txt", "--db", "{tmp}/y.db"], 1, "/nonexistent/report.txt"),
    ],
)
def test_a_failure_is_told_in_words_and_by_its_exit_code(args: list[str], code: int, words: str, tmp_path: Path) -> None:
    done = run(*[a.replace("{tmp}", str(tmp_path)) for a in args])
    assert done.returncode == code, done
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_actor_is_an_error_that_says_so(db: str) -> None:
    done = run("timeline", "Zembla", "--db", db)
    assert done.returncode == 1
    assert "Zembla" in done.stderr


def test_an_event_opens_at_its_best_claim_and_a_report_is_sent_to_show(db: str) -> None:
    row = json.loads(run("timeline", "Russia", "--db", db, "--json").stdout.splitlines()[0])
    assert run("why", row["id"], "--db", db).returncode == 0
    done = run("why", row["claims"][0]["claim"]["report"], "--db", db)
    assert done.returncode == 2
    assert "reportedly show" in done.stderr


def test_an_event_lists_the_series_it_is_of(db: str) -> None:
    rows = [json.loads(line) for line in run("timeline", "Russia", "--type", "letter", "--all", "--db", db, "--json").stdout.splitlines()]
    first = next(row["id"] for row in rows if row["date"] == "2019-05-01")
    text = run("event", first, "--db", db).stdout
    assert "One of a series (consult · letter" in text
    assert re.search(rf"2019-05-01 +{first}  \(this one\)", text)
    assert re.search(r"\n  2021-03-02 +ev-\w+\n", text)
    assert len(json.loads(run("event", first, "--db", db, "--json").stdout)["series"]["occasions"]) == 2


def test_a_timeline_is_bound_and_ordered_by_origins_and_reports(db: str) -> None:
    def told(*options: str) -> list[int]:
        lines = run("timeline", "Russia", "--all", "--db", db, "--json", *options).stdout.splitlines()
        return [len(json.loads(line)["origins"]) for line in lines]

    assert set(told("--origins", "1")) == {1}
    assert len(told("--origins", "1")) + len(told("--origins", "2+")) == len(told("--reports", "1+")) == len(told())
    assert told("--order", "origins") == sorted(told(), reverse=True)
    assert run("timeline", "--origins", "many", "--db", db).returncode == 2


def test_search_says_what_it_searched_too(db: str) -> None:
    told = run("search", "letters", "--db", db).stdout
    assert "Also searched" not in told
    assert "Also searched" not in run("search", "telegrams", "--exact", "--db", db).stdout
    assert "Also searched: letter" in run("search", "telegrams", "--db", db).stdout


def test_a_misspelt_command_is_answered_with_the_nearest() -> None:
    done = run("timelin")
    assert done.returncode == 2
    assert "'timeline'" in done.stderr


def test_a_reader_that_has_had_enough_is_no_failure(db: str) -> None:
    command = f"{sys.executable} -m reportedly timeline --all --json --db {db} | head -c 1 >/dev/null; exit ${{PIPESTATUS[0]}}"
    assert subprocess.run(["bash", "-c", command], check=False, capture_output=True).returncode == 0


def test_what_is_there_already_keeps_its_date_and_says_so(folder: Path, db: str) -> None:
    done = run("add", str(folder / "older.txt"), "--published", "2019-05-03", "--db", db)
    assert "keeps its date" in done.stderr


def test_doctor_finds_all_in_place(db: str) -> None:
    done = run("doctor", "--db", db, "--json")
    found = json.loads(done.stdout)
    assert done.returncode == 0, found["problems"]
    assert found["database"]["counts"]["reports"] == 3


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from reportedly.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass\n"
        "print([m for m in ('spacy', 'sqlalchemy', 'trafilatura', 'lxml', 'httpx', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("[]")


def test_search_tells_a_misspelt_word_and_leaves_out_what_follows_a_minus(db: str) -> None:
    assert "No report has “letetr”; did you mean “letter”?" in run("search", "letetr", "--db", db).stdout
    assert len(run("search", "--db", db, "--", "letter", "-weapons").stdout.splitlines()) < len(
        run("search", "letter", "--db", db).stdout.splitlines()
    )


def test_a_timeline_is_bound_by_outlets(db: str) -> None:
    assert run("timeline", "--outlets", "2+", "--all", "--db", db).stdout.startswith("No event fits.")
    assert "Kim Jong Un" in run("timeline", "--outlets", "1", "--all", "--db", db).stdout
