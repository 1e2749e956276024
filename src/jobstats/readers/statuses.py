"""What the words in a status mean, as events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from jobstats.readers.meanings import plain
from jobstats.vocabulary import EVENTS

EVENTS_OR_NOT: Final[tuple[str, ...]] = (*EVENTS, "unsent", "ignore")
STATUS_WORDS: Final[dict[str, tuple[str, ...]]] = {plain(e): (e,) for e in EVENTS if e != "applied"} | {"applied": ()}


@dataclass(frozen=True)
class Status:
    """events, in the order they happened: () sent and nothing more is known, ("unsent",) never sent. how: "same", "synonym", "said", "nearest", "unknown"."""

    events: tuple[str, ...]
    how: str


def read_status(cell: str, said: Mapping[str, tuple[str, ...]] = {}) -> Status:
    """A first version."""
    words = plain(cell)
    if words in said:
        return Status(said[words], "said")
    if words in STATUS_WORDS or not words:
        return Status(STATUS_WORDS.get(words, ()), "same")
    return Status((), "unknown")
