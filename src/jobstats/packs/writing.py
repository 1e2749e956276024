"""A folder of files and the zip beside it, written whole or not at all. Knows nothing of what is in them."""

from __future__ import annotations

import contextlib
import io
import os
import re
import secrets
import shutil
import time
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path, PurePosixPath
from typing import Final

from jobstats.alone import AGAIN, alone
from jobstats.errors import AskError

#: Seconds to wait for another writer of the same folder.
_WAIT: Final = 60.0
#: What systems and programs leave in folders; and what they lay beside a file, around its name.
_LEFT: Final = {".DS_Store", "Thumbs.db", "desktop.ini"}
_BESIDE: Final = re.compile(r"\.~lock\.(?P<office>.+)#|~\$(?P<word>.+)|\._(?P<mac>.+)")
_CHECKPOINTS: Final = ".ipynb_checkpoints"
#: The day every file of a zip bears: the earliest a zip can hold, so that the archive tells no time.
_NO_DAY: Final = (1980, 1, 1, 0, 0, 0)


def write_all(
    folder: str | PathLike[str], name: str, files: Mapping[str, bytes], also: Mapping[str, bytes] | None = None, own: Iterable[str] = ()
) -> Path:
    """Write `files` (paths inside, with "/" → contents) as the folder `name` in `folder`, and `also`, zips of it, beside it; returns the new folder.

    What stood there before is replaced only when everything new is on the disk. own: further paths inside that an earlier run may have written.
    Where anything but `files` and `own` is in the folder, or something else than a zip of these in the place of a zip, all stays and AskError says
    so. Raises AskError, and leaves all as it was, where the disk is full or the folder cannot be written or another run does not come to its end.
    """
    things, mine = (name, *(also or {})), frozenset((*files, *own))
    with _told(name):
        parent = _parent(folder)
        with _folders(parent), alone(parent / f".{name}.lock", _WAIT):
            _refuse(parent, things, mine)
            _mend(parent, things)
            swap = _Swap(parent, things, f".{name}.{secrets.token_hex(4)}")
            try:
                (swap.new / name).mkdir(parents=True)
                for path, content in files.items():
                    _write(swap.new / name / path, content)
                for thing, content in (also or {}).items():
                    _write(swap.new / thing, content)
                swap.do(mine)
            finally:
                swap.clear()
    return parent / name


