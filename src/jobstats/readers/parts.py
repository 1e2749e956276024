"""A path to the bytes that stand there: one file, the members of a zip, the numbered parts of an archive. Never fetches, never unpacks more than it said."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from jobstats.errors import LogError
from jobstats.progress import step
from jobstats.readers.kinds import EMPTY_ZIP, NEEDS, ZIP

LARGEST = 200 * 2**20
#: To read more than this takes a while on any machine.
LARGE = 8 * 2**20
ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods")
#: LinkedIn's applications: one file, or several that are numbered.
_LINKEDIN = re.compile(r"Job Applications(?:_(\d+))?\.csv", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """The bytes of one file, or of one member of a zip."""

    name: str
    data: bytes


def parts_of(path: Path, sheet: str = "") -> list[Part]:
    """What stands at a path; LogError, in one sentence with the mend, if that can be no log.

    A zip gives all its tables, or the one that `sheet` names; LinkedIn's archive, as a folder or zip, its numbered parts alone.
    """
    shown = path.name or str(path)
    text = str(path)
    if re.match(r"(?:https?|ftp|s3):", text):
        raise LogError(
            f"“{text}” is an address on the net, and the kit never calls the network. Save the file on this computer and give its path."
        )
    try:
        there = path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise LogError(f"There is no file “{path}”. {_hint(path)}") from error
    except (OSError, ValueError) as error:
        raise LogError(
            f"“{shown[:80]}” cannot be a path on this computer. Check it; in JupyterLab, right-click the file and choose Copy Path."
        ) from error
    if stat.S_ISDIR(there.st_mode):
        return _in_folder(path)
    data = _bytes(path, there.st_mode, there.st_size)
    if data.startswith((ZIP, EMPTY_ZIP)):
        return _in_zip(data, shown, sheet)
    return [Part(shown, data)]


def is_linkedin(name: str) -> bool:
    """Whether a file bears the name LinkedIn gives to its applications."""
    return _LINKEDIN.fullmatch(PurePosixPath(name).name) is not None


def _bytes(path: Path, mode: int, size: int) -> bytes:
    """The file's bytes, if it is a regular file of a sensible size."""
    shown = path.name
    if not stat.S_ISREG(mode):
        raise LogError(f"{shown} is not an ordinary file. Give the path of a CSV file.")
    if size > LARGEST:
        raise LogError(f"{shown} is larger than 200 MB, which no log of a job search is. Give the path of the CSV file of your log.")
    step(f"reading {size / 1e6:.0f} MB" if size > LARGE else "reading", sure=size > LARGE)
    try:
        return path.read_bytes()
    except OSError as error:
        raise LogError(f"{shown} cannot be opened ({error.strerror}). Close it elsewhere, or check that you may read it.") from error


def _hint(path: Path) -> str:
    """What stands where the file was looked for."""
    folder = path.parent
    if not folder.is_dir():
        return f"There is no folder “{folder}” either. Check the path; in JupyterLab, right-click the file and choose Copy Path."
    try:
        found = sorted(p.name for p in folder.iterdir() if p.suffix.lower() in ENDINGS)
    except OSError:
        return "Check the name and its ending."
    there = f"In that folder there is: {', '.join(found[:8])}." if found else "That folder holds no CSV file."
    return f"{there} Check the name and its ending."


def _in_folder(folder: Path) -> list[Part]:
    """LinkedIn's parts in an unpacked archive; any other folder is refused."""
    for place in (folder, folder / "Jobs"):
        try:
            found = [p for p in place.iterdir() if is_linkedin(p.name)] if place.is_dir() else []
        except OSError:
            found = []
        if found:
            return [part for p in sorted(found, key=lambda p: _number(p.name)) for part in parts_of(p)]
    raise LogError(f"“{folder}” is a folder. Give the path of the CSV file in it.")


def _number(name: str) -> int:
    """The number of a part; the first has none."""
    match = _LINKEDIN.fullmatch(PurePosixPath(name).name)
    return int(match[1] or 0) if match else 0


def _in_zip(data: bytes, name: str, sheet: str) -> list[Part]:
    """A workbook as it is; of any other zip the tables."""
    with opened(data, name) as archive:
        inside = archive.namelist()
        if is_workbook(archive):
            return [Part(name, data)]
        for member, what in (
            ("word/document.xml", "a Word document"),
            ("ppt/presentation.xml", "a presentation"),
            ("Index/Document.iwa", "a document of Apple’s Numbers or Pages"),
        ):
            if member in inside:
                raise LogError(f"{name} is {what}. {NEEDS}.")
        tables = [i for i in archive.infolist() if _is_table(i.filename)]
        if not tables:
            raise LogError(f"{name} is a zip without a table in it. {NEEDS}, and give the path of that file.")
        linkedin = [i for i in tables if is_linkedin(i.filename)]
        chosen = [i for i in tables if is_called(i.filename, sheet)] if sheet else linkedin
        chosen = sorted(chosen or tables, key=lambda i: (_number(i.filename), i.filename))
        return [Part(i.filename, content) for i, content in zip(chosen, unpacked(archive, chosen, name), strict=True)]


def others_in(path: Path, parts: list[Part]) -> tuple[str, ...]:
    """The tables of a zip that are not among these parts."""
    if len(parts) == 1 and parts[0].name == path.name:
        return ()
    if path.is_dir() or not zipfile.is_zipfile(path):
        return ()
    taken = {part.name for part in parts}
    with zipfile.ZipFile(path) as archive:
        return tuple(n for n in archive.namelist() if _is_table(n) and n not in taken)


def _is_table(member: str) -> bool:
    """Whether a member of a zip may be a table, by its name."""
    place = PurePosixPath(member)
    hidden = any(part.startswith((".", "~$")) or part == "__MACOSX" for part in place.parts)
    return not hidden and place.suffix.lower() in ENDINGS and not member.endswith("/")


def is_called(member: str, sheet: str) -> bool:
    """Whether a person means this member: its whole name, its last part, or that without the ending."""
    place = PurePosixPath(member)
    return sheet.strip().casefold() in (member.casefold(), place.name.casefold(), place.stem.casefold())


def is_workbook(archive: zipfile.ZipFile) -> bool:
    """Whether a zip is a workbook of Excel or of LibreOffice."""
    inside = set(archive.namelist())
    return bool(inside & {"xl/workbook.xml", "xl/workbook.bin"}) or {"content.xml", "META-INF/manifest.xml"} <= inside


def opened(data: bytes, name: str) -> zipfile.ZipFile:
    """A zip of which the directory can be read."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise LogError(f"{name} is a zip or a workbook, and it is damaged: save or download it again.") from error


def unpacked(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], name: str) -> list[bytes]:
    """The members' bytes, never more than the limit in all, whatever the directory says."""
    too_large = LogError(
        f"{name} unpacks to more than 200 MB, which no log of a job search does. Give the path of the CSV file of your log."
    )
    if sum(i.file_size for i in members) > LARGEST:
        raise too_large
    out, left = [], LARGEST
    for info in members:
        if info.flag_bits & 1:
            raise LogError(f"{name} is protected by a password. Unpack it, or save a copy without the password, and give the path of that.")
        try:
            with archive.open(info) as member:
                content = member.read(left + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
            raise LogError(f"{name} is a zip or a workbook, and it is damaged: save or download it again.") from error
        left -= len(content)
        if left < 0:
            raise too_large
        out.append(content)
    return out
