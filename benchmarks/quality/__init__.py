"""Measures what the product says against annotated reports; run with `python -m benchmarks.quality`."""
