"""`python -m recount`."""

import sys

from recount.command import main

sys.exit(main(sys.argv[1:]))
