"""Benchmarks: quality against annotated reports, speed against something run beside it."""
