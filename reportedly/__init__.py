"""Reportedly keeps a sourced record of what news reports say: who did or said what, according to whom."""

__version__ = "0.1.0"
