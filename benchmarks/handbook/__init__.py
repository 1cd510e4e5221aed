"""Pictures of the handbook that are drawn from measured figures."""
