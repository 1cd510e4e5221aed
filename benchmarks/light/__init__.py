"""What the product does without training, and how fast: ``make benchmark-light``.

One module for each part; its ``measure`` returns the figures of the part by name.
"""
