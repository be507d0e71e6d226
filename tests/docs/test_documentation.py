"""The documentation is held to the code: a command, option, setting or term without an entry fails."""

import re
from pathlib import Path
from typing import get_args

import click
import pytest

import reportedly
from reportedly.cli.app import HELP
from reportedly.cli.app import reportedly as group
from reportedly.model import vocabulary
from reportedly.settings import VARIABLES, Settings

DOCS = Path(__file__).parents[2] / "docs"
CLI = (DOCS / "reference" / "cli.md").read_text(encoding="utf-8")


def section(command: str) -> str:
    return CLI.split(f"\n## {command}\n")[1].split("\n## ")[0]


def options(command: click.Command) -> set[str]:
    """The options of a command and of the commands below it."""
    own = {o for p in command.params if isinstance(p, click.Option) for o in p.opts}
    return own.union(*(options(below) for below in getattr(command, "commands", {}).values()))


@pytest.mark.parametrize("name", sorted(HELP))
def test_every_command_has_a_section_with_all_its_options(name: str) -> None:
    command = group.get_command(click.Context(group), name)
    assert command is not None
    for option in options(command):
        assert option in section(name), f"{option} of {name} has no entry in docs/reference/cli.md"


@pytest.mark.parametrize("name", sorted(HELP))
def test_no_section_names_an_option_that_does_not_exist(name: str) -> None:
    command = group.get_command(click.Context(group), name)
    assert command is not None
    usage = section(name).strip().splitlines()[0]
    assert set(re.findall(r"--[a-z-]+", usage)) <= options(command)


def test_every_setting_has_an_entry() -> None:
    assert all(f"`{name}`" in CLI for name in VARIABLES)


@pytest.mark.parametrize("name", ["min_score", "min_statement_score"])
def test_thresholds_are_told_as_they_are(name: str) -> None:
    variable, value = f"REPORTEDLY_{name.upper()}", f"{getattr(Settings(), name):g}"
    entry = next(line for line in CLI.splitlines() if line.startswith(f"| `{variable}`"))
    assert f"default {value}" in entry
    assert f"default: {value}" in VARIABLES[variable]
    assert f"`{variable}` ({value}" in (DOCS / "guides" / "review.md").read_text(encoding="utf-8")


def test_every_public_name_has_an_entry() -> None:
    page = (DOCS / "reference" / "python.md").read_text(encoding="utf-8")
    assert [n for n in reportedly.__all__ if f"`{n}" not in page and f"{n}(" not in page] == []
    assert len(reportedly.__all__) <= 20


@pytest.mark.parametrize("words", ["Status", "Stance", "Medium", "EventType", "SpeakerKind", "QuoteKind"])
def test_every_word_of_the_vocabularies_is_in_the_glossary(words: str) -> None:
    glossary = (DOCS / "glossary.md").read_text(encoding="utf-8")
    assert [w for w in get_args(getattr(vocabulary, words)) if w not in glossary] == []


def test_every_key_of_a_record_is_documented() -> None:
    page = (DOCS / "data-model.md").read_text(encoding="utf-8")
    made = reportedly.record(reportedly.AnnotatedReport(reportedly.Report(id="r-1", text="")))
    assert [k for k in made if f"`{k}`" not in page] == []


def test_every_decision_is_listed() -> None:
    index = (DOCS / "decisions" / "index.md").read_text(encoding="utf-8")
    assert [p.name for p in sorted((DOCS / "decisions").glob("0*.md")) if p.name not in index] == []
