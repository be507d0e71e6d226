"""Labels the parts of a report's page and fills what the reader could not know: `clean` is all there is to call."""

from reportedly.clean.report import clean

__all__ = ["clean"]
