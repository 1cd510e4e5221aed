"""The dialog *Set up TrajGANR*: one file a part that is needed."""
