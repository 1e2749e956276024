"""The journal: what was asked for and what became of it, one JSON object a line beside the log, on the disk before the log is touched."""

from __future__ import annotations

import base64
import contextlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from jobstats.alone import FOLDER, flushed, poured, safe
from jobstats.journal.edit import Edit

#: What can become of something asked for.
DONE, WAITING, FAILED, DROPPED = "done", "waiting", "failed", "dropped"
_TOLD: Final = (DONE, WAITING, FAILED, DROPPED)


@dataclass(frozen=True)
class Asked:
    """One change of rows that was asked for, as far as the journal tells.

    id: of the change, the same when it is tried again. op: "append", "amend" or "undo". when: UTC, ISO. line: of its first row in the new file.
    text: the rows as people see them. was, rows: their cells before and after. edit: the bytes. before, after: the file's fingerprints. about: what each
    row says, in the words of whoever asked. temp: the name under which the new file waits. of: what an undo takes back. became: "" while nothing is known.
    left: places of rows that are not to be offered again.
    """

    id: str
    op: str
    line: int
    text: str
    was: list[list[str]]
    rows: list[list[str]]
    edit: Edit
    before: str
    after: str
    about: list[dict[str, str]] = field(default_factory=list)
    temp: str = ""
    of: str = ""
    when: str = ""
    became: str = ""
    left: frozenset[int] = frozenset()


class Records:
    """The journal of one log. Lines that cannot be read, such as a last one that was cut off, count as not written."""

    def __init__(self, file: Path) -> None:
        self.path = file.parent / FOLDER / f"{file.name}.journal.jsonl"

    def ask(self, asked: Asked) -> None:
        """Write down what is about to be done; on the disk when this returns. Raises OSError, and then nothing of it is there."""
        at, old, new = asked.edit.at, _packed(asked.edit.old), _packed(asked.edit.new)
        said = {"asked": asked.id, **vars(asked), "edit": [at, old, new], "when": _now()}
        self._add([{name: value for name, value in said.items() if name not in ("id", "became", "left")}])

    def tell(self, ids: Iterable[str], what: str) -> None:
        """Write down what became of it; on the disk when this returns. ids: id/2 is the third row of a change. Raises OSError."""
        self._add([{what: ident, "when": _now()} for ident in ids])

    def all(self) -> list[Asked]:
        """Everything asked for, oldest first, each with what became of it; of one that was tried again its last try."""
        found: dict[str, Asked] = {}
        for line in self._lines():
            asked = _asked(line)
            if asked is not None:
                found.pop(asked.id, None)
                found[asked.id] = asked
            for what in _TOLD:
                ident, _, place = str(line.get(what)).partition("/")
                if ident in found and place.isdecimal() and what == DROPPED:
                    found[ident] = replace(found[ident], left=found[ident].left | {int(place)})
                elif ident in found and not place:
                    found[ident] = replace(found[ident], became=what)
        return list(found.values())

    def _lines(self) -> list[Mapping[str, Any]]:
        try:
            data = self.path.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return []
        out: list[Mapping[str, Any]] = []
        for line in data.split(b"\n"):
            with contextlib.suppress(ValueError, RecursionError):
                said = json.loads(line)
                if isinstance(said, dict):
                    out.append(said)
        return out

    def _add(self, lines: Sequence[Mapping[str, Any]]) -> None:
        """Some lines more, in one write; a last line that was cut off is ended first."""
        text = "".join(json.dumps(line, ensure_ascii=True, separators=(",", ":")) + "\n" for line in lines).encode()
        new = not self.path.exists()
        place = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0), 0o600)
        try:
            size = os.fstat(place).st_size
            if size:
                os.lseek(place, -1, os.SEEK_END)
                text = text if os.read(place, 1) == b"\n" else b"\n" + text
            try:
                poured(place, text)
                safe(place)
            except BaseException:
                with contextlib.suppress(OSError):
                    os.ftruncate(place, size)
                raise
        finally:
            os.close(place)
        if new:
            flushed([self.path.parent, self.path.parent.parent])


def _asked(line: Mapping[str, Any]) -> Asked | None:
    """What a line tells that was asked for; None for any other line."""
    try:
        at, old, new = line["edit"]
        return Asked(
            id=str(line["asked"]),
            op=str(line["op"]),
            line=int(line["line"]),
            text=str(line["text"]),
            was=[[str(cell) for cell in row] for row in line["was"]],
            rows=[[str(cell) for cell in row] for row in line["rows"]],
            edit=Edit(int(at), _unpacked(old), _unpacked(new)),
            before=str(line["before"]),
            after=str(line["after"]),
            about=[{str(k): str(v) for k, v in one.items()} for one in line.get("about", [])],
            temp=str(line.get("temp", "")),
            of=str(line.get("of", "")),
            when=str(line.get("when", "")),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _packed(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _unpacked(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
