"""Which records are of the same: pure comparisons, links with reasons, events and origins read from the links."""
