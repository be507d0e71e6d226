"""Status: whether an act took place, is planned, threatened, alleged, denied, and according to whom."""

from reportedly.annotate.status.stage import Statuses

__all__ = ["Statuses"]
