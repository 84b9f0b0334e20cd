"""Where the frozen program starts."""

import sys

from lagebild.__main__ import main

sys.exit(main())
