"""The command line. Only click is imported here: everything heavy loads inside the command that needs it."""

from reportedly.cli.app import main

__all__ = ["main"]
