"""Stages that find things in one report: sentences, entities, times, statements, events. None reads files or clocks."""
