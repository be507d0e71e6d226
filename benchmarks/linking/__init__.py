"""Events across reports: how well acts are linked, on annotated sets and on look-alikes, and what linking costs."""
