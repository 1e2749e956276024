"""What is remembered of one's packs, beside the log and never in a pack: the key of the letters, and the counts of the last pack."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from string import ascii_uppercase
from typing import Any

from jobstats.applications import company_key, fold
from jobstats.log import JobLog

#: The folder beside a log in which the kit keeps what is the person's own affair.
FOLDER = ".jobstats"
#: Letters are drawn from so many at least, so that a letter says nothing of when its employer came.
_LEAST = 26 + 26**2


@dataclass
class Memory:
    """What is remembered. key: a secret. codes: a name's mark, made with the key → its letters. last: the counts of the last pack, {} for none.

    file: where it is kept; None for a log that lies nowhere (the sample): it is forgotten with the pack.
    """

    file: Path | None
    key: bytes
    codes: dict[str, str] = field(default_factory=dict)
    last: dict[str, Any] = field(default_factory=dict)

    def letters(self, names: Iterable[str], kind: str) -> dict[str, str]:
        """Letters for names as they are compared; the same name gets the same ones for as long as the key is kept.

        New names get letters by chance from all that are free, so that letters tell neither an alphabet nor an order of applying.
        """
        new = {name: blake2b(f"{kind} {name}".encode(), key=self.key, digest_size=16).hexdigest() for name in sorted(set(names) - {""})}
        for mark in sorted(new.values()):
            if mark not in self.codes:
                self.codes[mark] = self._free()
        return {name: self.codes[mark] for name, mark in new.items()}

    def _free(self) -> str:
        taken = set(self.codes.values())
        most = _LEAST
        while len(taken) * 2 > most:
            most += 26 ** (len(_written(most - 1)) + 1)
        while (code := _written(secrets.randbelow(most))) in taken:
            pass
        return code

    def keep(self) -> bool:
        """Write it down, the old file or the new one and nothing between; False where that cannot be done."""
        if self.file is None:
            return False
        text = json.dumps({"key": self.key.hex(), "codes": self.codes, "last": self.last}, indent=1)
        beside = self.file.with_name(f"{self.file.name}.{secrets.token_hex(4)}.tmp")
        try:
            self.file.parent.mkdir(mode=0o700, exist_ok=True)
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
                out.write(text)
                out.flush()
                os.fsync(out.fileno())
            os.replace(beside, self.file)
        except OSError:
            with contextlib.suppress(OSError):
                beside.unlink()
            return False
        return True


def recalled(log: JobLog) -> Memory:
    """What is remembered of this log's packs; a new key where there is nothing, or nothing that can be read."""
    file = Path(log.path).parent / FOLDER / f"{Path(log.path).name}.packs.json" if log.path else None
    try:
        said = json.loads(file.read_text(encoding="utf-8")) if file is not None else {}
        codes = {str(mark): str(code) for mark, code in said["codes"].items()}
        if len(set(codes.values())) == len(codes) and all(c.isascii() and c.isupper() and c.isalpha() for c in codes.values()):
            return Memory(file, bytes.fromhex(said["key"]), codes, dict(said["last"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    return Memory(file, secrets.token_bytes(32))


def companies(log: JobLog, memory: Memory) -> dict[str, str]:
    """What stands for each company of a log and of what its filters left out."""
    table = (log.whole[0] if log.whole else log).applications
    return memory.letters((company_key(n) for n in map(str, table["company"].unique())), "company")


def people(log: JobLog, memory: Memory) -> dict[str, str]:
    """What stands for each person named as a contact: “person QD”."""
    events = (log.whole[0] if log.whole else log).events
    letters = memory.letters((fold(n) for n in map(str, events["contact"].unique())), "person")
    return {name: f"person {code}" for name, code in letters.items()}


def _written(number: int) -> str:
    """0, 1 … as A, B … Z, AA, AB …"""
    out = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        out = ascii_uppercase[rest] + out
    return out
