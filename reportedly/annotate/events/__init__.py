"""Events: acts of the 16 PLOVER types, with who, whom, where, when."""

from reportedly.annotate.events.stage import Events

__all__ = ["Events"]