def zipped(name: str, files: Mapping[str, bytes]) -> bytes:
    """The files as one zip, in a folder `name`; the same bytes for the same files, and no day of making in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(f"{name}/{path}", _NO_DAY)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            archive.writestr(entry, files[path])
    return out.getvalue()


@dataclass(frozen=True)
class _Swap:
    """New things in the place of old ones. Which step it is at can be seen on the disk, so that whoever comes later can undo what was cut off.

    new: where the new things wait. old: where the old ones wait; as long as it is there the new ones do not stand. gone: `old` once they do.
    """

    folder: Path
    things: tuple[str, ...]
    begin: str

    @property
    def new(self) -> Path:
        return self.folder / f"{self.begin}.new"

    @property
    def old(self) -> Path:
        return self.folder / f"{self.begin}.old"

    @property
    def gone(self) -> Path:
        return self.folder / f"{self.begin}.gone"

    def do(self, mine: frozenset[str]) -> None:
        """Put the new things in place; where a step fails, or is broken off, the old ones are put back."""
        try:
            _flush(Path(at) for at, _, _ in os.walk(self.new))
            self.old.mkdir()
            for thing in reversed(self.things):  # a zip goes first and comes last, so that it never lies beside another pack
                if os.path.lexists(self.folder / thing):
                    _move(self.folder / thing, self.old / thing)
            _refuse(self.old, self.things, mine)  # what somebody laid there in the meantime
            for thing in self.things:
                _move(self.new / thing, self.folder / thing)
            _flush([self.folder])
            _move(self.old, self.gone)
        except BaseException:
            self.undo()
            raise

    def undo(self) -> None:
        """Put back what stood there before, unless the new things stand. What cuts it off is made good by doing it again."""
        if not self.old.is_dir():
            return
        for thing in self.things:
            here, old, new = self.folder / thing, self.old / thing, self.new / thing
            if self.new.is_dir() and os.path.lexists(here) and not os.path.lexists(new):
                _move(here, new)
            if os.path.lexists(old) and not os.path.lexists(here):
                _move(old, here)
        with contextlib.suppress(OSError):
            self.old.rmdir()

    def clear(self) -> None:
        """Take away what is no longer needed; nothing while there is something to put back."""
        if not self.old.is_dir():
            shutil.rmtree(self.new, ignore_errors=True)
            shutil.rmtree(self.gone, ignore_errors=True)


def _mend(folder: Path, things: tuple[str, ...]) -> None:
    """What runs left that were cut off: nobody else is writing now, so what stood there goes back to its place, and what was half written goes."""
    ours = re.compile(rf"(\.{re.escape(things[0])}\.[0-9a-f]{{8}})\.(?:new|old|gone)")
    for begin in sorted({found[1] for path in folder.iterdir() if (found := ours.fullmatch(path.name)) and not path.is_symlink()}):
        left = _Swap(folder, things, begin)
        left.undo()
        left.clear()


@contextlib.contextmanager
def _told(name: str) -> Iterator[None]:
    """What the system says against it, as one sentence."""
    try:
        yield
    except OSError as error:
        if isinstance(error, TimeoutError) and error.errno is None:  # ours; a disk that is far away has a number for it
            raise AskError(
                f"{name} is being written there by another run just now. Wait until that is done, and write yours again."
            ) from None
        raise AskError(
            f"{name} could not be written: {error.strerror or type(error).__name__}. Nothing of it was left behind, and what stood there before is still "
            "there. Choose another folder, make room on the disk, or close the files if they are open."
        ) from None


def _parent(folder: str | PathLike[str]) -> Path:
    """The folder to write in, without links on the way."""
    try:
        parent = Path(os.path.realpath(Path(folder).expanduser()))
        os.path.exists(os.fsencode(parent))
    except (TypeError, ValueError, RuntimeError):
        raise AskError('That is no folder that can be written in. Write it as in "../out", or choose another.') from None
    return parent


@contextlib.contextmanager
def _folders(folder: Path) -> Iterator[None]:
    """The folder and those above it; the ones made for this go again where it fails."""
    made = [path for path in (folder, *folder.parents) if not os.path.lexists(path)]
    try:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError):
            raise AskError("There is a file where the folder to write in would be, or one above it. Choose another folder.") from None
        yield
    except BaseException:
        for path in made:
            with contextlib.suppress(OSError):
                path.rmdir()
        raise


def _refuse(folder: Path, things: tuple[str, ...], mine: frozenset[str]) -> None:
    """Refuse to replace what somebody else put there."""
    name, *zips = things
    target = folder / name
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise AskError(f"There is already something called {name} there, and it is no folder of mine. Choose another folder.")
    if other := _other(target, mine):
        raise AskError(
            f"The folder {name} holds something that is not part of it ({other}), which would be lost. Move it away, or choose another folder."
        )
    for thing in zips:
        if os.path.lexists(folder / thing) and not _our_zip(folder / thing, name, mine):
            raise AskError(
                f"There is already something called {thing} there, and it is no zip of mine. Move it away, or choose another folder."
            )


def _other(folder: Path, mine: frozenset[str]) -> str:
    """The name of something in a folder that is none of these paths, nor left there by a system; "" for nothing."""

    def fail(error: OSError) -> None:
        raise error

    above = {str(part) for path in mine for part in PurePosixPath(path).parents}
    for at, inner, names in os.walk(folder, onerror=fail) if folder.is_dir() else ():
        base = PurePosixPath(Path(at).relative_to(folder).as_posix())
        for name in sorted(inner):
            known = str(base / name) in above or (name == _CHECKPOINTS and str(base) in above)
            if not known or Path(at, name).is_symlink():
                return name
        for name in sorted(names):
            if Path(at, name).is_symlink() or not _ours(base / name, mine):
                return name
    return ""


def _ours(path: PurePosixPath, mine: frozenset[str]) -> bool:
    """Whether a file is one of these, or what a program lays beside one while it is open, or left by a system."""
    if path.parent.name == _CHECKPOINTS:
        path = path.parent.parent / f"{path.stem.removesuffix('-checkpoint')}{path.suffix}"
    if beside := _BESIDE.fullmatch(path.name):
        path = path.parent / (beside["office"] or beside["word"] or beside["mac"])
    return str(path) in mine or path.name in _LEFT


def _our_zip(path: Path, name: str, mine: frozenset[str]) -> bool:
    """Whether a file is a zip of these files in a folder of this name and of nothing else."""
    if path.is_symlink() or not path.is_file():
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [PurePosixPath(entry) for entry in archive.namelist() if not entry.endswith("/")]
    except Exception:  # whatever is wrong with it, it is none of ours
        return False
    return all(entry.parts[:1] == (name,) and _ours(entry.relative_to(name), mine) for entry in entries)


def _move(here: Path, there: Path) -> None:
    """Give something another place on the same disk."""
    for seconds in AGAIN:
        try:
            os.rename(here, there)
        except PermissionError:
            time.sleep(seconds)
        else:
            return
    os.rename(here, there)


def _write(path: Path, content: bytes) -> None:
    """One new file, on the disk when this returns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


def _flush(folders: Iterable[Path]) -> None:
    """What is called what in some folders, on the disk when this returns; nothing where a system has no way to say so."""
    if os.name != "posix":
        return
    for folder in folders:
        with contextlib.suppress(OSError):
            place = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(place)
            finally:
                os.close(place)
