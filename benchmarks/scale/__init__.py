"""What large corpora cost."""
