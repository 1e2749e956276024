"""Whether a file may be written into, before anything is touched: what stands at a path, and the sentence for what does not do. It writes nothing."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from jobstats.errors import LogError

_NOTHING = "Nothing was written."


@dataclass(frozen=True)
class Standing:
    """A file that may be written into. path: the file itself, behind all links. name: as the person calls it. said: what is worth telling, or "".

    places: where a program that has it open would lay a sign: beside the file, and beside a link to it.
    """

    path: Path
    name: str
    said: str
    places: tuple[Path, ...]


def standing(path: str | PathLike[str]) -> Standing:
    """The file at a path; LogError, one sentence with the mend, where it cannot be written into."""
    try:
        given = Path(path).expanduser().absolute()
        real = Path(os.path.realpath(given, strict=True))
        there, above = os.stat(real), os.stat(real.parent)
    except (ValueError, TypeError, RuntimeError):
        raise LogError(f"That is no path of a file. {_NOTHING} Give the path of the log, as in data/mine/log.csv.") from None
    except OSError as error:
        raise LogError(_missing(Path(path).expanduser().absolute(), error)) from None
    name = given.name or str(given)
    _ordinary(name, there)
    _allowed(name, real, there, above)
    said = f"{name} is a link: it is written where it points, to “{real}”." if given.is_symlink() else ""
    if there.st_nlink > 1:
        said = f"{said} {name} had a second name for the same file; under that one it stays as it was.".strip()
    return Standing(real, name, said, tuple(dict.fromkeys((real, given))))


def opened(file: Standing) -> Path | None:
    """The sign that LibreOffice or Excel lays beside a file it has open, if there is one."""
    signs = (place.with_name(name) for place in file.places for name in (f".~lock.{place.name}#", f"~${place.name}"))
    return next((sign for sign in signs if os.path.lexists(sign)), None)


def _missing(given: Path, error: OSError) -> str:
    """The sentence for what cannot even be looked at."""
    name = given.name
    if error.errno == errno.ELOOP:
        return f"{name} is a link that leads back to itself. {_NOTHING} Give the path of the log itself."
    if isinstance(error, PermissionError):
        return f"{name} lies in a folder that may not be looked into. {_NOTHING} Allow that, or move the log to a folder of your own."
    if given.is_symlink():
        target = os.readlink(given)
        return f"{name} is a link to “{target}”, and no file is there. {_NOTHING} Put it back there, or connect the disk it lies on."
    if isinstance(error, NotADirectoryError) or given.parent.is_file():
        return f"“{given.parent}” is a file and no folder, so {name} cannot be in it. {_NOTHING} Load the log again from where it lies."
    if not given.parent.is_dir():
        return f"The folder of {name}, “{given.parent}”, is not there any more. {_NOTHING} Connect its disk, or load the log from where it lies."
    if isinstance(error, FileNotFoundError):
        return f"{name} is not in “{given.parent}” any more. {_NOTHING} Put it back, or load the log from where it lies."
    return f"{name} cannot be reached ({error.strerror}). {_NOTHING} Connect its disk, or load the log from where it lies."


def _ordinary(name: str, there: os.stat_result) -> None:
    if stat.S_ISDIR(there.st_mode):
        raise LogError(f"“{name}” is a folder, and rows are written into a file. {_NOTHING} Give the path of the log in it.")
    if not stat.S_ISREG(there.st_mode):
        raise LogError(f"{name} is no ordinary file, but a pipe or a device. {_NOTHING} Give the path of the log itself.")


def _allowed(name: str, real: Path, there: os.stat_result, above: os.stat_result) -> None:
    """LogError for a file or folder that is to stay as it is, also where whoever runs this could do it all the same."""
    if not there.st_mode & 0o222:
        raise LogError(f"{name} is read-only. {_NOTHING} Allow writing in its properties (or chmod u+w), or write into a copy of it.")
    folder = real.parent
    if not above.st_mode & 0o222 or not os.access(folder, os.W_OK | os.X_OK):
        raise LogError(
            f"The folder of {name}, “{folder}”, is read-only. {_NOTHING} Allow writing in it, or move the log to a folder of your own."
        )
    if not os.access(real, os.R_OK | os.W_OK):
        raise LogError(f"You may not write into {name}. {_NOTHING} Ask whoever it belongs to, or write into a copy of it.")
