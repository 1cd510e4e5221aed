"""``python -m trajganr_worker.doctor [HOME]``: needs no package of the worker's environment."""

import sys

from .examine import main

sys.exit(main())
