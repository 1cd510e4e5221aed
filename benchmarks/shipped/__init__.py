"""The shipped model: makes training cities and trains its weights; ``make weights``.

Needs the data of ``../shared/data``, which are not in the repository. What the cities are is in
trajganr_core/weights/README.md.
"""
