"""``python -m trajganr_worker``: the same as ``trajganr``."""

from .cli import main

if __name__ == "__main__":  # processes that it starts import it, too
    raise SystemExit(main())
