"""One writer at a time: a file that is held while something is written, and gone afterwards. Knows nothing of what is written."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

#: Seconds between tries on Windows, where a virus scanner that looks into a file keeps others from it for a moment; elsewhere nobody does.
AGAIN: Final = (0.05, 0.1, 0.2, 0.4, 0.8) if os.name == "nt" else ()


@contextlib.contextmanager
def alone(path: Path, seconds: float) -> Iterator[None]:
    """Hold `path` while the block runs, also against other processes; whoever dies lets go of it.

    seconds: how long to wait for somebody else. Raises TimeoutError after that, another OSError where `path` cannot be made.
    """
    from filelock import FileLock, UnixFileLock

    lock = FileLock(path, timeout=seconds)
    try:
        lock.acquire()
        yield
    finally:
        if lock.is_locked and isinstance(lock, UnixFileLock):  # the others clear up themselves; whoever waits sees that it is gone
            with contextlib.suppress(OSError):
                path.unlink()
        lock.release(force=True)
