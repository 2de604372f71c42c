"""`python -m outreach`, and where the installed program starts."""

import sys

from outreach.app import main

sys.exit(main(sys.argv[1:]))
