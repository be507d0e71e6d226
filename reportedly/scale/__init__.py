"""Corpora beyond one machine: the same stages on a distributed engine, with Parquet in between.

Three steps, each of which may be stopped and run again: `annotate` (inputs to records), `link` (copies and events
across all records) and `load` (into the store). Only `engine` imports the engine.
"""

from reportedly.scale.annotating import Counts, annotate
from reportedly.scale.engine import Engine
from reportedly.scale.layout import Folder
from reportedly.scale.linking import LinkCounts, link
from reportedly.scale.loading import load

__all__ = ["Counts", "Engine", "Folder", "LinkCounts", "annotate", "link", "load"]
