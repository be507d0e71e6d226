"""The group of commands, and what happens to errors."""

import os
import sys
from difflib import get_close_matches
from typing import Any

import click

from reportedly import __version__
from reportedly.cli.output import EXIT_ERROR, EXIT_USAGE
from reportedly.errors import ReportedlyError, UsageError
from reportedly.settings import Settings, from_environment

COMMANDS = {
    "add": "reportedly.cli.adding",
    "annotate": "reportedly.cli.adding",
    "timeline": "reportedly.cli.asking",
    "show": "reportedly.cli.asking",
    "search": "reportedly.cli.asking",
    "reports": "reportedly.cli.asking",
    "failures": "reportedly.cli.asking",
    "why": "reportedly.cli.why",
    "event": "reportedly.cli.standing",
    "origins": "reportedly.cli.standing",
    "actors": "reportedly.cli.actors",
    "same": "reportedly.cli.judging",
    "different": "reportedly.cli.judging",
    "grade": "reportedly.cli.grading",
    "sources": "reportedly.cli.grading",
    "judgements": "reportedly.cli.judging",
    "undo": "reportedly.cli.judging",
    "link": "reportedly.cli.linking",
    "serve": "reportedly.cli.serving",
    "users": "reportedly.cli.users",
    "notify": "reportedly.cli.notifying",
    "scale": "reportedly.cli.scaling",
    "doctor": "reportedly.cli.doctor",
}
"""Command -> the module that holds it, imported when it is called."""

HELP = {
    "add": "Add reports: files, folders, globs, addresses, - for standard input.",
    "annotate": "Annotate reports without a database; write records as JSONL.",
    "timeline": "The events in which one or several actors take part, by date.",
    "show": "A report, an event or a claim, whole.",
    "why": "The sentence, the chain and the reason for each field of a claim; or why two are the same.",
    "event": "What stands of an event: who asserts and denies it, its grade, its origins.",
    "origins": "The tree of origins of an event or claim: who says it, who passes it on.",
    "actors": "Whom the reports speak of.",
    "same": "Judge that two events, claims, reports or actors are one and the same.",
    "different": "Judge that they are not.",
    "grade": "Grade a source (A-F) or an event (1-6), or show its grade.",
    "sources": "On whom claims rest, with their grades.",
    "judgements": "What people judged and graded.",
    "undo": "Take back a judgement or a grade.",
    "link": "Make the links between reports anew; people's judgements stay.",
    "search": "Reports that have all the words, best first.",
    "reports": "The reports in the record.",
    "failures": "What was set aside, and why.",
    "serve": "The record in a browser, on this machine.",
    "notify": "Tell webhooks what is new for saved searches.",
    "users": "Who may use the web app: list, add, remove, passwd, role, key.",
    "scale": "Annotate and link a large corpus in parallel or on a cluster, and load it.",
    "doctor": "Versions, models, and the health of the database.",
}


class Commands(click.Group):
    """Finds a command's module only when the command is called, so that --help answers at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(HELP)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        from reportedly.resources import spare_frameworks

        spare_frameworks()
        command: click.Command = getattr(import_module(COMMANDS[cmd_name]), cmd_name)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and (close := get_close_matches(args[0], COMMANDS, n=1)):
            ctx.fail(f"There is no command {args[0]!r}. Did you mean {close[0]!r}?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(HELP.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="reportedly")
@click.pass_context
def reportedly(ctx: click.Context) -> None:
    """Keep a sourced record of what news reports say: who did or said what to whom, when, according to whom.

    Exit codes: 0 all went well; 1 nothing could be done or read; 2 the call makes no sense; 3 done, but some inputs failed.
    """
    ctx.ensure_object(dict)
    if ctx.obj.get("settings") is None:
        ctx.obj["settings"] = from_environment(os.environ)


def settings() -> Settings:
    """The settings of the running command."""
    found: Settings = click.get_current_context().find_root().obj["settings"]
    return found


def main(args: list[str] | None = None) -> None:
    """Runs the command line and exits."""
    try:
        status: Any = reportedly.main(args=args, prog_name="reportedly", standalone_mode=False)
    except SystemExit as end:
        # click ends with 1 when the reader of a pipe has had enough (`| head`), which is no failure
        sys.exit(0 if type(sys.stdout).__name__.endswith("PacifyFlushWrapper") else end.code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. What was reported as added is stored; run the same command again to go on.", err=True)
        sys.exit(130)
    except (ReportedlyError, ValueError) as error:
        click.echo(f"reportedly: {error}", err=True)
        sys.exit(EXIT_USAGE if isinstance(error, UsageError) else EXIT_ERROR)
    sys.exit(status if isinstance(status, int) else 0)
