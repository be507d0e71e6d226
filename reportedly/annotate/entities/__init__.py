"""The stage that finds who and what a report speaks of, and resolves names, offices, role words and pronouns within it."""

from reportedly.annotate.entities.stage import Entities

__all__ = ["Entities"]
