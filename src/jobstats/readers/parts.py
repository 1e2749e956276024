from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Part:
    """The bytes of one file, or of one member of a zip."""

    name: str
    data: bytes


def parts_of(path: Path, sheet: str) -> list[Part]:
    """x"""
    return [Part(path.name, path.read_bytes())]
