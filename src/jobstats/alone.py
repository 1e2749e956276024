"""One writer at a time, and what it asks of the disk: a lock that is gone afterwards, new files that are safe. Knows nothing of what is written."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

#: The folder beside a log in which the kit keeps what is the person's own affair.
FOLDER: Final = ".jobstats"
#: Seconds between tries on Windows, where a virus scanner that looks into a file keeps others from it for a moment; elsewhere nobody does.
AGAIN: Final = (0.05, 0.1, 0.2, 0.4, 0.8) if os.name == "nt" else ()

#: Seconds between looks whether somebody else is done.
_LOOK: Final = 0.01
#: What a disk says that cannot be told to keep names (others do it of themselves), or does not let one look into a folder.
_NO_WAY: Final = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES, errno.EPERM}


@contextlib.contextmanager
def alone(path: Path, seconds: float) -> Iterator[None]:
    """Hold `path` while the block runs, also against other processes; whoever dies lets go of it.

    seconds: how long to wait for somebody else. Raises TimeoutError after that, another OSError where `path` cannot be made.
    """
    from filelock import FileLock, UnixFileLock

    lock = FileLock(path, timeout=seconds, poll_interval=_LOOK)
    try:
        lock.acquire()
        yield
    finally:
        if lock.is_locked and isinstance(lock, UnixFileLock):  # the others clear up themselves; whoever waits sees that it is gone
            with contextlib.suppress(OSError):
                path.unlink()
        with contextlib.suppress(OSError):  # what was written stands, and whoever ends lets go of it
            lock.release(force=True)


def laid(path: Path, content: bytes, dressed: Callable[[int], None] | None = None) -> None:
    """One new file with this content, safe on the disk when this returns; FileExistsError where there is one. What fails leaves none.

    It is for its owner alone, unless `dressed`, which is given the open file once all is in it, says otherwise.
    """
    place = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0), 0o600)
    try:
        try:
            poured(place, content)
            if dressed is not None:
                dressed(place)
            safe(place)
        finally:
            os.close(place)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(path)
        raise


def poured(place: int, content: bytes) -> None:
    """All of the content into an open file, however little of it the system takes at once."""
    left = memoryview(content)
    while left:
        left = left[os.write(place, left) :]


def safe(place: int) -> None:
    """What was written to an open file, on the disk itself when this returns."""
    if sys.platform == "darwin":
        import fcntl

        with contextlib.suppress(OSError):  # what stands on the disk's own cache may be lost otherwise
            fcntl.fcntl(place, fcntl.F_FULLFSYNC)
            return
    os.fsync(place)


def flushed(folders: Iterable[Path]) -> None:
    """What is called what in some folders, on the disk when this returns; nothing where a system has no way to say so. Raises OSError."""
    for folder in folders if os.name == "posix" else ():
        try:
            place = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(place)
            finally:
                os.close(place)
        except OSError as error:
            if error.errno not in _NO_WAY:
                raise
