"""Copies of a log as it was before each save, outside the person's folders: the newest, and one of each day. Nothing here reads them but to compare."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from jobstats.alone import FOLDER, flushed, laid

#: Where the copies go instead, if this is set.
PLACE: Final = "JOBSTATS_BACKUPS"
#: How a folder's name begins that holds a log to try with, and goes with it: copies of that are kept there as well.
PRACTICE: Final = "jobstats-practice-"
#: So many of the newest are kept, and the first of each of so many days.
NEWEST, DAYS = 20, 366
#: A copy's name: when it was made (UTC), and what its bytes were.
_NAME: Final = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)T\d\d-\d\d-\d\d\.\d{6}Z-(?P<mark>[0-9a-f]{16})(?:\..*)?")
_HALF: Final = ".new"


class Backups:
    """The copies of one file, by its real path; two files of the same name have folders of their own."""

    def __init__(self, file: Path) -> None:
        self.file = file
        mine = f"{file.name[:80]}-{sha256(os.fsencode(file)).hexdigest()[:8]}"
        places = [] if file.parent.name.startswith(PRACTICE) else _places()
        self.folders = [place / mine for place in places] + [file.parent / FOLDER / "backups"]

    def keep(self, data: bytes) -> Path:
        """A copy of these bytes, safe on the disk when this returns; older ones that are too many go. OSError where it cannot be written anywhere."""
        trouble: OSError | None = None
        for folder in self.folders:
            try:
                return _kept(folder, data, self.file.suffix)
            except OSError as error:
                trouble = error
        assert trouble is not None
        raise trouble

    def holds(self, data: bytes) -> bool:
        """Whether there is a copy of these very bytes."""
        mark = _mark(data)
        return any(_is(path, data) for folder in self.folders for path, _, there in _copies(folder) if there == mark)

    def find(self, fingerprint: str) -> bytes | None:
        """The copy whose bytes have this fingerprint (see readers.fingerprint), if there is one."""
        for folder in self.folders:
            for path, _, mark in _copies(folder):
                if fingerprint.startswith(mark):
                    with contextlib.suppress(OSError):
                        data = path.read_bytes()
                        if sha256(data).hexdigest() == fingerprint:
                            return data
        return None


def _places() -> Iterable[Path]:
    """Where the copies of all logs go: a folder of this computer that no program takes elsewhere."""
    said = os.environ.get(PLACE)
    from platformdirs import user_data_path

    try:
        if said:
            return [Path(said).expanduser().absolute()]
        return [user_data_path("jobstats", appauthor=False) / "backups"]
    except (OSError, RuntimeError):  # nobody's home
        return []


def _kept(folder: Path, data: bytes, suffix: str) -> Path:
    there = _copies(folder)
    if there and there[-1][2] == _mark(data) and _is(there[-1][0], data):
        return there[-1][0]
    _made(folder)
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%S.%fZ")
    path = folder / f"{now}-{_mark(data)}{suffix}"
    half = folder / f".{secrets.token_hex(4)}{_HALF}"
    laid(half, data)
    try:
        os.replace(half, path)
        flushed([folder])
    except BaseException:
        for left in (half, path):
            with contextlib.suppress(OSError):
                os.unlink(left)
        raise
    _thinned(folder, path)
    return path


def _made(folder: Path) -> None:
    """The folder, with those above it, for nobody else to look into; their names safe on the disk."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    for place in reversed(missing):
        with contextlib.suppress(FileExistsError):
            os.mkdir(place, 0o700)
    flushed(place.parent for place in missing)


def _thinned(folder: Path, new: Path) -> None:
    """Take away what is too much, and halves that a killed run left; what cannot go stays."""
    copies = _copies(folder)
    first: dict[str, Path] = {}
    for path, day, _ in copies:
        first.setdefault(day, path)
    wanted = {new, *(path for path, _, _ in copies[-NEWEST:]), *(first[day] for day in sorted(first)[-DAYS:])}
    halves = [folder / name for name in _listed(folder) if name.startswith(".") and name.endswith(_HALF)]
    for path in [*(path for path, _, _ in copies if path not in wanted), *halves]:
        with contextlib.suppress(OSError):
            os.unlink(path)


def _copies(folder: Path) -> list[tuple[Path, str, str]]:
    """The copies in a folder, oldest first: path, day, mark."""
    found = [match for name in sorted(_listed(folder)) if (match := _NAME.fullmatch(name))]
    return [(folder / match.string, match["day"], match["mark"]) for match in found]


def _listed(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _is(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _mark(data: bytes) -> str:
    return sha256(data).hexdigest()[:16]
