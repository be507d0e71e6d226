"""Measures what the product says against annotated reports."""
