"""`python -m lib` is the command `dateline`."""

import sys

from lib.cli import main

if __name__ == "__main__":
    sys.exit(main())
