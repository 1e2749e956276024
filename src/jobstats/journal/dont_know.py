"""What a person answered “I don't know”, or “nothing yet”, kept beside the log so that nobody asks again. Only marks of questions are kept, no names."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from jobstats.alone import FOLDER, alone, flushed, laid
from jobstats.log import JobLog, remembered

#: Where the answers are kept: one file for all logs of a folder, so that a log that is renamed keeps its own.
FILE: Final = "unknown.json"
#: Seconds to wait for another program that writes the same file.
_WAIT: Final = 5.0
_SALT: Final = 16


@dataclass
class Unknown:
    """The questions a person could not answer, as marks made with a salt of the file's own.

    file: where they are kept; None for a log that lies nowhere (the sample): they are forgotten with the log.
    A file that cannot be read counts as none, and the next answer takes its place.
    """

    file: Path | None
    _salt: str = field(default="", repr=False)
    _marks: Mapping[str, str] = field(default_factory=dict, repr=False)
    _unwritten: dict[str, str] = field(default_factory=dict, repr=False)

    def among(self, keys: Iterable[str], today: date = date.min) -> set[str]:
        """Those of these questions that are not to be asked on a day, as the file says now; nothing is written."""
        self._read()
        until = {key: self._unwritten.get(key, self._marks.get(self._mark(key))) for key in keys}
        return {key for key, day in until.items() if day is not None and (not day or today.isoformat() < day)}

    def add(self, key: str, until: date | None = None) -> bool:
        """Never ask this again, or not before a day. False where that cannot be written down: then it holds as long as the log is loaded."""
        day = until.isoformat() if until else ""
        self._unwritten[key] = day
        if not self._write(lambda: {**self._marks, self._mark(key): day}):
            return False
        del self._unwritten[key]
        return True

    def discard(self, key: str) -> bool:
        """It may be asked again. False where that cannot be written down."""
        self._unwritten.pop(key, None)
        return self._write(lambda: {mark: day for mark, day in self._marks.items() if mark != self._mark(key)})

    def _write(self, change: Callable[[], Mapping[str, str]]) -> bool:
        """What the file says, changed, in its place; nobody else writes meanwhile. False where that cannot be done."""
        if self.file is None:
            return False
        try:
            self.file.parent.mkdir(mode=0o700, exist_ok=True)
            with alone(self.file.with_name(f"{self.file.name}.lock"), _WAIT):
                self._read()
                marks = change()
                _replaced(self.file, {"salt": self._salt, "unknown": dict(sorted(marks.items()))})
        except OSError:
            return False
        self._marks = marks
        return True

    def _read(self) -> None:
        """Take in what the file says, where there is one that can be read."""
        try:
            said = json.loads(self.file.read_text(encoding="utf-8")) if self.file else {}
            salt, marks = bytes.fromhex(said["salt"]).hex(), {str(mark): str(day) for mark, day in said["unknown"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            salt, marks = self._salt or secrets.token_hex(_SALT), {}
        self._salt, self._marks = salt, marks

    def _mark(self, key: str) -> str:
        return blake2b(key.encode("utf-8", "surrogatepass"), key=bytes.fromhex(self._salt)[:64], digest_size=16).hexdigest()


def unknown(log: JobLog) -> Unknown:
    """What is not to be asked again of this log, whatever of it a filter left, and of the others in its folder."""
    base = log.whole[0] if log.whole else log
    file = Path(base.path).parent / FOLDER / FILE if base.path else None
    return remembered(base, "unknown answers", lambda: Unknown(file))


def _replaced(file: Path, what: Mapping[str, Any]) -> None:
    """The new file in the place of the old one, whole. Raises OSError."""
    beside = file.with_name(f"{file.name}.tmp")
    beside.unlink(missing_ok=True)
    laid(beside, json.dumps(what, indent=1).encode())
    try:
        os.replace(beside, file)
        flushed([file.parent])
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()
