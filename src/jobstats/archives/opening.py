"""A path to the calendars and the messages that stand there: a file, or a zip of some. Never fetches, never unpacks a zip in a zip."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from jobstats.errors import LogError, count

#: More than any calendar or any archive of messages takes.
LARGEST = 100 * 2**20
_MOST_FILES = 500
_MESSAGES = re.compile(r"messages(?: ?\(\d+\)|_\d+)?\.csv", re.IGNORECASE)
_PROFILE = re.compile(r"profile(?: ?\(\d+\)|_\d+)?\.csv", re.IGNORECASE)
_NEEDS = "Give the path of a calendar (.ics), of LinkedIn’s messages.csv, or of the zip they came in"


@dataclass(frozen=True)
class File:
    """The bytes of one file."""

    name: str
    data: bytes

    @property
    def is_calendar(self) -> bool:
        """Whether it begins as a calendar does, in whatever encoding."""
        return b"BEGIN:VCALENDAR" in self.data[:4000].replace(b"\0", b"").upper()


@dataclass(frozen=True)
class Opened:
    """What stands at a path. left_out: what else stands there, in sentences."""

    calendars: list[File] = field(default_factory=list)
    messages: list[File] = field(default_factory=list)
    profiles: list[File] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


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
            raise LogError(f"“{shown}” is a folder. {_NEEDS}.")
        if not stat.S_ISREG(there.st_mode):
            raise LogError(f"{shown} is not an ordinary file. {_NEEDS}.")
        if there.st_size > LARGEST:
            raise LogError(f"{shown} is larger than 100 MB, which no calendar is. Export only the calendar you use, or a shorter time.")
        file = File(shown, place.read_bytes())
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
    if file.data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(place, shown)
    if file.is_calendar:
        return Opened(calendars=[file])
    if not _has_header(file):
        raise LogError(f"{shown} is neither a calendar nor LinkedIn’s messages.csv. {_NEEDS}.")
    return Opened(messages=[file])


def _has_header(file: File) -> bool:
    """Whether a file begins with columns such as LinkedIn's messages have."""
    head = file.data[:4000].replace(b"\0", b"").upper()
    return b"FROM" in head and b"DATE" in head and (b"CONTENT" in head or b"CONVERSATION" in head)


def _wanted(name: str) -> bool:
    """Whether a file may be a calendar, messages or a profile, by its name."""
    place = PurePosixPath(name)
    hidden = any(part.startswith((".", "~$")) or part == "__MACOSX" for part in place.parts)
    return not hidden and bool(place.suffix.lower() == ".ics" or _MESSAGES.fullmatch(place.name) or _PROFILE.fullmatch(place.name))


def _sorted(files: list[File], left_out: list[str], shown: str) -> Opened:
    """Which of a zip's files are calendars, messages and profiles, by their names; LogError where none is."""
    named = [(PurePosixPath(f.name).name, f) for f in files]
    calendars = [f for f in files if f.is_calendar]
    messages = [f for name, f in named if _MESSAGES.fullmatch(name)]
    if not calendars and not messages:
        raise LogError(f"{shown} holds neither a calendar nor LinkedIn’s messages.csv. {_NEEDS}.")
    odd = sum(1 for name, f in named if name.lower().endswith(".ics") and not f.is_calendar)
    said = [f"{count(odd, 'file')} bearing the ending of a calendar {'is' if odd == 1 else 'are'} none."] if odd else []
    return Opened(calendars, messages, [f for name, f in named if _PROFILE.fullmatch(name)], [*left_out, *said])


def _zip(path: Path, shown: str) -> Opened:
    """The members of a zip, never more than the limit in all, whatever its directory says."""
    damaged = LogError(f"{shown} is a zip, and it is damaged: download it again.")
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            inner = sum(1 for i in infos if i.filename.lower().endswith(".zip"))
            chosen = [i for i in infos if _wanted(i.filename) and not i.is_dir()]
            if any(i.flag_bits & 1 for i in chosen):
                raise LogError(f"{shown} is protected by a password. Unpack it, and give the path of the file in it.")
            files, left = [], LARGEST
            for info in chosen[:_MOST_FILES]:
                with archive.open(info) as member:
                    data = member.read(left + 1)
                left -= len(data)
                if left < 0:
                    raise LogError(
                        f"{shown} unpacks to more than 100 MB, which no calendar is. Unpack it, and give the path of the one file you mean."
                    )
                files.append(File(info.filename, data))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        raise damaged from None
    said = (
        [f"{count(inner, 'zip')} inside {'was' if inner == 1 else 'were'} not opened: unpack the outer one, and give its path."]
        if inner
        else []
    )
    return _sorted(files, said, shown)
