"""The safe save of a file that somebody else may be writing too: held, read, kept a copy of, replaced in one step, looked at. It knows bytes, no rows.

What may happen at any moment is that the process is killed, the power goes, the disk is full, or an editor saves. Whatever it is, the file is the old
one or the new one, whole; what an editor saved stands or is merged onto; and what lies about afterwards is cleared by whoever saves next, unless its
bytes are nowhere else: then they go among the copies.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from collections.abc import Iterator
from os import PathLike
from pathlib import Path
from typing import Final

from jobstats.alone import FOLDER, alone, flushed, laid
from jobstats.errors import JobstatsError, LogError
from jobstats.journal.backups import Backups
from jobstats.journal.clearing import cleared
from jobstats.journal.records import Records
from jobstats.journal.standing import Standing, opened, standing
from jobstats.journal.swapping import StuckError, back, beside, in_use, read, swap

#: Seconds to wait for another notebook, and for another program that is writing at this moment.
_WAIT: Final = 20.0
_BUSY: Final = 2.0


class ChangedError(LogError):
    """The file is not the one the log was read from. Nothing was written."""


class OpenElsewhereError(LogError):
    """The file is open in a program that would not see what is written. Nothing was written."""


class Held:
    """A file that nobody else of us writes at this time. path: the file itself. said: what is worth telling of it, or "". data: its bytes, as read last.

    name: as the person calls it. records: its journal. temp: the name under which the next new file will wait.
    """

    def __init__(self, file: Standing) -> None:
        self.path, self.name, self.said = file.path, file.name, file.said
        self.records, self.copies = Records(file.path), Backups(file.path)
        self.temp = beside(file.path)
        self.data = b""
        self._standing = file

    def look(self) -> None:
        """Read the file again, once nobody is writing in it. LogError if that does not come, or if the file does not."""
        until = time.monotonic() + _BUSY
        while True:
            try:
                before = os.stat(self.path)
                if not in_use(self.path):
                    self.data = read(self.path)
                    if _same(before, os.stat(self.path)):
                        return
            except FileNotFoundError:  # some programs take it away for a moment while they save
                if time.monotonic() > until:
                    standing(self.path)
                    raise
            if time.monotonic() > until:
                raise LogError(
                    f"Another program has {self.name} open and may be writing in it. Nothing was written. Close it there, and try again."
                )
            time.sleep(0.01)

    def replace(self, new: bytes) -> None:
        """The file with these bytes in place of `data`; on the disk when this returns. Its owner, rights and attributes stay.

        Raises OpenElsewhereError; MeanwhileError where somebody saved since `data` was read, and what they saved stands; OSError where the disk says
        no. In all of these nothing is written, and nothing lies about.
        """
        if sign := opened(self._standing):
            raise OpenElsewhereError(
                f"{self.name} is open in LibreOffice or Excel. Close it there, then press again. "
                f"If it is open nowhere, that program has left “{sign.name}” beside it: delete that file."
            )
        self.copies.keep(self.data)
        temp, self.temp = self.temp, beside(self.path)
        self._lay(temp, new)
        out = swap(temp, self.path, self.data)
        try:
            flushed([self.path.parent])
        except OSError:
            self._back(out, temp, new)
            raise
        if out is not None:
            with contextlib.suppress(OSError):  # then it is cleared by whoever saves next
                os.unlink(out)
        self.data = new

    def _lay(self, temp: Path, new: bytes) -> None:
        """The new file beside the old one, and a look at what is really there."""
        laid(temp, new, lambda place: _dressed(place, self.path))
        try:
            if read(temp) != new:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temp)
            raise

    def _back(self, out: Path | None, temp: Path, new: bytes) -> None:
        """The old file again, where the disk would not say that the new one is safe."""
        if out is None:
            try:
                self._lay(temp, self.data)
            except OSError as error:
                raise StuckError(error.strerror) from None
        back(out or temp, self.path, new)


@contextlib.contextmanager
def held(path: str | PathLike[str]) -> Iterator[Held]:
    """Hold a file while the block runs, its bytes read, and what a killed run left beside it cleared.

    Raises LogError, one sentence with the mend, where it cannot be written into; then all is as it was. Whatever the disk says in the block is told so too.
    """
    with told(os.path.basename(os.fspath(path))):
        file = standing(path)
    with told(file.name), _folder(file.path.parent / FOLDER) as folder, alone(folder / f"{file.path.name}.lock", _WAIT):
        mine = Held(file)
        cleared(mine.path, mine.records, mine.copies)
        mine.look()
        yield mine


@contextlib.contextmanager
def told(name: str) -> Iterator[None]:
    """What the system says against it, as one sentence."""
    try:
        yield
    except JobstatsError:
        raise
    except StuckError as error:
        raise LogError(
            f"The disk of {name} stopped in the middle of a save ({error}). Nothing is lost, but look at what stands in the file before you "
            "write more: load it again."
        ) from None
    except OSError as error:
        if isinstance(error, TimeoutError) and error.errno is None:  # ours; a disk that is far away has a number for it
            raise LogError(f"Another notebook is writing into {name}. Nothing was written. Wait a moment, and try again.") from None
        raise LogError(
            f"{name} could not be written ({error.strerror or type(error).__name__}), and is as it was. {_mend(error)}"
        ) from None


def _mend(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "Make room on the disk, and try again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "Allow writing there, or move the log to a folder of your own, and try again."
    if error.errno in (errno.ENOENT, errno.ENODEV, errno.ESTALE):
        return "Connect its disk, or load it from where it lies, and try again."
    if error.errno == errno.ENAMETOOLONG:
        return "Give it a shorter name, and load it again."
    return "Look whether its disk is in order, and try again."


@contextlib.contextmanager
def _folder(folder: Path) -> Iterator[Path]:
    """The folder for what is the kit's own; gone again if it was made for this and nothing came into it."""
    made = not os.path.lexists(folder)
    if made:
        with contextlib.suppress(FileExistsError):
            os.mkdir(folder, 0o700)
    if not folder.is_dir():
        raise LogError(
            f"The kit keeps its notes in a folder {folder.name} beside the log, and there is a file of that name. Move it away, and try again."
        )
    try:
        yield folder
    finally:
        if made:
            with contextlib.suppress(OSError):
                os.rmdir(folder)


def _dressed(place: int, file: Path) -> None:
    """A new file belongs to whom the old one does, with the same rights and attributes. OSError where that may not be."""
    old = os.stat(file)
    if os.name != "posix":
        return
    new = os.fstat(place)
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        os.fchown(place, old.st_uid, old.st_gid)
    for name in os.listxattr(file) if hasattr(os, "listxattr") else ():
        try:
            os.setxattr(place, name, os.getxattr(file, name))
        except OSError:
            if not name.startswith(("security.", "trusted.")):  # those are the system's to give
                raise
    if stat.S_IMODE(new.st_mode) != stat.S_IMODE(old.st_mode):
        os.fchmod(place, stat.S_IMODE(old.st_mode))


def _same(one: os.stat_result, other: os.stat_result) -> bool:
    return (one.st_ino, one.st_dev, one.st_size, one.st_mtime_ns) == (other.st_ino, other.st_dev, other.st_size, other.st_mtime_ns)
