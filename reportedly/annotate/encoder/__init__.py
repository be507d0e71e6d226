"""One pass of a trained encoder over each report: what the statements' and the events' stages ask of its words."""

from reportedly.annotate.encoder.stage import Encoder, read
from reportedly.annotate.encoder.statements import ReadStatement, read_statements

__all__ = ["Encoder", "ReadStatement", "read", "read_statements"]
