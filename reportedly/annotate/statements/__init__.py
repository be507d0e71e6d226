"""Statements: every passage that a report ascribes to a source other than its author."""

from reportedly.annotate.statements.stage import Statements

__all__ = ["Statements"]
