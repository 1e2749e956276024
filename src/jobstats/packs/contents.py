"""What a pack says, ready to be written in any format: every text and number here may leave the machine as it stands."""

from __future__ import annotations

from dataclasses import dataclass

from jobstats.page import Drawn

#: The parts of an explanation that stand beside their chart; the others stand together at the end.
BESIDE = ("What it helps to decide", "What it is", "Rests on", "Left out")


@dataclass(frozen=True)
class Contents:
    """A pack for the coach, in the order in which it is read. Knows nothing of a log.

    title; made: when, no nearer than the level allows. about: what this is, what it leaves out, how to read it, a paragraph each.
    words: what the owner wrote for the session ("" for nothing; may hold line breaks). lines: the search in five lines, heading and
    sentence, effort first. first: the picture beside them, one of charts (None where there is none). changes: what changed since the last
    pack. questions: the owner's own, three at most. charts: as drawn at this level. early: what cannot be told yet: question, and when it
    can. held_back: charts this level does not show: question, and why.
    """

    title: str
    made: str
    about: tuple[str, ...]
    words: str
    lines: tuple[tuple[str, str], ...]
    first: Drawn | None
    changes: tuple[str, ...]
    questions: tuple[str, ...]
    charts: tuple[Drawn, ...]
    early: tuple[tuple[str, str], ...] = ()
    held_back: tuple[tuple[str, str], ...] = ()
