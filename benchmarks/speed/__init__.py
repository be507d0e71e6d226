"""Where the time goes; run with `python -m benchmarks.speed`. Speed is a ratio to the parser alone on the same reports."""
