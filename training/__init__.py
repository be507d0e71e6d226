"""How the weights were made; never imported by the package.

The scripts find each other by plain names, run as files (`python training/linking.py`) or as modules (`python -m training.linking`).
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
