"""How the encoder's weights are made: `python -m training.encoder ../shared` (see docs/model-card.md)."""
