"""One row of the table at the foot of METHODS: what was aimed at, what was reached, and the figure it is held against."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

#: Called by a row maker as it goes: what it is doing, and how much of its own work is done (0 to 1).
Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Row:
    """One line of the printed table. naive: the figure a naive method reaches, and that it fails; "" where there is none."""

    what: str
    target: str
    reached: str
    passed: bool
    naive: str = ""


def silent(what: str, done: float) -> None:
    """For those who want no progress."""
