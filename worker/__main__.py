"""``python -m worker``: the same as ``trajganr``."""

from .cli import main

raise SystemExit(main())
