"""``python -m worker.doctor [HOME]``: needs none of the packages of the worker's environment."""

import sys

from .examine import main

sys.exit(main())
