"""Two files change places in one step, and what came out of it is kept until it is known to be what was read. It knows nothing of what is in them."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import re
import secrets
import signal
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

from jobstats.alone import AGAIN

#: The end of the name of a file that waits beside a log to take its place, or has just left it.
END: Final = ".jobstats"
#: What stands before it, where it left and could not go by the name of what came.
_OLD: Final = "-old"
#: What systems say that cannot let two files change places.
_CANNOT: Final = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOTTY}
#: What systems say that know no second names for a file.
_NO_LINKS: Final = _CANNOT | {errno.EPERM, errno.EMLINK, errno.EACCES}
#: Longest name of a file, in bytes; and how much of it the name in between may take.
_LONGEST: Final = 255 - len(END) - len(_OLD) - 10
#: How often a save of somebody else's is looked for that came in just while theirs was put back.
_TURNS: Final = 50


class MeanwhileError(Exception):
    """Somebody else saved the file while it was written here. What they saved stands in its place."""


class StuckError(Exception):
    """A disk that let the new file in and will not let it out again. What stands in its place is whole, but it is not known which of both it is."""


def beside(file: Path) -> Path:
    """A new name in the folder of a file, hidden, from which `remains` knows it again."""
    begin = "." + os.fsencode(file.name)[:_LONGEST].decode(errors="ignore") + "."
    return file.with_name(f"{begin}{secrets.token_hex(4)}{END}")


def beyond(new: Path) -> Path:
    """The name that what stood in the file gets, where it cannot just take the one of what came."""
    begin = new.name.removesuffix(END)
    return new.with_name((begin.removesuffix(_OLD) if begin.endswith(_OLD) else begin + _OLD) + END)


def remains(file: Path) -> list[Path]:
    """What lies beside a file under such names, folders and links left out. Raises OSError."""
    begin = re.escape(beside(file).name[: -8 - len(END)])
    ours = re.compile(rf"{begin}[0-9a-f]{{8}}({_OLD})?{re.escape(END)}")
    found = [file.with_name(name) for name in sorted(os.listdir(file.parent)) if ours.fullmatch(name)]
    return [path for path in found if path.is_file() and not path.is_symlink()]


def swap(new: Path, file: Path, before: bytes) -> Path | None:
    """Put `new` in the place of `file`, of which the bytes `before` were read; gives where what came out lies now, None if it is gone.

    At every instant the file is the old one, whole, or the new one, whole. Then what came out is looked at: if it is not `before`, or if somebody
    has it open to write in it, it goes back to its place, and MeanwhileError is raised. So no save of anybody else's is lost, whether they write in
    place or rename. Raises OSError where the disk says no. In both cases the file is not ours, and `new` is gone. StuckError: it could not be put back.
    """
    try:
        put = read(new)
        out = _exchanged(new, file, before)
    except (OSError, MeanwhileError) as error:
        _unlinked(new)
        if isinstance(error, FileNotFoundError) and not os.path.lexists(file):
            raise MeanwhileError from None
        raise
    if out is None:
        return None
    why: Exception = MeanwhileError()
    try:
        if _settled(out, before):
            return out
    except OSError as error:
        why = error
    back(out, file, put)
    raise why


def back(old: Path, file: Path, put: bytes) -> None:
    """Give what came out of a swap its place again. What comes out then should be `put`: if not, somebody saved in between, and that stays.

    Raises StuckError where that cannot be done; what could not be put in place lies beside the file, and whoever saves next looks at it again.
    """
    try:
        for turn in range(_TURNS):
            time.sleep(min(0.002 * turn, 0.05))
            newer = _known(old)
            out = _put_back(old, file)
            if out is None:
                return
            try:
                settled = _settled(out, put)
            except OSError:
                return  # it cannot be told what it is, so it stays where it lies
            if settled:
                _unlinked(out)
                return
            old, put = out, newer  # and this is newer still
    except OSError as error:
        raise StuckError(error.strerror) from None
    raise StuckError(os.strerror(errno.EBUSY))


def read(path: Path) -> bytes:
    """All bytes of an ordinary file. Raises OSError."""
    place = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    try:
        pieces = []
        while piece := os.read(place, 1 << 20):
            pieces.append(piece)
        return b"".join(pieces)
    finally:
        os.close(place)


def in_use(path: Path) -> bool:
    """Whether somebody has this file open to write in it; False where the system cannot tell (only Linux can).

    A lease for reading is given only where nobody writes. It is handed back at once; what the system would send to say that somebody wants to write
    is a signal that everybody ignores.
    """
    if sys.platform != "linux":
        return False
    import fcntl

    place = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        try:
            fcntl.fcntl(place, fcntl.F_SETSIG, signal.SIGURG)
            fcntl.fcntl(place, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        except OSError as error:
            return error.errno == errno.EAGAIN
        fcntl.fcntl(place, fcntl.F_SETLEASE, fcntl.F_UNLCK)
        return False
    finally:
        os.close(place)


def _settled(path: Path, expected: bytes) -> bool:
    """Whether a file that has left its place is what it is held for, and will stay so."""
    return not in_use(path) and read(path) == expected


def _put_back(old: Path, file: Path) -> Path | None:
    """Let something have its place again; gives what came out of it. Where the file has been taken away, this one takes its place."""
    try:
        return _exchanged(old, file, None)
    except FileNotFoundError:
        os.link(old, file)  # never over one that has just come: then it fails, and what is here is kept (see leftovers)
        os.unlink(old)
        return None


def _exchanged(new: Path, file: Path, before: bytes | None) -> Path | None:
    """Let two files change places; gives where the one that had it lies now. None: it is known to be `before`, and gone."""
    try:
        if exchange := _exchange():
            return exchange(new, file)
    except OSError as error:
        if error.errno not in _CANNOT:
            raise
    return _linked(new, file, before)


def _linked(new: Path, file: Path, before: bytes | None) -> Path | None:
    """The same where a disk cannot do it: a second name for the old file, a look, and the new one over the first."""
    out: Path | None = beyond(new)
    try:
        os.link(file, str(out))
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        out = None
    try:
        there = os.stat(file)
        if (before is not None and read(file) != before) or (out is not None and not os.path.samestat(there, os.stat(out))):
            raise MeanwhileError
        os.replace(new, file)
    except BaseException:
        if out is not None:
            _unlinked(out)
        raise
    return out


def _known(path: Path) -> bytes:
    """Its bytes, none where they cannot be read."""
    with contextlib.suppress(OSError):
        return read(path)
    return b""


def _unlinked(path: Path) -> None:
    """Take it away; what cannot go is cleared by whoever saves next."""
    with contextlib.suppress(OSError):
        os.unlink(path)


@cache
def _exchange() -> Callable[[Path, Path], Path] | None:
    """How this system lets two files change places in one step; None if it has no way."""
    if sys.platform == "win32":
        return _replace_file
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        return lambda new, file: _called(lambda: library.renamex_np(os.fsencode(new), os.fsencode(file), ctypes.c_uint(2)), new)
    if hasattr(library, "renameat2"):
        here = ctypes.c_int(-100)  # AT_FDCWD: names are taken as they are; 2 is RENAME_EXCHANGE
        return lambda new, file: _called(lambda: library.renameat2(here, os.fsencode(new), here, os.fsencode(file), ctypes.c_uint(2)), new)
    return None


def _called(call: Callable[[], int], new: Path) -> Path:
    """A call of the system's library; OSError where it says no."""
    if call():
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(new))
    return new


def _replace_file(new: Path, file: Path) -> Path:
    """Windows: the file keeps who may do what with it; the old one gets a name of its own."""
    if sys.platform != "win32":
        raise NotImplementedError
    out = beyond(new)
    library = ctypes.WinDLL("kernel32", use_last_error=True)
    for seconds in (*AGAIN, 0.0):
        if library.ReplaceFileW(ctypes.c_wchar_p(str(file)), ctypes.c_wchar_p(str(new)), ctypes.c_wchar_p(str(out)), 0, None, None):
            return out
        number = ctypes.get_last_error()
        if not file.exists() and out.exists():  # it stopped half-way: the old one has its new name already
            os.rename(out, file)
        if number not in (5, 32, 1175, 1176, 1177):  # somebody looks into one of them just now
            break
        time.sleep(seconds)
    raise ctypes.WinError(number)
