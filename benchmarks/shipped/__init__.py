"""The shipped model: makes training cities and trains its weights; ``make weights``.

Needs the data of ``../shared/data``, which are not in the repository. docs/shipped.md says what the
cities are.
"""
