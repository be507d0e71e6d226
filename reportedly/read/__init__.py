"""Bytes to reports: each format has its reader; the type is told by content."""
