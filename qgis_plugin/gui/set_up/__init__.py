"""The dialog *Set up TrajGANR*: its rows, and what runs them."""
