"""A benchmark of several parts on the command line: each part is a module with `configure` and `main`."""

from argparse import ArgumentParser
from collections.abc import Mapping
from types import ModuleType
from typing import Any


def add_parts(commands: Any, parts: Mapping[str, ModuleType]) -> None:
    """Makes a subcommand of each part: `commands` is what `ArgumentParser.add_subparsers` gave; `run` is then the part's `main`."""
    for name, part in parts.items():
        told = part.__doc__ or ""
        command: ArgumentParser = commands.add_parser(name, description=told, help=told.partition("\n")[0])
        part.configure(command)
        command.set_defaults(run=part.main)
