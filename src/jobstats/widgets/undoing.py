"""What a form has written, to be taken back one by one, the last first; and what an earlier form wrote last. It says nothing to the page."""

from __future__ import annotations

from dataclasses import replace

from jobstats.errors import LogError
from jobstats.journal import events
from jobstats.journal.journal import GoneError
from jobstats.journal.latest import latest, taken_back
from jobstats.log import JobLog

GONE = "What was written last does not stand in {} any more as it was written, so it cannot be taken back. Change it there by hand."
BACK = "What was written last into {} was taken back before, elsewhere, so there is nothing to take back of it."
BEFORE = " Press Undo again for what was written before it."
EARLIER = "Written last into {}: `{}`."


class Undoing:
    """The writes of one form that can be taken back; its length is how many."""

    def __init__(self) -> None:
        self._done: list[events.Recorded] = []
        self._earlier: events.Recorded | None = None
        self._over = False  # something was taken back here: what was before it is not offered

    def __len__(self) -> int:
        return len(self._done)

    @property
    def offers(self) -> bool:
        """Whether what is taken back next was written elsewhere."""
        return bool(self._done) and self._done[-1] is self._earlier

    def add(self, recorded: events.Recorded) -> None:
        """This was written just now."""
        self._done.append(recorded)

    def earlier(self, log: JobLog) -> str:
        """What was written last elsewhere, if the file is still as that left it: from now on that can be taken back here. "" for nothing.

        It is looked for anew each time, by a form of which nothing stands that it has written itself. What was taken back elsewhere is let go.
        """
        self._let_go(log)
        if self._done and not self.offers:
            return ""
        found = latest(log)
        if found and self._over and not (self._done and self._done[-1].done.id == found.done.id):
            found = None
        self._earlier, self._done = found, [found] if found else []
        return EARLIER.format(log.name, " / ".join(found.said.splitlines()).replace("`", "'")) if found else ""

    def back(self, log: JobLog) -> events.Recorded | None:
        """Take back the last; None when there is nothing left. log: the newest, since others may have written meanwhile.

        Raises LogError, and forgets it, where it was taken back elsewhere, or its rows are not there any more as they were written; else, as
        events.undo, it stays.
        """
        if not self._done:
            return None
        try:
            taken = events.undo(replace(self._done[-1], log=log))
        except GoneError:
            said = BACK
            if not self._let_go(log):
                self._done.pop()
                said = GONE
            raise LogError(said.format(log.name) + BEFORE * bool(self._done)) from None
        self._done.pop()
        self._over = True
        return taken

    def _let_go(self, log: JobLog) -> bool:
        """Whether the last was taken back elsewhere; then it, and what else of the last was, is forgotten."""
        many, gone = len(self._done), taken_back(log) if self._done else set()
        while self._done and self._done[-1].done.id in gone:
            self._done.pop()
        return len(self._done) < many
