"""Time expressions in English text and what they mean (TimeML TIMEX3, ISO-TimeML 24617-1)."""

from reportedly.annotate.times.scan import tag
from reportedly.annotate.times.stage import Times

__all__ = ["Times", "tag"]
