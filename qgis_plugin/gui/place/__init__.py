"""What the panel about a clicked place is made of."""
