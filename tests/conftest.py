"""Property tests draw new examples on a developer's machine and the same ones on every run of CI; none is timed."""

import os

from hypothesis import settings

settings.register_profile("reportedly", deadline=None, derandomize="CI" in os.environ, print_blob=True)
settings.load_profile("reportedly")
