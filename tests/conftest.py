"""What every test may count on."""

import os

from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Two busy cores make honest examples slow; the suite's own limit is ./test's ten minutes.
settings.register_profile("outreach", deadline=None)
settings.load_profile("outreach")
