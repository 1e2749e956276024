"""What is remembered of one's packs, beside the log and never in a pack: the key of the letters, and the counts of earlier packs."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from string import ascii_uppercase
from typing import Any, Final

from jobstats.alone import AGAIN, FOLDER, alone
from jobstats.applications import company_key, fold
from jobstats.log import JobLog, remembered

#: Counts of so many packs are remembered.
_PAST: Final = 60
#: Letters are drawn from so many at least, so that a letter says nothing of when its employer came.
_LEAST: Final = 26 + 26**2
#: Bytes of a key.
_KEY: Final = 32
#: Seconds to wait for another pack to be remembered.
_WAIT: Final = 20.0


@dataclass
class Memory:
    """What is remembered. key: a secret. codes: a name's mark, made with the key → its letters. past: counts of earlier packs, the newest last.

    file: where it is kept; None for a log that lies nowhere (the sample): it is forgotten with the log.
    new: whether no letters were kept when this was recalled. lost: whether there were some that could not be read, so that these are new ones;
    so until a pack with letters is kept. The file that could not be read is never deleted: it lies beside the new one, called .damaged.
    """

    file: Path | None
    key: bytes = field(default_factory=lambda: secrets.token_bytes(_KEY), repr=False)
    codes: dict[str, str] = field(default_factory=dict)
    past: list[dict[str, Any]] = field(default_factory=list)
    new: bool = True
    lost: bool = False
    _found: bool = field(default=False, repr=False)
    _reserved: bool = field(default=False, repr=False)

    def letters(self, names: Iterable[str], kind: str) -> dict[str, str]:
        """Letters for names as they are compared; the same name gets the same ones for as long as the key is kept.

        New names get letters by chance from all that are free, so that letters tell neither an alphabet nor an order of applying.
        """
        new = {name: self._mark(f"{kind} {name}") for name in sorted(set(names) - {""})}
        for mark in sorted(new.values()):
            if mark not in self.codes:
                self.codes[mark] = self._free()
        return {name: self.codes[mark] for name, mark in new.items()}

    def reserve(self, log: JobLog) -> bool:
        """Letters for everybody in a log, written down before they are used, so that no other pack gives them to somebody else.

        False where that cannot be done: then they hold for as long as the log is loaded.
        """
        self._reserved = True
        if self.file is None:
            return False
        try:
            with self._open(self.file):
                companies(log, self)
                people(log, self)
        except OSError:
            return False
        return True

    def keep(self, counts: Mapping[str, Any] | None = None) -> bool:
        """Write it down, the old file or the new one and nothing between, with what a pack counted (see since.counts).

        What other packs wrote in the meantime stays. False where it cannot be written.
        """
        if self.file is None:
            return False
        try:
            with self._open(self.file):
                self.lost = self.lost and not self._reserved
                if counts is not None:
                    now = {**counts, "filters": self.asked(counts["filters"])}
                    before = [p for p in self.past if (p.get("as_of"), p.get("filters")) != (now["as_of"], now["filters"])]
                    self.past = [*before, now][-_PAST:]
        except OSError:
            return False
        return True

    def asked(self, filters: Iterable[str]) -> str:
        """What stands for the filters of a log, in any order: they hold names, and are not written down."""
        return self._mark(f"filters {json.dumps(sorted(filters))}")

    def recall(self) -> None:
        """Take in what was written down since this was recalled last; nothing is written."""
        self._reserved = False
        if self.file is not None:
            self._meet(self.file)
        self.new = not self._found

    @contextlib.contextmanager
    def _open(self, file: Path) -> Iterator[None]:
        """What is on the disk and what the block adds, written down; nobody else writes meanwhile. Raises OSError where that cannot be done."""
        file.parent.mkdir(mode=0o700, exist_ok=True)
        with alone(file.with_name(f"{file.name}.lock"), _WAIT):
            if not self._meet(file):
                _aside(file)
            yield
            _written_down(file, {"key": self.key.hex(), "codes": self.codes, "past": self.past, "lost": self.lost})
            self._found = self._found or bool(self.codes)

    def _meet(self, file: Path) -> bool:
        """Take in what is on the disk, which wins where both say something; False for a file that cannot be read."""
        try:
            said = _said(file)
        except (OSError, ValueError):
            self.lost = self.lost or not self._found
            return False
        if said is not None:
            key, codes, self.past, self.lost = said
            mine, taken = self.codes if key == self.key else {}, set(codes.values())
            self.key, self.codes = key, codes | {mark: code for mark, code in mine.items() if mark not in codes and code not in taken}
            self._found = self._found or bool(codes)
        return True

    def _mark(self, text: str) -> str:
        return blake2b(text.encode("utf-8", "surrogatepass"), key=self.key, digest_size=16).hexdigest()

    def _free(self) -> str:
        taken = set(self.codes.values())
        most = _LEAST
        while len(taken) * 2 > most:
            most += 26 ** (len(_written(most - 1)) + 1)
        while (code := _written(secrets.randbelow(most))) in taken:
            pass
        return code


def recalled(log: JobLog) -> Memory:
    """What is remembered of this log's packs, whatever of it a filter left; letters given once hold for as long as the log is loaded."""
    base = log.whole[0] if log.whole else log
    file = Path(base.path).parent / FOLDER / f"{Path(base.path).name}.packs.json" if base.path else None
    kept = remembered(base, "packs", lambda: Memory(file))
    kept.recall()
    return kept


