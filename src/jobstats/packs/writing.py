"""A folder of files beside its zip, written whole or not at all. Knows nothing of what is in them."""

from __future__ import annotations

import contextlib
import io
import os
import secrets
import shutil
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

from jobstats.errors import AskError

#: Seconds after which nobody is still writing.
_LONG = 3600
#: What systems leave in folders.
_LEFT = {".DS_Store", "Thumbs.db", "desktop.ini"}
#: The day every file of a zip bears: the earliest a zip can hold, so that the archive tells no time.
_NO_DAY = (1980, 1, 1, 0, 0, 0)


def write_all(folder: Path, name: str, files: Mapping[str, bytes], also: Mapping[str, bytes] | None = None) -> Path:
    """Write `files` (paths inside → contents) as the folder `name` inside `folder`, and `also` beside it; returns the new folder.

    What stood there before is replaced only when everything new is on the disk. Only a folder that this wrote before is replaced: one that holds
    anything else stays, and AskError says so. Raises AskError, and leaves all as it was, where the disk is full or the folder cannot be written.
    """
    target = Path(os.path.realpath(folder.expanduser())) / name
    _ours(target, files)
    mark = secrets.token_hex(4)
    beside = target.parent / f".{name}.{mark}.tmp"
    old = target.parent / f".{name}.{mark}.old"
    loose = {target.parent / f".{other}.{mark}.tmp": target.parent / other for other in also or {}}
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _mend(target)
        for path, content in files.items():
            _write(beside / path, content)
        for place, content in zip(loose, (also or {}).values(), strict=True):
            _write(place, content)
        _swap(target, beside, old, loose)
    except OSError as error:
        raise AskError(
            f"{name} could not be written: {error.strerror or type(error).__name__}. Nothing of it was left behind, and what stood there before is still "
            "there. Choose another folder, make room on the disk, or close the files if they are open."
        ) from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        for place in loose:
            with contextlib.suppress(OSError):
                place.unlink()
    shutil.rmtree(old, ignore_errors=True)
    return target


def zipped(name: str, files: Mapping[str, bytes]) -> bytes:
    """The files as one zip, in a folder `name`; the same bytes for the same files, and no day of making in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(f"{name}/{path}", _NO_DAY)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            archive.writestr(entry, files[path])
    return out.getvalue()


def _ours(target: Path, files: Mapping[str, bytes]) -> None:
    """Refuse to replace what somebody else put there."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise AskError(f"There is already something called {target.name} there, and it is no folder of mine. Choose another folder.")
    kinds = {(Path(path).parent.as_posix(), Path(path).suffix) for path in files}
    there = [p.relative_to(target) for p in target.rglob("*") if p.is_file() or p.is_symlink()] if target.is_dir() else []
    others = [p.name for p in there if (p.parent.as_posix(), p.suffix) not in kinds and p.name not in _LEFT]
    if others:
        raise AskError(
            f"The folder {target.name} holds something that is not part of it ({others[0]}), which would be lost. Move it away, or choose another folder."
        )


def _mend(target: Path) -> None:
    """After a run that was cut off an hour ago or more: what stood there goes back to its place, what was half written goes."""
    left = [p for p in target.parent.glob(f".{target.name}.*") if p.suffix in (".old", ".tmp") and time.time() - p.lstat().st_mtime > _LONG]
    for place in sorted(left):
        if place.suffix == ".old" and not target.exists():
            place.rename(target)
        elif place.is_dir() and not place.is_symlink():
            shutil.rmtree(place, ignore_errors=True)
        else:
            place.unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    """One new file, on the disk when this returns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


def _swap(target: Path, beside: Path, old: Path, loose: Mapping[Path, Path]) -> None:
    """The new folder and files in the place of the old ones; where a step fails, the old folder is put back."""
    had = target.exists()
    if had:
        target.rename(old)
    try:
        beside.rename(target)
        for place, to in loose.items():
            os.replace(place, to)
    except OSError:
        if had and old.exists():
            shutil.rmtree(target, ignore_errors=True)
            old.rename(target)
        elif not had:
            shutil.rmtree(target, ignore_errors=True)
        raise
