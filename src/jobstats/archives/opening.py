"""A path to the calendars and the messages that stand there: a file, or a zip or folder of some. Never fetches, never unpacks a zip in a zip."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from jobstats.errors import LogError

#: More than any calendar or any archive of messages takes.
LARGEST = 100 * 2**20
_MESSAGES = re.compile(r"messages(?: ?\(\d+\)|_\d+)?\.csv", re.IGNORECASE)
_NEEDS = "Give the path of a calendar (.ics), of LinkedIn’s messages.csv, or of the zip or folder they came in"
#: The bytes of calendars, and of messages.
Opened = tuple[list[bytes], list[bytes]]


def opened(path: str | Path) -> Opened:
    """The calendars and messages at a path; LogError, in one sentence with the mend, where there are none or they cannot be opened."""
    text = str(path)
    if re.match(r"(?:https?|webcal|ftp)s?:", text, re.IGNORECASE):
        raise LogError(
            f"“{text[:80]}” is an address on the net, and the kit never calls the network. Save the calendar as a file and give its path."
        )
    shown = Path(text).name[:80] or text[:80]
    try:
        place = Path(path).expanduser()
        there = place.stat()
        if stat.S_ISDIR(there.st_mode):
            return _folder(place, f"The folder “{shown}”")
        if not stat.S_ISREG(there.st_mode):
            raise LogError(f"{shown} is not an ordinary file. {_NEEDS}.")
        if there.st_size > LARGEST:
            raise LogError(f"{shown} is larger than 100 MB, which no calendar is. Export only the calendar you use, or a shorter time.")
        data = place.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise LogError(
            f"There is no file “{text[:200]}”. Check the path; in JupyterLab, right-click the file and choose Copy Path."
        ) from None
    except OSError as error:
        raise LogError(f"{shown} cannot be opened ({error.strerror}). Close it elsewhere, or check that you may read it.") from None
    except (ValueError, RuntimeError):
        raise LogError(
            f"“{shown}” cannot be a path on this computer. Check it; in JupyterLab, right-click the file and choose Copy Path."
        ) from None
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(place, shown)
    if _is_calendar(data):
        return [data], []
    if not _has_header(data):
        raise LogError(f"{shown} is neither a calendar nor LinkedIn’s messages.csv. {_NEEDS}.")
    return [], [data]


def _is_calendar(data: bytes) -> bool:
    """Whether a file begins as a calendar does, in whatever encoding."""
    return b"BEGIN:VCALENDAR" in data[:4000].replace(b"\0", b"").upper()


def _has_header(data: bytes) -> bool:
    """Whether a file begins with columns such as LinkedIn's messages have."""
    head = data[:4000].replace(b"\0", b"").upper()
    return b"FROM" in head and b"DATE" in head and (b"CONTENT" in head or b"CONVERSATION" in head)


def _wanted(name: str) -> bool:
    """Whether a file in a zip or folder may be a calendar or messages, by its name."""
    place = PurePosixPath(name)
    hidden = any(part.startswith((".", "~$")) or part == "__MACOSX" for part in place.parts)
    return not hidden and (place.suffix.lower() == ".ics" or _MESSAGES.fullmatch(place.name) is not None)


def _sorted(files: Iterable[tuple[str, BinaryIO]], shown: str) -> Opened:
    """Which of these are calendars and which messages, never more than the limit in all, whatever is said of their size; LogError where none is."""
    calendars, messages, left = list[bytes](), list[bytes](), LARGEST
    for name, file in files:
        with file:
            data = file.read(left + 1)
        left -= len(data)
        if left < 0:
            raise LogError(f"{shown} holds more than 100 MB, which no calendar is. Give the path of the one file you mean.")
        if _is_calendar(data):
            calendars.append(data)
        elif _MESSAGES.fullmatch(PurePosixPath(name).name):
            messages.append(data)
    if not calendars and not messages:
        raise LogError(f"{shown} holds neither a calendar nor LinkedIn’s messages.csv. {_NEEDS}.")
    return calendars, messages


def _folder(folder: Path, shown: str) -> Opened:
    """The files in a folder, not those below it."""
    return _sorted(((path.name, path.open("rb")) for path in sorted(folder.iterdir()) if _wanted(path.name) and path.is_file()), shown)


def _zip(path: Path, shown: str) -> Opened:
    """The members of a zip; none of a zip in it."""
    try:
        with zipfile.ZipFile(path) as archive:
            chosen = [i for i in archive.infolist() if _wanted(i.filename) and not i.is_dir()]
            if any(i.flag_bits & 1 for i in chosen):
                raise LogError(f"{shown} is protected by a password. Unpack it, and give the path of the file in it.")
            return _sorted(((i.filename, cast(BinaryIO, archive.open(i))) for i in chosen), shown)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        raise LogError(f"{shown} is a zip, and it is damaged: download it again.") from None
