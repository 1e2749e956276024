"""What the shapes of one sheet have said of each application: what happened on a known day, and what its status says."""

from __future__ import annotations

import numpy as np

from jobstats.readers.coded import Mask
from jobstats.readers.dates import Days
from jobstats.readers.read import Texts
from jobstats.readers.sheet import Sheet
from jobstats.readers.statuses import Status
from jobstats.vocabulary import OUTCOMES, STAGE_OF, STAGES

#: Statuses that are no answer themselves: the day of the answer is the day of a reply, not of the interview.
MEETINGS = ("screen", "assessment", "interview")


class Facts:
    """One sheet's applications while its shapes are read.

    words: for each row what its statuses say happened, in order. applied: the days of applying; None if the sheet has no such column.
    """

    def __init__(self, sheet: Sheet, applied: Days | None) -> None:
        self.sheet, self.applied = sheet, applied
        self.words: list[tuple[str, ...]] = [()] * len(sheet)
        self._on: dict[str, Mask] = {}
        #: Rows of which it is told already why their end has no day.
        self.explained: Mask = np.zeros(len(sheet), bool)

    def happened(self, event: str, days: Days, rows: Mask, **other: Texts) -> None:
        """This event, on these days, of the rows that have one."""
        dated = rows & ~np.isnat(days.stamp)
        if dated.any():
            self.sheet.add(event, days, dated, **other)
            self._on[event] = self._on.get(event, np.zeros(len(self.sheet), bool)) | dated

    def take_back(self, event: str, rows: Mask) -> Mask:
        """Take back the last day of this event of each of these rows; those that had one."""
        gone = self.sheet.take_back(event, rows)
        if gone.any():
            self._on[event] = np.zeros(len(self.sheet), bool)
            for at, _ in self.sheet.added(event):
                self._on[event][at] = True
        return gone

    def known(self, *events: str) -> Mask:
        """The rows for which the day of one of these events is known."""
        out = np.zeros(len(self.sheet), bool)
        for event in events or tuple(self._on):
            out |= self._on.get(event, False)
        return out

    def say(self, said: list[Status], meaning: str) -> None:
        """What a column of statuses says, after what is said already."""
        codes = self.sheet.cells(meaning).codes.tolist()
        for i, code in enumerate(codes):
            new = tuple(w for w in said[code].events if w not in self.words[i] and w != "unsent")
            if new:
                self.words[i] = self.words[i] + new

    def says(self, *events: str) -> Mask:
        """The rows whose status says one of these."""
        wanted = set(events)
        return np.array([not wanted.isdisjoint(words) for words in self.words], dtype=bool).reshape(len(self.words))

    def last(self) -> Texts:
        """The last thing each row's status says, "" where it says nothing more than that it was sent."""
        out = np.empty(len(self.words), dtype=object)
        out[:] = [next((w for w in reversed(words) if w != "applied"), "") for words in self.words]
        return out

    def undated(self) -> Texts:
        """What is known to have happened to each row, but not when: the words of its status, if they say more than its dated events."""
        dated = {event: mask.tolist() for event, mask in self._on.items()}
        out = np.empty(len(self.words), dtype=object)
        for i, words in enumerate(self.words):
            there = [event for event, mask in dated.items() if mask[i]]
            rung = max((STAGES.index(STAGE_OF[e]) for e in there if e in STAGE_OF), default=0)
            more = [w for w in words if (w in OUTCOMES and w not in there) or (w in STAGE_OF and STAGES.index(STAGE_OF[w]) > rung)]
            out[i] = " ".join(w for w in words if w in STAGE_OF or w in OUTCOMES) if more else ""
        return out
