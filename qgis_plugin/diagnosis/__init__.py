"""What is installed and configured, and a report about it for support."""
