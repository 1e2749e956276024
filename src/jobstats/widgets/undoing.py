"""What a form has written, to be taken back one by one, the last first; and what an earlier form wrote last. It says nothing to the page."""

from __future__ import annotations

from dataclasses import replace

from jobstats.errors import LogError
from jobstats.journal import events
from jobstats.journal.journal import GoneError
from jobstats.journal.latest import latest
from jobstats.log import JobLog

GONE = "What was written last does not stand in {} any more as it was written, so it cannot be taken back. Change it there by hand."
BEFORE = " Press Undo again for what was written before it."
EARLIER = "Written last into {}: `{}`."


class Undoing:
    """The writes of one form that can be taken back; its length is how many."""

    def __init__(self) -> None:
        self._done: list[events.Recorded] = []
        self._earlier: events.Recorded | None = None
        self._looked = False

    def __len__(self) -> int:
        return len(self._done)

    def add(self, recorded: events.Recorded) -> None:
        """This was written just now."""
        self._looked = True
        self._done.append(recorded)

    def earlier(self, log: JobLog) -> str:
        """What an earlier form wrote last, if the file is still as that left it: from now on that can be taken back here. "" for nothing.

        It is looked for once, by a form that has written nothing yet.
        """
        if not self._looked:
            self._looked = True
            self._earlier = latest(log)
            self._done = [self._earlier] if self._earlier else []
        if self._earlier is None or self._done != [self._earlier]:
            return ""
        return EARLIER.format(log.name, " / ".join(self._earlier.said.splitlines()).replace("`", "'"))

    def back(self, log: JobLog) -> events.Recorded | None:
        """Take back the last; None when there is nothing left. log: the newest, since others may have written meanwhile.

        Raises LogError, and forgets it, where its rows are not there any more as they were written; else, as events.undo, it stays.
        """
        if not self._done:
            return None
        try:
            taken = events.undo(replace(self._done[-1], log=log))
        except GoneError:
            self._done.pop()
            raise LogError(GONE.format(log.name) + BEFORE * bool(self._done)) from None
        self._done.pop()
        return taken
