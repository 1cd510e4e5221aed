"""What :mod:`trajganr_core` exports beyond the classes of the other folders."""
