"""What every test relies on."""

import signal

# A job that a shell runs in the background inherits SIGINT ignored, and so would all that the
# tests start and then interrupt.
signal.signal(signal.SIGINT, signal.default_int_handler)
