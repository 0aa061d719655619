"""Numbers for what is written together."""

import secrets
import time


def batch_number() -> int:
    """A number above 0 that grows with time and that two writers do not share."""
    return (time.time_ns() // 1_000_000 << 20) | secrets.randbits(20)
