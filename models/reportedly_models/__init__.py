"""The trained weights that reportedly reads its reports with; see `docs/model-card.md`."""