def companies(log: JobLog, memory: Memory) -> dict[str, str]:
    """What stands for each company of a log and of what its filters left out."""
    table = (log.whole[0] if log.whole else log).applications
    return memory.letters((company_key(n) for n in map(str, table["company"].unique())), "company")


def people(log: JobLog, memory: Memory) -> dict[str, str]:
    """What stands for each person named as a contact: “person QD”."""
    events = (log.whole[0] if log.whole else log).events
    letters = memory.letters((fold(n) for n in map(str, events["contact"].unique())), "person")
    return {name: f"person {code}" for name, code in letters.items()}


def _said(file: Path) -> tuple[bytes, dict[str, str], list[dict[str, Any]], bool] | None:
    """Key, letters, counts and whether letters were lost, as they lie on the disk; None for no file, ValueError for one that is damaged."""
    try:
        said = json.loads(_text(file))
        key, codes = bytes.fromhex(said["key"]), {str(mark): str(code) for mark, code in said["codes"].items()}
        past, lost = said.get("past", []), bool(said.get("lost"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError from error
    letters = codes.values()
    if len(key) != _KEY or len(set(letters)) != len(codes) or not all(c.isascii() and c.isupper() and c.isalpha() for c in letters):
        raise ValueError
    return key, codes, [p for p in past if isinstance(p, dict)] if isinstance(past, list) else [], lost


def _text(file: Path) -> str:
    """What is in the file, also where it is replaced just now."""
    for seconds in AGAIN:
        try:
            return file.read_text(encoding="utf-8")
        except PermissionError:
            time.sleep(seconds)
    return file.read_text(encoding="utf-8")


def _aside(file: Path) -> None:
    """A file that cannot be read gets another name, and stays."""
    names = (f"{file.name}.damaged{n}" for n in ("", *(f"-{i}" for i in range(2, 1000))))
    with contextlib.suppress(FileNotFoundError):
        os.rename(file, next(place for name in names if not os.path.lexists(place := file.with_name(name))))


def _written_down(file: Path, what: Mapping[str, Any]) -> None:
    """The new file in the place of the old one; nobody else writes at this time. Raises OSError."""
    beside = file.with_name(f"{file.name}.tmp")
    beside.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
            json.dump(what, out, indent=1)
            out.flush()
            os.fsync(out.fileno())
        os.replace(beside, file)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()


def _written(number: int) -> str:
    """0, 1 … as A, B … Z, AA, AB …"""
    out = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        out = ascii_uppercase[rest] + out
    return out
